"""Every page of the demand room that only reads, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import User
from tests.demand.scenes import cohort, lines, offers, version
from tests.factories import ENTRY_YEAR, World


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    cohort(world)
    offers(world)
    published, draft = version(world), version(world, published=False)
    line = lines(world, published)["Invented College", "catering"]
    with world.reading() as session:
        provider = session.merge(line, load=True).provider.public_id
    return {
        "demand.index": (world.approver, "/demand/"),
        "demand.version": (world.approver, f"/demand/versions/{published.public_id}"),
        "demand.sheets": (world.approver, f"/demand/versions/{published.public_id}/sheets"),
        "demand.export": (world.approver, f"/demand/versions/{published.public_id}/csv"),
        "demand.publish": (world.coordinator, f"/demand/versions/{draft.public_id}/publish"),
        "demand.mine": (world.tutor, "/demand/sheets"),
        "demand.sheet": (world.tutor, f"/demand/sheets/{published.public_id}/{provider}"),
        "demand.reply": (world.tutor, f"/demand/lines/{line.public_id}"),
    }


def forms(_world: World) -> dict[str, str]:
    """Addresses that only take a form."""
    return {"demand.project": f"/demand/{ENTRY_YEAR}/project"}
