"""Every page of this room, with somebody who may open it; more states of a page after `#`."""

from __future__ import annotations

from pfa.about.models import AboutKind, Audience
from pfa.accounts.models import User
from tests.about.scenes import Owner
from tests.factories import World

# Files, not pages: pictures and sounds themselves.
NOT_PAGES = dict.fromkeys(("about.own_file", "about.shown", "about.look"), "a picture or sound itself")


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    ada, fresh = Owner(world), Owner(world, "Fred")
    worker = (Audience.worker, Audience.parent)
    photo = ada.adds(AboutKind.photo, "Me and my dog on the beach at Whitby", *worker, is_printed=True)
    ada.adds(AboutKind.photo, "", looked=False)
    drawing = ada.adds(AboutKind.drawing, "My house", Audience.school, looked=False)
    ada.adds(AboutKind.voice, "I say hello", *worker)
    ada.adds(AboutKind.good, "I make people laugh. I am good with animals.", *worker, is_printed=True)
    ada.adds(AboutKind.support, "Tell me one thing at a time.\nGive me time to answer.", *worker)
    own, person = "/about/mine", ada.person.public_id
    return {
        "about.mine": (ada.user, own),
        "about.mine#nothing yet": (fresh.user, own),
        "about.add": (ada.user, f"{own}/add/photo"),
        "about.add#drawing": (ada.user, f"{own}/add/drawing"),
        "about.add#voice": (ada.user, f"{own}/add/voice"),
        "about.add#words": (ada.user, f"{own}/add/matters"),
        "about.item": (ada.user, f"{own}/{photo.public_id}"),
        "about.item#waits": (ada.user, f"{own}/{drawing.public_id}"),
        "about.away": (ada.user, f"{own}/{drawing.public_id}/away"),
        "about.own_file": (ada.user, f"{own}/{photo.public_id}/file"),
        "about.of_person": (world.coordinator, f"/about/of/{person}"),
        "about.of_person#nothing": (world.teacher, f"/about/of/{fresh.person.public_id}"),
        "about.shown": (world.coordinator, f"/about/shown/{photo.public_id}"),
        "about.look": (world.lead, f"/about/look/{photo.public_id}"),
    }
