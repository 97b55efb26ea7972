"""A form acts once however often it is sent, and nobody saves over a change they have not seen."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm.exc import StaleDataError

from pfa.accounts.models import Membership, Role, User
from pfa.audit import services as audit
from pfa.core.database import Database
from pfa.core.errors import Changed
from pfa.people.models import YoungPerson
from pfa.web.forms import check_version
from pfa.web.models import DoneOnce
from tests.aspirations.scene import a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], FlaskClient]


def form_of(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    return dict(re.findall(r'name="(csrf_token|version|idempotency_key)" type="hidden" value="([^"]*)"', page))


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Run all of them at the same moment, each in a thread of its own."""
    start, answers = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        start.wait()
        answers.append(act())

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_double_click_acts_once_and_both_get_the_same_answer(app: Flask, world: World, client_as: ClientAs) -> None:
    browser = client_as(world.admin)
    address = f"/users/{world.tutor.public_id}/roles/new"
    data = form_of(browser.get(address).text) | {"role": "coordinator", "organisation": ""}
    cookie = browser.get_cookie("pfa")
    browsers = [client_as(None) for _ in range(6)]
    for one in browsers:
        one.set_cookie("pfa", cookie.value if cookie else "")
    answers = at_once([lambda one=one: one.post(address, data=data) for one in browsers])  # type: ignore[misc]  # a default binds it
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, f"/users/{world.tutor.public_id}")}
    with world.reading() as session:
        given = sa.select(Membership).where(Membership.user_id == world.tutor.id, Membership.role == Role.coordinator)
        assert len(session.scalars(given).all()) == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(DoneOnce)) == 1


def test_a_form_that_was_captured_does_nothing_a_day_later(world: World, client_as: ClientAs, clock: Any) -> None:
    browser = client_as(world.admin)
    address = f"/users/{world.tutor.public_id}/roles/new"
    data = form_of(browser.get(address).text) | {"role": "coordinator", "organisation": ""}
    first = browser.post(address, data=data)
    clock.move(minutes=10)
    again = browser.post(address, data=data | {"role": "approver"})
    assert first.location == again.location
    with world.reading() as session:
        roles = set(session.scalars(sa.select(Membership.role).where(Membership.user_id == world.tutor.id)))
    assert roles == {Role.college_staff, Role.coordinator}


def test_one_persons_key_is_nothing_to_another(world: World, client_as: ClientAs) -> None:
    key = "a-key-that-both-have-sent"
    for admin, given in ((world.admin, "coordinator"), (world.user("Second", Role.authority_admin), "approver")):
        browser = client_as(admin)
        address = f"/users/{world.tutor.public_id}/roles/new"
        data = form_of(browser.get(address).text) | {"role": given, "organisation": "", "idempotency_key": key}
        assert browser.post(address, data=data).status_code == 303
    with world.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(DoneOnce)) == 2


def test_of_fifty_who_save_at_once_one_is_told_that_it_is_saved(world: World, database: Database) -> None:
    person, actor = world.young_person(), world.actor(world.coordinator)
    seen = person.version

    def save(number: int) -> str:
        try:
            with database.writing({world.authority.id}) as session:
                row = session.get_one(YoungPerson, person.id)
                check_version(row, seen)
                row.last_name = f"Saved by {number}"
                audit.record(session, actor=actor, now=world.now, action="person.edited", subject=row)
                session.commit()
        except (Changed, StaleDataError):
            return "changed"
        return f"Saved by {number}"

    answers: list[str] = []
    for batch in batches(50, 10):  # ten at a time: as many as there are connections
        answers += at_once([lambda number=number: save(number) for number in batch])  # type: ignore[misc]  # a default binds it
    (saved,) = [answer for answer in answers if answer != "changed"]
    assert len(answers) == 50
    with world.reading() as session:
        row = session.get_one(YoungPerson, person.id)
        assert (row.last_name, row.version) == (saved, seen + 1)


def batches(count: int, size: int) -> Iterator[range]:
    for start in range(0, count, size):
        yield range(start, min(start + size, count))


def test_somebody_who_saves_over_an_unseen_change_is_told_and_nothing_is_lost(
    world: World, client_as: ClientAs
) -> None:
    person = world.young_person("Yasmin", "Invented")
    address = f"/people/{person.public_id}/details"
    browser = client_as(world.coordinator)
    opened = browser.get(address).text
    with world.writing() as session:
        row = session.get_one(YoungPerson, person.id)
        row.last_name = "Theirs"
        actor = world.actor(world.coordinator)
        audit.record(session, actor=actor, now=world.now, action="person.edited", subject=row)
        session.commit()
    answer = browser.post(address, data=filled(opened) | {"last_name": "Mine"})
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.text
    with world.reading() as session:
        assert session.get_one(YoungPerson, person.id).last_name == "Theirs"


def filled(page: str) -> dict[str, str]:
    """What a browser would send of a page's form."""
    boxes = {name: value for tag in re.findall(r"<input[^>]*>", page) for name, value in [box(tag)] if name}
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options) or re.search(r'value="([^"]*)"', options)
        boxes[name] = chosen.group(1) if chosen else ""
    return boxes


def box(tag: str) -> tuple[str, str]:
    kind = re.search(r'type="(\w+)"', tag)
    if kind and kind.group(1) in ("radio", "checkbox") and " checked" not in tag:
        return "", ""
    name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
    return (name.group(1) if name else ""), (value.group(1) if value else "")


def test_an_error_in_a_form_keeps_its_key_for_the_next_try(world: World, client_as: ClientAs) -> None:
    browser = client_as(world.admin)
    address = f"/users/{world.tutor.public_id}/roles/new"
    data = form_of(browser.get(address).text) | {"role": "school-staff", "organisation": ""}
    assert browser.post(address, data=data).status_code == 200
    assert browser.post(address, data=data | {"role": "coordinator"}).status_code == 303


@pytest.mark.parametrize("key", ["", "x" * 5000])
def test_no_key_and_a_key_that_is_far_too_long_break_nothing(world: World, client_as: ClientAs, key: str) -> None:
    browser = client_as(world.admin)
    address = f"/users/{world.tutor.public_id}/roles/new"
    data = form_of(browser.get(address).text) | {"role": "coordinator", "organisation": "", "idempotency_key": key}
    assert browser.post(address, data=data).status_code == 303


def test_an_address_that_is_too_long_to_be_kept_is_kept_without_its_choices(
    world: World, client_as: Callable[[User | None], Browser]
) -> None:
    scene = a_scene(world)
    scene.answer("like", "animals")
    browser, address = client_as(scene.user), "/my/answers/places"
    sent = {"find": "\N{SLIGHTLY SMILING FACE}" * 60, "look": "1", "idempotency_key": "k" * 32}
    first, again = browser.submit(address, sent), browser.submit(address, sent)
    assert first.status_code == again.status_code == 303
    assert len(first.location) > 500
    assert again.location == address
