"""What a spell and a leaving are, and what a spell has to be like. Every fault is found at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pfa.destinations.codes import ACTIVITIES, OUTCOMES, UNPAID, Counts, Group, outcome_fits
from pfa.destinations.models import Evidence
from pfa.provision.kinds import OpportunityKind
from pfa.provision.rules import Fault

HOURS_AT_MOST = 60.0  # a week: more is a slip of the keyboard
EARLIEST = dt.date(2000, 1, 1)
WHERE_AT_MOST = 160  # characters


@dataclass(frozen=True, slots=True)
class SpellValues:
    """What somebody said of a spell. `heard_on` is the day on which they said it; hours are hours a week."""

    starts_on: dt.date | None
    activity: str
    evidence: Evidence
    heard_on: dt.date | None
    ends_on: dt.date | None = None
    outcome: str = ""
    hours_a_week: float | None = None
    is_paid: bool | None = None
    is_seasonal: bool | None = None
    employer_id: int | None = None
    provider_id: int | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody left, and when. Ids are row numbers of the same authority."""

    left_on: dt.date
    pathway: OpportunityKind
    opportunity_id: int | None = None
    provider_id: int | None = None
    employer_id: int | None = None
    placement_id: int | None = None


def spell_faults(values: SpellValues, today: dt.date) -> list[Fault]:
    """What cannot be right about a spell."""
    return [*_days(values, today), *_what(values)]


def _days(values: SpellValues, today: dt.date) -> list[Fault]:
    found = []
    if values.starts_on is None:
        found.append(Fault("starts_on", "Enter the day on which it began"))
    elif values.starts_on > today:
        found.append(Fault("starts_on", "It has not begun yet. Until it has, record “Start date agreed”"))
    elif values.starts_on < EARLIEST:
        found.append(Fault("starts_on", "Check the year in which it began"))
    if values.heard_on is None:
        found.append(Fault("heard_on", "Enter the day on which they said so"))
    elif values.heard_on > today:
        found.append(Fault("heard_on", "The day on which they said so cannot be in the future"))
    elif values.starts_on is not None and values.heard_on < values.starts_on <= today:
        found.append(Fault("heard_on", "They cannot have said so before it began"))
    if values.ends_on is not None:
        if values.starts_on is not None and values.ends_on < values.starts_on:
            found.append(Fault("ends_on", "The last day cannot be before the first"))
        elif values.ends_on > today:
            found.append(Fault("ends_on", "The last day is still to come. Leave it empty until it has passed"))
        elif values.heard_on is not None and values.ends_on > values.heard_on:
            found.append(Fault("ends_on", "The last day cannot be after the day on which they said so"))
    return found


def _what(values: SpellValues) -> list[Fault]:
    found = []
    row = ACTIVITIES.get(values.activity)
    if row is None or row.group is Group.unknown:
        found.append(Fault("activity", "Choose what they were doing"))
    elif values.starts_on is not None and not row.holds_on(values.starts_on):
        found.append(Fault("activity", f"“{row.words}” was not used any more on the day it began"))
    hours = values.hours_a_week
    if hours is not None and not 0 < hours <= HOURS_AT_MOST:
        found.append(Fault("hours_a_week", f"Hours a week must be more than 0 and at most {HOURS_AT_MOST:g}"))
    if values.is_paid and values.activity in UNPAID:
        found.append(Fault("is_paid", "What you chose above is unpaid work. Choose work, or say it is not paid"))
    if values.is_paid is False and row is not None and row.counts is Counts.work:
        found.append(Fault("is_paid", "Work that is not paid is recorded as “Unpaid work or volunteering”"))
    if values.outcome and values.outcome not in OUTCOMES:
        found.append(Fault("outcome", "Choose one of the outcomes, or leave it to us"))
    elif not outcome_fits(values.outcome, hours):
        found.append(Fault("outcome", "This outcome says something else about 16 hours a week than the hours do"))
    if len(values.where) > WHERE_AT_MOST:
        found.append(Fault("where", f"Use {WHERE_AT_MOST} characters or fewer"))
    return found
