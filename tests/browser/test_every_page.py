"""Every page of every room in a real browser: WCAG at phone and desktop width, no sideways scrolling, no complaint.

A room says what its pages are in `tests/<room>/pages.py`: `pages(world)` makes what they need and gives back
{endpoint: (user, address)}. A second state of a page has the endpoint, `#` and a name of its own as its key. Endpoints
that answer with a file or lead elsewhere stand in the room's `NOT_PAGES`, with the reason.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask
from playwright.sync_api import Page

from pfa.accounts.models import User
from pfa.core.database import Database
from tests.browser.chromium import DESKTOP, faults, pale
from tests.browser.live import Live
from tests.conftest import NOW
from tests.factories import World
from tests.places import Place

TESTS = Path(__file__).resolve().parent.parent
ROOMS = sorted(path.parent.name for path in TESTS.glob("*/pages.py"))
Pages = Mapping[str, tuple[User | None, str]]


def room(name: str) -> ModuleType:
    return importlib.import_module(f"tests.{name}.pages")


@pytest.mark.slow
@pytest.mark.timeout(1200)  # 67 seconds for the largest room on two quiet cores: a busy machine gets its time
@pytest.mark.parametrize("name", ROOMS)
def test_every_page_of_the_room_can_be_used_by_everyone(name: str, live: Live) -> None:
    found: list[str] = []
    opened: dict[int | None, Page] = {}
    for endpoint, (user, address) in pages_of(name, live).items():
        key = user.id if user else None
        page = opened[key] if key in opened else opened.setdefault(key, live.page(user))
        page.set_viewport_size({"width": DESKTOP, "height": 800})
        answer = page.goto(address, wait_until="load")
        status = answer.status if answer else 0
        wrong = faults(page) + pale(page) if status == 200 else [f"answered {status}"]
        if not page.url.endswith(address):
            wrong.append(f"led to {page.url.removeprefix(live.address)}")
        wrong += live.complaints()
        found += [f"{endpoint} ({address}) {words}" for words in wrong]
    assert not found, "\n".join(found)


def pages_of(name: str, live: Live) -> Pages:
    """The room's pages with their users, in the room's order."""
    left_out = getattr(room(name), "NOT_PAGES", {})
    every: Pages = room(name).pages(live.world)
    return {key: example for key, example in every.items() if key.split("#")[0] not in left_out}


def test_every_page_has_an_example(live: Live, made_place: Callable[[str], Place]) -> None:
    examples: set[str] = set()
    for name in ROOMS:
        own = made_place("sqlite").another("examples")
        database = Database(own.url)
        examples |= {key.split("#")[0] for key in room(name).pages(World(database, NOW))}
        examples |= set(getattr(room(name), "NOT_PAGES", {}))
        database.dispose()
        own.close()
    missing = sorted(readable(live.app) - examples)
    assert not missing, "in no tests/<room>/pages.py: " + ", ".join(missing)


def readable(app: Flask) -> set[str]:
    """Every endpoint that can be opened with GET."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
