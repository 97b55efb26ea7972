"""What happened before: three cohorts that have left, one that started this September, and everybody around them.

They are older people of closed entry years, made after everything else, so that the cohort to come stays as it is.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.models import Authority, Organisation, User
from pfa.demo.people import Year
from pfa.demo.places import Valley
from pfa.packages.models import Package
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group

LEFT = 3  # cohorts that have left
SHARE = 0.07  # of the cohort size of the demo: how many started in each of those Septembers
FEWEST = 12


@dataclass(frozen=True, slots=True)
class Past:
    """What every part of the history is built with. `chance` is its own, so that nothing else changes by it."""

    session: Session
    authority: Authority
    valley: Valley
    staff: Mapping[str, User]
    year: Year
    chance: random.Random

    @property
    def key(self) -> dict[str, int]:
        return {"authority_id": self.authority.id}

    @property
    def today(self) -> dt.date:
        return self.year.now.date()

    @property
    def coaches(self) -> list[User]:
        return [self.staff["job coach"], self.staff["second job coach"]]

    @property
    def coordinator(self) -> User:
        return self.staff["co-ordinator"]

    @property
    def college(self) -> Organisation:
        return self.valley.colleges[0]

    def at(self, day: dt.date) -> dt.datetime:
        """A moment of a day on which somebody was at work."""
        return dt.datetime.combine(day, dt.time(9 + self.chance.randrange(7), self.chance.randrange(60)), dt.UTC)


@dataclass(frozen=True, slots=True)
class Starter:
    """Somebody of a past cohort: where they started, and when they left or leave."""

    person: YoungPerson
    package: Package
    group: Group  # what carried their week
    at_work: Group | None  # work experience beside it
    entry_year: int
    leaves_on: dt.date

    @property
    def pathway(self) -> OpportunityKind:
        return self.group.opportunity.kind


def start_of(entry_year: int) -> dt.date:
    """The first day of what starts in a September."""
    return dt.date(entry_year, 9, 6)


def end_of(entry_year: int, years: int = 1) -> dt.date:
    """The last day of what started in a September, after so many academic years."""
    return dt.date(entry_year + years, 7, 7)


def cohort_years(year: Year) -> list[int]:
    """The Septembers of the history, the first first; the last one is this academic year's, still under way."""
    return list(range(year.academic - LEFT, year.academic + 1))


def size(count: int) -> int:
    """How many started in each of those Septembers, in a demo of `count` young people."""
    return max(FEWEST, round(count * SHARE))


def build(past: Past, count: int) -> list[Starter]:
    """All of it, but for what is published at the end."""
    from pfa.demo import history_after, history_employers, history_people, history_work

    history_employers.build(past)
    found: list[Starter] = []
    for entry_year in cohort_years(past.year):
        found += history_people.build(past, entry_year, size(count))
    history_work.build(past, found)
    history_after.build(past, found)
    return found
