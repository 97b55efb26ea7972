"""How long a sign-in lives, what ends it, and what does not keep it alive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import Membership, Role, User
from tests.accounts.doors import PASSWORD, is_in, sign_in, with_password
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]
IDLE = {"coordinator": 15, "admin": 15, "approver": 15, "lead": 15, "teacher": 30, "tutor": 30}


@pytest.mark.parametrize(("who", "minutes"), IDLE.items())
def test_a_sign_in_ends_when_it_is_idle_for_too_long(
    world: World, client_as: ClientAs, clock: Clock, who: str, minutes: int
) -> None:
    browser = client_as(getattr(world, who))
    clock.move(minutes=minutes, seconds=-1)
    assert is_in(browser)
    clock.move(minutes=minutes, seconds=-1)
    assert is_in(browser)  # the page before counted as use
    clock.move(minutes=minutes)
    assert not is_in(browser)


def test_a_young_persons_sign_in_ends_after_twenty_minutes_without_use(
    world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = client_as(young(world))
    clock.move(minutes=20, seconds=-1)
    assert is_in(browser)
    clock.move(minutes=20)
    assert not is_in(browser)


@pytest.mark.parametrize(("who", "hours"), [("coordinator", 12), ("tutor", 12), ("young", 1.5)])
def test_a_sign_in_ends_in_the_end_however_much_it_is_used(
    world: World, client_as: ClientAs, clock: Clock, who: str, hours: float
) -> None:
    browser = client_as(young(world) if who == "young" else getattr(world, who))
    until = clock() + dt.timedelta(hours=hours)
    while clock() + dt.timedelta(minutes=10) < until:
        clock.move(minutes=10)
        assert is_in(browser)
    clock.now = until - dt.timedelta(seconds=1)
    assert is_in(browser)
    clock.now = until
    assert not is_in(browser)


def test_a_script_that_looks_for_news_keeps_nobody_signed_in(world: World, client_as: ClientAs, clock: Clock) -> None:
    browser = client_as(world.coordinator)
    for _ in range(14):
        clock.move(minutes=1)
        assert browser.get("/account", headers={"X-Pfa-Poll": "1"}).status_code == 200
    clock.move(minutes=1)
    assert not is_in(browser)


def test_answering_the_warning_keeps_a_sign_in_alive(world: World, client_as: ClientAs, clock: Clock) -> None:
    browser = client_as(world.coordinator)
    clock.move(minutes=14)
    answer = browser.submit("/account/stay", page="/account")  # type: ignore[attr-defined]  # client_as gives our browser
    assert answer.json == {"seconds": 15 * 60}
    clock.move(minutes=14)
    assert is_in(browser)


def test_every_page_of_somebody_signed_in_carries_the_warning(world: World, client_as: ClientAs) -> None:
    page = client_as(world.coordinator).get("/account").text
    assert 'data-seconds="900"' in page
    assert 'data-warn="150"' in page
    assert "data-seconds" not in client_as(None).get("/sign-in").text


def test_a_sixth_sign_in_of_staff_and_a_third_of_a_young_person_end_the_first(
    world: World, client_as: ClientAs
) -> None:
    for user, most in ((world.coordinator, 5), (young(world), 2)):
        browsers = [client_as(user) for _ in range(most + 1)]
        assert [is_in(browser) for browser in browsers] == [False] + [True] * most


def test_signing_out_everywhere_ends_them_all(world: World, client_as: ClientAs) -> None:
    browsers = [client_as(world.coordinator) for _ in range(3)]
    browsers[0].submit("/account/sign-out-everywhere", page="/account")  # type: ignore[attr-defined]  # client_as gives our browser
    assert [is_in(browser) for browser in browsers] == [False] * 3


def test_ones_own_page_lists_where_one_is_signed_in(app: Flask, world: World, client_as: ClientAs) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    chrome = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Safari/537.36"
    )
    sign_in(browser, user.email, headers={"User-Agent": chrome})
    page = browser.get("/account").text
    assert "Chrome on Windows" in page
    assert "AppleWebKit" not in page


def test_changing_the_password_ends_every_other_sign_in_and_renews_this_one(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    user = with_password(app, world, world.coordinator)
    here, there = client_as(None), client_as(None)
    for browser in (here, there):
        sign_in(browser, user.email)
    old = here.get_cookie("pfa")
    answer = here.submit("/account/password", {"old": PASSWORD, "password": "violet hedge kettles"})  # type: ignore[attr-defined]  # client_as gives our browser
    assert answer.location == "/account"
    assert is_in(here)
    assert not is_in(there)
    thief = client_as(None)
    thief.set_cookie("pfa", old.value if old else "")
    assert not is_in(thief)
    assert sign_in(client_as(None), user.email).status_code == 200
    assert sign_in(client_as(None), user.email, "violet hedge kettles").status_code == 303


def test_changing_the_password_asks_for_the_old_one(app: Flask, world: World, client_as: ClientAs) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    sign_in(browser, user.email)
    answer = browser.submit("/account/password", {"old": "not the password", "password": "violet hedge kettles"})  # type: ignore[attr-defined]  # client_as gives our browser
    assert "That is not your password" in answer.text


@pytest.mark.parametrize("change", ["stopped", "role ended", "role not begun"])
def test_what_is_taken_away_is_gone_at_the_next_request(
    world: World, client_as: ClientAs, session: Any, change: str
) -> None:
    browser = client_as(world.coordinator)
    assert is_in(browser)
    role: Membership = session.get_one(User, world.coordinator.id).memberships[0]
    if change == "stopped":
        role.user.is_active = False
    elif change == "role ended":
        role.ends_on = world.now.date() - dt.timedelta(days=1)
    else:
        role.starts_on = world.now.date() + dt.timedelta(days=1)
    session.commit()
    assert not is_in(browser)


def test_a_right_that_is_taken_away_is_gone_at_the_next_request(
    world: World, client_as: ClientAs, session: Any
) -> None:
    browser = client_as(world.admin)
    assert browser.get("/users").status_code == 200
    session.get_one(User, world.admin.id).memberships[0].role = Role.coordinator
    session.commit()
    assert browser.get("/users").status_code == 403


def young(world: World) -> User:
    person = world.young_person(with_user=True)
    with world.reading() as session:
        return session.get_one(User, person.user_id)
