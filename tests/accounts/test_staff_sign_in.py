"""Staff sign in with an e-mail address and a password; nobody learns from it who has an account."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient

from pfa.accounts import hashing, throttle
from pfa.accounts.entrance import Visitor
from pfa.accounts.hashing import COST, Cost, Hasher
from pfa.accounts.models import Counted, SignIn, User
from pfa.core.database import Database
from pfa.core.errors import Busy, Refused, TooMany
from pfa.web.request import db
from tests.accounts.doors import PASSWORD, entrance, is_in, sign_in, with_password
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]


def test_the_right_password_opens_the_door(app: Flask, world: World, client_as: ClientAs) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    answer = sign_in(browser, user.email)
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_in(browser)


def test_the_email_address_is_read_whatever_its_case(app: Flask, world: World, client_as: ClientAs) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    sign_in(browser, f"  {(user.email or '').upper()} ")
    assert is_in(browser)


def test_wrong_unknown_stopped_and_former_users_get_the_same_page(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    for user in (world.coordinator, world.approver, world.lead):
        with_password(app, world, user)
    session.get_one(User, world.approver.id).is_active = False
    former = session.get_one(User, world.lead.id)
    former.memberships[0].ends_on = world.now.date() - dt.timedelta(days=1)
    session.commit()
    tries = {
        "wrong": (world.coordinator.email, "not the password"),
        "unknown": ("nobody@example.test", PASSWORD),
        "stopped": (world.approver.email, PASSWORD),
        "former": (world.lead.email, PASSWORD),
    }
    pages = {}
    for name, (email, password) in tries.items():
        answer = sign_in(client_as(None), email, password)
        pages[name] = (answer.status_code, masked(answer.text, email))
    assert len(set(pages.values())) == 1, {name: status for name, (status, _) in pages.items()}


def test_known_and_unknown_accounts_are_hashed_just_as_often(
    app: Flask, world: World, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(app, world, world.coordinator)
    hasher, seen = entrance(app).hasher, []
    whole = hasher._argon2.verify

    class Counting:
        def verify(self, stored: str, secret: str) -> bool:
            seen.append(stored[:27])
            return whole(stored, secret)

    monkeypatch.setattr(hasher, "_argon2", Counting())
    sign_in(client_as(None), world.coordinator.email, "not the password")
    sign_in(client_as(None), "nobody@example.test", "not the password")
    assert len(seen) == 2
    assert seen[0] == seen[1]  # the same algorithm at the same cost


def test_the_cookie_changes_at_sign_in_and_is_dead_after_sign_out(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    browser.get("/sign-in")
    before = browser.get_cookie("pfa")
    sign_in(browser, user.email)
    during = browser.get_cookie("pfa")
    assert before is not None and during is not None and before.value != during.value  # noqa: PT018 - one fact
    out = browser.submit("/sign-out", page="/account")  # type: ignore[attr-defined]  # client_as gives our own browser
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert out.location == "/signed-out"
    thief = client_as(None)
    thief.set_cookie("pfa", during.value)
    assert not is_in(thief)


def test_signing_in_again_ends_the_sign_in_that_was_there(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    sign_in(browser, user.email)
    first = browser.get_cookie("pfa")
    sign_in(browser, user.email)
    thief = client_as(None)
    thief.set_cookie("pfa", first.value if first else "")
    assert not is_in(thief)
    assert is_in(browser)


def test_after_ten_wrong_tries_the_account_rests_longer_and_longer(
    app: Flask, world: World, client_as: ClientAs, clock: Clock
) -> None:
    user = with_password(app, world, world.coordinator)
    for _ in range(10):
        assert sign_in(client_as(None), user.email, "not the password").status_code == 200
    waits = []
    for _ in range(3):
        answer = sign_in(client_as(None), user.email)
        assert answer.status_code == 429
        waits.append(int(answer.headers["Retry-After"]))
        clock.move(seconds=waits[-1])
        sign_in(client_as(None), user.email, "still not the password")
    assert waits == [901, 1351, 2026]  # 15 minutes, then half as long again each time; rounded up by a second


def test_a_wait_never_passes_a_day() -> None:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert throttle.account_wait([at] * 9) == dt.timedelta()
    assert throttle.account_wait([at] * 10) == dt.timedelta(minutes=15)
    assert throttle.account_wait([at] * 500) == dt.timedelta(days=1)


def test_an_account_that_is_not_there_rests_just_the_same(app: Flask, world: World, client_as: ClientAs) -> None:
    with_password(app, world, world.coordinator)
    for _ in range(10):
        sign_in(client_as(None), world.coordinator.email, "not the password")
        sign_in(client_as(None), "nobody@example.test", "not the password")
    known, unknown = (sign_in(client_as(None), email) for email in (world.coordinator.email, "nobody@example.test"))
    assert known.status_code == unknown.status_code == 429
    assert masked(known.text) == masked(unknown.text)


def test_the_right_password_forgets_the_wrong_tries(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    user = with_password(app, world, world.coordinator)
    for _ in range(9):
        sign_in(client_as(None), user.email, "not the password")
    sign_in(client_as(None), user.email)
    kinds = session.scalars(sa.select(Counted.key)).all()
    assert not [key for key in kinds if key.startswith("account:")]
    assert len([key for key in kinds if key.startswith("from-staff:")]) == 9  # the place's failures stay counted


def test_a_place_with_a_hundred_failures_an_hour_rests(app: Flask, world: World, client_as: ClientAs) -> None:
    with_password(app, world, world.coordinator)
    for number in range(100):
        sign_in(client_as(None), f"guess{number}@example.test", "not the password")
    assert sign_in(client_as(None), world.coordinator.email).status_code == 429
    elsewhere = sign_in(client_as(None), world.coordinator.email, environ_overrides={"REMOTE_ADDR": "192.0.2.9"})
    assert elsewhere.status_code == 303


def test_neither_addresses_nor_emails_are_kept_in_the_clear(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    sign_in(client_as(None), "somebody@example.test", "not the password")
    keys = session.scalars(sa.select(Counted.key)).all()
    assert len(keys) == 2
    assert not [key for key in keys if "somebody" in key or "127.0.0.1" in key]


def test_tries_sent_at_the_same_moment_cannot_pass_the_limit_together(app: Flask, world: World, clock: Clock) -> None:
    user, door = with_password(app, world, world.coordinator), entrance(app)
    visitor = Visitor("192.0.2.1", clock(), clock().date())
    answers: list[str] = []
    start = threading.Barrier(16)

    def guess(number: int) -> None:
        start.wait()
        try:
            door.by_password(user.email or "", f"guess number {number}", visitor)
        except (Refused, TooMany) as error:
            answers.append(type(error).__name__)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(16)]
    [thread.start() for thread in threads]  # type: ignore[func-returns-value]  # a start each
    [thread.join() for thread in threads]  # type: ignore[func-returns-value]  # a join each
    assert answers.count("Refused") == throttle.ACCOUNT_TRIES
    assert answers.count("TooMany") == 16 - throttle.ACCOUNT_TRIES


def test_next_leads_back_to_the_page_that_was_wanted(app: Flask, world: World, client_as: ClientAs) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    wanted = browser.get("/account?x=1")
    assert wanted.status_code == 302
    assert wanted.location == "/sign-in?next=/account?x%3D1"
    assert sign_in_at(browser, wanted.location, user).location == "/account?x=1"


def test_who_must_sign_in_for_a_page_of_young_people_is_asked_for_their_card(client_as: ClientAs) -> None:
    assert client_as(None).get("/my/answers").location == "/card?next=/my/answers"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.test/", "https://evil.test/", "/\\evil.test", "/\t/evil.test", "javascript:1"]
)
def test_next_never_leads_elsewhere(app: Flask, world: World, client_as: ClientAs, elsewhere: str) -> None:
    user, browser = with_password(app, world, world.coordinator), client_as(None)
    browser.get("/sign-in")
    with app.test_request_context():
        address = url_for("accounts.sign_in", next=elsewhere)
    assert sign_in_at(browser, address, user).location == "/"


def test_a_hash_of_an_older_cost_is_renewed_at_sign_in(
    app: Flask, world: World, session: Any, client_as: ClientAs
) -> None:
    user = with_password(app, world, world.coordinator)
    old = Hasher(Cost(128, 1)).hash(PASSWORD)
    session.get_one(User, user.id).password_hash = old
    session.commit()
    sign_in(client_as(None), user.email)
    session.expire_all()
    renewed = session.get_one(User, user.id).password_hash
    assert renewed != old
    assert not entrance(app).hasher.is_outdated(renewed)


def test_hashes_cost_what_the_design_asks_for_everywhere_but_in_tests(app: Flask) -> None:
    assert (COST.memory_kib, COST.passes, COST.lanes) == (19456, 2, 1)
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in Hasher().hash("a secret")
    settings = dataclasses.replace(app.extensions["pfa_settings"], environment="production")
    assert "m=19456,t=2,p=1" in hashing.for_settings(settings).hash("a secret")


def test_hashing_waits_for_a_slot_and_then_says_that_we_are_busy() -> None:
    hasher = Hasher(Cost(64, 1), slots=1, wait_seconds=0.01)
    with hasher._slot(), pytest.raises(Busy):
        hasher.hash("a secret")
    assert hasher.hash("a secret")


def test_hashing_inside_a_write_transaction_is_refused(app: Flask, world: World) -> None:
    with app.test_request_context("/x", method="POST"):
        db().get(User, world.admin.id)
        with pytest.raises(RuntimeError, match="inside a transaction"):
            entrance(app).hasher.hash("a secret")


def test_a_password_of_128_characters_and_one_of_emoji_work(app: Flask, world: World, client_as: ClientAs) -> None:
    for password in ("kettle hedge violin " * 10, "😀🎉🍎🚲🌧🎈🐌🧩🎺🪁🧦🥁"):
        user, browser = with_password(app, world, world.coordinator, password), client_as(None)
        sign_in(browser, user.email, password)
        assert is_in(browser)
        assert not is_in_with(client_as(None), user, password[:-1])


def test_nobody_can_sign_in_to_a_fresh_installation(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(User)) == 0
        assert session.scalar(sa.select(sa.func.count()).select_from(SignIn)) == 0


def is_in_with(browser: FlaskClient, user: User, password: str) -> bool:
    sign_in(browser, user.email, password)
    return is_in(browser)


def sign_in_at(browser: Any, address: str, user: User) -> Any:
    return browser.submit(address, {"email": user.email, "password": PASSWORD})


def masked(page: str, *words: str | None) -> str:
    """The page without what differs by chance: tokens, keys, what was typed."""
    page = re.sub(r'(nonce|value|content)="[^"]*"', "", page)
    for word in words:
        page = page.replace(word or "", "")
    return page
