"""Whom young people want to be with: names they typed, the records staff matched them to, and who asked for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from pfa.aspirations.models import Companion
from pfa.people.models import YoungPerson


@dataclass(frozen=True, slots=True)
class Wished:
    """Somebody whom a young person asked to be with. `both`: that person asked for them as well."""

    row: Companion
    both: bool


def mutual_companions(session: Session, authority_id: int, person_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """Pairs of young people who both asked for each other and have not withdrawn it, the smaller id first.

    Both must be among `person_ids`. Pairs that staff have not matched to records are not there. One statement.
    """
    theirs = aliased(Companion)
    query = (
        sa.select(Companion.young_person_id, Companion.other_person_id)
        .join(theirs, _answers(theirs))
        .where(
            Companion.authority_id == authority_id,
            Companion.withdrawn_at.is_(None),
            Companion.young_person_id < Companion.other_person_id,
        )
    )
    wanted = frozenset(person_ids)
    return frozenset((one, other) for one, other in session.execute(query) if one in wanted and other in wanted)


def companions_of(session: Session, person: YoungPerson) -> Sequence[Wished]:
    """Whom one young person asks to be with now, in the order they typed, and whether both asked: one statement."""
    theirs = aliased(Companion)
    query = (
        sa.select(Companion, sa.select(theirs.id).where(_answers(theirs)).exists())
        .where(Companion.young_person_id == person.id, Companion.withdrawn_at.is_(None))
        .options(joinedload(Companion.other_person))
        .order_by(Companion.id)
    )
    return [Wished(row, bool(both)) for row, both in session.execute(query)]


def _answers(theirs: type[Companion]) -> sa.ColumnElement[bool]:
    """Does the other one ask for this one in turn, still?"""
    return sa.and_(
        theirs.young_person_id == Companion.other_person_id,
        theirs.other_person_id == Companion.young_person_id,
        theirs.withdrawn_at.is_(None),
    )
