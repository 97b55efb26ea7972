"""Every page of the provision room that only reads, with somebody who may open it."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.accounts.models import OrganisationKind, User
from pfa.provision.models import GroupShare, PlaceTaken, TakenBecause
from tests.factories import ENTRY_YEAR, World
from tests.provision.sharing import offered, partner


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    employer = world.organisation("Invented Bakery", OrganisationKind.employer)
    elsewhere, pool = world.provider(employer), world.pool(units={"mon-am": 4, "fri-pm": 2})
    offer = world.opportunity(summary="You cook for the café.", features=["step-free"], features_to_ask=["hoist"])
    group = world.group(offer, pool_id=pool.id, held_at={"wed-am": elsewhere.id}, support_ceiling=9)
    world.group(offer, sessions=("fri-am",), entry_year=ENTRY_YEAR - 1, places=0)
    world.save(
        PlaceTaken(
            authority_id=world.authority.id, group_id=group.id, because=TakenBecause.continuing, people=9, coach_units=3
        )
    )
    world.group(world.opportunity("Old course", closed_on=world.now.date()))
    share = offered(world, group, partner(world))
    provider, who, college = world.provider(), world.coordinator, world.tutor
    return {
        "provision.index": (college, "/provision/?search=cook&sort=left&order=down&level=1"),
        "provision.opportunity": (college, f"/provision/opportunities/{offer.public_id}"),
        "provision.words": (college, "/provision/words"),
        "provision.choose_provider": (who, "/provision/opportunities/new"),
        "provision.add_opportunity": (college, f"/provision/providers/{provider.public_id}/opportunities/new"),
        "provision.edit_opportunity": (college, f"/provision/opportunities/{offer.public_id}/edit"),
        "provision.close_opportunity": (college, f"/provision/opportunities/{offer.public_id}/close"),
        "provision.add_group": (college, f"/provision/opportunities/{offer.public_id}/groups/new"),
        "provision.edit_group": (college, f"/provision/groups/{group.public_id}/edit"),
        "provision.continuing": (college, f"/provision/groups/{group.public_id}/continuing"),
        "provision.copy": (college, f"/provision/copy?from={ENTRY_YEAR}&to={ENTRY_YEAR + 1}"),
        "provision.providers": (college, "/provision/providers"),
        "provision.provider": (college, f"/provision/providers/{provider.public_id}"),
        "provision.find_organisation": (who, "/provision/providers/find?search=invented"),
        "provision.add_provider": (who, f"/provision/providers/new?organisation={employer.public_id}"),
        "provision.edit_provider": (who, f"/provision/providers/{provider.public_id}/edit"),
        "provision.pools": (who, "/provision/pools"),
        "provision.add_pool": (who, "/provision/pools/new"),
        "provision.edit_pool": (who, f"/provision/pools/{pool.public_id}/edit"),
        "provision.shares": (who, "/provision/shares"),
        "provision.share": (who, f"/provision/shares/{share.public_id}"),
        "provision.share_group": (who, f"/provision/groups/{group.public_id}/share"),
        "provision.share_places": (who, f"/provision/shares/{share.public_id}/places"),
        "provision.counts": (college, "/provision/interest"),
    }


def forms(world: World) -> dict[str, str]:
    """Addresses of forms that stand on other pages."""
    with world.reading() as session:
        share = session.scalars(sa.select(GroupShare)).first()
    if share is None:
        return {}
    return {
        f"provision.share_{verb}": f"/provision/shares/{share.public_id}/{verb}"
        for verb in ("accept", "decline", "end")
    }
