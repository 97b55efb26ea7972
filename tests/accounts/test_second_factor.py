"""The second factor: set up with its first code, kept so that no table opens anything, taken away by a colleague."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask

from pfa.accounts import one_time, second_factor, second_step
from pfa.accounts.cards import Peppers
from pfa.accounts.entrance import Visitor
from pfa.accounts.models import RecoveryCode, Role, SecondFactor, User
from pfa.audit import services as audit
from pfa.audit.models import AuditEvent
from pfa.core.errors import NotAllowed, Refused
from tests.accounts.doors import PASSWORD, Phone, entrance, is_in, with_password, with_phone, wrong
from tests.accounts.doors import sign_in as give_password
from tests.factories import Browser, Clock, World

ClientAs = Callable[[User | None], Browser]


def key_on(page: str) -> str:
    """The key that the page of setting up shows, as somebody types it into an app."""
    found = re.search(r'id="key">([A-Z2-7 ]+)<', page)
    assert found
    return found.group(1).replace(" ", "")


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li>((?:\w{4} ){3}\w{4})</li>", page)


def set_up(browser: Browser, clock: Clock) -> tuple[Phone, str]:
    """From one's own account: the password, the key into an app, and the code that the app shows."""
    answer = browser.submit("/account/second-step", {"password": PASSWORD})
    key = key_on(browser.get(answer.location).text)
    page = browser.submit(answer.location, {"code": pyotp.TOTP(key).at(clock())}).text
    return Phone(key, tuple(codes_on(page))), page


