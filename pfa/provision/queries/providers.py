"""Providers, the shared organisations and sites they point at, and coach pools."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, Site
from pfa.core.errors import NotFound
from pfa.provision.models import CoachPool, Group, Opportunity, PlaceTaken, Provider
from pfa.provision.queries.reach import within
from pfa.web.pages import Page, page_of

FOUND_AT_MOST = 20  # organisations shown for a search: more is a sign to type another word


def providers(
    session: Session, asker: Asker, *, words: str = "", number: int = 1, permission: str = "provision:read"
) -> Page[Provider]:
    """One page of the providers the asker may see, by name, with each of the words in it: two statements."""
    query = (
        sa.select(Provider)
        .join(Provider.organisation)
        .join(Provider.site)
        .where(within(asker, permission))
        .options(orm.contains_eager(Provider.organisation), orm.contains_eager(Provider.site))
        .order_by(Organisation.name, Site.name, Provider.id)
    )
    return page_of(session, called(query, words), number=number)


def called(query: sa.Select[Provider], words: str) -> sa.Select[Provider]:
    """Narrow a select of providers, joined with organisation and site, to those in whose name each word stands."""
    for word in words.split():
        names = (Organisation.name, Site.name)
        query = query.where(sa.or_(*[name.icontains(word, autoescape=True) for name in names]))
    return query


def provider(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "provision:read") -> Provider:
    """One provider with its organisation and site. Raises NotFound."""
    query = (
        sa.select(Provider)
        .where(Provider.public_id == public_id, within(asker, permission))
        .options(orm.joinedload(Provider.organisation), orm.joinedload(Provider.site))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def provider_names(session: Session, ids: Collection[int]) -> dict[int, str]:
    """What providers are called, by id, for sessions that are held elsewhere."""
    if not ids:
        return {}
    query = (
        sa.select(Provider)
        .where(Provider.id.in_(ids))
        .options(orm.joinedload(Provider.organisation), orm.joinedload(Provider.site))
        .order_by(Provider.id)
    )
    return {row.id: row.name for row in session.scalars(query)}


def open_by_provider(session: Session, asker: Asker) -> dict[int, int]:
    """How many open opportunities each provider has, by provider id; those with none are left out."""
    query = (
        sa.select(Opportunity.provider_id, sa.func.count())
        .join(Opportunity.provider)
        .where(within(asker, "provision:read"), Opportunity.closed_on.is_(None))
        .group_by(Opportunity.provider_id)
        .order_by(Opportunity.provider_id)
    )
    return {provider_id: int(count) for provider_id, count in session.execute(query)}


def organisation(session: Session, public_id: uuid.UUID) -> Organisation:
    """One shared organisation with its sites. Raises NotFound."""
    query = (
        sa.select(Organisation)
        .where(Organisation.public_id == public_id)
        .options(orm.selectinload(Organisation.sites))
        .order_by(Organisation.id)
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def organisations_named(session: Session, words: str) -> list[Organisation]:
    """Shared organisations whose name holds these words, by name, the first twenty, with their sites."""
    like = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    if not like:
        return []
    query = (
        sa.select(Organisation)
        .where(Organisation.name.ilike(f"%{like}%", escape="\\"))
        .options(orm.selectinload(Organisation.sites))
        .order_by(Organisation.name, Organisation.id)
        .limit(FOUND_AT_MOST)
    )
    return list(session.scalars(query))


def sites_in_use(session: Session, organisation_id: int) -> dict[int, Provider]:
    """This session's providers at an organisation's sites, by site id."""
    query = sa.select(Provider).where(Provider.organisation_id == organisation_id).order_by(Provider.id)
    return {row.site_id: row for row in session.scalars(query)}


@dataclass(frozen=True, slots=True)
class PoolUse:
    """A coach pool and, by session, the units that people with a place already use."""

    pool: CoachPool
    groups: int
    used: dict[str, int]


def pools(session: Session, authority_id: int, entry_year: int | None = None) -> list[CoachPool]:
    """An authority's coach pools, newest year first, by name."""
    query = (
        sa.select(CoachPool)
        .where(CoachPool.authority_id == authority_id)
        .order_by(CoachPool.entry_year.desc(), CoachPool.name)
    )
    if entry_year is not None:
        query = query.where(CoachPool.entry_year == entry_year)
    return list(session.scalars(query))


def pools_in_use(session: Session, asker: Asker, entry_year: int) -> list[PoolUse]:
    """The coach pools of a year with what is used of them: three statements."""
    allowed = asker.authorities_for("pool:edit")
    found = session.scalars(
        sa.select(CoachPool)
        .where(CoachPool.authority_id.in_(allowed), CoachPool.entry_year == entry_year)
        .order_by(CoachPool.name, CoachPool.id)
    ).all()
    groups = session.scalars(
        sa.select(Group).where(Group.pool_id.in_([pool.id for pool in found])).order_by(Group.id)
    ).all()
    units = (
        sa.select(PlaceTaken.group_id, sa.func.sum(PlaceTaken.coach_units))
        .where(PlaceTaken.group_id.in_([group.id for group in groups]))
        .group_by(PlaceTaken.group_id)
        .order_by(PlaceTaken.group_id)
    )
    coach = {group_id: int(number) for group_id, number in session.execute(units)}
    listed = []
    for pool in found:
        own = [group for group in groups if group.pool_id == pool.id]
        used: dict[str, int] = {}
        for group in own:
            for half_day in group.sessions:
                used[half_day] = used.get(half_day, 0) + coach.get(group.id, 0)
        listed.append(PoolUse(pool, len(own), used))
    return listed


def pool(session: Session, asker: Asker, public_id: uuid.UUID) -> CoachPool:
    """One coach pool of an authority the asker edits pools for. Raises NotFound."""
    query = sa.select(CoachPool).where(
        CoachPool.public_id == public_id, CoachPool.authority_id.in_(asker.authorities_for("pool:edit"))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def pools_for(session: Session, asker: Asker, of: Provider) -> list[CoachPool]:
    """The coach pools a provider's groups may draw on: all for the authority; for a college those it uses already."""
    found = pools(session, of.authority_id)
    if of.authority_id in asker.authorities_for("provision:edit"):
        return found
    own = (
        sa.select(Group.pool_id)
        .join(Group.opportunity)
        .join(Opportunity.provider)
        .where(Provider.authority_id == of.authority_id, Provider.organisation_id == of.organisation_id)
        .distinct()
    )
    used = set(session.scalars(own))
    return [pool for pool in found if pool.id in used]
