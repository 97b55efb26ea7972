"""Where a second factor is a must, staff without one open nothing but the pages that set it up."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Callable, Iterator

import pyotp
import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter

from pfa.accounts import sign_in
from pfa.accounts.models import SignInWay, User
from pfa.core.database import Database
from pfa.web.permission import PUBLIC, declared
from tests.accounts.doors import PASSWORD, card_for, is_in, type_card, with_password, with_phone
from tests.accounts.doors import sign_in as give_password
from tests.accounts.test_second_factor import codes_on, key_on
from tests.factories import Browser, Clock, World
from tests.routes import PLAIN, Route, refused_by_sign_in, routes

ClientAs = Callable[[User | None], Browser]
STAFF = ("coordinator", "admin", "approver", "lead", "teacher", "tutor", "coach")


@pytest.fixture(autouse=True)
def must(app: Flask) -> Iterator[None]:
    """The setting as it is in production."""
    before = app.extensions["pfa_settings"]
    app.extensions["pfa_settings"] = dataclasses.replace(before, second_factor="must")
    yield
    app.extensions["pfa_settings"] = before


def address(app: Flask, route: Route) -> str:
    """An address of this route. Its rows need not be there: nobody gets as far as that."""
    values: dict[str, object] = {name: PLAIN.get(name, uuid.UUID(int=7)) for name in route.rule.arguments}
    for name, kind in route.rule._converters.items():
        if isinstance(kind, AnyConverter):
            values[name] = min(kind.items)
        elif isinstance(kind, IntegerConverter) and name not in PLAIN:
            values[name] = 7
    return str(app.url_map.bind("localhost").build(route.endpoint, values, method=route.method))


def opens_nothing(app: Flask, browser: Browser) -> list[str]:
    """The routes that did not send this browser to a way in, public ones apart."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/card").text)
    assert token
    opened, tried = [], 0
    for route in routes(app):
        if declared(app, route.endpoint) == PUBLIC:
            continue
        data = {"csrf_token": token.group(1)} if route.method != "GET" else None
        answer = browser.open(address(app, route), method=route.method, data=data)
        tried += 1
        if not refused_by_sign_in(answer):
            opened.append(f"{route}: {answer.status_code} {answer.location}")
    assert tried > 300
    return opened


def signed_in(database: Database, client_as: ClientAs, user: User, clock: Clock) -> Browser:
    """A browser with a sign-in that showed no second factor: begun before it was a must, or by some other door."""
    with database.writing() as session:
        token = sign_in.begin(session, session.get_one(User, user.id), way=SignInWay.password, now=clock())
        session.commit()
    browser = client_as(None)
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = token
    return browser


def test_after_the_password_no_route_opens_but_the_setting_up(app: Flask, world: World, client_as: ClientAs) -> None:
    browser = client_as(None)
    with_password(app, world, world.admin)
    assert give_password(browser, world.admin.email).location == "/sign-in/set-up"
    assert not opens_nothing(app, browser)
    assert browser.get("/sign-in/set-up").status_code == 200


def test_no_route_opens_to_a_sign_in_that_showed_none(
    app: Flask, world: World, client_as: ClientAs, database: Database, clock: Clock
) -> None:
    assert not opens_nothing(app, signed_in(database, client_as, world.admin, clock))


@pytest.mark.parametrize("who", STAFF)
def test_staff_of_every_kind_set_it_up_and_are_in(
    app: Flask, world: World, client_as: ClientAs, clock: Clock, database: Database, who: str
) -> None:
    user = with_password(app, world, getattr(world, who))
    assert not is_in(signed_in(database, client_as, user, clock))
    browser = client_as(None)
    place = browser.submit("/sign-in?next=/account", {"email": user.email, "password": PASSWORD}).location
    assert place == "/sign-in/set-up?next=/account"
    key = key_on(browser.get(place).text)
    page = browser.submit(place, {"code": pyotp.TOTP(key).at(clock())}).text
    assert len(codes_on(page)) == 10
    assert 'href="/account"' in page
    assert is_in(browser)


def test_half_an_hour_is_time_to_find_ones_phone_and_no_more(
    app: Flask, world: World, client_as: ClientAs, clock: Clock
) -> None:
    with_password(app, world, world.admin)
    browser = client_as(None)
    give_password(browser, world.admin.email)
    clock.move(minutes=30, seconds=-1)
    assert browser.get("/sign-in/set-up").status_code == 200
    clock.move(seconds=1)
    assert browser.get("/sign-in/set-up").location == "/sign-in"


def test_a_password_set_by_an_invitation_leads_to_the_setting_up(world: World, client_as: ClientAs) -> None:
    admin, new = client_as(world.admin), {"name": "Nia New", "email": "nia@example.test"}
    page = admin.submit("/users/new", new | {"role": "coordinator", "organisation": ""}).text
    link = page.partition("http://localhost")[2].partition("<")[0]
    browser = client_as(None)
    assert browser.submit(link, {"password": "garden thimble orbit"}).location == "/sign-in"
    assert not is_in(browser)
    assert give_password(browser, "nia@example.test", "garden thimble orbit").location == "/sign-in/set-up"


def test_whoever_lost_theirs_is_led_to_a_new_one(app: Flask, world: World, client_as: ClientAs) -> None:
    with_phone(app, world, world.coordinator)
    page = f"/users/{world.coordinator.public_id}/second-step"
    client_as(world.admin).submit(page, {"reason": "Lost."})
    assert give_password(client_as(None), world.coordinator.email).location == "/sign-in/set-up"


def test_young_people_and_parents_are_not_asked(app: Flask, world: World, client_as: ClientAs) -> None:
    card, browser = card_for(app, world), client_as(None)
    type_card(browser, card.locator, card.secret)
    browser.submit("/card/yes")
    assert is_in(browser)
    linked = client_as(None)
    linked.submit(f"/card/{card.token}")
    assert is_in(linked)


def test_whoever_helps_a_young_person_in_gets_no_sign_in_of_their_own(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    person = world.young_person(with_user=True)
    browser = client_as(world.teacher)
    browser.submit(f"/cards/{person.public_id}/help")
    assert "Yasmin" in browser.get("/").text
    assert browser.get("/people/").status_code == 403
