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

from pfa.accounts.models import User
from tests.browser.chromium import faults
from tests.browser.live import Live

TESTS = Path(__file__).resolve().parent.parent
ROOMS = sorted(path.parent.name for path in TESTS.glob("*/pages.py"))
Pages = Mapping[str, tuple[User | None, str]]


def room(name: str) -> ModuleType:
    return importlib.import_module(f"tests.{name}.pages")


@pytest.mark.slow
@pytest.mark.parametrize("name", ROOMS)
def test_every_page_of_the_room_can_be_used_by_everyone(name: str, live: Live) -> None:
    pages: Pages = room(name).pages(live.world)
    found: list[str] = []
    for endpoint, (user, address) in pages.items():
        page = live.page(user)
        answer = page.goto(address, wait_until="networkidle")
        status = answer.status if answer else 0
        wrong = faults(page) if status == 200 else [f"answered {status}"]
        if not page.url.endswith(address):
            wrong.append(f"led to {page.url.removeprefix(live.address)}")
        wrong += live.complaints()
        found += [f"{endpoint} ({address}) {words}" for words in wrong]
        page.context.close()
    assert not found, "\n".join(found)


def test_every_page_has_an_example(serve: Callable[[], Live]) -> None:
    examples: set[str] = set()
    for name in ROOMS:
        examples |= {key.split("#")[0] for key in room(name).pages(serve().world)}
        examples |= set(getattr(room(name), "NOT_PAGES", {}))
    missing = sorted(readable(serve().app) - examples)
    assert not missing, "in no tests/<room>/pages.py: " + ", ".join(missing)


def readable(app: Flask) -> set[str]:
    """Every endpoint that can be opened with GET."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
