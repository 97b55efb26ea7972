"""Every role tried on every route with real requests: who may, may; who may not is refused and changes nothing.

On SQLite and on PostgreSQL, where the application's role and row-level security decide as well.

A new route is tried as soon as it is there. It fails here if it declares no permission, if it lets somebody in whom
the table does not name, or if no page in `tests/<room>/pages.py` tells how to build its address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from pfa.accounts.permissions import GRANTED, KNOWN
from pfa.app import create_app
from pfa.core.settings import Settings
from pfa.web import permission
from pfa.web.permission import PUBLIC, SIGNED_IN, declared
from tests.conftest import NOW, SETTINGS
from tests.factories import Clock
from tests.places import Place
from tests.routes import (
    NOBODIES,
    ROLES,
    ROOMS,
    WRITTEN_BY_READING,
    Seed,
    each,
    may,
    missing_id,
    refused_by_sign_in,
    routes,
    seed_of,
    without_chance,
)

pytestmark = pytest.mark.slow
# What a sign-out, a sign-in or a try at one may leave behind whoever does it.
OF_SIGNING_IN = {"sign_in", "counted"}


@pytest.fixture(scope="module")
def seeds(place: Place) -> Iterator[dict[str, Seed]]:
    app, clock = create_app(Settings(database_url=place.url, **SETTINGS)), Clock(NOW)  # type: ignore[arg-type]  # a test's own
    app.testing = False  # a fault becomes a page with status 500, and the walk goes on
    made = {room: Seed(app, room, place, clock) for room in ROOMS}
    yield made
    for seed in made.values():
        seed.close()


@pytest.fixture(scope="module")
def app(seeds: dict[str, Seed]) -> Flask:
    return next(iter(seeds.values())).app


def test_every_route_declares_a_permission_of_the_table(app: Flask) -> None:
    undeclared = [
        str(route) for route in routes(app) if declared(app, route.endpoint) not in KNOWN | {PUBLIC, SIGNED_IN}
    ]
    assert not undeclared


def test_the_address_of_every_route_can_be_built(app: Flask, seeds: dict[str, Seed]) -> None:
    """A room whose route is named here adds it to `tests/<room>/pages.py`, as a page or a form."""
    assert not [str(route) for route in routes(app) if seed_of(seeds, route) is None]


def test_every_permission_of_the_table_is_somebodys(app: Flask) -> None:
    assert not [name for name, roles in GRANTED.items() if not roles]


@pytest.mark.parametrize("who", [*ROLES, *NOBODIES])
def test_each_role_opens_what_it_may_and_is_refused_everything_else(
    who: str, app: Flask, seeds: dict[str, Seed]
) -> None:
    faults: list[str] = []
    for route, seed in each(app, seeds):
        address = seed.address(route, seed.values(route) or {})
        answer = seed.open(who, route, address)
        fault = wrong_answer(app, route, who, answer)
        allowed_tables = tables_it_may_write(app, route, who)
        changed = seed.has_changed(except_for=allowed_tables) if allowed_tables is not None else []
        if changed:
            fault = f"{fault or ''} changed {', '.join(changed)}"
        if fault:
            faults.append(f"{who} {route} ({address}): {fault}")
        seed.back()
    assert not faults, "\n".join(faults)


def wrong_answer(app: Flask, route: Any, who: str, answer: Any) -> str | None:
    if answer.status_code >= 500:
        return f"answered {answer.status_code}"
    if may(app, route, who):
        if answer.status_code == 403 or (who not in NOBODIES and refused_by_sign_in(answer)):
            return f"was refused with {answer.status_code}"
        return None
    if who in NOBODIES:
        return None if refused_by_sign_in(answer) else f"was not sent to sign in: {answer.status_code}"
    return None if answer.status_code == 403 else f"was not refused: {answer.status_code}"


def tables_it_may_write(app: Flask, route: Any, who: str) -> set[str] | None:
    """The tables that may differ afterwards; None for any: a form that somebody may send."""
    if not may(app, route, who):
        return set()
    if route.method == "GET":
        return WRITTEN_BY_READING
    return OF_SIGNING_IN if who in NOBODIES else None


def test_an_id_of_another_authority_is_answered_like_an_id_that_is_not_there(
    app: Flask, seeds: dict[str, Seed]
) -> None:
    faults: list[str] = []
    tried = 0
    for route, seed in each(app, seeds):
        theirs = seed.values(route, of_the_other=True)
        mine = seed.values(route)
        for name in route.ids:
            assert mine is not None
            assert theirs is not None
            if theirs[name] == mine[name]:
                continue  # what authorities share, such as a school's address
            for who in ROLES:
                if not may(app, route, who):
                    continue
                tried += 1
                answers = []
                for value in (theirs[name], missing_id()):
                    address = seed.address(route, mine | {name: value})
                    answer = seed.open(who, route, address)
                    answers.append((answer.status_code, without_chance(answer.text)))
                    changed = seed.has_changed(except_for=WRITTEN_BY_READING)
                    if changed or answer.status_code != 404:
                        faults.append(f"{who} {route} {name}: {answer.status_code} {changed}")
                    seed.back()
                if answers[0] != answers[1]:
                    faults.append(f"{who} {route}: another authority's {name} is told apart from a missing one")
    assert not faults, "\n".join(faults)
    assert tried > 100


def test_a_form_without_its_token_is_refused_and_changes_nothing(app: Flask, seeds: dict[str, Seed]) -> None:
    faults: list[str] = []
    for route, seed in each(app, seeds):
        if route.method == "GET" or route.endpoint == "csp_report":
            continue
        address = seed.address(route, seed.values(route) or {})
        for who in ("nobody", *ROLES):
            answer = seed.open(who, route, address, token=False)
            changed = seed.has_changed()
            refused = 400 if may(app, route, who) else 401 if who == "nobody" else 403
            if answer.status_code != refused or changed:
                faults.append(f"{who} {route}: {answer.status_code} {changed}")
                seed.back()
    assert not faults, "\n".join(faults)


def test_a_form_that_another_site_sent_is_refused(app: Flask, seeds: dict[str, Seed]) -> None:
    faults: list[str] = []
    for route, seed in each(app, seeds):
        if route.method == "GET":
            continue
        address = seed.address(route, seed.values(route) or {})
        for place in ("cross-site", "same-site"):
            answer = seed.open("coordinator", route, address, headers={"Sec-Fetch-Site": place})
            if answer.status_code != 403 or seed.has_changed():
                faults.append(f"{route} from {place}: {answer.status_code}")
                seed.back()
    assert not faults, "\n".join(faults)


def test_without_its_guard_every_guarded_route_would_be_noticed(
    app: Flask, seeds: dict[str, Seed], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusals above come from the guards: with them gone, every guarded route lets somebody in."""
    monkeypatch.setattr(permission, "check", lambda _permission: None)
    unnoticed: list[str] = []
    for route, seed in each(app, seeds):
        strangers = [who for who in ROLES if not may(app, route, who)]
        if not strangers:
            continue
        address = seed.address(route, seed.values(route) or {})
        try:
            answer = seed.open(strangers[0], route, address)
            noticed = wrong_answer(app, route, strangers[0], answer) is not None
        except Exception:  # a view that breaks without its guard was guarded by it
            noticed = True
        seed.back()
        if not noticed:
            unnoticed.append(f"{strangers[0]} {route}")
    assert not unnoticed, "\n".join(unnoticed)
