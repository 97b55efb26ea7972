"""Codes of the field: plan types, DfE need types, access needs, reasons for having no school."""

from __future__ import annotations

import enum


class PlanType(enum.Enum):
    """What a young person's support rests on. Not "EHC plan or nothing": the law is changing (domain facts 2)."""

    ehcp = "ehcp"
    isp = "isp"
    sen_support = "sen-support"
    none = "none"


PLAN_NAMES = {
    PlanType.ehcp: "EHC plan",
    PlanType.isp: "Individual support plan",
    PlanType.sen_support: "SEN support",
    PlanType.none: "No plan or SEN support",
}

# DfE SEN2 2025 guide, item 5.8a (domain facts 3.1).
NEED_TYPES = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "Other difficulty or disability",
    "NSA": "SEN support, no specialist assessment",
}

# What a place has to have for somebody; the same words describe what a programme offers.
ACCESS_NEEDS = {
    "step-free": "Step-free access",
    "hoist": "Hoist and changing place",
    "quiet-space": "Quiet space",
    "signing": "Signing",
    "personal-care": "Personal care",
    "nursing": "Nursing on site",
    "small-group": "Small group",
    "hearing-loop": "Hearing loop",
    "low-vision": "Support for low vision",
    "assistive-tech": "Assistive technology",
}

LEVELS = {
    0: "Pre-entry and entry level 1",
    1: "Entry levels 2 and 3",
    2: "Level 1",
    3: "Level 2 and above",
}


LEARNING_AGE_GROUPS = range(9, 15)  # the year groups that lists offer by name: Years 9 to 14


class NoSchool(enum.Enum):
    """Why somebody has no local school this year. Rounds list those of their years and those who start again."""

    home_educated = "home-educated"
    otherwise_educated = "otherwise-educated"
    out_of_area = "out-of-area"
    pupil_referral_unit = "pupil-referral-unit"
    hospital = "hospital"
    custody = "custody"
    awaiting = "awaiting-provision"
    not_in_education = "not-in-education"


NO_SCHOOL_NAMES = {
    NoSchool.home_educated: "Educated at home",
    NoSchool.otherwise_educated: "Educated otherwise than at school",
    NoSchool.out_of_area: "School in another area",
    NoSchool.pupil_referral_unit: "Pupil referral unit",
    NoSchool.hospital: "In hospital",
    NoSchool.custody: "In custody",
    NoSchool.awaiting: "Waiting for a place",
    NoSchool.not_in_education: "Not in education, training or work",
}


class DecisionMaker(enum.Enum):
    """Who has the legal say: the parent until the end of compulsory school age, then the young person (section 80)."""

    parent = "parent"
    young_person = "young-person"
    representative = "representative"


class OwnSessionKind(enum.Enum):
    """What somebody keeps a session of the week for; part of the week, never a gap."""

    therapy = "therapy"
    paid_job = "paid-job"
    assistant = "assistant"
    rest = "rest"
    other = "other"


OWN_SESSION_NAMES = {
    OwnSessionKind.therapy: "Therapy or health",
    OwnSessionKind.paid_job: "Paid job",
    OwnSessionKind.assistant: "Time with an assistant",
    OwnSessionKind.rest: "Rest they have chosen",
    OwnSessionKind.other: "Something else of their own",
}


class TravelWay(enum.Enum):
    """Who or what gets somebody there."""

    alone = "alone"
    learning = "learning"
    with_someone = "with-someone"
    council_transport = "council-transport"
    unknown = "unknown"


TRAVEL_NAMES = {
    TravelWay.alone: "Travels alone",
    TravelWay.learning: "Learning to travel alone",
    TravelWay.with_someone: "Goes with somebody",
    TravelWay.council_transport: "Council transport",
    TravelWay.unknown: "Not known yet",
}

DECISION_MAKER_NAMES = {
    DecisionMaker.parent: "Parent or carer",
    DecisionMaker.young_person: "The young person",
    DecisionMaker.representative: "A representative (section 80)",
}

SEX_NAMES = {"F": "Female", "M": "Male", "U": "Not known"}


class Closing(enum.Enum):
    """Why a record is closed. It stays; nobody plans with it any more."""

    moved = "moved"
    finished = "finished"
    too_old = "too-old"
    died = "died"
    entered_twice = "entered-twice"
    other = "other"


CLOSING_NAMES = {
    Closing.moved: "Moved to another authority",
    Closing.finished: "Support has ended",
    Closing.too_old: "Now over 25",
    Closing.died: "Has died",
    Closing.entered_twice: "Was entered twice",
    Closing.other: "Another reason",
}
