"""Every page of this room, with what it needs to be opened."""

from __future__ import annotations

from pfa.accounts.models import User
from pfa.symbols import services
from pfa.symbols.models import SymbolDrawing
from tests.factories import World
from tests.symbols.drawings import NICE, png

NOT_PAGES = {"symbols.picture": "a picture"}


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
    return {
        "symbols.index": (world.coordinator, "/symbols/"),
        "symbols.index#own": (world.coordinator, "/symbols/?show=own"),
        "symbols.concept": (world.coordinator, "/symbols/of/work-animal-care"),
        "symbols.concept#ours": (world.admin, "/symbols/of/home"),
        "symbols.picture": (world.coordinator, f"/symbols/{first.public_id}/picture"),
    }
