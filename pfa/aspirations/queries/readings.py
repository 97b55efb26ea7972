"""The safeguarding lead's queue: what has to be read or met, and by when."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, Role, User
from pfa.aspirations.models import Answer, Reading, ReadingKind
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound
from pfa.people.codes import NO_SCHOOL_NAMES
from pfa.people.models import Enrolment, YoungPerson
from pfa.web.pages import Page, page_of

SHOWN = (  # what pages tell of a reading, loaded with it
    joinedload(Reading.young_person).joinedload(YoungPerson.named_worker),
    joinedload(Reading.answer).joinedload(Answer.response),
    joinedload(Reading.read_by),
)


def queue(session: Session, asker: Asker, *, closed: bool = False, number: int = 1) -> Page[Reading]:
    """One page of what is open, the one due first at the top; or of what was closed, the latest first."""
    query = _theirs(asker).where(Reading.closed_at.is_not(None) if closed else Reading.closed_at.is_(None))
    order = (Reading.closed_at.desc(), Reading.id.desc()) if closed else (Reading.due_at, Reading.id)
    return page_of(session, query.order_by(*order), number=number)


def reading(session: Session, asker: Asker, public_id: uuid.UUID) -> Reading:
    """One thing of the queue. Raises NotFound."""
    found = session.scalars(_theirs(asker).where(Reading.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that.")
    return found


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
    works = sa.select(Membership.user_id).where(
        Membership.authority_id == authority_id,
        Membership.role == Role.safeguarding_lead,
        Membership.starts_on <= today,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
    )
    return session.scalars(sa.select(User).where(User.id.in_(works), User.is_active).order_by(User.name, User.id)).all()


def _theirs(asker: Asker) -> sa.Select[Reading]:
    return (
        sa.select(Reading).where(Reading.authority_id.in_(asker.authorities_for("safeguarding:read"))).options(*SHOWN)
    )
