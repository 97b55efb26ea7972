"""Pages of the demand room open for whom they are made, and are closed to everybody else."""

from __future__ import annotations

from typing import Any

from tests.demand.pages import pages
from tests.factories import World


def test_every_page_opens(world: World, client_as: Any) -> None:
    for endpoint, (user, address) in pages(world).items():
        assert client_as(user).get(address).status_code == 200, endpoint
