"""What a safeguarding lead handed over to somebody by name: whether they have it, and what waits for the lead."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, User
from pfa.accounts.permissions import GRANTED
from pfa.aspirations.models import HandOver, HandOverEnd, Reading, ReadingOutcome
from pfa.aspirations.queries.readings import SHOWN
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.queries import visible
from pfa.web.pages import Page, page_of

GONE = "This is not with you any more. The safeguarding lead has it."


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """The queue in figures, for the lead's pages."""

    open: int
    overdue: int
    next_due: dt.datetime | None
    passed: int  # passed on, and nobody has said that they have it who may still read it
    passed_late: int  # of these: not taken over when it was due
    lost: int  # of these: with nobody who may read it today

    @property
    def is_urgent(self) -> bool:
        """Does something that was passed on need the lead now?"""
        return bool(self.passed_late or self.lost)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Something that was passed on and is not done. `is_lost`: it is with nobody who may read it today.

    No service leaves it without a hand-over; should one ever be missing, it is shown as lost, and not left out.
    """

    reading: Reading
    hand_over: HandOver | None
    is_lost: bool

    @property
    def waits(self) -> bool:
        """Has nobody said that they have it, who may still read it?"""
        return self.is_lost or self.hand_over is None or self.hand_over.taken_at is None

    def is_late(self, now: dt.datetime) -> bool:
        """Should somebody have taken it over by now, and nobody has?"""
        return self.waits and self.hand_over is not None and self.hand_over.due_at < now


def queue_summary(session: Session, asker: Asker, now: dt.datetime, today: dt.date) -> QueueSummary:
    """How much is open, overdue and due next, and how much of what was passed on waits: one statement."""
    opened, passed = Reading.closed_at.is_(None), sa.and_(_not_done(), _waits(today))
    query = sa.select(
        sa.func.count().filter(opened),
        sa.func.count().filter(opened, Reading.due_at < now),
        sa.func.min(Reading.due_at).filter(opened, Reading.due_at >= now),
        sa.func.count().filter(passed),
        sa.func.count().filter(passed, HandOver.due_at < now),
        sa.func.count().filter(passed, _is_lost(today)),
    )
    return QueueSummary(*session.execute(_theirs(query, asker)).one())


def passed_on(session: Session, asker: Asker, today: dt.date, *, number: int = 1) -> Page[PassedOn]:
    """What was passed on and is not done: first what is with nobody, then what nobody took over, then what is taken."""
    order = (sa.not_(_is_lost(today)), HandOver.taken_at.is_not(None), HandOver.due_at, Reading.id)
    page = page_of(session, _rows(asker, today).order_by(*order), number=number, scalars=False)
    return Page([PassedOn(*row) for row in page.rows], page.number, page.total, page.size)


def needing_the_lead(
    session: Session, asker: Asker, now: dt.datetime, today: dt.date, *, at_most: int
) -> Sequence[PassedOn]:
    """What was passed on and is with nobody who may read it, then what nobody took over in time: the first of it."""
    late = sa.and_(HandOver.taken_at.is_(None), HandOver.due_at < now)
    query = _rows(asker, today).where(sa.or_(_is_lost(today), late))
    query = query.order_by(sa.not_(_is_lost(today)), HandOver.due_at, Reading.id).limit(at_most)
    return [PassedOn(*row) for row in session.execute(query)]


def with_whom(session: Session, reading: Reading, today: dt.date) -> PassedOn | None:
    """With whom something is that was passed on; None if it was not, or is done."""
    query = sa.select(Reading, HandOver, _is_lost(today)).outerjoin(HandOver, _running())
    found = session.execute(query.where(Reading.id == reading.id, _not_done())).first()
    return PassedOn(*found) if found else None


def hand_overs_of(session: Session, reading: Reading) -> Sequence[HandOver]:
    """Every hand-over of something, the first one first."""
    query = sa.select(HandOver).where(HandOver.reading_id == reading.id).options(*_PEOPLE)
    return session.scalars(query.order_by(HandOver.id)).all()


def passed_to(session: Session, asker: Asker) -> Sequence[HandOver]:
    """What is with the asker by name: first what they have not taken over, then what was due first."""
    order = (HandOver.taken_at.is_not(None), HandOver.due_at, HandOver.id)
    return session.scalars(_to(asker).order_by(*order)).all()


def passed_not_taken(session: Session, asker: Asker) -> int:
    """How much was passed to the asker by name and waits to be taken over."""
    query = sa.select(sa.func.count(HandOver.id)).join(HandOver.reading)
    return session.scalar(query.where(*_with(asker), HandOver.taken_at.is_(None))) or 0


def one_passed_to(session: Session, asker: Asker, public_id: uuid.UUID) -> HandOver:
    """One thing that is with the asker by name. Raises NotFound, also if it was taken back from them."""
    found = session.scalars(_to(asker).where(HandOver.public_id == public_id)).first()
    if found is None:
        raise NotFound(GONE)
    return found


def readings_with(asker: Asker) -> sa.Select[int]:
    """Ids of the readings that are with the asker by name now."""
    return sa.select(HandOver.reading_id).where(HandOver.to_id == asker.user_id, HandOver.ended_at.is_(None))


def may_take(session: Session, person: YoungPerson, today: dt.date) -> Sequence[User]:
    """Staff to whom words of this young person may be passed, by name: those who may read their answers."""
    able = _may_read(User.id, sa.literal(person.id), sa.literal(person.authority_id), today)
    return session.scalars(sa.select(User).where(able).order_by(User.name, User.id)).all()


_PEOPLE = (joinedload(HandOver.by), joinedload(HandOver.to), joinedload(HandOver.ended_by))


def _theirs(query: sa.Select[*tuple[Any, ...]], asker: Asker) -> sa.Select[*tuple[Any, ...]]:
    """Readings of the asker's authorities, each with its hand-over that runs, if one does."""
    here = Reading.authority_id.in_(asker.authorities_for("safeguarding:read"))
    return query.select_from(Reading).outerjoin(HandOver, _running()).where(here)


