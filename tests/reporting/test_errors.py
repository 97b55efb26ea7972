"""Error pages: plain words for staff, kinder ones for young people, and a page even when nothing else works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts import sign_in
from pfa.accounts.models import User
from pfa.navigation import young_error
from pfa.web import errors
from tests.factories import World
from tests.reporting.scenes import Busy

Clients = Callable[[User | None], FlaskClient]


def test_a_page_that_is_not_there_says_so_to_anybody(world: World, client_as: Clients) -> None:
    for user in (None, world.coordinator):
        answer = client_as(user).get("/no-such-page")
        assert answer.status_code == 404
        assert "<h1" in answer.text
        assert "first page</a>" in answer.text


def test_somebody_who_may_not_open_a_page_is_told_whom_to_ask(world: World, client_as: Clients) -> None:
    answer = client_as(world.tutor).get("/people/")
    assert answer.status_code == 403
    assert "ask the person at your council" in answer.text


def test_a_young_person_meets_kind_words_and_a_way_to_talk(world: World, client_as: Clients) -> None:
    busy = Busy(world)
    answer = client_as(busy.user_of(busy.silent)).get("/people/")
    assert answer.status_code == 403
    assert "You cannot see this page" in answer.text
    assert "I need to talk to someone" in answer.text
    assert "council" not in answer.text.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429, 500, 503])
def test_no_error_is_a_young_persons_fault(status: int) -> None:
    title, words = young_error(status, "Bad request", "The field was invalid.")
    assert "invalid" not in words
    assert title != "Bad request"


def test_a_rules_own_words_reach_a_young_person() -> None:
    assert young_error(422, "That cannot be done", "Pick three at most.") == (
        "That cannot be done",
        "Pick three at most.",
    )


def test_after_a_lost_race_the_page_shows_what_is_saved_now(app: Flask) -> None:
    with app.test_request_context("/people/1", headers={"Referer": "http://localhost/people/1?tab=2"}):
        html, status = errors.page(409, "Somebody else changed this.", theirs={"Level": "Level 1", "Notes": ""})
    assert status == 409
    assert "What is saved now" in html
    assert "Level 1" in html
    assert 'href="/people/1?tab=2"' in html


def test_the_way_back_never_leads_to_another_site(app: Flask) -> None:
    with app.test_request_context("/people/1", headers={"Referer": "http://elsewhere.example/people/1"}):
        html, _status = errors.page(409, "Somebody else changed this.", theirs={})
    assert "elsewhere" not in html


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (sa.exc.OperationalError, 503, "Sorry, we are busy"),
        (sa.exc.DataError, 422, "Nothing was saved. Make it shorter."),  # what a column cannot hold
    ],
)
def test_a_database_that_refuses_still_gives_a_page_and_tells_nothing_of_what_it_said(
    world: World,
    client_as: Clients,
    monkeypatch: pytest.MonkeyPatch,
    fault: type[sa.exc.DBAPIError],
    status: int,
    words: str,
) -> None:
    client = client_as(world.coordinator)

    def broken(*_args: object, **_named: object) -> None:
        raise fault("select", {}, Exception("said of Ada"))

    monkeypatch.setattr(sign_in, "find", broken)
    answer = client.get("/")
    assert answer.status_code == status
    assert words in answer.text
    assert "Ada" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)
