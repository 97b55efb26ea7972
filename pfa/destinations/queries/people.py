"""Leavers one by one with their names, for a file: a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.destinations.codes import NOT_KNOWN, WOULD_NOT_SAY
from pfa.destinations.models import Leaver, Spell
from pfa.destinations.queries.one import lately
from pfa.destinations.queries.results import STRENGTH
from pfa.destinations.results import Followed
from pfa.destinations.words import activity_words
from pfa.employers.models import Employer
from pfa.provision.models import Provider


@dataclass(frozen=True, slots=True)
class Line:
    """One leaver with what they were last said to do. `activity` is what a council returns today."""

    followed: Followed
    leaver: Leaver
    doing: Spell | None
    activity: str

    @property
    def activity_words(self) -> str:
        return activity_words(self.activity)


def lines(session: Session, asker: Asker, people: Sequence[Followed], *, today: dt.date) -> list[Line]:
    """These leavers by name. Of whom nothing is known any more the return says so, or that they would not say."""
    mine = Leaver.authority_id.in_(asker.authorities_for("destination:export"))
    years = sorted({each.cohort for each in people})
    query = (
        sa.select(Leaver)
        .where(mine, Leaver.cohort.in_(years))
        .options(
            joinedload(Leaver.young_person),
            joinedload(Leaver.opportunity),
            joinedload(Leaver.provider).options(joinedload(Provider.organisation), joinedload(Provider.site)),
            joinedload(Leaver.employer).joinedload(Employer.organisation),
        )
        .order_by(Leaver.id)
    )
    leavers = {row.id: row for row in session.scalars(query)}
    spells = _spells(session, asker, years)
    found = [
        _line(each, leavers[each.leaver_id], spells.get(each.person_id, []), today)
        for each in people
        if each.leaver_id in leavers
    ]
    return sorted(
        found, key=lambda row: (row.leaver.young_person.last_name, row.leaver.young_person.first_name, row.leaver.id)
    )


def _spells(session: Session, asker: Asker, years: Sequence[int]) -> dict[int, list[Spell]]:
    ids = sa.select(Leaver.young_person_id).where(
        Leaver.authority_id.in_(asker.authorities_for("destination:export")), Leaver.cohort.in_(years)
    )
    query = sa.select(Spell).where(Spell.young_person_id.in_(ids)).order_by(Spell.starts_on, Spell.id)
    found: dict[int, list[Spell]] = {}
    for row in session.scalars(query):
        found.setdefault(row.young_person_id, []).append(row)
    return found


def _line(followed: Followed, leaver: Leaver, spells: list[Spell], today: dt.date) -> Line:
    doing = min(lately(spells, today), key=lambda row: STRENGTH[row.evidence], default=None)
    nothing = WOULD_NOT_SAY if followed.has_stopped else NOT_KNOWN
    return Line(followed, leaver, doing, doing.activity if doing else nothing)
