"""Help that is there now stands on every page that a young person or a parent may see, whatever went wrong.

Pages with an address of their own are held to it in `test_young_pages.py`; here are those that anybody may land on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask, g

from pfa.accounts import sign_in
from pfa.accounts.actor import Actor, Grant
from pfa.accounts.models import Authority, Role, User
from pfa.accounts.words import HELP_NOW, HELP_NOW_FOR_PARENTS
from pfa.navigation import Frame
from pfa.web import errors
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
HEADING = "Help that is there now"


def framed(role: Role | None) -> Frame:
    """The frame of somebody with a role, or of nobody."""
    return Frame(Actor(1, "Somebody", (Grant(role, 1),), dt.date(2026, 11, 16)) if role else None)


pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="session")  # the same pages on both


@pytest.mark.parametrize("status", sorted(errors.TITLES))
def test_every_error_has_it_but_for_staff(app: Flask, status: int) -> None:
    for role in (None, Role.young_person, Role.parent, Role.coordinator):
        with app.test_request_context("/x"):
            g.frame = framed(role)
            html, _status = errors.page(status, "Words.")
        assert (HEADING in html) == (role is not Role.coordinator), role


def test_who_is_not_signed_in_finds_it_wherever_they_land(client_as: ClientAs) -> None:
    for address in ("/", "/sign-in", "/card", "/class", "/signed-out", "/signed-out?card=1", "/no-such-page"):
        page = client_as(None).get(address).text
        assert HEADING in page, address
        assert HELP_NOW in page, address
    for address in ("/my/answers", "/family/"):  # of somebody whose sign-in has ended
        assert HEADING in client_as(None).get(address, follow_redirects=True).text, address


def test_a_form_that_was_open_for_too_long_has_it(client_as: ClientAs) -> None:
    answer = client_as(None).post("/card", data={"number": "12345"})
    assert answer.status_code == 400
    assert HEADING in answer.text


def test_it_stands_there_too_when_the_database_does_not_answer(
    client_as: ClientAs, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_as(world.parent)

    def broken(*_args: object, **_named: object) -> None:
        raise sa.exc.OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(sign_in, "find", broken)
    answer = client.get("/family/")
    assert answer.status_code == 503
    assert HEADING in answer.text


def test_parents_see_numbers_for_them_until_their_council_has_written_its_own(
    world: World, client_as: ClientAs
) -> None:
    assert HELP_NOW_FOR_PARENTS in client_as(world.parent).get("/family/").text
    with world.writing() as session:
        session.get_one(Authority, world.authority.id).help_words = "Call Mo on 01632 960001."
        session.info["recorded"] = True
        session.commit()
    page = client_as(world.parent).get("/family/").text
    assert "Call Mo on 01632 960001." in page
    assert HELP_NOW_FOR_PARENTS not in page


def test_staff_and_employers_are_not_told_of_it(world: World, client_as: ClientAs) -> None:
    assert HEADING not in client_as(world.coordinator).get("/").text
    assert HEADING not in client_as(None).get("/offer/thank-you").text
