"""Every page of this room, with what it needs to be opened."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.symbols import queries, services
from pfa.symbols.models import SymbolDrawing, SymbolSet, WaitingDrawing
from tests.factories import World
from tests.symbols.drawings import NICE, png
from tests.symbols.sets import POOL_ROW, a_set, load_set

NOT_PAGES = {
    "symbols.picture": "a picture",
    "symbols.waiting_picture": "a picture",
    "symbols.download_ours": "a file",
    "symbols.download_in_use": "a file",
}


def with_user(world: World) -> User:
    """A young person who is signed in."""
    person = world.young_person("Yasmin", with_user=True)
    with world.reading() as session:
        return session.get_one(User, person.user_id)


def load(world: World, concept: str, data: bytes = NICE, words: str = "A dog on a lead") -> SymbolDrawing:
    """Load a drawing as the co-ordinator."""
    with world.writing() as session:
        row = services.load(session, concept, data, words, actor=world.actor(world.coordinator), now=world.now)
        session.commit()
        return row


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to who opens it and where; more states of a page after `#`."""
    first = load(world, "work-animal-care")
    load(world, "work-animal-care", png(48, 48), "A grey square where somebody took a photograph of a very large dog")
    shown, waiting = load_set(world, a_set(POOL_ROW)), load_set(world)
    with world.writing() as session:
        row = session.get_one(SymbolSet, shown.id)
        preview, actor = queries.plan(session, row).digest, world.actor(world.coordinator)
        services.show_set(session, row, preview, seen=row.version, actor=actor, now=world.now)
        session.commit()
        drawing = session.scalars(sa.select(WaitingDrawing).order_by(WaitingDrawing.id)).all()[0]
    return {
        "symbols.index": (world.coordinator, "/symbols/"),
        "symbols.index#own": (world.coordinator, "/symbols/?show=own"),
        "symbols.concept": (world.coordinator, "/symbols/of/work-animal-care"),
        "symbols.concept#ours": (world.admin, "/symbols/of/home"),
        "symbols.credits": (with_user(world), "/symbols/credits"),
        "symbols.credits#staff": (world.teacher, "/symbols/credits"),
        "symbols.sets": (world.admin, "/symbols/sets"),
        "symbols.one_set": (world.coordinator, f"/symbols/sets/{waiting.public_id}"),
        "symbols.one_set#shown": (world.coordinator, f"/symbols/sets/{shown.public_id}"),
        "symbols.waiting_picture": (world.coordinator, f"/symbols/sets/drawings/{drawing.public_id}/picture"),
        "symbols.download_ours": (world.coordinator, "/symbols/ours.zip"),
        "symbols.download_in_use": (world.coordinator, "/symbols/in-use.zip"),
        "symbols.picture": (world.coordinator, f"/symbols/{first.public_id}/picture"),
    }
