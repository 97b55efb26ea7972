"""The work with an employer: written down, moved, evaluated; people and checks kept in order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.audit.models import AuditEvent
from pfa.employers.models import Activity, ActivityKind, CheckKind, Employer, EmployerContact, Stage
from tests.employers.pages import check, contact, done, employer
from tests.factories import World


def row(world: World, of: Employer) -> Employer:
    with world.reading() as session:
        return session.get_one(Employer, of.id)


def activities(world: World) -> list[Activity]:
    with world.reading() as session:
        return list(session.scalars(sa.select(Activity).order_by(Activity.id)))


def contacts(world: World) -> dict[str, EmployerContact]:
    with world.reading() as session:
        return {one.name: one for one in session.scalars(sa.select(EmployerContact).order_by(EmployerContact.id))}


def on(name: str, day: dt.date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def submit_log(world: World, client_as: Any, of: Employer, **data: str) -> Any:
    said = {"kind": "visit", "words": "Looked at the kitchen", **on("on", world.now.date()), **data}
    return client_as(world.coordinator).submit(
        f"/employers/{of.public_id}/log", said, page=f"/employers/{of.public_id}"
    )


def test_one_form_writes_down_what_was_done_and_sets_what_is_next(world: World, client_as: Any) -> None:
    of, day = employer(world), world.now.date() + dt.timedelta(days=9)
    answer = submit_log(world, client_as, of, next_action="Send the plan", **on("next_action_on", day))
    assert answer.status_code == 303
    assert (row(world, of).next_action, row(world, of).next_action_on) == ("Send the plan", day)
    [entry] = activities(world)
    assert (entry.kind, entry.words, entry.by_id) == (ActivityKind.visit, "Looked at the kitchen", world.coordinator.id)
    shown = client_as(world.coordinator).get(answer.location).text
    assert "Looked at the kitchen" in shown
    assert "Send the plan" in shown


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"words": " "}, "Say in a few words what was done"),
        ({"next_action": "Ring them"}, "Enter the day by which to do it"),
        ({"next_action": "", **on("next_action_on", dt.date(2026, 12, 1))}, "Say what to do on that day"),
        (on("on", dt.date(2026, 11, 17)), "cannot be in the future"),
        ({"on-month": "13"}, "must be a real date"),
        ({"kind": "stage"}, "Choose one from the list"),
    ],
)
def test_what_cannot_be_written_down_is_refused_with_everything_that_was_typed(
    world: World, client_as: Any, data: dict[str, str], words: str
) -> None:
    of = employer(world)
    answer = submit_log(world, client_as, of, **{"words": "Typed with care", **data})
    assert answer.status_code == 200
    assert words in answer.text
    if "words" not in data:
        assert "Typed with care" in answer.text
    assert activities(world) == []


def test_moving_on_from_the_page_leaves_an_entry_and_an_audit_record(world: World, client_as: Any) -> None:
    of = employer(world)
    address = f"/employers/{of.public_id}"
    moved = client_as(world.coordinator).submit(f"{address}/move", {"stage": "contact"}, page=address)
    assert moved.location == address
    assert row(world, of).stage is Stage.contact
    [entry] = activities(world)
    assert (entry.kind, entry.words) == (ActivityKind.stage, "From “Identified” to “In contact”")
    with world.reading() as session:
        assert session.scalars(sa.select(AuditEvent.action)).all() == ["employer.moved"]


def test_not_now_takes_a_reason_and_leaving_it_clears_the_reason(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    address = f"/employers/{of.public_id}/move"
    assert "Say why not now" in client.submit(address, {"stage": "not-now", "because": " "}).text
    assert row(world, of).stage is Stage.identified
    assert client.submit(address, {"stage": "not-now", "because": "They are moving"}).status_code == 303
    assert (row(world, of).stage, row(world, of).not_now_because) == (Stage.not_now, "They are moving")
    assert "They are moving" in client.get(f"/employers/{of.public_id}").text
    assert client.submit(address, {"stage": "contact"}).status_code == 303
    assert (row(world, of).stage, row(world, of).not_now_because) == (Stage.contact, "")


def test_a_reason_with_another_stage_is_not_kept(world: World, client_as: Any) -> None:
    of = employer(world)
    client_as(world.coordinator).submit(
        f"/employers/{of.public_id}/move", {"stage": "designing", "because": "Left over from before"}
    )
    assert row(world, of).not_now_because == ""
    assert "Left over" not in activities(world)[0].words


def test_a_card_moves_from_the_board_once_and_the_board_opens_at_its_new_column(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    address = f"/employers/{of.public_id}/move?from=board"
    answer = client.submit(address, {"stage": "contact"}, page="/employers/board")
    assert answer.location == "/employers/board?stage=contact"
    again = client.submit(address, {"stage": "contact"})
    assert "is at “In contact” already" in again.text
    assert client.post(address, data={}).status_code == 400


def test_a_move_on_top_of_an_unseen_move_is_refused(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    address = f"/employers/{of.public_id}/move"
    assert client.submit(address, {"stage": "contact"}).status_code == 303
    assert client.submit(address, {"stage": "designing", "version": "1"}).status_code == 409


def test_an_evaluation_is_for_both_sides_and_stands_on_the_page(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    address, today = f"/employers/{of.public_id}/evaluate", on("on", world.now.date())
    assert "Say what was learned" in client.submit(address, today).text
    said = {"for_young_people": "Calm hours worked", "for_employer": "They want a week’s notice", "again": "yes"}
    assert client.submit(address, said | today).status_code == 303
    [entry] = activities(world)
    assert (entry.kind, entry.again) == (ActivityKind.evaluation, True)
    shown = client.get(f"/employers/{of.public_id}").text
    for words in ("Calm hours worked", "They want a week’s notice", "Would have somebody again"):
        assert words in shown


def test_the_timeline_is_shown_a_page_at_a_time_the_newest_first(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    for number in range(21):
        done(world, of, ActivityKind.call, f"Call number {number:02}")
    shown = client.get(f"/employers/{of.public_id}").text
    assert shown.index("Call number 20") < shown.index("Call number 19")
    assert "Call number 00" not in shown
    assert "Call number 00" in client.get(f"/employers/{of.public_id}?page=2").text


def test_the_first_contact_is_the_one_to_ask_until_another_is(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    address = f"/employers/{of.public_id}/contacts/new"
    assert client.submit(address, {"name": "Rae", "email": "rae@example.test"}).status_code == 303
    assert client.submit(address, {"name": "Sol"}).status_code == 303
    assert {name: one.is_key for name, one in contacts(world).items()} == {"Rae": True, "Sol": False}
    sol = contacts(world)["Sol"]
    edit = f"/employers/contacts/{sol.public_id}/edit"
    assert client.submit(edit, {"name": "Sol", "is_key": "y"}).status_code == 303
    assert {name: one.is_key for name, one in contacts(world).items()} == {"Rae": False, "Sol": True}
    assert "Enter their name" in client.submit(address, {"name": "", "job": "Chef"}).text


def test_who_has_left_is_kept_and_is_nobody_to_ask(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    rae = contact(world, of, is_key=True)
    edit, today = f"/employers/contacts/{rae.public_id}/edit", world.now.date()
    future = {"name": "Rae Winter", **on("left_on", today + dt.timedelta(days=1))}
    assert "cannot be in the future" in client.submit(edit, future).text
    assert client.submit(edit, {"name": "Rae Winter", "is_key": "y", **on("left_on", today)}).status_code == 303
    assert contacts(world)["Rae Winter"].is_key is False
    assert "Left: Rae Winter" in client.get(f"/employers/{of.public_id}").text
    assert "Not known" in client.get("/employers/").text


def test_a_check_is_recorded_and_corrected_and_the_page_says_in_words_how_it_stands(
    world: World, client_as: Any
) -> None:
    of, client, today = employer(world), client_as(world.coordinator), world.now.date()
    address = f"/employers/{of.public_id}/checks/new"
    assert client.get(f"/employers/{of.public_id}").text.count("Missing") == 4
    wrong = {"kind": "insurance", **on("checked_on", today), **on("expires_on", today - dt.timedelta(days=1))}
    assert "cannot end before" in client.submit(address, wrong).text
    assert "cannot be in the future" in client.submit(
        address, {"kind": "insurance", **on("checked_on", today + dt.timedelta(days=1))}
    ).text  # fmt: skip
    assert "Choose what it was" in client.submit(address, on("checked_on", today)).text
    right = {"kind": "insurance", **on("checked_on", today), **on("expires_on", today + dt.timedelta(days=10))}
    assert client.submit(address, right).status_code == 303
    assert "Ends soon" in client.get(f"/employers/{of.public_id}").text
    [made] = row_checks(world, of)
    later = right | on("expires_on", today + dt.timedelta(days=365))
    assert client.submit(f"/employers/checks/{made}/edit", later).status_code == 303
    assert "Ends soon" not in client.get(f"/employers/{of.public_id}").text


def row_checks(world: World, of: Employer) -> list[object]:
    with world.reading() as session:
        return [one.public_id for one in session.get_one(Employer, of.id).checks]


@pytest.mark.parametrize("part", ["contacts", "checks"])
def test_parts_of_another_authoritys_employer_are_not_found(world: World, client_as: Any, part: str) -> None:
    other = world.another()
    theirs = employer(other, "Their Shop")
    of = contact(other, theirs) if part == "contacts" else check(other, theirs, CheckKind.insurance, 3)
    assert client_as(world.coordinator).get(f"/employers/{part}/{of.public_id}/edit").status_code == 404