def _rows(asker: Asker, today: dt.date) -> sa.Select[*tuple[Any, ...]]:
    query = _theirs(sa.select(Reading, HandOver, _is_lost(today).label("is_lost")), asker)
    return query.where(_not_done()).options(*SHOWN, *_PEOPLE)


def _to(asker: Asker) -> sa.Select[HandOver]:
    query = sa.select(HandOver).join(HandOver.reading).where(*_with(asker))
    return query.options(contains_eager(HandOver.reading).options(*SHOWN), *_PEOPLE)


def _with(asker: Asker) -> tuple[sa.ColumnElement[bool], ...]:
    """What is with the asker, about young people whose answers they may still read today."""
    seen = visible(asker, "answer:read", closed=True).order_by(None).with_only_columns(YoungPerson.id)
    return HandOver.to_id == asker.user_id, HandOver.ended_at.is_(None), Reading.young_person_id.in_(seen)


def _running() -> sa.ColumnElement[bool]:
    """Joins a reading to its hand-over that runs: there is one at most."""
    return sa.and_(HandOver.reading_id == Reading.id, HandOver.ended_at.is_(None))


def _not_done() -> sa.ColumnElement[bool]:
    """Was it passed on, and nobody has said that what was needed is done?"""
    ended = aliased(HandOver)
    done = sa.select(ended.id).where(ended.reading_id == Reading.id, ended.why_ended == HandOverEnd.done).exists()
    return sa.and_(Reading.outcome == ReadingOutcome.passed_on, sa.not_(done))


def _waits(today: dt.date) -> sa.ColumnElement[bool]:
    return sa.or_(HandOver.taken_at.is_(None), _is_lost(today))


def _is_lost(today: dt.date) -> sa.ColumnElement[bool]:
    return sa.not_(_may_read(HandOver.to_id, Reading.young_person_id, Reading.authority_id, today))


def _may_read(
    user_id: sa.SQLColumnExpression[int],
    person_id: sa.SQLColumnExpression[int],
    authority_id: sa.SQLColumnExpression[int],
    today: dt.date,
) -> sa.ColumnElement[bool]:
    """Does this member of staff work here today, where they see this young person's answers, as `visible` has it?"""
    account = aliased(User)
    schools = sa.select(Enrolment.organisation_id).where(
        Enrolment.young_person_id == person_id, Enrolment.academic_year == academic_year(today)
    )
    return (
        sa.select(Membership.id)
        .join(account, account.id == Membership.user_id)
        .where(
            account.is_active,
            Membership.user_id == user_id,
            Membership.authority_id == authority_id,
            Membership.role.in_(GRANTED["answer:read"]),
            Membership.starts_on <= today,
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
            sa.or_(Membership.organisation_id.is_(None), Membership.organisation_id.in_(schools)),
        )
        .exists()
    )
