"""Every page of this room, with what it needs to be opened."""

from __future__ import annotations

from pfa.accounts.models import User
from tests.aspirations.scene import a_round
from tests.factories import World
from tests.themes.scene import Writing


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to who opens it and where; more states of a page after `#`."""
    scene = Writing(world)
    for number in range(12):
        scene.writes(f"Wren{number}", f"I get the bus to the farm. Number {number} is my bus stop.", year_group=10)
    scene.writes("Kept", "He shouts at me.", released=False)
    row = scene.theme("Getting about, and how long it takes to be there", "bus", "bus stop")
    scene.share(row)
    empty = a_round(world, "Nobody wrote", year_groups=[14], includes_without_school=False)
    return {
        "themes.themes": (world.coordinator, f"/rounds/{scene.asked.public_id}/themes"),
        "themes.themes#approver": (world.approver, f"/rounds/{scene.asked.public_id}/themes"),
        "themes.themes#none": (world.coordinator, f"/rounds/{empty.public_id}/themes"),
        "themes.new": (world.coordinator, f"/rounds/{scene.asked.public_id}/themes/new?word=farm"),
        "themes.theme": (world.coordinator, f"/themes/{row.public_id}"),
        "themes.bands": (world.tutor, "/themes/bands"),
    }
