"""Young people who asked to be together: a pair counts in a run if both asked, and nothing stands against it.

A wish to be with somebody is for the next start. It has passed once a week was agreed for that start and the next
one is planned; whoever still wants it says so again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations import queries as answers
from pfa.aspirations.models import Companion
from pfa.people.models import YoungPerson


def pairs(session: Session, people: Sequence[YoungPerson], apart: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of these people of one authority who asked for each other, lower id first: two statements at most.

    Whoever is to be kept apart is, and nobody is told.
    """
    if len(people) < 2:
        return []
    asked = answers.mutual_companions(session, people[0].authority_id, [row.id for row in people]) - set(apart)
    past = _past(session, [row for row in people if row.settled_year is not None])
    return sorted(pair for pair in asked if pair not in past and pair[::-1] not in past)


def has_passed(person: YoungPerson, asked_at: dt.datetime) -> bool:
    """Was it asked before a start of theirs that was agreed since?"""
    year = person.settled_year
    return year is not None and year != person.entry_year and asked_at.date() < dt.date(year, 9, 1)


def _past(session: Session, people: Sequence[YoungPerson]) -> set[tuple[int, int]]:
    """(who asked, for whom) of wishes that have passed."""
    if not people:
        return set()
    query = sa.select(Companion).where(
        Companion.young_person_id.in_([row.id for row in people]), Companion.withdrawn_at.is_(None)
    )
    known = {row.id: row for row in people}
    newest = {
        (row.young_person_id, row.other_person_id or 0): row for row in session.scalars(query.order_by(Companion.id))
    }
    return {pair for pair, row in newest.items() if has_passed(known[row.young_person_id], row.asked_at)}
