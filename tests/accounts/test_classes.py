"""A class signs in together and staff see who is in; an adult sits beside somebody; cards are printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from pfa.accounts import supervised
from pfa.accounts.models import LearnerCard, SignIn, SignInWay, SupervisedCode, SupervisedWindow, User
from pfa.audit.models import AccessEvent, AuditEvent
from pfa.people.codes import NoSchool
from pfa.people.models import YoungPerson
from tests.accounts.doors import is_in, type_card
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]
SLIP = re.compile(r'app-slip__code">\s*(\w+)\s*<')


class Class:
    """A class that the teacher has opened for these young people."""

    def __init__(self, client_as: ClientAs, world: World, *people: YoungPerson) -> None:
        self.staff: Any = client_as(world.teacher)
        page = self.staff.submit(
            "/cards/classes",
            {"people": [str(person.public_id) for person in people], "name": "11B", "minutes": "45"},
            page="/cards/",
        )
        assert page.status_code == 200, page.text
        found = SLIP.findall(page.text)
        self.slips = list(zip(found[::2], found[1::2], strict=True))
        with world.reading() as session:
            self.window = session.scalars(sa.select(SupervisedWindow).order_by(SupervisedWindow.id.desc())).one()
        self.address = f"/cards/classes/{self.window.public_id}"


def come(browser: Any, number: str, code: str) -> Any:
    return browser.submit("/class", {"number": number, "code": code})


def test_a_class_signs_in_with_short_codes_and_staff_see_who_is_in(world: World, client_as: ClientAs) -> None:
    first, second = world.young_person("Yasmin", "Ali"), world.young_person("Tom", "Baker")
    lesson, browser = Class(client_as, world, first, second), client_as(None)
    assert "<strong>0</strong>" in lesson.staff.get(lesson.address).text
    answer = come(browser, lesson.slips[0][0], lesson.slips[0][1].lower())
    assert answer.location == "/card/yes"
    assert "Yasmin" in browser.get("/card/yes").text
    browser.submit("/card/yes")  # type: ignore[attr-defined]  # client_as gives our browser
    assert is_in(browser)
    page = lesson.staff.get(lesson.address).text
    assert "<strong>1</strong>" in page
    assert "of 2 are in" in page


def test_who_came_and_who_did_not_is_still_told_when_a_class_is_closed(world: World, client_as: ClientAs) -> None:
    people = [world.young_person(name) for name in ("Yasmin", "Tom", "Ida")]
    lesson, gone, waiting = Class(client_as, world, *people), client_as(None), client_as(None)
    come(gone, *lesson.slips[0])
    gone.submit("/card/yes")  # type: ignore[attr-defined]  # client_as gives our browser
    gone.submit("/sign-out", page="/")  # type: ignore[attr-defined]
    come(waiting, *lesson.slips[1])  # and does not say that it is them
    page = lesson.staff.get(lesson.address).text
    assert "of 3 are in" in page
    assert [page.count(state) for state in ("<strong>0</strong>", "Was in", "Not in yet")] == [1, 1, 2]
    page = lesson.staff.submit(f"{lesson.address}/close", page=lesson.address, follow_redirects=True).text
    assert "of 3 came in" in page
    assert "What you can do" not in page
    assert [page.count(state) for state in ("<strong>1</strong>", "Came in", "Did not come in")] == [1, 1, 2]


def test_looking_again_by_script_is_not_another_opening_and_keeps_nobody_signed_in(
    world: World, client_as: ClientAs, clock: Clock
) -> None:
    lesson = Class(client_as, world, world.young_person())
    before = openings(world)
    for _ in range(30):
        clock.move(seconds=30)
        lesson.staff.get(lesson.address, headers={"X-Pfa-Poll": "1"})
    assert openings(world) == before
    clock.move(minutes=15)
    assert not is_in(lesson.staff)


def openings(world: World) -> int:
    with world.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(AccessEvent)) or 0


def test_a_class_closes_by_itself(world: World, client_as: ClientAs, clock: Clock) -> None:
    lesson = Class(client_as, world, world.young_person())
    clock.move(minutes=45, seconds=-1)
    assert come(client_as(None), *lesson.slips[0]).location == "/card/yes"
    clock.move(seconds=1)
    assert "did not match" in come(client_as(None), *lesson.slips[0]).text


def test_closing_a_class_signs_out_whoever_came_in_through_it(world: World, client_as: ClientAs) -> None:
    lesson, browser = Class(client_as, world, world.young_person()), client_as(None)
    come(browser, *lesson.slips[0])
    browser.submit("/card/yes")  # type: ignore[attr-defined]  # client_as gives our browser
    lesson.staff.submit(f"{lesson.address}/close", page=lesson.address)
    assert not is_in(browser)
    assert "did not match" in come(client_as(None), *lesson.slips[0]).text


def test_a_code_works_with_its_own_number_only_and_dies_after_ten_tries(world: World, client_as: ClientAs) -> None:
    lesson = Class(client_as, world, world.young_person("Yasmin", "Ali"), world.young_person("Tom", "Baker"))
    (mine, code), (theirs, _) = lesson.slips
    for _ in range(10):
        assert "did not match" in come(client_as(None), theirs, code).text
    assert "Too many tries" in lesson.staff.get(lesson.address).text
    assert "did not match" in come(client_as(None), *lesson.slips[1]).text
    assert come(client_as(None), mine, code).location == "/card/yes"


def test_tries_at_one_moment_share_the_same_ten(
    world: World, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count is read, then written: whoever read it while a try was left, and wrote after the tenth, is refused."""
    lesson, look = Class(client_as, world, world.young_person()), supervised.live_code

    def slowly(session: Session, number: str, *, now: dt.datetime) -> SupervisedCode | None:
        found = look(session, number, now=now)
        session.execute(sa.update(SupervisedCode).values(failures=supervised.TRIES))
        return found

    monkeypatch.setattr(supervised, "live_code", slowly)
    assert "did not match" in come(client_as(None), *lesson.slips[0]).text
    with world.reading() as session:
        assert session.scalars(sa.select(SupervisedCode.failures)).all() == [supervised.TRIES]


