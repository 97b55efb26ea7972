"""Where sessions of a group may be held beside its own place: few to choose from at once, the others found by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.provision.models import Group, Opportunity, Provider
from pfa.provision.queries.providers import called

FOUND_AT_MOST = 20  # places shown for some words; so many are shown unasked, too


@dataclass(frozen=True, slots=True)
class PlacesElsewhere:
    """Places to choose from, by name. `found`: how many of them fit the words; `has_more`: others fit as well, which
    more words would find."""

    listed: list[Provider]
    found: int
    has_more: bool


def places_elsewhere(
    session: Session, asker: Asker, of: Provider, *, words: str = "", chosen: Collection[int] = ()
) -> PlacesElsewhere:
    """Where a session of a provider's group may be held: anywhere for the authority; its own places and employers' for
    a college, which does not see what other colleges offer here.

    Listed are the organisation's own places, those where sessions of its groups are held, those `chosen` by their id,
    and those with `words` in their name; with no words all, if they are few. Three statements.
    """
    held = sa.select(Group.held_at).join(Group.opportunity).where(Opportunity.provider_id == of.id)
    used = {place for places in session.scalars(held) for place in places.values()}
    own = Provider.organisation_id == of.organisation_id
    allowed = _others(of)
    if of.authority_id not in asker.authorities_for("provision:edit"):
        allowed = allowed.where(sa.or_(own, Organisation.kind == OrganisationKind.employer, Provider.id.in_(used)))
    known = session.scalars(allowed.where(sa.or_(own, Provider.id.in_({*used, *chosen})))).all()
    found = session.scalars(called(allowed, words).limit(FOUND_AT_MOST + 1)).all()
    has_more = len(found) > FOUND_AT_MOST
    found = [] if has_more and not words.strip() else found[:FOUND_AT_MOST]
    listed = {row.id: row for row in (*known, *found)}
    return PlacesElsewhere(sorted(listed.values(), key=lambda row: (row.name.casefold(), row.id)), len(found), has_more)


def _others(of: Provider) -> sa.Select[Provider]:
    """The other providers of the same authority, by name."""
    return (
        sa.select(Provider)
        .join(Provider.organisation)
        .join(Provider.site)
        .where(Provider.authority_id == of.authority_id, Provider.id != of.id)
        .options(orm.contains_eager(Provider.organisation), orm.contains_eager(Provider.site))
        .order_by(Organisation.name, Site.name, Provider.id)
    )
