"""Employers, who here looks after each, and the placements they have on offer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, Organisation, User
from pfa.accounts.permissions import GRANTED
from pfa.core.errors import NotFound
from pfa.employers.models import Employer
from pfa.provision import queries as provision
from pfa.provision.models import Group, Opportunity, Provider
from pfa.provision.queries import Fullness, Taken
from pfa.web.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of employers is narrowed to. `offering`: only with, or only without, placements that year."""

    entry_year: int
    words: str = ""
    owner: uuid.UUID | None = None
    offering: bool | None = None
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """An employer in a list, with the placements it has on offer in one year."""

    employer: Employer
    placements: int
    full: Fullness


def employers(session: Session, asker: Asker, wanted: Wanted, *, page: int = 1) -> Page[Listed]:
    """One page of the employers an authority knows. Four statements, whatever the number of rows."""
    query = (
        sa.select(Employer)
        .join(Employer.organisation)
        .outerjoin(Employer.owner)
        .where(Employer.authority_id.in_(asker.authorities_for("employer:read")))
        .options(orm.contains_eager(Employer.organisation), orm.contains_eager(Employer.owner))
    )
    if wanted.words.strip():
        like = "%" + wanted.words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        fields = (Organisation.name, Employer.contact_name, Employer.adjustments)
        query = query.where(sa.or_(*[column.ilike(like, escape="\\") for column in fields]))
    if wanted.owner is not None:
        query = query.where(User.public_id == wanted.owner)
    if wanted.offering is not None:
        offers = _offers(wanted.entry_year).exists()
        query = query.where(offers if wanted.offering else ~offers)
    by = User.name if wanted.sort == "owner" else Organisation.name
    order = by.desc() if wanted.descending else by.asc()
    found = page_of(session, query.order_by(order, Organisation.name, Employer.id), number=page)
    groups = _groups_of(session, [row.organisation_id for row in found.rows], wanted.entry_year)
    gone = provision.taken_of(session, [group.id for group in groups])
    rows = [_listed(row, groups, gone) for row in found.rows]
    return Page(rows=rows, number=found.number, total=found.total, size=found.size)


def employer(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "employer:read") -> Employer:
    """One employer with its organisation, sites and the person who looks after it. Raises NotFound."""
    query = (
        sa.select(Employer)
        .where(Employer.public_id == public_id, Employer.authority_id.in_(asker.authorities_for(permission)))
        .options(orm.joinedload(Employer.organisation).selectinload(Organisation.sites), orm.joinedload(Employer.owner))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


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


def owners(session: Session, authority_id: int) -> list[User]:
    """Who can look after an employer: those who edit employers for the authority, by name."""
    query = (
        sa.select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.authority_id == authority_id,
            Membership.organisation_id.is_(None),
            Membership.role.in_(GRANTED["employer:edit"]),
            User.is_active,
        )
        .distinct()
        .order_by(User.name, User.id)
    )
    return list(session.scalars(query))


def known_employers(session: Session, authority_id: int, words: str) -> dict[int, Employer]:
    """Employers the authority already has among the organisations of these words, by organisation id."""
    ids = [row.id for row in provision.organisations_named(session, words)]
    query = (
        sa.select(Employer)
        .where(Employer.authority_id == authority_id, Employer.organisation_id.in_(ids))
        .order_by(Employer.id)
    )
    return {row.organisation_id: row for row in session.scalars(query)}


def _offers(entry_year: int) -> sa.Select[int]:
    return (
        sa.select(Group.id)
        .join(Group.opportunity)
        .join(Opportunity.provider)
        .where(
            Provider.organisation_id == Employer.organisation_id,
            Provider.authority_id == Employer.authority_id,
            Opportunity.closed_on.is_(None),
            Group.entry_year == entry_year,
        )
        .correlate(Employer)
    )


def _groups_of(session: Session, organisation_ids: list[int], entry_year: int) -> list[Group]:
    query = (
        sa.select(Group)
        .join(Group.opportunity)
        .join(Opportunity.provider)
        .where(
            Provider.organisation_id.in_(organisation_ids),
            Opportunity.closed_on.is_(None),
            Group.entry_year == entry_year,
        )
        .options(orm.contains_eager(Group.opportunity).contains_eager(Opportunity.provider))
        .order_by(Group.id)
    )
    return list(session.scalars(query))


def _listed(employer: Employer, groups: list[Group], gone: dict[int, Taken]) -> Listed:
    own = [
        group
        for group in groups
        if group.opportunity.provider.organisation_id == employer.organisation_id
        and group.authority_id == employer.authority_id
    ]
    return Listed(employer, len({group.opportunity_id for group in own}), provision.fullness(own, gone))
