"""What waits about starts: wishes to change, check-ins due, visits to hear about and to come, ways being learned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.starts.models import ChangeRequest, TrainingState, TravelTraining, Visit, VisitState
from pfa.starts.queries.checks import CHECK_WEEKS, READ, DueCheck, due, due_checks
from pfa.starts.queries.sight import changes, visits
from pfa.starts.queries.training import trainings

AHEAD = dt.timedelta(weeks=8)  # visits further away are on the person's own page
AT_MOST = 50  # lines of a list on the page; the figure beside it counts all of them


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits about starts, for first pages and reports."""

    changes: int  # without an outcome
    untaken: int  # of these, nobody has taken up
    checks: int  # due
    untold: int  # visits whose day has passed without a word
    coming: int  # visits in the next eight weeks
    learning: int  # journeys that are being practised


@dataclass(frozen=True, slots=True)
class Lists:
    """What waits about starts: wishes to change, check-ins due, visits nobody has told of yet, visits to come, and
    journeys being practised."""

    changes: Sequence[ChangeRequest]
    checks: Sequence[DueCheck]
    untold: Sequence[Visit]
    coming: Sequence[Visit]
    learning: Sequence[TravelTraining]
    counts: Counts

    @property
    def names(self) -> int:
        """How many young people the page names."""
        return sum(map(len, (self.changes, self.checks, self.untold, self.coming, self.learning)))


def lists(session: Session, asker: Asker, today: dt.date) -> Lists:
    """Everything that waits, each list with what is oldest first: all wishes, the first fifty of the others."""
    untold, coming = _untold(asker, today), _coming(asker, today)
    return Lists(
        changes=open_changes(session, asker),
        checks=due_checks(session, asker, today, at_most=AT_MOST),
        untold=session.scalars(untold.limit(AT_MOST)).all(),
        coming=session.scalars(coming.limit(AT_MOST)).all(),
        learning=session.scalars(_learning(asker).limit(AT_MOST)).all(),
        counts=counts(session, asker, today),
    )


def counts(session: Session, asker: Asker, today: dt.date) -> Counts:
    """How much waits."""
    wishes = changes(asker).where(ChangeRequest.closed_at.is_(None))
    return Counts(
        changes=_how_many(session, wishes),
        untaken=_how_many(session, wishes.where(ChangeRequest.taken_at.is_(None))),
        checks=sum(_how_many(session, due(asker, weeks, today, READ)) for weeks in CHECK_WEEKS),
        untold=_how_many(session, _untold(asker, today)),
        coming=_how_many(session, _coming(asker, today)),
        learning=_how_many(session, _learning(asker)),
    )


def open_changes(session: Session, asker: Asker) -> Sequence[ChangeRequest]:
    """Wishes to change that have no outcome yet: those nobody has taken up first, the oldest first."""
    query = changes(asker).where(ChangeRequest.closed_at.is_(None))
    return session.scalars(
        query.order_by(ChangeRequest.taken_at.is_not(None), ChangeRequest.asked_at, ChangeRequest.id)
    ).all()


def _untold(asker: Asker, today: dt.date) -> sa.Select[Visit]:
    booked = visits(asker).where(Visit.state == VisitState.booked, Visit.on < today)
    return booked.order_by(Visit.on, Visit.id)


def _coming(asker: Asker, today: dt.date) -> sa.Select[Visit]:
    booked = visits(asker).where(Visit.state == VisitState.booked, Visit.on >= today, Visit.on <= today + AHEAD)
    return booked.order_by(Visit.on, Visit.id)


def _learning(asker: Asker) -> sa.Select[TravelTraining]:
    learning = trainings(asker).where(TravelTraining.state == TrainingState.learning)
    return learning.order_by(TravelTraining.begun_on, TravelTraining.id)


def _how_many(session: Session, query: sa.Select[*tuple[Any, ...]]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
