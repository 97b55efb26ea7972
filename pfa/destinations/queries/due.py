"""Whom to ask: due now, overdue, not reached three times, and soon. One line a person; never anybody who said stop."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import User
from pfa.destinations.models import Attempt, CheckIn, CheckInState, Leaver
from pfa.people.models import YoungPerson
from pfa.web.pages import Page, page_of

LATE_AFTER = dt.timedelta(days=14)  # from then on a check-in is overdue
AHEAD = dt.timedelta(days=28)  # how far "soon" looks
TRIES = 3  # tries without an answer after which somebody decides whether to go on


class Which(enum.Enum):
    """Which list of check-ins; together `now`, `overdue` and `tried` are everything that is due."""

    now = "now"
    overdue = "overdue"
    tried = "tried"
    soon = "soon"


@dataclass(frozen=True, slots=True)
class Due:
    """One person to ask: for which check-in, and how often they were tried."""

    check_in: CheckIn
    leaver: Leaver
    person: YoungPerson
    worker: str
    tries: int
    tried_at: dt.datetime | None


def due(session: Session, asker: Asker, which: Which, *, today: dt.date, number: int) -> Page[Due]:
    """One page of people to ask, the longest due first: two statements."""
    query = (
        _open(asker, today)
        .where(_in(which, today))
        .outerjoin(User, User.id == YoungPerson.named_worker_id)
        .add_columns(User.name, _tries(), _last_try())
        .options(
            orm.contains_eager(CheckIn.leaver).contains_eager(Leaver.young_person),
        )
        .order_by(CheckIn.due_on, YoungPerson.last_name, YoungPerson.first_name, CheckIn.id)
    )
    page = page_of(session, query, number=number, scalars=False)
    rows = [Due(row[0], row[0].leaver, row[0].leaver.young_person, row[1] or "", row[2], row[3]) for row in page.rows]
    return Page(rows=rows, number=page.number, total=page.total, size=page.size)


def tally(session: Session, asker: Asker, *, today: dt.date) -> dict[Which, int]:
    """How many people stand in each list: one statement."""
    columns = [sa.func.count(sa.case((_in(which, today), 1))) for which in Which]
    row = session.execute(_open(asker, today).with_only_columns(*columns)).one()
    return dict(zip(Which, row, strict=True))


def _open(asker: Asker, today: dt.date) -> sa.Select[Any]:
    """Check-ins to do: of nobody who said stop, or whose record is closed; of several that are due, the last."""
    return (
        sa.select(CheckIn)
        .join(CheckIn.leaver)
        .join(Leaver.young_person)
        .where(
            CheckIn.authority_id.in_(asker.authorities_for("destination:read")),
            CheckIn.state == CheckInState.due,
            Leaver.stop_asked_at.is_(None),
            YoungPerson.closed_on.is_(None),
            YoungPerson.merged_into_id.is_(None),
            sa.or_(CheckIn.due_on > today, CheckIn.id.in_(_last_due(asker, today))),
        )
    )


def _last_due(asker: Asker, today: dt.date) -> sa.Select[int]:
    """Of everything that is due to each person, the last. Ranked in one go: asked row by row it takes seconds."""
    place = sa.func.row_number().over(
        partition_by=Leaver.young_person_id, order_by=(CheckIn.due_on.desc(), CheckIn.id.desc())
    )
    ranked = (
        sa.select(CheckIn.id, place.label("place"))
        .join(CheckIn.leaver)
        .where(
            CheckIn.authority_id.in_(asker.authorities_for("destination:read")),
            CheckIn.state == CheckInState.due,
            CheckIn.due_on <= today,
        )
        .subquery()
    )
    return sa.select(ranked.c.id).where(ranked.c.place == 1)


def _in(which: Which, today: dt.date) -> sa.ColumnElement[bool]:
    is_due = CheckIn.due_on <= today
    given_up = _tries() >= TRIES
    if which is Which.soon:
        return sa.and_(CheckIn.due_on > today, CheckIn.due_on <= today + AHEAD)
    if which is Which.tried:
        return sa.and_(is_due, given_up)
    late = CheckIn.due_on < today - LATE_AFTER
    return sa.and_(is_due, ~given_up, late if which is Which.overdue else ~late)


def _tries() -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count(Attempt.id))
        .where(Attempt.check_in_id == CheckIn.id, Attempt.reached.is_(False))
        .correlate(CheckIn)
        .scalar_subquery()
    )


def _last_try() -> sa.ScalarSelect[dt.datetime]:
    return (
        sa.select(sa.func.max(Attempt.at)).where(Attempt.check_in_id == CheckIn.id).correlate(CheckIn).scalar_subquery()
    )
