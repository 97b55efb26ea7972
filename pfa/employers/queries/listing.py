"""Employers as a list: searched, narrowed, sorted, a page at a time; and who here looks after them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, Organisation, User
from pfa.accounts.permissions import GRANTED
from pfa.employers.models import Employer, EmployerContact, Stage
from pfa.provision import queries as provision
from pfa.provision.models import Group, Opportunity, Provider
from pfa.provision.queries import Fullness, Taken
from pfa.web.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of employers is narrowed to. `offering`: only with, or only without, placements that year.

    `kind_of_work` is a key of `KINDS_OF_WORK`.
    """

    entry_year: int
    words: str = ""
    stage: Stage | None = None
    owner: uuid.UUID | None = None
    kind_of_work: str = ""
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
    """One page of the employers an authority knows. Seven statements, whatever the number of rows."""
    authorities = asker.authorities_for("employer:read")
    query = (
        sa.select(Employer)
        .join(Employer.organisation)
        .outerjoin(Employer.owner)
        .where(Employer.authority_id.in_(authorities))
        .options(
            orm.contains_eager(Employer.organisation),
            orm.contains_eager(Employer.owner),
            orm.selectinload(Employer.contacts),
        )
    )
    found = page_of(session, query.where(*_narrowed(wanted, authorities)).order_by(*_order(wanted)), number=page)
    groups = _groups_of(session, [row.organisation_id for row in found.rows], wanted.entry_year)
    gone = provision.taken_of(session, [group.id for of_one in groups.values() for group in of_one])
    rows = [_listed(row, groups[row.authority_id, row.organisation_id], gone) for row in found.rows]
    return Page(rows=rows, number=found.number, total=found.total, size=found.size)


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


def _narrowed(wanted: Wanted, authorities: Collection[int]) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.words.strip():
        like = "%" + wanted.words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        fields = [column.ilike(like, escape="\\") for column in (Organisation.name, Employer.adjustments)]
        known = sa.select(EmployerContact.employer_id).where(EmployerContact.name.ilike(like, escape="\\"))
        found.append(sa.or_(*fields, Employer.id.in_(known)))
    if wanted.stage is not None:
        found.append(Employer.stage == wanted.stage)
    if wanted.owner is not None:
        found.append(User.public_id == wanted.owner)
    if wanted.kind_of_work:
        found.append(Employer.kind_of_work == wanted.kind_of_work)
    if wanted.offering is not None:
        offers = Employer.organisation_id.in_(_offering(wanted.entry_year, authorities))
        found.append(offers if wanted.offering else ~offers)
    return found


def _order(wanted: Wanted) -> list[sa.ColumnElement[object]]:
    by: sa.ColumnElement[object] = {
        "owner": User.name,
        "stage": sa.case({stage.value: number for number, stage in enumerate(Stage)}, value=Employer.stage),
        "next": Employer.next_action_on,
    }.get(wanted.sort, Organisation.name)  # type: ignore[assignment]  # columns of several types, only sorted by
    # What has no such value stands last, whichever way it is sorted: the two databases differ there.
    return [by.is_(None), by.desc() if wanted.descending else by.asc(), Organisation.name, Employer.id]  # type: ignore[list-item]  # as above


def _offering(entry_year: int, authorities: Collection[int]) -> sa.Select[int]:
    """Ids of the organisations that have something on offer in a year: found once, not for each employer."""
    return (
        sa.select(Provider.organisation_id)
        .join(Provider.opportunities)
        .join(Opportunity.groups)
        .where(
            Provider.authority_id.in_(authorities),
            Opportunity.closed_on.is_(None),
            Group.entry_year == entry_year,
        )
    )


def _groups_of(
    session: Session, organisation_ids: list[int], entry_year: int
) -> defaultdict[tuple[int, int], list[Group]]:
    """The groups of these organisations in a year, by authority and organisation: three statements.

    From the few organisations of a page to their groups step by step: one join of all three tables may be begun at
    the other end, at every group of the year.
    """
    query = (
        sa.select(Provider)
        .where(Provider.organisation_id.in_(organisation_ids))
        .options(orm.selectinload(Provider.opportunities).selectinload(Opportunity.groups))
        .order_by(Provider.id)
    )
    found: defaultdict[tuple[int, int], list[Group]] = defaultdict(list)
    for provider in session.scalars(query):
        for offer in provider.opportunities:
            if offer.closed_on is None:
                own = [group for group in offer.groups if group.entry_year == entry_year]
                found[provider.authority_id, provider.organisation_id] += own
    return found


def _listed(employer: Employer, own: list[Group], gone: dict[int, Taken]) -> Listed:
    return Listed(employer, len({group.opportunity_id for group in own}), provision.fullness(own, gone))
