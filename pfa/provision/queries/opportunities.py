"""Opportunities and their groups, as the list, one page and the forms ask for them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, Site
from pfa.core.errors import NotFound
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.models import Group, Opportunity, PlaceTaken, Provider, TakenBecause
from pfa.provision.queries.reach import within
from pfa.provision.queries.shares import of_others
from pfa.provision.queries.year import Fullness, fullness, taken_of
from pfa.web.pages import Page, page_of

COPIED_AT_ONCE = 200  # opportunities in one form; what is copied leaves the list, so the rest come next


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to. None or empty: not narrowed. `entry_year` also says whose figures are shown."""

    entry_year: int | None = None
    words: str = ""
    kind: OpportunityKind | None = None
    kind_of_work: str = ""
    provider: uuid.UUID | None = None
    level: int | None = None
    certainty: Certainty | None = None
    closed: bool = False
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """An opportunity in a list: its groups of the year that is shown, and how full they are together."""

    opportunity: Opportunity
    groups: list[Group]
    full: Fullness

    @property
    def is_provisional(self) -> bool:
        return any(group.certainty == Certainty.provisional for group in self.groups)

    @property
    def least_likely(self) -> int:
        """How likely the least likely of its groups is to run, in per cent; 100 without groups."""
        return min((group.chance for group in self.groups), default=100)


def opportunities(session: Session, asker: Asker, wanted: Wanted, *, page: int = 1) -> Page[Offered]:
    """One page of the opportunities the asker may see. Four statements, whatever the number of rows."""
    if wanted.sort == "left" and not asker.authorities_for("provision:read"):
        wanted = replace(wanted, sort="name")  # the order would tell a college what the bands hide
    query = _narrowed(asker, wanted).options(*_with_provider()).order_by(*_order(wanted), Opportunity.id)
    found = page_of(session, query, number=page)
    groups = _groups_of(session, [row.id for row in found.rows], wanted.entry_year)
    gone = taken_of(session, [group.id for group in groups])
    rows = []
    for row in found.rows:
        own = [group for group in groups if group.opportunity_id == row.id]
        rows.append(Offered(row, own, fullness(own, gone)))
    return Page(rows=rows, number=found.number, total=found.total, size=found.size)