def test_staff_give_somebody_a_new_code(world: World, client_as: ClientAs) -> None:
    person = world.young_person()
    lesson = Class(client_as, world, person)
    old = lesson.slips[0]
    page = lesson.staff.submit(f"{lesson.address}/{person.public_id}/code", page=lesson.address).text
    new = tuple(SLIP.findall(page))
    assert "did not match" in come(client_as(None), *old).text
    assert come(client_as(None), *new).location == "/card/yes"


def test_nobody_sees_a_class_that_somebody_else_opened(world: World, client_as: ClientAs) -> None:
    lesson = Class(client_as, world, world.young_person())
    assert client_as(world.coordinator).get(lesson.address).status_code == 404


def test_an_adult_signs_a_young_person_in_and_it_is_recorded_so(world: World, client_as: ClientAs) -> None:
    person, browser = world.young_person(), client_as(world.teacher)
    browser.submit(f"/cards/{person.public_id}/help")  # type: ignore[attr-defined]  # client_as gives our browser
    assert browser.get("/cards/").status_code == 403  # the adult is signed out here: this is a young person's screen
    with world.reading() as session:
        row = session.scalars(sa.select(SignIn).where(SignIn.way == SignInWay.helped)).one()
        actions = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert row.helped_by_id == world.teacher.id
    assert "person.helped-in" in actions


def test_printed_cards_work_and_are_shown_once(world: World, client_as: ClientAs) -> None:
    people = [world.young_person("Yasmin", "Ali"), world.young_person("Tom", "Baker")]
    staff: Any = client_as(world.teacher)
    page = staff.submit("/cards/print", {"people": [str(one.public_id) for one in people]}, page="/cards/")
    found = re.findall(r"<dd>([^<]+)</dd>", page.text)
    assert page.text.count("<svg viewBox") >= 2
    assert page.headers["Cache-Control"] == "no-store"
    assert type_card(client_as(None), found[0], found[1]).location == "/card/yes"
    for code in found:
        assert code not in staff.get("/cards/").text
    with world.reading() as session:
        actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.action == "card.issued")).all()
    assert len(actions) == 2


def test_a_second_click_makes_no_second_cards(world: World, client_as: ClientAs) -> None:
    person, staff = world.young_person(), client_as(world.teacher)
    hidden = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', staff.get("/cards/").text))
    data = hidden | {"people": str(person.public_id), "minutes": "45", "name": ""}
    first, second = staff.post("/cards/print", data=data), staff.post("/cards/print", data=data)
    assert (first.status_code, second.status_code) == (200, 303)
    with world.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(LearnerCard)) == 1


def test_a_school_makes_cards_for_its_own_young_people_only(world: World, client_as: ClientAs) -> None:
    elsewhere = world.young_person("Not", "Ours", no_school=NoSchool.home_educated)
    staff: Any = client_as(world.teacher)
    answer = staff.submit("/cards/print", {"people": [str(elsewhere.public_id)]}, page="/cards/")
    assert answer.status_code == 422
    assert "Not Ours" not in staff.get("/cards/").text


def test_children_under_thirteen_get_no_card(app: Flask, world: World, client_as: ClientAs) -> None:
    child, staff = world.young_person(year_group=7), client_as(world.coordinator)
    answer = staff.submit("/cards/print", {"people": [str(child.public_id)]}, page="/cards/")  # type: ignore[attr-defined]  # client_as gives our browser
    assert "adult beside them" in answer.text
    with world.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(LearnerCard)) == 0


def test_nobody_ticked_and_too_many_are_both_said_plainly(world: World, client_as: ClientAs) -> None:
    staff: Any = client_as(world.coordinator)
    world.young_person()
    assert "at least one" in staff.submit("/cards/print", page="/cards/").text
    many = [str(world.young_person(f"N{number}").public_id) for number in range(41)]
    assert "40 young people at most" in staff.submit("/cards/print", {"people": many}, page="/cards/").text


@pytest.mark.parametrize("code", ["", "OOOOO", "7KM"])
def test_what_cannot_be_a_code_costs_no_try(world: World, client_as: ClientAs, code: str) -> None:
    lesson = Class(client_as, world, world.young_person())
    for _ in range(12):
        come(client_as(None), lesson.slips[0][0], code)
    assert come(client_as(None), *lesson.slips[0]).location == "/card/yes"
