"""What somebody is doing, in the codes that councils and colleges return: NCCIS activities and ILR outcomes.

Dated tables: a code is offered for a day on which it was in force. `valid_from` is None where a code is older than the
list we read. Sources, as the domain facts give them:

- NCCIS: current-activity codes as used by four councils, `DSSGxUK/s23_neet`, `codes.py`, October 2023 (domain facts
  3.4). To be read again against "NCCIS management information requirement 2026 to 2027" (December 2025). Codes of which
  only the number was seen (110-150, 420, 510, 520, 551, 720) are left out.
- ILR: outcome codes of the destination and progression entity, `guidance.submit-learner-data.service.gov.uk`, OutCode
  (domain facts 3.6).
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

NCCIS = "NCCIS current activity codes, as used by councils in October 2023"
ILR = "ILR outcome codes, guidance.submit-learner-data.service.gov.uk"
GOOD_WORK_HOURS = 16.0  # hours a week: ILR EMP1, DFN Project SEARCH and Wiltshire draw the line there (domain facts 5)


class Counts(enum.Enum):
    """What an activity counts as in the sustained measures."""

    learning = "learning"  # education or training
    work = "work"
    neither = "neither"


class Group(enum.Enum):
    """The groups of the NCCIS list, in its order."""

    education = "education"
    employment = "employment"
    training = "training"
    re_engagement = "re-engagement"
    seeking = "seeking"
    not_available = "not-available"
    custody = "custody"
    unknown = "unknown"


GROUP_NAMES = {
    Group.education: "Education",
    Group.employment: "Work",
    Group.training: "Training",
    Group.re_engagement: "Getting ready for learning or work",
    Group.seeking: "Not in learning or work, looking or getting ready",
    Group.not_available: "Not in learning or work, not available",
    Group.custody: "Custody",
    Group.unknown: "Not known",
}


@dataclass(frozen=True, slots=True)
class Activity:
    """One NCCIS code. `counts` None: it says nothing about what somebody does."""

    code: str
    group: Group
    words: str
    counts: Counts | None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = NCCIS

    def holds_on(self, day: dt.date) -> bool:
        """Was this code in force on a day?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def _all(group: Group, counts: Counts | None, rows: dict[str, str]) -> list[Activity]:
    return [Activity(code, group, words, counts) for code, words in rows.items()]


