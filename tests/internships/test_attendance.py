"""Attendance: half day by half day, only where and when the placement runs, with reasons, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.core.errors import Changed, Refused
from pfa.internships import queries, services
from pfa.internships.models import Attendance, Mark, Placement, PlacementState
from pfa.internships.schedule import HalfDay
from pfa.internships.services import Marked
from tests.factories import World
from tests.internships.scenes import Working

Client = Callable[[User | None], FlaskClient]
TODAY = dt.date(2026, 11, 16)  # a Monday
MORNING = HalfDay(TODAY, "am")


@pytest.fixture
def scene(world: World) -> Working:
    return Working(world)


def mark(scene: Working, placement: Placement, *marks: Marked) -> int:
    """Mark half days as the co-ordinator, and save."""
    with scene.world.writing() as session:
        said = [(session.get_one(Placement, placement.id), list(marks))]
        actor = scene.world.actor(scene.world.coordinator)
        count = services.mark(session, said, today=TODAY, actor=actor, now=scene.world.now)
        session.commit()
        return count


def marked(scene: Working) -> dict[tuple[dt.date, str], tuple[Mark, str]]:
    with scene.world.reading() as session:
        return {(row.on, row.half): (row.mark, row.reason) for row in session.query(Attendance)}


def test_a_half_day_is_marked_once_and_changed_later(scene: Working) -> None:
    row = scene.placement()
    assert mark(scene, row, Marked(MORNING, Mark.there)) == 1
    assert mark(scene, row, Marked(MORNING, Mark.there, seen=Mark.there)) == 0
    assert mark(scene, row, Marked(MORNING, Mark.late, "Bus", seen=Mark.there)) == 1
    assert marked(scene) == {(TODAY, "am"): (Mark.late, "Bus")}


def test_the_first_mark_begins_a_planned_placement(scene: Working) -> None:
    row = scene.placement(begun=False)
    mark(scene, row, Marked(MORNING, Mark.there))
    with scene.world.reading() as session:
        assert session.get_one(Placement, row.id).state is PlacementState.running


@pytest.mark.parametrize("kind", [Mark.late, Mark.away_agreed])
def test_who_is_late_or_away_with_leave_has_a_reason(scene: Working, kind: Mark) -> None:
    row = scene.placement()
    with pytest.raises(Refused, match="Say why"):
        mark(scene, row, Marked(MORNING, kind, "  "))
    mark(scene, row, Marked(MORNING, kind, "Dentist"))


def test_who_stays_away_without_a_word_needs_none(scene: Working) -> None:
    mark(scene, scene.placement(), Marked(MORNING, Mark.away))


@pytest.mark.parametrize(
    ("half_day", "words"),
    [
        (HalfDay(dt.date(2026, 11, 17), "am"), "has not come"),
        (HalfDay(dt.date(2026, 11, 13), "am"), "does not run"),  # a Friday: four days a week
        (HalfDay(dt.date(2026, 9, 3), "am"), "does not run"),  # before its first day
        (HalfDay(dt.date(2026, 11, 14), "am"), "does not run"),  # a Saturday
    ],
)
def test_other_days_are_refused(scene: Working, half_day: HalfDay, words: str) -> None:
    row = scene.placement()
    with pytest.raises(Refused, match=words):
        mark(scene, row, Marked(half_day, Mark.there))


def test_all_is_kept_or_nothing(scene: Working) -> None:
    row = scene.placement()
    with pytest.raises(Refused):
        mark(scene, row, Marked(MORNING, Mark.there), Marked(HalfDay(TODAY, "pm"), Mark.late))
    assert marked(scene) == {}


def test_what_somebody_else_marked_meanwhile_is_not_overwritten(scene: Working) -> None:
    row = scene.placement()
    mark(scene, row, Marked(MORNING, Mark.away))
    with pytest.raises(Changed):
        mark(scene, row, Marked(MORNING, Mark.there))


def test_who_is_where_names_those_at_work_that_day(scene: Working) -> None:
    scene.placement(scene.someone("Zoe"))
    scene.placement(scene.someone("Abe"), sessions=("mon-pm",))
    scene.placement(scene.someone("Tue"), sessions=("tue-am",))
    scene.placement(scene.someone("Old"), ends_on=dt.date(2026, 10, 1))
    asker = scene.world.actor(scene.world.coordinator)
    with scene.world.reading() as session:
        found = [
            (slot.placement.young_person.called, slot.half_day.half) for slot in queries.on_day(session, asker, TODAY)
        ]
        assert found == [("Abe", "pm"), ("Zoe", "am"), ("Zoe", "pm")]
        assert queries.on_day(session, asker, dt.date(2026, 12, 21)) == []  # between terms


def test_a_day_is_marked_on_one_page_and_every_fault_is_named_there(scene: Working, client_as: Client) -> None:
    one, two = scene.placement(scene.someone("Ann")), scene.placement(scene.someone("Ben"))
    client = client_as(scene.world.coordinator)
    keys = [f"{row.public_id.hex}_20261116_am" for row in (one, two)]
    late = {f"mark_{key}": "late" for key in keys}
    wrong = client.submit("/internships/today", late)
    assert "Say why Ann was late or away" in wrong.text
    assert "Say why Ben was late or away" in wrong.text
    assert marked(scene) == {}
    reasons = {f"reason_{key}": "The bus" for key in keys}
    right = client.submit("/internships/today", late | reasons, follow_redirects=True)
    assert "2 half days marked." in right.text
    again = client.submit("/internships/today", {}, follow_redirects=True)
    assert "Nothing was changed." in again.text


def test_what_was_typed_stays_where_a_reason_is_missing(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    key = f"{row.public_id.hex}_20261116"
    data = {f"mark_{key}_am": "away-agreed", f"reason_{key}_am": "Dentist at nine", f"mark_{key}_pm": "late"}
    page = client_as(scene.world.coordinator).submit("/internships/today", data)
    assert "Dentist at nine" in page.text


def test_an_approver_reads_who_is_where_and_marks_nothing(scene: Working, client_as: Client) -> None:
    scene.placement()
    page = client_as(scene.world.approver).get("/internships/today").text
    assert "not marked" in page
    assert "Save attendance" not in page


def test_a_week_is_marked_on_the_placements_own_page(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    client = client_as(scene.world.coordinator)
    address = f"/internships/{row.public_id}/attendance?week=2026-11-09"
    key = f"{row.public_id.hex}_20261110_pm"
    assert "1 half day marked." in client.submit(address, {f"mark_{key}": "there"}, follow_redirects=True).text
    assert marked(scene) == {(dt.date(2026, 11, 10), "pm"): (Mark.there, "")}
    assert "does not run in this week" in client.get(f"/internships/{row.public_id}/attendance?week=2026-12-28").text
    assert client.get(f"/internships/{row.public_id}/attendance?week=never").status_code == 200


def test_tomorrow_cannot_be_marked_on_any_page(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    client = client_as(scene.world.coordinator)
    key = f"{row.public_id.hex}_20261117_am"
    page = client.submit("/internships/today?day=2026-11-17", {f"mark_{key}": "there"}, page="/internships/today")
    assert "has not come yet" in page.text
    assert marked(scene) == {}
