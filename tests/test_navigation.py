"""The menu marks where somebody is, in rooms with an entry of their own and in those kept under another."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from pfa.accounts.models import User
from pfa.navigation import MENU, UNDER
from tests.about.pages import pages as about
from tests.factories import Browser, World
from tests.family.pages import pages as family
from tests.symbols.pages import pages as symbols
from tests.themes.pages import pages as themes

ClientAs = Callable[[User | None], Browser]


def marked(page: str) -> list[str]:
    return re.findall(r'<a class="app-menu__link"[^>]*aria-current="[a-z]+">([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("room", "key", "entry"),
    [
        (symbols, "symbols.concept", "Answers"),
        (symbols, "symbols.concept#ours", "Your authority"),
        (themes, "themes.theme", "Answers"),
        (themes, "themes.bands", "Demand"),
        (about, "about.of_person", "Young people"),
        (family, "family.of_person", "Young people"),
        (family, "family.round", "Answers"),
    ],
)
def test_a_page_without_an_entry_of_its_own_is_marked_under_another(
    room: Callable[[World], dict[str, tuple[User | None, str]]], key: str, entry: str, world: World, client_as: ClientAs
) -> None:
    who, address = room(world)[key]
    assert marked(client_as(who).get(address).text) == [entry]


def test_every_page_stands_under_an_entry_that_there_is(shared_app: Flask) -> None:
    entries = {item.endpoint for item in MENU}
    assert {endpoint for under in UNDER.values() for endpoint in under} <= entries
    assert set(UNDER) <= set(shared_app.blueprints) | set(shared_app.view_functions)


def test_a_college_comes_back_from_themes_to_demand(world: World, client_as: ClientAs) -> None:
    page = client_as(world.tutor).get("/themes/bands").text
    assert re.search(r'<a class="govuk-back-link" href="/demand/[^"]*">Likely demand</a>', page)


@pytest.mark.parametrize(("who", "back"), [("coordinator", "/rounds"), ("admin", "/authority")])
def test_symbols_lead_back_to_where_somebody_came_from(who: str, back: str, world: World, client_as: ClientAs) -> None:
    page = client_as(getattr(world, who)).get("/symbols/").text
    assert re.search(rf'<a class="govuk-back-link" href="{back}[^"]*">', page)
