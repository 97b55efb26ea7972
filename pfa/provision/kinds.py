"""Kinds of opportunity and kinds of work, each with the words people read."""

from __future__ import annotations

import enum


class OpportunityKind(enum.Enum):
    study_programme = "study-programme"
    school_sixth_form = "school-sixth-form"
    supported_internship = "supported-internship"
    apprenticeship = "apprenticeship"
    traineeship = "training"
    work_experience = "work-experience"
    volunteering = "volunteering"
    adult_learning = "adult-learning"
    travel_training = "travel-training"
    community = "community"
    health = "health"


KIND_NAMES = {
    OpportunityKind.study_programme: "Study programme",
    OpportunityKind.school_sixth_form: "School sixth form",
    OpportunityKind.supported_internship: "Supported internship",
    OpportunityKind.apprenticeship: "Apprenticeship",
    OpportunityKind.traineeship: "Training programme",
    OpportunityKind.work_experience: "Work experience",
    OpportunityKind.volunteering: "Volunteering",
    OpportunityKind.adult_learning: "Adult learning",
    OpportunityKind.travel_training: "Travel training",
    OpportunityKind.community: "Community activity",
    OpportunityKind.health: "Health and wellbeing",
}

# The week's picture has five colours, the same on every page.
COLOUR_OF_KIND = {
    OpportunityKind.study_programme: "study",
    OpportunityKind.school_sixth_form: "study",
    OpportunityKind.adult_learning: "study",
    OpportunityKind.supported_internship: "work",
    OpportunityKind.apprenticeship: "work",
    OpportunityKind.traineeship: "work",
    OpportunityKind.work_experience: "work",
    OpportunityKind.volunteering: "community",
    OpportunityKind.community: "community",
    OpportunityKind.travel_training: "travel",
    OpportunityKind.health: "health",
}

# At most one of these carries a week (`main` in the matching problem).
CARRIES_THE_WEEK = frozenset(
    {
        OpportunityKind.study_programme,
        OpportunityKind.school_sixth_form,
        OpportunityKind.supported_internship,
        OpportunityKind.apprenticeship,
        OpportunityKind.traineeship,
    }
)

KINDS_OF_WORK = {
    "animal-care": "Animals",
    "art-media": "Art and media",
    "building": "Building and making",
    "care": "Caring for people",
    "catering": "Cooking and food",
    "cleaning": "Cleaning and laundry",
    "early-years": "Young children",
    "gardening": "Plants and gardens",
    "hair-beauty": "Hair and beauty",
    "health": "Hospitals and health",
    "it": "Computers",
    "motor": "Cars and bikes",
    "music": "Music and performing",
    "office": "Office work",
    "retail": "Shops",
    "sport": "Sport and leisure",
    "warehouse": "Warehouses and delivery",
}


FUNDERS = {
    "high-needs": "High needs budget",
    "access-to-work": "Access to Work",
    "adult-skills": "Adult Skills Fund",
    "social-care": "Adult social care",
    "health": "Health (NHS)",
    "transport": "Transport budget",
    "other": "Another funder",
}
"""Who pays for a place where money is short; what the education funding body pays anyway needs no funder here."""


class Certainty(enum.Enum):
    """Are the days and hours settled? College timetables are often known only in summer."""

    confirmed = "confirmed"
    provisional = "provisional"
