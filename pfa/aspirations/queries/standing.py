"""Where a young person stands: which round they may answer, and what they answered before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations.models import Response, Round
from pfa.aspirations.queries.answers import response_in, responses
from pfa.aspirations.queries.rounds import in_round
from pfa.people.models import YoungPerson


@dataclass(frozen=True, slots=True)
class Standing:
    """The round a young person may begin or go on with. No round: they have nothing to answer and nothing to change."""

    person: YoungPerson
    asked: Round | None
    response: Response | None


def standing(session: Session, person: YoungPerson, today: dt.date) -> Standing:
    """The round that is open for them; if none is, the last they began, which they may change at any time."""
    asked = open_round_for(session, person, today)
    if asked is not None:
        return Standing(person, asked, response_in(session, person, asked.id))
    last = next(iter(responses(session, person)), None)
    return Standing(person, last.round if last else None, last)


def open_round_for(session: Session, person: YoungPerson, today: dt.date) -> Round | None:
    """The round that a young person may answer today; of several the one that closes first."""
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
    only = sa.select(YoungPerson).where(YoungPerson.id == person.id)
    for asked in session.scalars(query.where(Round.authority_id == person.authority_id)):
        if session.scalar(in_round(only, asked).with_only_columns(YoungPerson.id)) is not None:
            return asked
    return None
