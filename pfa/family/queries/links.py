"""Parents' links: of a parent, of a young person, and one at a time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.family.models import FamilySight, ParentLink
from pfa.family.sight import Facts, is_live
from pfa.people.models import Contact, YoungPerson
from pfa.people.queries import visible

NOT_FOUND = "We could not find that."


def facts(link: ParentLink, contact: Contact | None, today: dt.date) -> Facts:
    """What decides on one link today."""
    return Facts(
        born_on=link.young_person.born_on,
        today=today,
        since_on=link.since_on,
        ended_on=link.ended_on,
        is_beside=contact is not None and not contact.is_barred,
        is_closed=link.closed_at is not None,
        agreed=link.agreed,
    )


def of_parent(session: Session, asker: Asker, today: dt.date) -> list[tuple[ParentLink, Facts]]:
    """The live links of the parent who asks, by the young person's name: one statement.

    A link that ended, a contact who was barred or taken away, a record that is closed: nothing of them is here.
    """
    if asker.user_id is None:
        return []
    rows = session.execute(
        _with_contact()
        .where(
            ParentLink.user_id == asker.user_id,
            ParentLink.authority_id.in_(asker.authorities_for("family:own")),
            YoungPerson.closed_on.is_(None),
        )
        .order_by(YoungPerson.first_name, ParentLink.id)
    )
    found = [(link, facts(link, contact, today)) for link, contact in rows]
    return [(link, known) for link, known in found if is_live(known)]


def one_of_parent(session: Session, asker: Asker, public_id: uuid.UUID, today: dt.date) -> tuple[ParentLink, Facts]:
    """One live link of the parent who asks. Raises NotFound."""
    for link, known in of_parent(session, asker, today):
        if link.public_id == public_id:
            return link, known
    raise NotFound(NOT_FOUND)


def of_person(session: Session, person: YoungPerson, today: dt.date) -> list[tuple[ParentLink, Facts]]:
    """Every link of a young person, also those that ended, in the order in which they were made."""
    rows = session.execute(_with_contact().where(ParentLink.young_person_id == person.id).order_by(ParentLink.id))
    return [(link, facts(link, contact, today)) for link, contact in rows]


def with_account(session: Session, person: YoungPerson, today: dt.date) -> list[tuple[ParentLink, Facts]]:
    """The parents with an account and a live link, as the young person sees them."""
    return [(link, known) for link, known in of_person(session, person, today) if link.user_id and is_live(known)]


def one(session: Session, asker: Asker, public_id: uuid.UUID, permission: str) -> ParentLink:
    """One link of a young person whom the staff who ask may see. Raises NotFound."""
    seen = visible(asker, permission, closed=True).order_by(None).with_only_columns(YoungPerson.id)
    query = (
        sa.select(ParentLink)
        .where(ParentLink.public_id == public_id, ParentLink.young_person_id.in_(seen))
        .options(joinedload(ParentLink.young_person))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def contact_of(session: Session, link: ParentLink) -> Contact | None:
    """The person beside the young person that a link stands for, if they are still there."""
    query = sa.select(Contact).where(Contact.id == link.contact_id, Contact.young_person_id == link.young_person_id)
    return session.scalars(query).first()


def sight_of(session: Session, person_id: int) -> FamilySight | None:
    """Which questions are closed for parents; None if none ever was."""
    return session.scalars(sa.select(FamilySight).where(FamilySight.young_person_id == person_id)).first()


def others_of_user(session: Session, user_id: int, but: int) -> Sequence[ParentLink]:
    """The other links of a parent's account that have not ended."""
    query = sa.select(ParentLink).where(
        ParentLink.user_id == user_id, ParentLink.id != but, ParentLink.ended_on.is_(None)
    )
    return session.scalars(query.order_by(ParentLink.id)).all()


def _with_contact() -> sa.Select[ParentLink, Contact]:
    same = sa.and_(Contact.id == ParentLink.contact_id, Contact.young_person_id == ParentLink.young_person_id)
    return (
        sa.select(ParentLink, Contact)
        .join(YoungPerson, YoungPerson.id == ParentLink.young_person_id)
        .outerjoin(Contact, same)
        .options(joinedload(ParentLink.young_person), joinedload(ParentLink.user))
    )
