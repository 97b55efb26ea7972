"""The safeguarding lead's queue: what has to be read or met, by when, and what was handed over."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, Role, User
from pfa.accounts.permissions import GRANTED
from pfa.aspirations.models import Answer, Reading, ReadingKind, ReadingOutcome
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound
from pfa.people.codes import NO_SCHOOL_NAMES
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.queries import visible
from pfa.web.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """The queue in three figures, for the lead's home."""

    open: int
    overdue: int
    next_due: dt.datetime | None
    not_taken: int  # passed on, and not yet taken over by the person named


def queue(session: Session, asker: Asker, *, closed: bool = False, number: int = 1) -> Page[Reading]:
    """One page of what is open, the one due first at the top; or of what was closed, the latest first."""
    query = _theirs(asker).where(Reading.closed_at.is_not(None) if closed else Reading.closed_at.is_(None))
    order = (Reading.closed_at.desc(), Reading.id.desc()) if closed else (Reading.due_at, Reading.id)
    return page_of(session, query.order_by(*order), number=number)


def not_taken(session: Session, asker: Asker) -> Sequence[Reading]:
    """What was passed on and is not yet taken over, the oldest first."""
    query = _theirs(asker).where(Reading.outcome == ReadingOutcome.passed_on, Reading.taken_at.is_(None))
    return session.scalars(query.order_by(Reading.closed_at, Reading.id)).all()


def reading(session: Session, asker: Asker, public_id: uuid.UUID) -> Reading:
    """One thing of the queue. Raises NotFound."""
    found = session.scalars(_theirs(asker).where(Reading.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that.")
    return found


def passed_to(session: Session, asker: Asker) -> Sequence[Reading]:
    """What was passed to the asker by name, not yet taken over first, then the latest."""
    query = sa.select(Reading).where(*_passed(asker)).options(*_SHOWN)
    order = (Reading.taken_at.is_not(None), Reading.closed_at.desc(), Reading.id)
    return session.scalars(query.order_by(*order)).all()


def passed_not_taken(session: Session, asker: Asker) -> int:
    """How much was passed to the asker by name and waits to be taken over."""
    query = sa.select(sa.func.count(Reading.id)).where(*_passed(asker), Reading.taken_at.is_(None))
    return session.scalar(query) or 0


def one_passed_to(session: Session, asker: Asker, public_id: uuid.UUID) -> Reading:
    """One thing that was passed to the asker by name. Raises NotFound."""
    query = sa.select(Reading).where(*_passed(asker), Reading.public_id == public_id)
    found = session.scalars(query.options(*_SHOWN)).first()
    if found is None:
        raise NotFound("We could not find that.")
    return found


def queue_summary(session: Session, asker: Asker, now: dt.datetime) -> QueueSummary:
    """How much is open, how much of it is overdue, what is due next, what nobody took over: one statement."""
    opened = Reading.closed_at.is_(None)
    passed = sa.and_(Reading.outcome == ReadingOutcome.passed_on, Reading.taken_at.is_(None))
    query = sa.select(
        sa.func.count().filter(opened),
        sa.func.count().filter(opened, Reading.due_at < now),
        sa.func.min(Reading.due_at).filter(opened, Reading.due_at >= now),
        sa.func.count().filter(passed),
    ).where(Reading.authority_id.in_(asker.authorities_for("safeguarding:read")))
    return QueueSummary(*session.execute(query).one())


def texts(session: Session, shown: Reading) -> Sequence[Answer]:
    """Everything they wrote to the same question in the same round, newest first: also what they took back."""
    if shown.answer is None:
        return []
    query = sa.select(Answer).where(
        Answer.response_id == shown.answer.response_id, Answer.question == shown.answer.question, Answer.text != ""
    )
    return session.scalars(query.order_by(Answer.id.desc())).all()


def open_talk(session: Session, person: YoungPerson, now: dt.datetime) -> Reading | None:
    """A wish to talk that nobody has met yet and that is not overdue."""
    query = sa.select(Reading).where(
        Reading.young_person_id == person.id,
        Reading.kind == ReadingKind.talk,
        Reading.closed_at.is_(None),
        Reading.due_at >= now,
    )
    return session.scalars(query.order_by(Reading.due_at, Reading.id)).first()


def places(session: Session, person_ids: Collection[int], today: dt.date) -> dict[int, str]:
    """Where these young people are this year, in words: school, or why none."""
    query = (
        sa.select(Enrolment)
        .where(Enrolment.young_person_id.in_(person_ids), Enrolment.academic_year == academic_year(today))
        .options(joinedload(Enrolment.organisation))
    )
    return {row.young_person_id: place(row) for row in session.scalars(query)}


def place(enrolment: Enrolment | None) -> str:
    """Where somebody is by one year's enrolment, in words."""
    if enrolment is None:
        return "Not known"
    if enrolment.organisation is not None:
        return enrolment.organisation.name
    return NO_SCHOOL_NAMES[enrolment.no_school] if enrolment.no_school else "Not known"


def leads(session: Session, authority_id: int, today: dt.date) -> Sequence[User]:
    """The safeguarding leads of an authority today, by name. None of them: nobody would read what is written."""
    return _staff(session, authority_id, today, Membership.role == Role.safeguarding_lead)


def may_take(session: Session, person: YoungPerson, today: dt.date) -> Sequence[User]:
    """Staff to whom words of this young person may be passed, by name: those who may read their answers."""
    schools = sa.select(Enrolment.organisation_id).where(
        Enrolment.young_person_id == person.id, Enrolment.academic_year == academic_year(today)
    )
    sees_them = sa.or_(Membership.organisation_id.is_(None), Membership.organisation_id.in_(schools))
    return _staff(session, person.authority_id, today, Membership.role.in_(GRANTED["answer:read"]), sees_them)


_SHOWN = (
    joinedload(Reading.young_person).joinedload(YoungPerson.named_worker),
    joinedload(Reading.answer).joinedload(Answer.response),
    joinedload(Reading.read_by),
    joinedload(Reading.passed_to),
)


def _theirs(asker: Asker) -> sa.Select[Reading]:
    return (
        sa.select(Reading).where(Reading.authority_id.in_(asker.authorities_for("safeguarding:read"))).options(*_SHOWN)
    )


def _passed(asker: Asker) -> tuple[sa.ColumnElement[bool], ...]:
    """What was passed to the asker about young people whose answers they may still read today."""
    seen = visible(asker, "answer:read", closed=True).order_by(None).with_only_columns(YoungPerson.id)
    return Reading.passed_to_id == asker.user_id, Reading.young_person_id.in_(seen)


def _staff(session: Session, authority_id: int, today: dt.date, *which: sa.ColumnElement[bool]) -> Sequence[User]:
    works = sa.select(Membership.user_id).where(
        Membership.authority_id == authority_id,
        *which,
        Membership.starts_on <= today,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
    )
    return session.scalars(sa.select(User).where(User.id.in_(works), User.is_active).order_by(User.name, User.id)).all()
