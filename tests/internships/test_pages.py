"""Days that no calendar reaches, asked for in an address. Who may open which page, the walk over all routes holds."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from pfa.accounts.models import User
from tests.factories import World
from tests.internships.pages import pages

Client = Callable[[User | None], FlaskClient]


def test_a_day_at_the_edge_of_the_calendar_opens_the_page_all_the_same(world: World, client_as: Client) -> None:
    found = pages(world)
    for name, asked in (("today", "day"), ("attendance", "week"), ("coach_attendance", "week")):
        user, address = found[f"internships.{name}"]
        for day in ("0001-01-01", "9999-12-31", "no-day"):
            assert client_as(user).get(address, query_string={asked: day}).status_code == 200
