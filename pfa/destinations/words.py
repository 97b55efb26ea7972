"""What staff read on the pages of destinations."""

from __future__ import annotations

from pfa.destinations.codes import ACTIVITIES, Counts
from pfa.destinations.models import CheckInState, Evidence, OwnLife, Spell
from pfa.destinations.results import Measure
from pfa.destinations.sustained import Verdict

QUESTION = "Is this the life you wanted?"
OWN_LIFE_NAMES = {
    OwnLife.yes: "Yes",
    OwnLife.partly: "Partly",
    OwnLife.no: "No",
    OwnLife.would_not_say: "Would not say",
}
EVIDENCE_NAMES = {
    Evidence.employer: "Employer",
    Evidence.provider: "College or provider",
    Evidence.young_person: "Young person",
    Evidence.family: "Family or carer",
    Evidence.other: "Somebody else",
}
STATE_NAMES = {
    CheckInState.due: "To do",
    CheckInState.done: "Done",
    CheckInState.not_reached: "Not reached",
    CheckInState.stopped: "Not asked: they said stop",
}
COUNTS_NAMES = {Counts.learning: "Learning", Counts.work: "Work", Counts.neither: "Neither"}
SUSTAINED_NAMES = {"learning": "in learning", "work": "in work", "both": "in learning and work, one after the other"}
VERDICT_NAMES = {
    Verdict.yes: "Yes",
    Verdict.no: "No",
    Verdict.unknown: "Not known",
    Verdict.early: "Too early to say",
}
MEASURE_NAMES = {
    Measure.two_terms: "Sustained, two terms",
    Measure.six: "Six months: learning or work",
    Measure.twelve: "Twelve months: learning or work",
    Measure.work_six: "Six months: work",
    Measure.work_twelve: "Twelve months: work",
    Measure.good_six: "Six months: good work",
    Measure.good_twelve: "Twelve months: good work",
}
MEASURE_MEANING = {
    Measure.two_terms: "Learning in every month from October to March of the year after leaving, or work in at least "
    "five of these six months, or the two one after the other without a month between them.",
    Measure.six: "On the day six months after leaving, or what is known within 14 days of it.",
    Measure.twelve: "On the day twelve months after leaving, or what is known within 14 days of it.",
    Measure.work_six: "In any job, apprenticeship or self-employment on the day six months after leaving.",
    Measure.work_twelve: "In any job, apprenticeship or self-employment on the day twelve months after leaving.",
    Measure.good_six: "Paid, not seasonal, 16 hours or more a week, on the day six months after leaving.",
    Measure.good_twelve: "Paid, not seasonal, 16 hours or more a week, on the day twelve months after leaving.",
}


def activity_words(code: str) -> str:
    """What a code says, in words; the code itself if it is in no list."""
    found = ACTIVITIES.get(code)
    return found.words if found else code


def where(spell: Spell) -> str:
    """Where somebody is, by name; empty if nobody said."""
    if spell.employer is not None:
        return spell.employer.organisation.name
    if spell.provider is not None:
        return spell.provider.name
    return spell.where


def hours(value: float | None) -> str:
    """16 hours, 15.5 hours; empty if nobody said."""
    return "" if value is None else f"{value:g} hour" if value == 1 else f"{value:g} hours"


def weeks(number: int) -> str:
    """4 weeks; 52 weeks is a year to everybody."""
    return "one year" if number == 52 else f"{number} weeks"