_LISTED = [
    *_all(
        Group.education,
        Counts.learning,
        {
            "210": "School sixth form",
            "220": "Sixth-form college",
            "230": "Further education college",
            "240": "University or other higher education",
            "250": "Part-time education",
            "270": "Other full-time education",
            "280": "Special post-16 institution",
        },
    ),
    # A gap year is a place kept, not yet taken up; and custody is no choice. Neither is counted as education (ours).
    *_all(Group.education, Counts.neither, {"260": "Gap year before a place that is agreed"}),
    *_all(
        Group.employment,
        Counts.work,
        {
            "310": "Apprenticeship",
            "320": "Full-time work with study for a regulated qualification",
            "330": "Work without training",
            "340": "Work with other training",
            "350": "Temporary work",
            "360": "Part-time work",
            "380": "Self-employed",
            "381": "Self-employed with part-time study",
        },
    ),
    # Nobody is paid for it, and the DfE counts employment from records of pay: the study is what counts (ours).
    *_all(Group.employment, Counts.learning, {"550": "Unpaid work with part-time study"}),
    *_all(
        Group.training,
        Counts.learning,
        {
            "410": "Work-based learning paid for by the state",
            "430": "Other training",
            "440": "Programme of the Department for Work and Pensions",
            "460": "Supported internship",
        },
    ),
    # The national programme ended with July 2023 (from memory: to be checked).
    Activity("450", Group.training, "Traineeship", Counts.learning, valid_to=dt.date(2023, 7, 31)),
    *_all(Group.re_engagement, Counts.neither, {"530": "Re-engagement provision"}),
    *_all(
        Group.seeking,
        Counts.neither,
        {
            "540": "Unpaid work or volunteering",
            "610": "Not yet ready for work or learning",
            "615": "Start date agreed, other",
            "616": "Start date agreed for learning or work with training",
            "619": "Looking for work, education or training",
        },
    ),
    *_all(
        Group.not_available,
        Counts.neither,
        {
            "620": "Caring for somebody",
            "630": "Young parent",
            "640": "Illness",
            "650": "Pregnancy",
            "660": "Religious reasons",
            "670": "Unlikely ever to be able to work",
            "680": "Another reason",
        },
    ),
    *_all(
        Group.custody,
        Counts.neither,
        {"290": "Secure or young offender setting, juvenile", "710": "Custody, young adult"},
    ),
    *_all(Group.unknown, None, {"810": "Not known", "820": "No address", "830": "Would not say"}),
]
ACTIVITIES = {row.code: row for row in sorted(_LISTED, key=lambda row: row.code)}
NOT_KNOWN, WOULD_NOT_SAY = "810", "830"
UNPAID = frozenset({"540", "550"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One ILR outcome code."""

    code: str
    words: str
    source: str = ILR


OUTCOMES = {
    row.code: row
    for row in (
        Outcome("EDU1", "Traineeship"),
        Outcome("EDU2", "Apprenticeship"),
        Outcome("EDU3", "Supported internship"),
        Outcome("EDU4", "Further education, full time"),
        Outcome("EDU5", "Further education, part time"),
        Outcome("EDU6", "Higher education"),
        Outcome("EMP1", "Paid work, 16 hours or more a week"),
        Outcome("EMP2", "Paid work, fewer than 16 hours a week"),
        Outcome("EMP4", "Self-employed, 16 hours or more a week"),
        Outcome("EMP5", "Self-employed, fewer than 16 hours a week"),
        Outcome("GAP1", "Gap year"),
        Outcome("NPE1", "Not in paid work, looking and available"),
        Outcome("NPE2", "Not in paid work, not looking or not available"),
        Outcome("OTH1", "Other, not listed"),
        Outcome("OTH3", "Unable to contact"),
        Outcome("OTH4", "Not known"),
        Outcome("SDE1", "Supported independent living"),
        Outcome("SDE2", "Independent living"),
        Outcome("SDE3", "Returning home"),
        Outcome("SDE4", "Long-term residential place"),
        Outcome("VOL1", "Voluntary work"),
    )
}
_BY_HOURS = {"EMP1": True, "EMP2": False, "EMP4": True, "EMP5": False}  # 16 hours or more?
_OUTCOME_OF = {
    **dict.fromkeys(("210", "220", "230", "270", "280"), "EDU4"),
    "240": "EDU6",
    "250": "EDU5",
    "260": "GAP1",
    "310": "EDU2",
    "450": "EDU1",
    "460": "EDU3",
    "540": "VOL1",
    **dict.fromkeys(("615", "616", "619"), "NPE1"),
    **dict.fromkeys(("610", "620", "630", "640", "650", "660", "670", "680"), "NPE2"),
}


def activity(code: str) -> Activity | None:
    """The activity of a code, None for one that is in no list."""
    return ACTIVITIES.get(code)


def counts_as(code: str) -> Counts | None:
    """What a code counts as; None where it says nothing, or is in no list."""
    found = ACTIVITIES.get(code)
    return found.counts if found else None


def offered(day: dt.date) -> dict[Group, list[Activity]]:
    """The activities that can be recorded for a day, by group. "Not known" is no activity: nothing is recorded then."""
    found: dict[Group, list[Activity]] = {}
    for row in ACTIVITIES.values():
        if row.group is not Group.unknown and row.holds_on(day):
            found.setdefault(row.group, []).append(row)
    return {group: found[group] for group in Group if group in found}


def outcome_of(code: str, hours_a_week: float | None) -> str:
    """The ILR outcome that follows from an activity and its hours; empty where it does not follow."""
    if code in ("380", "381"):
        return "" if hours_a_week is None else "EMP4" if hours_a_week >= GOOD_WORK_HOURS else "EMP5"
    if counts_as(code) is Counts.work and code != "310":
        return "" if hours_a_week is None else "EMP1" if hours_a_week >= GOOD_WORK_HOURS else "EMP2"
    return _OUTCOME_OF.get(code, "")


def outcome_fits(outcome: str, hours_a_week: float | None) -> bool:
    """Does an ILR outcome say the same about 16 hours a week as the hours do?"""
    if hours_a_week is None or outcome not in _BY_HOURS:
        return True
    return _BY_HOURS[outcome] == (hours_a_week >= GOOD_WORK_HOURS)
