"""How fast one sign-in may ask, which forms are taken, and where browsers report."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from pfa.accounts.models import User
from pfa.core.errors import TooMany
from pfa.web.limits import PLACES, Pace
from pfa.web.next_page import safe_path
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]


def test_the_hundred_and_twenty_first_page_of_a_minute_asks_to_wait(
    app: Flask, world: World, client_as: ClientAs, clock: Clock, monkeypatch: Any
) -> None:
    monkeypatch.setitem(app.extensions, "pfa_pace", Pace(120))
    browser, other = client_as(world.coordinator), client_as(world.coordinator)
    assert {browser.get("/account/stay").status_code for _ in range(120)} == {405}
    answer = browser.get("/account")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "61"
    assert "Wait a moment" in answer.text
    assert other.get("/account").status_code == 200  # another sign-in has its own pace
    with browser.get("/static/idle.js") as shipped:
        assert shipped.status_code == 200
    clock.move(seconds=60)
    assert browser.get("/account").status_code == 200


def test_a_pace_has_room_for_whoever_comes_when_many_have_gone() -> None:
    pace = Pace(1)
    for number in range(3 * PLACES):
        pace.take(str(number), float(number))
    with pytest.raises(TooMany):
        pace.take(str(3 * PLACES - 1), 3.0 * PLACES)
    pace.take("late", 3.0 * PLACES)


def test_a_pace_is_the_same_in_every_process_of_a_server() -> None:
    pace = Pace(3)
    pace.take("a", 0.0)
    children = [multiprocessing.get_context("fork").Process(target=pace.take, args=("a", 1.0)) for _ in range(2)]
    for child in children:
        child.start()
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    with pytest.raises(TooMany):
        pace.take("a", 2.0)


def test_a_pace_is_kept_for_each_alone() -> None:
    pace = Pace(2)
    pace.take("a", 0.0)
    pace.take("a", 1.0)
    pace.take("b", 1.0)
    with pytest.raises(TooMany) as caught:
        pace.take("a", 30.0)
    assert caught.value.seconds == 31
    pace.take("a", 60.0)


def test_a_report_of_the_browser_is_logged_by_its_kind_alone(client_as: ClientAs, caplog: Any) -> None:
    report = {"csp-report": {"violated-directive": "img-src", "document-uri": "http://localhost/people/secret"}}
    with caplog.at_level(logging.WARNING):
        assert client_as(None).post("/csp-report", json=report).status_code == 204
        assert client_as(None).post("/csp-report", data=b"nonsense").status_code == 204
    said = [record.__dict__["pfa"] for record in caplog.records if record.getMessage() == "csp.stopped"]
    assert [one["kind"] for one in said] == ["img-src", "unreadable"]
    assert "secret" not in str(said)


def test_reports_from_one_place_are_sixty_a_minute_at_most(client_as: ClientAs, clock: Clock) -> None:
    clock.move(hours=5)  # away from what other tests have reported
    browser = client_as(None)
    statuses = [browser.post("/csp-report", data=b"{}").status_code for _ in range(61)]
    assert statuses == [204] * 60 + [429]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "null"}, 303),  # from a page that tells no referrer, as those with a secret in their address
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://localhost:9000"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "https://evil.test", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "http://localhost.evil.test"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_form_is_taken_from_our_own_pages_alone(
    headers: dict[str, str], status: int, world: World, client_as: ClientAs
) -> None:
    browser = client_as(world.coordinator)
    assert browser.submit("/sign-out", page="/account", headers=headers).status_code == status  # type: ignore[attr-defined]  # the tests' own browser


@pytest.mark.parametrize("path", ["/", "/people/?page=2", "/people/x#notes", "/a%2f%2fb"])
def test_paths_of_ours_are_where_somebody_goes_next(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            None,
            "people",
            "//evil.test",
            "///evil.test",
            "/\\evil.test",
            "https://evil.test",
            "javascript:alert(1)",
        ),
        *("/\tx", "/\n//evil.test", " /x", "/x y", "\\/evil.test", "/" + "x" * 500, "/x\x7f", "http:/x", "//[bad"),
    ],
)
def test_everything_else_is_not(path: str | None) -> None:
    assert safe_path(path) is None


@given(st.text(alphabet=st.sampled_from("/\\:?#@.htps \t\nevil%2f[]"), max_size=30))
@example("/\\/evil.test")
def test_whatever_is_given_the_way_on_stays_on_this_site(text: str) -> None:
    path = safe_path(text)
    assert path is None or (path[0] == "/" and path[1:2] not in ("/", "\\") and "\\" not in path)
