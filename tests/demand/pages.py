"""Every page of the demand room that only reads, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import User
from pfa.demand import services
from pfa.demand.models import Replied, SheetLine
from pfa.demand.services import ReplyDraft
from tests.demand.scenes import cohort, lines, offers, version
from tests.factories import ENTRY_YEAR, World

NOT_PAGES = {"demand.export": "a file"}


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    cohort(world)
    offers(world)
    old, published, draft = version(world), version(world), version(world, published=False)
    line = lines(world, published)["Invented College", "catering"]
    with world.writing() as session:
        row = session.get_one(SheetLine, line.id)
        said = ReplyDraft(Replied.if_enough, places=9, at_least=6, because="We need a second tutor.")
        services.reply(session, row, said, actor=world.actor(world.tutor), now=world.now)
        provider = row.provider.public_id
        session.commit()
    unanswered = lines(world, published)["Invented College", "animal-care"]
    return {
        "demand.index": (world.coordinator, "/demand/"),
        "demand.version": (world.approver, f"/demand/versions/{published.public_id}"),
        "demand.version#draft": (world.coordinator, f"/demand/versions/{draft.public_id}"),
        "demand.sheets": (world.coordinator, f"/demand/versions/{published.public_id}/sheets"),
        "demand.export": (world.approver, f"/demand/versions/{published.public_id}/csv"),
        "demand.publish": (world.coordinator, f"/demand/versions/{draft.public_id}/publish"),
        "demand.mine": (world.tutor, "/demand/sheets"),
        "demand.sheet": (world.tutor, f"/demand/sheets/{published.public_id}/{provider}"),
        "demand.sheet#replaced": (world.tutor, f"/demand/sheets/{old.public_id}/{provider}"),
        "demand.sheet#of-the-authority": (world.coordinator, f"/demand/sheets/{published.public_id}/{provider}"),
        "demand.reply": (world.tutor, f"/demand/lines/{unanswered.public_id}"),
        "demand.reply#again": (world.tutor, f"/demand/lines/{line.public_id}"),
    }


def forms(_world: World) -> dict[str, str]:
    """Addresses that only take a form."""
    return {"demand.project": f"/demand/{ENTRY_YEAR}/project"}
