"""Every page of the room opens for whoever it is for."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from pfa.accounts.models import User
from tests.factories import World
from tests.family.pages import pages


def test_every_page_opens(world: World, client_as: Callable[[User | None], FlaskClient]) -> None:
    for key, (user, address) in pages(world).items():
        answer = client_as(user).get(address)
        assert answer.status_code == 200, f"{key} {address}: {answer.status_code}"