def opportunity(
    session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "provision:read"
) -> Opportunity:
    """One opportunity with its provider and all its groups, newest year first in `groups`. Raises NotFound."""
    query = (
        sa.select(Opportunity)
        .join(Opportunity.provider)
        .where(Opportunity.public_id == public_id, within(asker, permission))
        .options(*_with_provider(), orm.selectinload(Opportunity.groups).joinedload(Group.pool))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def group(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "provision:edit") -> Group:
    """One group with its opportunity and provider. Raises NotFound."""
    whole = orm.contains_eager(Group.opportunity).contains_eager(Opportunity.provider)
    query = (
        sa.select(Group)
        .join(Group.opportunity)
        .join(Opportunity.provider)
        .where(Group.public_id == public_id, within(asker, permission))
        .options(whole.joinedload(Provider.organisation), whole.joinedload(Provider.site), orm.joinedload(Group.pool))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def not_yet_copied(session: Session, asker: Asker, from_year: int, to_year: int) -> list[Opportunity]:
    """Open opportunities the asker may edit that have groups in one year and none in the other, with all groups.

    By provider and name, the first 200: two statements.
    """
    query = (
        sa.select(Opportunity)
        .join(Opportunity.provider)
        .join(Provider.organisation)
        .where(
            within(asker, "provision:edit"),
            Opportunity.closed_on.is_(None),
            Opportunity.groups.any(Group.entry_year == from_year),
            ~Opportunity.groups.any(Group.entry_year == to_year),
            Opportunity.id.not_in(of_others()),
        )
        .options(*_with_provider(), orm.selectinload(Opportunity.groups).joinedload(Group.pool))
        .order_by(Organisation.name, Opportunity.name, Opportunity.id)
        .limit(COPIED_AT_ONCE)
    )
    return list(session.scalars(query))


def providers_to_count(
    session: Session, asker: Asker, entry_year: int, *, number: int = 1, size: int = 10
) -> Page[Provider]:
    """One page of the providers with open groups of a year whose counts the asker may see, by name: two statements."""
    open_groups = sa.select(Opportunity.provider_id).join(Opportunity.groups)
    open_groups = open_groups.where(Group.entry_year == entry_year, Opportunity.closed_on.is_(None))
    query = (
        sa.select(Provider)
        .join(Provider.organisation)
        .join(Provider.site)
        .where(within(asker, "provision:counts"), Provider.id.in_(open_groups))
        .options(orm.contains_eager(Provider.organisation), orm.contains_eager(Provider.site))
        .order_by(Organisation.name, Site.name, Provider.id)
    )
    return page_of(session, query, number=number, size=size)


def groups_to_count(
    session: Session, asker: Asker, entry_year: int, *, providers: Iterable[Provider] | None = None
) -> list[Group]:
    """Open groups of a year whose counts the asker may see, by provider and opportunity: one statement.

    `providers` limits them to some.
    """
    whole = orm.contains_eager(Group.opportunity).contains_eager(Opportunity.provider)
    query = (
        sa.select(Group)
        .join(Group.opportunity)
        .join(Opportunity.provider)
        .join(Provider.organisation)
        .join(Provider.site)
        .where(within(asker, "provision:counts"), Group.entry_year == entry_year, Opportunity.closed_on.is_(None))
        .options(whole.contains_eager(Provider.organisation), whole.contains_eager(Provider.site))
        .order_by(Organisation.name, Site.name, Provider.id, Opportunity.name, Group.id)
    )
    if providers is not None:
        query = query.where(Provider.id.in_([one.id for one in providers]))
    return list(session.scalars(query))


def entry_years(session: Session, asker: Asker) -> list[int]:
    """The entry years for which there are groups the asker may see, in order."""
    query = (
        sa.select(Group.entry_year)
        .join(Group.opportunity)
        .join(Opportunity.provider)
        .where(within(asker, "provision:read"))
        .distinct()
        .order_by(Group.entry_year)
    )
    return list(session.scalars(query))


def continuing(session: Session, group: Group) -> PlaceTaken | None:
    """The people of a group who stay on from the year before, as one number; None where nobody does."""
    query = (
        sa.select(PlaceTaken)
        .where(PlaceTaken.group_id == group.id, PlaceTaken.because == TakenBecause.continuing)
        .order_by(PlaceTaken.id)
    )
    return session.scalars(query).first()


def default_year(today: dt.date) -> int:
    """The September that people plan for: the next one to come."""
    return today.year if today.month < 9 else today.year + 1


def _narrowed(asker: Asker, wanted: Wanted) -> sa.Select[Opportunity]:
    query = (
        sa.select(Opportunity)
        .join(Opportunity.provider)
        .join(Provider.organisation)
        .join(Provider.site)
        .where(within(asker, "provision:read"))
        .where(Opportunity.closed_on.is_not(None) if wanted.closed else Opportunity.closed_on.is_(None))
    )
    of_year = [Group.entry_year == wanted.entry_year] if wanted.entry_year is not None else []
    if wanted.certainty is not None:
        of_year = [*of_year, Group.certainty == wanted.certainty]
    if of_year:
        query = query.where(Opportunity.groups.any(sa.and_(*of_year)))
    if wanted.words.strip():
        like = f"%{_escaped(wanted.words.strip())}%"
        fields = (Opportunity.name, Opportunity.summary, Organisation.name, Site.name)
        query = query.where(sa.or_(*[column.ilike(like, escape="\\") for column in fields]))
    if wanted.kind is not None:
        query = query.where(Opportunity.kind == wanted.kind)
    if wanted.kind_of_work:
        query = query.where(Opportunity.kind_of_work == wanted.kind_of_work)
    if wanted.provider is not None:
        query = query.where(Provider.public_id == wanted.provider)
    if wanted.level is not None:
        low, high = sa.func.coalesce(Opportunity.level_min, 0), sa.func.coalesce(Opportunity.level_max, 99)
        query = query.where(low <= wanted.level, high >= wanted.level)
    return query


def _order(wanted: Wanted) -> list[sa.ColumnElement[Any]]:
    of_it = [Group.opportunity_id == Opportunity.id]
    if wanted.entry_year is not None:
        of_it.append(Group.entry_year == wanted.entry_year)
    places = sa.select(sa.func.coalesce(sa.func.sum(Group.places), 0)).where(*of_it)
    gone = (
        sa.select(sa.func.coalesce(sa.func.sum(PlaceTaken.people), 0))
        .join(Group, Group.id == PlaceTaken.group_id)
        .where(*of_it)
    )
    offered = places.correlate(Opportunity).scalar_subquery()
    columns: dict[str, list[Any]] = {
        "name": [Opportunity.name],
        "provider": [Organisation.name, Opportunity.name],
        "kind": [Opportunity.kind, Opportunity.name],
        "places": [offered, Opportunity.name],
        "left": [offered - gone.correlate(Opportunity).scalar_subquery(), Opportunity.name],
    }
    first, *rest = columns.get(wanted.sort, columns["name"])
    return [first.desc() if wanted.descending else first.asc(), *rest]


def _groups_of(session: Session, opportunity_ids: Sequence[int], entry_year: int | None) -> list[Group]:
    if not opportunity_ids:
        return []
    query = sa.select(Group).where(Group.opportunity_id.in_(opportunity_ids)).order_by(Group.entry_year, Group.id)
    if entry_year is not None:
        query = query.where(Group.entry_year == entry_year)
    return list(session.scalars(query))


def _with_provider() -> tuple[orm.interfaces.ORMOption, ...]:
    provider = orm.joinedload(Opportunity.provider, innerjoin=True)
    return (
        provider.joinedload(Provider.organisation, innerjoin=True),
        provider.joinedload(Provider.site, innerjoin=True),
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
