"""What our words for levels, features and kinds mean, for anybody who reads what is on offer."""

from __future__ import annotations

from pfa.people.codes import ACCESS_NEEDS, LEVELS
from pfa.provision.kinds import KIND_NAMES, OpportunityKind

_LEVELS = {
    0: "First steps: learning through doing, with a lot of support. No reading or writing is asked for.",
    1: "Some reading, writing and numbers, with support. Learning for everyday life and first jobs.",
    2: "Work that follows written instructions. About the level of GCSE grades 1 to 3.",
    3: "Work that is planned and checked by yourself. About GCSE grades 4 and above, and beyond.",
}
_FEATURES = {
    "step-free": "You can get in and around without steps: ramps, level floors or a lift.",
    "hoist": "There is a hoist and a room to change in, big enough for two helpers.",
    "quiet-space": "There is a calm, quiet room to go to when it gets too much.",
    "signing": "Somebody there signs, or an interpreter comes.",
    "personal-care": "Somebody helps with eating, washing or using the toilet.",
    "nursing": "A nurse is there, or staff trained by a nurse for your health needs.",
    "small-group": "You learn in a small group, not a big class.",
    "hearing-loop": "Rooms have a hearing loop, and people face you when they speak.",
    "low-vision": "Large print, good light and clear marks on steps and doors.",
    "assistive-tech": "Computers and tablets that read aloud, write what you say, or speak for you.",
}
_KINDS = {
    OpportunityKind.study_programme: "A course at a college, with English and maths. Often three to five days a week.",
    OpportunityKind.school_sixth_form: "Staying on at a school after Year 11.",
    OpportunityKind.supported_internship: "Up to a year at a real workplace with a job coach, and some time in class.",
    OpportunityKind.apprenticeship: "A paid job with training.",
    OpportunityKind.traineeship: "Training to get ready for a job or an apprenticeship.",
    OpportunityKind.work_experience: "Trying out a job for some sessions in the week.",
    OpportunityKind.volunteering: "Helping out without pay, for something you care about.",
    OpportunityKind.adult_learning: "Short courses for adults: cooking, money, computers and more.",
    OpportunityKind.travel_training: "Learning to travel by yourself, step by step. It lasts some weeks.",
    OpportunityKind.community: "Clubs, groups and places to meet people and be active.",
    OpportunityKind.health: "Things that keep you well, like swimming, physiotherapy or a walking group.",
}

LEVEL_WORDS = [(name, _LEVELS[number]) for number, name in LEVELS.items()]
FEATURE_WORDS = [(name, _FEATURES[key]) for key, name in ACCESS_NEEDS.items()]
KIND_WORDS = [(name, _KINDS[kind]) for kind, name in KIND_NAMES.items()]
