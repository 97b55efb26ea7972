"""Who may see whom: the one place where that is decided for young people."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound
from pfa.core.statements import once
from pfa.people.models import Enrolment, YoungPerson

NOT_FOUND = "We could not find that young person."


def visible(asker: Asker, permission: str = "person:read", *, closed: bool = False) -> sa.Select[YoungPerson]:
    """The young people whom somebody may see with this permission, by name.

    People of the authority see everybody; school staff see those enrolled at their school this academic year. Records
    that are closed are left out unless asked for. Order the select anew with `.order_by(None).order_by(…)`.
    """
    seen: sa.ColumnElement[bool] = YoungPerson.authority_id.in_(asker.authorities_for(permission))
    organisations = asker.organisations_for(permission)
    if organisations and asker.today is not None:
        at_school = sa.or_(
            *[
                sa.and_(Enrolment.authority_id == authority_id, Enrolment.organisation_id == organisation_id)
                for authority_id, organisation_id in sorted(organisations)
            ]
        )
        enrolled = sa.select(Enrolment.young_person_id).where(
            at_school, Enrolment.academic_year == academic_year(asker.today)
        )
        seen = sa.or_(seen, YoungPerson.id.in_(enrolled))
    query = sa.select(YoungPerson).where(seen)
    if not closed:
        query = query.where(YoungPerson.closed_on.is_(None))
    return query.order_by(YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id)


def person(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "person:read") -> YoungPerson:
    """One young person whom somebody may see, closed records included. Raises NotFound."""
    query = visible(asker, permission, closed=True).where(YoungPerson.public_id == public_id)
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def many(
    session: Session, asker: Asker, public_ids: Collection[uuid.UUID], permission: str = "person:read"
) -> Sequence[YoungPerson]:
    """Those of these young people whom somebody may see, by name; the others are left out without a word."""
    return session.scalars(visible(asker, permission).where(YoungPerson.public_id.in_(public_ids))).all()


def of_user(session: Session, user_id: int) -> YoungPerson:
    """The young person that a signed-in young person is. Raises NotFound if the record is closed or not there."""
    found = session.scalars(_of_user(), {"user_id": user_id}).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


@once
def _of_user() -> sa.Select[YoungPerson]:
    return sa.select(YoungPerson).where(YoungPerson.user_id == sa.bindparam("user_id"), YoungPerson.closed_on.is_(None))
