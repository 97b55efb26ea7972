"""Every page of this room opens for whom it is meant, and is shut for others."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from pfa.accounts.models import User
from tests.aspirations.pages import pages
from tests.factories import World

ClientAs = Callable[[User | None], FlaskClient]


def test_every_page_opens(world: World, client_as: ClientAs) -> None:
    for endpoint, (user, address) in pages(world).items():
        answer = client_as(user).get(address)
        assert answer.status_code == 200, (endpoint, answer.status_code, answer.text[:500])


def test_a_page_of_another_authority_is_not_found(world: World, client_as: ClientAs) -> None:
    other = world.another()
    strangers = {world.coordinator.id: other.coordinator, world.teacher.id: other.teacher, world.lead.id: other.lead}
    for endpoint, (user, address) in pages(world).items():
        if user is not None and user.id in strangers and address.count("/") > 1 and "-" in address[20:]:
            assert client_as(strangers[user.id]).get(address).status_code == 404, endpoint


def test_a_year_group_or_school_that_is_none_narrows_nothing(world: World, client_as: ClientAs) -> None:
    user, address = pages(world)["aspirations.round_"]
    for asked in ("year", "school"):
        assert client_as(user).get(address, query_string={asked: "9" * 20}).status_code == 200
