"""After the password staff show a second factor, and nobody is signed in before they have."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from pfa.accounts import one_time, second_step, sign_in
from pfa.accounts.entrance import Visitor
from pfa.accounts.models import RecoveryCode, SignIn, SignInWay, User
from pfa.audit.models import AuditEvent
from pfa.core.errors import Refused, TooMany
from tests.accounts.doors import PASSWORD, Phone, card_for, entrance, is_in, with_phone, wrong
from tests.accounts.doors import sign_in as give_password
from tests.conftest import NOW
from tests.factories import Browser, Clock, World

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def phone(app: Flask, world: World) -> Phone:
    """The co-ordinator's."""
    return with_phone(app, world, world.coordinator)


def type_code(browser: Browser, code: str, address: str = "/sign-in/code") -> TestResponse:
    return browser.submit(address, {"code": code})


def at_the_second_step(client_as: ClientAs, world: World) -> Browser:
    browser = client_as(None)
    assert give_password(browser, world.coordinator.email).location == "/sign-in/code"
    return browser


def test_the_password_alone_opens_nothing_and_the_code_opens_the_door(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = at_the_second_step(client_as, world)
    assert not is_in(browser)
    assert browser.get("/people/").location == "/sign-in?next=/people/"
    answer = type_code(browser, phone.shows(clock()))
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_in(browser)


def test_whoever_wanted_a_page_gets_there_after_both_steps(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = client_as(None)
    answer = browser.submit("/sign-in?next=/people/", {"email": world.coordinator.email, "password": PASSWORD})
    assert answer.location == "/sign-in/code?next=/people/"
    assert type_code(browser, phone.shows(clock()), answer.location).location == "/people/"


def test_a_next_page_of_another_site_is_not_followed(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = at_the_second_step(client_as, world)
    answer = type_code(browser, phone.shows(clock()), "/sign-in/code?next=//evil.example")
    assert answer.location == "/"


def test_a_code_pasted_with_a_space_in_it_is_good(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser, code = at_the_second_step(client_as, world), phone.shows(clock())
    type_code(browser, f" {code[:3]} {code[3:]} ")
    assert is_in(browser)


def test_a_code_works_once(phone: Phone, world: World, client_as: ClientAs, clock: Clock) -> None:
    code = phone.shows(clock())
    type_code(at_the_second_step(client_as, world), code)
    again = at_the_second_step(client_as, world)
    assert "did not work" in type_code(again, code).text
    clock.move(seconds=30)
    type_code(again, phone.shows(clock()))
    assert is_in(again)


def test_wrong_used_and_old_codes_get_the_same_page(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    used = phone.shows(clock())
    type_code(at_the_second_step(client_as, world), used)
    browser = at_the_second_step(client_as, world)
    old = phone.shows(clock())
    clock.move(minutes=5)
    said = [
        [line for line in type_code(browser, code).text.splitlines() if "did not work" in line]
        for code in (wrong(phone.shows(clock())), used, old)
    ]
    assert said[0] == said[1] == said[2] != []


@pytest.mark.parametrize(("seconds", "is_good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(seconds: int, is_good: bool) -> None:
    secret, phones = one_time.secret_of("5" * 64, 7, "a pepper"), NOW + dt.timedelta(seconds=seconds)
    code = one_time.code_at(secret, one_time.step_at(phones))
    assert (one_time.step_of(secret, code, now=NOW, after=0) is not None) is is_good


def test_what_cannot_be_a_code_is_said_and_not_counted(phone: Phone, world: World, client_as: ClientAs) -> None:
    browser = at_the_second_step(client_as, world)
    for _ in range(12):
        assert "has 6 figures" in type_code(browser, "12345").text


def test_ten_wrong_codes_make_the_account_rest_and_a_new_password_sign_in_does_not_help(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = at_the_second_step(client_as, world)
    for _ in range(10):
        assert type_code(browser, wrong(phone.shows(clock()))).status_code == 200
    assert type_code(browser, phone.shows(clock())).status_code == 429
    again = at_the_second_step(client_as, world)
    assert type_code(again, phone.shows(clock())).status_code == 429
    assert type_code(again, phone.recovery_codes[0], "/sign-in/recovery-code").status_code == 429
    clock.move(minutes=15)
    later = at_the_second_step(client_as, world)
    type_code(later, phone.shows(clock()))
    assert is_in(later)


def test_whoever_waits_too_long_gives_the_password_again(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = at_the_second_step(client_as, world)
    clock.move(minutes=10)
    assert browser.get("/sign-in/code").location == "/sign-in"
    assert "That took a while" in browser.get("/sign-in").text


def test_whoever_ceases_to_work_here_between_the_steps_stays_outside(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    with world.writing() as session:
        session.get_one(User, world.coordinator.id).memberships[0].ends_on = clock().date()
        session.commit()
    clock.now = clock().replace(hour=23, minute=55)
    browser = at_the_second_step(client_as, world)
    clock.move(minutes=5)
    assert browser.get("/sign-in/code").location == "/sign-in"


def test_a_recovery_code_opens_the_door_once_and_says_how_many_are_left(
    phone: Phone, world: World, client_as: ClientAs, session: Any
) -> None:
    code = phone.recovery_codes[3].lower()
    browser = at_the_second_step(client_as, world)
    answer = type_code(browser, code, "/sign-in/recovery-code")
    assert "You have 9 left" in browser.get(answer.location).text
    assert "9 left" in browser.get("/account").text
    again = at_the_second_step(client_as, world)
    assert "did not work" in type_code(again, code, "/sign-in/recovery-code").text
    assert not is_in(again)
    assert "recovery-code.used" in session.scalars(sa.select(AuditEvent.action)).all()


def test_somebody_elses_recovery_code_opens_nothing(
    phone: Phone, app: Flask, world: World, client_as: ClientAs
) -> None:
    theirs = with_phone(app, world, world.approver).recovery_codes[0]
    browser = at_the_second_step(client_as, world)
    assert "did not work" in type_code(browser, theirs, "/sign-in/recovery-code").text


def test_saying_this_is_me_does_not_stand_in_for_the_code(phone: Phone, world: World, client_as: ClientAs) -> None:
    """The page of cards takes no sign-in that a password began, even if its token is put where that page looks."""
    browser = at_the_second_step(client_as, world)
    with browser.session_transaction() as cookie:
        cookie["waiting"] = cookie["waiting-staff"]
    assert browser.get("/card/yes").location == "/card"
    browser.submit("/card/yes", page="/card")
    assert not is_in(browser)


def test_a_cards_waiting_sign_in_does_not_open_the_second_step(app: Flask, world: World, client_as: ClientAs) -> None:
    card, browser = card_for(app, world), client_as(None)
    browser.submit("/card", {"number": card.locator, "code": card.secret[:4], "code_end": card.secret[4:]})
    with browser.session_transaction() as cookie:
        cookie["waiting-staff"] = cookie["waiting"]
    assert browser.get("/sign-in/set-up").location == "/sign-in"


def test_a_password_alone_sets_up_no_other_app(phone: Phone, world: World, client_as: ClientAs) -> None:
    browser = at_the_second_step(client_as, world)
    assert browser.get("/sign-in/set-up").location == "/sign-in/code"
    browser.submit("/sign-in/set-up", {"code": "123456"}, page="/sign-in/code")
    assert not is_in(browser)


@pytest.mark.parametrize("way", list(SignInWay))
def test_a_sign_in_that_showed_no_second_factor_is_worth_nothing_whatever_began_it(
    phone: Phone, world: World, client_as: ClientAs, session: Any, clock: Clock, way: SignInWay
) -> None:
    token = sign_in.begin(session, session.get_one(User, world.coordinator.id), way=way, now=clock())
    session.commit()
    browser = client_as(None)
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert not is_in(browser)


def test_a_new_password_by_link_leaves_the_second_step(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock
) -> None:
    page = client_as(world.admin).submit(
        f"/users/{world.coordinator.public_id}/link", page=f"/users/{world.coordinator.public_id}"
    )
    link = page.text.partition("http://localhost")[2].partition("<")[0]
    browser = client_as(None)
    assert browser.submit(link, {"password": "garden thimble orbit"}).location == "/sign-in"
    assert give_password(browser, world.coordinator.email, "garden thimble orbit").location == "/sign-in/code"
    assert not is_in(browser)


def test_changing_the_password_keeps_this_sign_in_and_its_second_step(
    phone: Phone, world: World, client_as: ClientAs, clock: Clock, session: Any
) -> None:
    browser = at_the_second_step(client_as, world)
    type_code(browser, phone.shows(clock()))
    other = client_as(world.coordinator)
    browser.submit("/account/password", {"old": PASSWORD, "password": "garden thimble orbit"})
    assert is_in(browser)
    assert not is_in(other)
    newest = session.scalars(sa.select(SignIn).order_by(SignIn.id.desc())).first()
    assert newest.proved_at == clock()


def test_one_code_sent_ten_times_at_once_opens_one_door(phone: Phone, app: Flask, world: World, clock: Clock) -> None:
    answers = at_once(lambda: second_step.by_app(entrance(app), world.coordinator.id, phone.shows(clock()), at(clock)))
    assert answers.count("in") == 1


def test_one_recovery_code_sent_at_once_is_used_once(
    phone: Phone, app: Flask, world: World, clock: Clock, session: Any
) -> None:
    code = phone.recovery_codes[0]
    answers = at_once(lambda: second_step.by_recovery_code(entrance(app), world.coordinator.id, code, at(clock)))
    assert answers.count("in") == 1
    unused = sa.select(sa.func.count()).select_from(RecoveryCode).where(RecoveryCode.used_at.is_(None))
    assert session.scalar(unused) == 9


def at(clock: Clock) -> Visitor:
    return Visitor("192.0.2.1", clock(), clock().date())


def at_once(act: Callable[[], object], times: int = 8) -> list[str]:
    answers: list[str] = []
    start = threading.Barrier(times)

    def run() -> None:
        start.wait()
        try:
            act()
            answers.append("in")
        except (Refused, TooMany):
            answers.append("out")

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
