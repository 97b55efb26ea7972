"""What became of people after they left: the destinations room's answers, as sets of row ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.destinations import queries as destinations
from pfa.destinations.models import OwnLife
from pfa.destinations.sustained import Verdict

LONGEST_COURSE_YEARS = 4  # somebody who starts in one September leaves within so many years, or later than we look


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Of people who left: those whose two terms are over (`due`), and what is known of each of them.

    `asked` answered "is this the life you wanted?" after they last left, if only by "I would rather not say";
    `own_life` said yes.
    """

    due: frozenset[int]
    known: frozenset[int]
    sustained: frozenset[int]
    asked: frozenset[int]
    own_life: frozenset[int]


def afterwards(
    session: Session, asker: Asker, people: Collection[int], *, entry_year: int, today: dt.date
) -> Afterwards:
    """What became of these people after they last left something, from the year they started on: four statements."""
    years = range(entry_year, entry_year + LONGEST_COURSE_YEARS)
    here = frozenset(people)
    left = destinations.followed(session, asker, years, today=today)
    last = {row.person_id: row for row in left if row.person_id in here}  # in the order of leaving
    verdicts = {person: row.terms.verdict for person, row in last.items()}
    return Afterwards(
        due=frozenset(person for person, verdict in verdicts.items() if verdict is not Verdict.early),
        known=frozenset(person for person, verdict in verdicts.items() if verdict in (Verdict.yes, Verdict.no)),
        sustained=frozenset(person for person, verdict in verdicts.items() if verdict is Verdict.yes),
        asked=frozenset(person for person, row in last.items() if row.own_life is not None),
        own_life=frozenset(person for person, row in last.items() if row.own_life is OwnLife.yes),
    )
