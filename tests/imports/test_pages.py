"""Every page opens for those who may, and for nobody else."""

from __future__ import annotations

from typing import Any

from tests.factories import World
from tests.imports.pages import pages


def test_every_page_opens(world: World, client_as: Any) -> None:
    for endpoint, (user, address) in pages(world).items():
        response = client_as(user).get(address)
        assert response.status_code == 200, endpoint
