"""What there is of somebody, and who may see which of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.about.models import AboutFile, AboutItem, Audience
from pfa.accounts.actor import Actor, Asker
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import RELEASES, Reading
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.queries import of_user, visible

NOT_FOUND = "We could not find that."


@dataclass(frozen=True, slots=True)
class Given:
    """A picture or sound as it is given to a browser."""

    media_type: str
    data: bytes = field(repr=False)


def own(session: Session, asker: Asker) -> YoungPerson:
    """The young person who asks. Raises NotFound."""
    return of_user(session, asker.user_id or 0)


def own_items(session: Session, person: YoungPerson) -> Sequence[AboutItem]:
    """Everything on somebody's own page, oldest first, with whether the lead has looked."""
    return session.scalars(_of(person.id)).all()


def own_item(session: Session, asker: Actor, public_id: uuid.UUID) -> AboutItem:
    """One thing of the young person who asks. Raises NotFound, also for what somebody beside them did not help with."""
    query = _of(own(session, asker).id).where(AboutItem.public_id == public_id)
    found = session.scalars(query).first()
    if found is None or is_kept_from(found, asker.helped_by):
        raise NotFound(NOT_FOUND)
    return found


def is_kept_from(item: AboutItem, helper_id: int | None) -> bool:
    """Does it stay closed while this helper sits beside them? What they made without the helper does."""
    return helper_id is not None and item.helped_by_id != helper_id


def for_staff(session: Session, asker: Asker, person: YoungPerson) -> Sequence[AboutItem]:
    """What a young person shows to whoever asks, as their worker or at their school. For people already visible."""
    found = sorted(audiences(session, asker, person))
    return shown_to(session, person.id, found)


def audiences(session: Session, asker: Asker, person: YoungPerson) -> set[str]:
    """As whom somebody of the staff sees what a young person shows."""
    found = set()
    if person.named_worker_id is not None and person.named_worker_id == asker.user_id and asker.can("about:read"):
        found.add(Audience.worker.value)
    places = [
        organisation
        for authority, organisation in asker.organisations_for("about:read")
        if authority == person.authority_id
    ]
    if places and asker.today is not None:
        query = sa.select(Enrolment.id).where(
            Enrolment.young_person_id == person.id,
            Enrolment.organisation_id.in_(places),
            Enrolment.academic_year == academic_year(asker.today),
        )
        if session.scalars(query).first() is not None:
            found.add(Audience.school.value)
    return found


def shown_to(session: Session, person_id: int, audience: Sequence[str]) -> Sequence[AboutItem]:
    """What a young person shows to any of these, once the safeguarding lead has looked, oldest first."""
    if not audience:
        return []
    rows = session.scalars(_of(person_id).where(Reading.outcome.in_(RELEASES)))
    return [row for row in rows if set(audience) & set(row.shown_to)]


def staff_item(session: Session, asker: Asker, public_id: uuid.UUID) -> AboutItem:
    """One thing that a young person shows to whoever of the staff asks. Raises NotFound."""
    seen = visible(asker, "about:read").order_by(None).with_only_columns(YoungPerson.id)
    query = _every().where(AboutItem.public_id == public_id, AboutItem.young_person_id.in_(seen))
    found = session.scalars(query).first()
    if found is None or found not in for_staff(session, asker, found.young_person):
        raise NotFound(NOT_FOUND)
    return found


def to_look_at(session: Session, asker: Asker, public_id: uuid.UUID) -> AboutItem:
    """One thing for the safeguarding lead, or for whoever the lead passed it to. Raises NotFound.

    What was taken away is still here until the lead has closed its reading.
    """
    seen = visible(asker, "answer:read", closed=True).order_by(None).with_only_columns(YoungPerson.id)
    leads = AboutItem.authority_id.in_(asker.authorities_for("safeguarding:read"))
    passed = sa.and_(Reading.id.in_(aspirations.readings_with(asker)), AboutItem.young_person_id.in_(seen))
    query = (
        sa.select(AboutItem)
        .join(Reading, Reading.id == AboutItem.reading_id)
        .where(AboutItem.public_id == public_id, sa.or_(leads, passed))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def file_of(session: Session, item: AboutItem) -> Given:
    """The picture or sound of something. Raises NotFound where there is none."""
    data = session.scalars(sa.select(AboutFile.data).where(AboutFile.about_item_id == item.id)).first()
    if data is None:
        raise NotFound(NOT_FOUND)
    return Given(item.media_type, data)


def _every() -> sa.Select[AboutItem]:
    """What was not taken away, with its reading and its owner."""
    return (
        sa.select(AboutItem)
        .join(Reading, Reading.id == AboutItem.reading_id)
        .where(AboutItem.removed_at.is_(None))
        .options(joinedload(AboutItem.reading), joinedload(AboutItem.young_person))
        .order_by(AboutItem.id)
    )


def _of(person_id: int) -> sa.Select[AboutItem]:
    return _every().where(AboutItem.young_person_id == person_id)
