"""A council's colour is always readable, whatever colour it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from pfa.accounts.models import User
from pfa.core.database import Database
from pfa.reporting.colour import BLACK, CONTRAST, WHITE, Accent, contrast
from tests.factories import World

Clients = Callable[[User | None], FlaskClient]
parts = st.integers(0, 255)


@given(parts, parts, parts)
def test_the_accent_can_be_read_on_white_and_white_on_it(red: int, green: int, blue: int) -> None:
    assert contrast(Accent(red, green, blue).readable(), WHITE) >= CONTRAST


def test_a_colour_that_is_dark_enough_stays_as_the_council_chose_it() -> None:
    assert Accent.parse("1d5b79").readable().hex == "#1d5b79"


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)


@pytest.mark.parametrize("text", ["", "12345", "1234567", "ggg000", "12345}", "red"])
def test_anything_but_six_hexadecimal_digits_is_no_colour(text: str) -> None:
    assert Accent.parse(text) is None


@pytest.fixture
def browser(client_as: Clients) -> FlaskClient:
    return client_as(None)


def test_the_style_sheet_holds_the_colour_and_nothing_else_from_the_address(browser: FlaskClient) -> None:
    answer = browser.get("/accent/ffd166.css")
    assert answer.mimetype == "text/css"
    assert answer.text.startswith(":root{--pfa-accent:#")
    assert browser.get("/accent/ffd166;}x{.css").status_code == 404


def test_the_style_sheet_is_kept_by_the_browser_and_asks_nothing_of_the_database(
    world: World, client_as: Clients, database: Database
) -> None:
    client = client_as(world.coordinator)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    try:
        answer = client.get("/accent/1d5b79.css")
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", note)
    assert "immutable" in answer.headers["Cache-Control"]
    assert not asked