def test_it_is_set_up_from_the_account_and_asked_for_from_then_on(
    app: Flask, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = client_as(with_password(app, world, world.coordinator))
    other = client_as(world.coordinator)
    assert "Not set up" in browser.get("/account").text
    phone, page = set_up(browser, clock)
    assert len(set(phone.recovery_codes)) == 10
    assert 'href="/account"' in page
    assert is_in(browser)
    assert not is_in(other)
    assert "An app, set up on 16 November 2026" in browser.get("/account").text
    assert give_password(client_as(None), world.coordinator.email).location == "/sign-in/code"


def test_it_counts_only_once_the_app_has_shown_the_right_code(
    app: Flask, world: World, client_as: ClientAs, clock: Clock
) -> None:
    browser = client_as(with_password(app, world, world.coordinator))
    place = browser.submit("/account/second-step", {"password": PASSWORD}).location
    key = key_on(browser.get(place).text)
    assert "did not work" in browser.submit(place, {"code": wrong(pyotp.TOTP(key).at(clock()))}).text
    assert key_on(browser.get(place).text) == key
    assert give_password(client_as(None), world.coordinator.email).location == "/"


def test_the_code_that_set_it_up_signs_nobody_in(app: Flask, world: World, client_as: ClientAs, clock: Clock) -> None:
    phone, _ = set_up(client_as(with_password(app, world, world.coordinator)), clock)
    browser = client_as(None)
    give_password(browser, world.coordinator.email)
    assert "did not work" in browser.submit("/sign-in/code", {"code": phone.shows(clock())}).text


@pytest.mark.parametrize("address", ["/account/second-step", "/account/recovery-codes"])
def test_it_is_changed_with_the_password_alone_and_a_wrong_one_counts(
    app: Flask, world: World, client_as: ClientAs, address: str
) -> None:
    with_phone(app, world, world.coordinator)
    browser = client_as(world.coordinator)
    for _ in range(10):
        assert "not your password" in browser.submit(address, {"password": "not the password"}).text
    assert browser.submit(address, {"password": PASSWORD}).status_code == 429


def test_a_new_app_takes_the_place_of_the_old_one(app: Flask, world: World, client_as: ClientAs, clock: Clock) -> None:
    old = with_phone(app, world, world.coordinator)
    new, _ = set_up(client_as(world.coordinator), clock)
    clock.move(seconds=60)
    browser = client_as(None)
    give_password(browser, world.coordinator.email)
    assert "did not work" in browser.submit("/sign-in/code", {"code": old.shows(clock())}).text
    old_paper = {"code": old.recovery_codes[0]}
    assert "did not work" in browser.submit("/sign-in/recovery-code", old_paper).text
    browser.submit("/sign-in/code", {"code": new.shows(clock())})
    assert is_in(browser)


def test_new_recovery_codes_void_the_old_ones_and_end_other_sign_ins(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    phone = with_phone(app, world, world.coordinator)
    browser, other = client_as(world.coordinator), client_as(world.coordinator)
    page = browser.submit("/account/recovery-codes", {"password": PASSWORD}).text
    assert is_in(browser)
    assert not is_in(other)
    third = client_as(None)
    give_password(third, world.coordinator.email)
    assert "did not work" in third.submit("/sign-in/recovery-code", {"code": phone.recovery_codes[0]}).text
    third.submit("/sign-in/recovery-code", {"code": codes_on(page)[0]})
    assert is_in(third)


def test_codes_are_shown_once_a_second_click_leads_to_the_account(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    with_phone(app, world, world.coordinator)
    browser = client_as(world.coordinator)
    page = browser.get("/account/recovery-codes").text
    key = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', page))
    assert codes_on(browser.post("/account/recovery-codes", data=key | {"password": PASSWORD}).text)
    again = browser.get("/account").text
    token = dict(re.findall(r'name="(csrf_token)" type="hidden" value="([^"]*)"', again))
    answer = browser.post("/account/recovery-codes", data=key | token | {"password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/account")


def test_what_is_kept_shows_no_code_without_the_pepper(app: Flask, world: World, session: Any) -> None:
    phone = with_phone(app, world, world.coordinator)
    factor = session.scalars(sa.select(SecondFactor)).one()
    assert phone.secret not in str(vars(factor))
    assert one_time.secret_of(factor.seed, factor.user_id, "another pepper") != phone.secret
    assert one_time.secret_of(factor.seed, factor.user_id + 1, entrance(app).peppers.current) != phone.secret
    kept = session.scalars(sa.select(RecoveryCode.code_hash)).all()
    assert len(kept) == 10
    assert all(each.startswith("$argon2id$") for each in kept)


def test_a_new_pepper_keeps_the_apps_of_the_one_before(
    app: Flask, world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = with_phone(app, world, world.coordinator)
    door, visitor = entrance(app), Visitor("192.0.2.1", clock(), clock().date())
    old = door.peppers
    monkeypatch.setattr(door, "peppers", Peppers("a newer pepper", {**old.by_key, "new": "a newer pepper"}))
    second_step.by_app(door, world.coordinator.id, phone.shows(clock()), visitor)
    second_step.by_recovery_code(door, world.coordinator.id, phone.recovery_codes[0], visitor)
    monkeypatch.setattr(door, "peppers", Peppers("a newer pepper", {"new": "a newer pepper"}))
    with pytest.raises(Refused):
        second_step.by_recovery_code(door, world.coordinator.id, phone.recovery_codes[1], visitor)


def test_recovery_codes_have_sixteen_characters_of_seventy_bits(app: Flask, world: World) -> None:
    codes = with_phone(app, world, world.coordinator).recovery_codes
    assert all(len(code.replace(" ", "")) == 16 for code in codes)
    assert 21**16 > 2**70


def test_neither_the_audit_trail_nor_the_log_holds_a_secret(
    app: Flask, world: World, client_as: ClientAs, clock: Clock, session: Any, caplog: pytest.LogCaptureFixture
) -> None:
    browser = client_as(with_password(app, world, world.coordinator))
    with caplog.at_level("INFO", logger="pfa"):
        phone, _ = set_up(browser, clock)
    rows = session.scalars(sa.select(AuditEvent)).all()
    assert [row.action for row in rows][-1] == "second-factor.set"
    written = " ".join([*(str(vars(row)) for row in rows), *(str(vars(line)) for line in caplog.records)])
    assert "second-factor.set" in caplog.text
    assert not [secret for secret in (phone.secret, *phone.recovery_codes) if secret in written]
    assert audit.first_broken(session, world.authority.id) is None


def test_young_people_and_parents_have_none(world: World, client_as: ClientAs, session: Any) -> None:
    young = session.get_one(User, world.young_person(with_user=True).user_id)
    session.close()
    for user in (young, world.parent):
        browser = client_as(user)
        assert "Second step" not in browser.get("/account").text
        assert browser.get("/account/second-step").status_code == 404
        assert browser.get("/account/recovery-codes").status_code == 404


def test_an_administrator_takes_a_lost_one_away_with_a_reason(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    with_phone(app, world, world.coordinator)
    theirs, admin = client_as(world.coordinator), client_as(world.admin)
    page = f"/users/{world.coordinator.public_id}"
    assert "Say why" in admin.submit(f"{page}/second-step", {"reason": ""}).text
    assert is_in(theirs)
    admin.submit(f"{page}/second-step", {"reason": "Lost her phone, came to my desk."})
    assert "Not set up" in admin.get(page).text
    assert not is_in(theirs)
    assert give_password(client_as(None), world.coordinator.email).location == "/"
    event = session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "second-factor.removed")).one()
    assert (event.reason, event.subject_id) == ("Lost her phone, came to my desk.", world.coordinator.public_id)


def test_it_is_not_taken_away_by_its_owner_a_stranger_or_where_there_is_none(
    app: Flask, world: World, session: Any
) -> None:
    with_phone(app, world, world.admin)
    with_phone(app, world, world.tutor)
    other = world.another()
    on = {"authority_id": world.authority.id, "reason": "Lost.", "now": world.now}
    admin, tutor, coach = (session.get_one(User, user.id) for user in (world.admin, world.tutor, world.coach))
    with pytest.raises(Refused, match="your own"):
        second_factor.remove(session, admin, **on, actor=world.actor(world.admin))
    with pytest.raises(Refused, match="no second step"):
        second_factor.remove(session, coach, **on, actor=world.actor(world.admin))
    for stranger in (world.coordinator, other.admin):
        with pytest.raises(NotAllowed):
            second_factor.remove(session, tutor, **on, actor=world.actor(stranger))
    assert second_factor.of(session, tutor.id) is not None


def test_nobody_takes_it_away_from_somebody_who_works_for_another_authority_too(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    tutor = world.another().tutor
    with_phone(app, world, tutor)
    admin = client_as(world.admin)
    words = {"role": Role.coordinator.value, "organisation": "", "name": "Tu Tor", "email": tutor.email}
    admin.submit("/users/new", words)
    page = f"/users/{tutor.public_id}/second-step"
    assert "another authority as well" in admin.submit(page, {"reason": "Lost."}).text


def test_the_list_of_users_says_who_has_none(app: Flask, world: World, client_as: ClientAs) -> None:
    with_password(app, world, world.coordinator)
    with_phone(app, world, world.tutor)  # whoever is invited only has nothing to set up yet
    assert client_as(world.admin).get("/users").text.count("No second step") == 1
    with_phone(app, world, world.coordinator)
    assert "No second step" not in client_as(world.admin).get("/users").text


def test_the_secret_is_what_apps_read_from_the_square() -> None:
    secret = one_time.secret_of("5" * 64, 7, "a pepper")
    read = pyotp.parse_uri(one_time.address(secret, email="ada@example.test"))
    at = dt.datetime(2026, 11, 16, 10, 0, tzinfo=dt.UTC)
    assert isinstance(read, pyotp.TOTP)
    assert (read.issuer, read.name, read.digits, read.interval) == ("pfa", "ada@example.test", 6, 30)
    assert read.at(at) == one_time.code_at(secret, one_time.step_at(at))


@pytest.mark.parametrize("typed", ["482130", " 482 130 ", "482-130", "482\u00a0130"])
def test_figures_are_read_however_they_are_spaced(typed: str) -> None:
    assert one_time.tidy(typed) == "482130"


@pytest.mark.parametrize("typed", ["", "48213", "4821301", "48213O", "٤٨٢١٣٠", "４８２１３０"])
def test_what_are_no_six_figures_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="6 figures"):
        one_time.tidy(typed)
