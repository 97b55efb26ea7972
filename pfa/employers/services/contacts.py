"""People who work for an employer. One of them is the key contact; who has left stays for the timeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.employers.models import Employer, EmployerContact
from pfa.web.forms import check_version


@dataclass(frozen=True, slots=True)
class ContactValues:
    """What somebody said of a contact. `site_id`: where they work, None for everywhere."""

    name: str
    job: str
    email: str
    phone: str
    site_id: int | None
    is_key: bool
    left_on: dt.date | None = None


def add_contact(
    session: Session, employer: Employer, values: ContactValues, *, actor: audit.Doer, now: dt.datetime
) -> EmployerContact:
    """Add a contact. The first of an employer is its key contact. Raises Refused for what cannot be so."""
    _check(values, now.date())
    others = _others(session, employer.id, None)
    row = EmployerContact(authority_id=employer.authority_id, employer_id=employer.id, **asdict(values))
    row.is_key = values.left_on is None and (values.is_key or not any(one.left_on is None for one in others))
    session.add(row)
    _only_key(row, others)
    audit.record(session, actor=actor, now=now, action="employer.contact-added", subject=row)
    return row


def edit_contact(
    session: Session,
    contact: EmployerContact,
    values: ContactValues,
    *,
    seen: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> None:
    """Change a contact, or say since when they are gone; then they are not the key contact. Raises Changed, Refused."""
    check_version(contact, seen)
    _check(values, now.date())
    for name, value in asdict(values).items():
        setattr(contact, name, value)
    contact.is_key = values.is_key and values.left_on is None
    _only_key(contact, _others(session, contact.employer_id, contact.id))
    audit.record(session, actor=actor, now=now, action="employer.contact-edited", subject=contact)


def _check(values: ContactValues, today: dt.date) -> None:
    if not values.name:
        raise Refused("Enter their name", "name")
    if values.left_on is not None and values.left_on > today:
        raise Refused("The day they left cannot be in the future", "left_on")


def _others(session: Session, employer_id: int, contact_id: int | None) -> list[EmployerContact]:
    query = sa.select(EmployerContact).where(EmployerContact.employer_id == employer_id).order_by(EmployerContact.id)
    return [row for row in session.scalars(query) if row.id != contact_id]


def _only_key(row: EmployerContact, others: list[EmployerContact]) -> None:
    if row.is_key:
        for other in others:
            other.is_key = False
