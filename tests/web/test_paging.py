"""The line under a list says how many rows there are, one as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from pfa.accounts.models import User
from tests.factories import World


@pytest.mark.parametrize(("people", "words"), [(1, "1 young person<"), (2, "2 young people<")])
def test_a_count_and_its_word_agree(
    world: World, client_as: Callable[[User | None], FlaskClient], people: int, words: str
) -> None:
    for _ in range(people):
        world.young_person()
    assert f'app-paging__count">{words}' in client_as(world.coordinator).get("/people/").text
