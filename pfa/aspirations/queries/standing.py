"""Where a young person stands: which round they may answer, and what they answered before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from pfa.aspirations.models import Response, Round
from pfa.aspirations.queries.answers import responses
from pfa.aspirations.queries.rounds import in_round
from pfa.core.statements import once
from pfa.people.models import YoungPerson


@dataclass(frozen=True, slots=True)
class Standing:
    """The round a young person may begin or go on with. No round: they have nothing to answer and nothing to change."""

    person: YoungPerson
    asked: Round | None
    response: Response | None


def standing(session: Session, person: YoungPerson, today: dt.date) -> Standing:
    """The round that is open for them; if none is, the last they began, which they may change at any time.

    Of several that are open it is the one that closes first. Whoever has begun one stays in it, whatever school or year
    they are in by now: one statement tells, which matters when a whole school answers at once.
    """
    named = {"person_id": person.id, "authority_id": person.authority_id, "today": today}
    rows: Sequence[Any] = session.execute(_open_rounds(), named).all()  # the second is None where they have not begun
    for asked, response in rows:
        if response is not None:
            set_committed_value(response, "young_person", person)  # known already: nobody has to look for them again
            set_committed_value(response, "round", asked)
            return Standing(person, asked, response)
        if _concerns(session, person, asked):
            return Standing(person, asked, None)
    last = next(iter(responses(session, person)), None)
    return Standing(person, last.round if last else None, last)


@once
def _open_rounds() -> sa.Select[Round, Response]:
    today = sa.bindparam("today", type_=sa.Date)
    theirs = sa.and_(Response.round_id == Round.id, Response.young_person_id == sa.bindparam("person_id"))
    return (
        sa.select(Round, Response)
        .outerjoin(Response, theirs)
        .where(Round.authority_id == sa.bindparam("authority_id"), Round.opens_on <= today, Round.closes_on >= today)
        .order_by(Round.closes_on, Round.id)
    )


def open_round_for(session: Session, person: YoungPerson, today: dt.date) -> Round | None:
    """The round that concerns a young person today; of several the one that closes first."""
    query = sa.select(Round).where(Round.opens_on <= today, Round.closes_on >= today)
    return _first_concerning(session, person, query.order_by(Round.closes_on, Round.id))


def next_round_for(session: Session, person: YoungPerson, today: dt.date) -> Round | None:
    """The next round that opens for a young person."""
    return _first_concerning(session, person, sa.select(Round).where(Round.opens_on > today).order_by(Round.opens_on))


def last_round_for(session: Session, person: YoungPerson, today: dt.date) -> Round | None:
    """The last round that was open for a young person and has closed."""
    query = sa.select(Round).where(Round.closes_on < today).order_by(Round.closes_on.desc(), Round.id.desc())
    return _first_concerning(session, person, query)


def _first_concerning(session: Session, person: YoungPerson, query: sa.Select[Round]) -> Round | None:
    rounds = session.scalars(query.where(Round.authority_id == person.authority_id))
    return next((asked for asked in rounds if _concerns(session, person, asked)), None)


def _concerns(session: Session, person: YoungPerson, asked: Round) -> bool:
    only = in_round(sa.select(YoungPerson).where(YoungPerson.id == person.id), asked)
    return session.scalar(only.with_only_columns(YoungPerson.id)) is not None
