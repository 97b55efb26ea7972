"""One employer and everything that hangs on it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.core.errors import NotFound
from pfa.employers.models import Activity, ActivityKind, Employer, EmployerCheck, EmployerContact
from pfa.provision import queries as provision
from pfa.provision.models import Group, Opportunity, Provider
from pfa.provision.queries import Fullness
from pfa.web.pages import Page, page_of

T = TypeVar("T", EmployerContact, EmployerCheck)
SHOWN = 20  # entries of the timeline on one page


@dataclass(frozen=True, slots=True)
class Placement:
    """One weekly pattern of a placement that an employer has on offer, and how full it is."""

    group: Group
    full: Fullness


def employer(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "employer:read") -> Employer:
    """One employer with its organisation, sites, contacts and the person who looks after it. Raises NotFound."""
    query = (
        sa.select(Employer)
        .where(Employer.public_id == public_id, Employer.authority_id.in_(asker.authorities_for(permission)))
        .options(
            orm.joinedload(Employer.organisation).selectinload(Organisation.sites),
            orm.joinedload(Employer.owner),
            orm.selectinload(Employer.contacts).joinedload(EmployerContact.site),
        )
    )
    return _found(session.scalars(query).first())


def contact(session: Session, asker: Asker, public_id: uuid.UUID) -> tuple[EmployerContact, Employer]:
    """One contact that the asker may change, and their employer. Raises NotFound."""
    return _part(session, asker, EmployerContact, public_id)


def check(session: Session, asker: Asker, public_id: uuid.UUID) -> tuple[EmployerCheck, Employer]:
    """One check that the asker may correct, and its employer. Raises NotFound."""
    return _part(session, asker, EmployerCheck, public_id)


def providers_of(session: Session, employer: Employer) -> list[Provider]:
    """The places where an employer offers something to this authority, with what they offer: three statements."""
    query = (
        sa.select(Provider)
        .where(Provider.authority_id == employer.authority_id, Provider.organisation_id == employer.organisation_id)
        .options(
            orm.joinedload(Provider.organisation),
            orm.joinedload(Provider.site),
            orm.selectinload(Provider.opportunities).selectinload(Opportunity.groups),
        )
        .order_by(Provider.id)
    )
    return list(session.scalars(query))


def placements(session: Session, employer: Employer, *, from_year: int) -> list[Placement]:
    """What an employer has on offer from an entry year on, by year and name, with places left: two statements."""
    query = (
        _whole_groups()
        .where(
            Provider.authority_id == employer.authority_id,
            Provider.organisation_id == employer.organisation_id,
            Opportunity.closed_on.is_(None),
            Group.entry_year >= from_year,
        )
        .order_by(Group.entry_year, Opportunity.name, Group.id)
    )
    groups = list(session.scalars(query))
    gone = provision.taken_of(session, [group.id for group in groups])
    return [Placement(group, provision.fullness([group], gone)) for group in groups]


def open_opportunities(session: Session, employer: Employer) -> list[Opportunity]:
    """What an employer offers and has not closed, with or without groups, by name: one statement."""
    query = (
        sa.select(Opportunity)
        .join(Opportunity.provider)
        .where(
            Provider.authority_id == employer.authority_id,
            Provider.organisation_id == employer.organisation_id,
            Opportunity.closed_on.is_(None),
        )
        .order_by(Opportunity.name, Opportunity.id)
    )
    return list(session.scalars(query))


def group(session: Session, employer: Employer, public_id: uuid.UUID | None) -> Group:
    """One group of this employer's placements. Raises NotFound."""
    query = _whole_groups().where(
        Group.public_id == public_id,
        Provider.authority_id == employer.authority_id,
        Provider.organisation_id == employer.organisation_id,
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def activities(
    session: Session, employer: Employer, *, page: int = 1, kind: ActivityKind | None = None
) -> Page[Activity]:
    """A page of the timeline, newest first: two statements. `kind`: only entries of that kind."""
    query = (
        sa.select(Activity)
        .where(Activity.employer_id == employer.id)
        .options(orm.joinedload(Activity.by))
        .order_by(Activity.on.desc(), Activity.id.desc())
    )
    if kind is not None:
        query = query.where(Activity.kind == kind)
    return page_of(session, query, number=page, size=SHOWN)


def _whole_groups() -> sa.Select[Group]:
    offer = orm.contains_eager(Group.opportunity)
    return (
        sa.select(Group)
        .join(Group.opportunity)
        .join(Opportunity.provider)
        .options(
            offer.contains_eager(Opportunity.provider).joinedload(Provider.organisation),
            offer.contains_eager(Opportunity.provider).joinedload(Provider.site),
        )
    )


def _part(session: Session, asker: Asker, kind: type[T], public_id: uuid.UUID) -> tuple[T, Employer]:
    query = sa.select(kind).where(
        kind.public_id == public_id, kind.authority_id.in_(asker.authorities_for("employer:edit"))
    )
    row = session.scalars(query).first()
    if row is None:
        raise NotFound
    of = sa.select(Employer.public_id).where(Employer.id == row.employer_id)
    return row, employer(session, asker, session.scalars(of).one(), permission="employer:edit")


def _found(row: Employer | None) -> Employer:
    if row is None:
        raise NotFound
    return row
