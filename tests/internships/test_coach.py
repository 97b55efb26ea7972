"""A job coach: only their own placements, a visit logged in three touches, and hours planned and done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import Role, User
from pfa.audit.models import AuditEvent
from pfa.core.errors import Changed, Refused
from pfa.internships import queries, services
from pfa.internships.charts import week_bars
from pfa.internships.models import CoachVisit, EndReason, Placement, PlacementState, VisitWay
from pfa.internships.schedule import Step
from pfa.people import services as people
from pfa.people.codes import Closing
from pfa.people.models import YoungPerson
from tests.aspirations.counting import statements
from tests.factories import World
from tests.internships.scenes import Working

Client = Callable[[User | None], FlaskClient]
TODAY = dt.date(2026, 11, 16)


@pytest.fixture
def scene(world: World) -> Working:
    return Working(world)


def visits(scene: Working) -> list[CoachVisit]:
    with scene.world.reading() as session:
        return session.query(CoachVisit).order_by(CoachVisit.id).all()


def log(scene: Working, client: FlaskClient, row: Placement, **data: str) -> str:
    """Send the visit's form from the phone."""
    return client.submit(f"/internships/coach/{row.public_id}/visit", data, follow_redirects=True).text


def test_a_coach_finds_their_own_and_nobody_elses(scene: Working, client_as: Client) -> None:
    scene.placement(scene.someone("Mine"))
    another = scene.world.user("An Other", Role.job_coach)
    theirs = scene.placement(scene.someone("Theirs"), coach=another)
    client = client_as(scene.world.coach)
    page = client.get("/internships/coach").text
    assert "Mine Invented" in page
    assert "Theirs" not in page
    for address in ("", "/visit", "/attendance", "/reviews/12"):
        assert client.get(f"/internships/coach/{theirs.public_id}{address}").status_code == 404


def test_a_placement_that_has_ended_leaves_the_coachs_list(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    with scene.world.writing() as session:
        found = session.get_one(Placement, row.id)
        found.state, found.ended_on, found.end_reason = PlacementState.ended, TODAY, EndReason.completed
        session.info["recorded"] = True
        session.commit()
    client = client_as(scene.world.coach)
    assert "No placement names you" in client.get("/internships/coach").text
    assert client.get(f"/internships/coach/{row.public_id}").status_code == 404


def test_three_touches_log_a_visit(scene: Working, client_as: Client) -> None:
    row = scene.placement(scene.someone("Amir"))
    page = log(scene, client_as(scene.world.coach), row, minutes="45", way="on-site", going="good")
    assert "The visit to Amir has been logged." in page
    [found] = visits(scene)
    assert (found.on, found.minutes, found.way, found.coach_id) == (
        TODAY,
        45,
        VisitWay.on_site,
        scene.world.coach.id,
    )


def test_two_touches_of_save_log_one_visit(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    client = client_as(scene.world.coach)
    address = f"/internships/coach/{row.public_id}/visit"
    key = {"idempotency_key": "one-key-of-one-form", "minutes": "30", "way": "phone"}
    assert [client.submit(address, key).status_code for _ in range(2)] == [303, 303]
    assert len(visits(scene)) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"way": "on-site"}, "Choose how long."),
        ({"minutes": "other"}, "Write how many minutes."),
        ({"minutes": "other", "other_minutes": "601"}, "600 at most"),
        ({"minutes": "other", "other_minutes": "0"}, "Write whole minutes"),
        ({"minutes": "45", "on-day": "17", "on-month": "11", "on-year": "2026"}, "has not come yet"),
        ({"minutes": "45", "on-day": "1", "on-month": "3", "on-year": "2026"}, "more than eight weeks"),
        ({"minutes": "45", "on-day": "31", "on-month": "2"}, "must be a real date"),
    ],
)
def test_a_fault_is_named_and_the_words_stay(
    scene: Working, client_as: Client, wrong: dict[str, str], words: str
) -> None:
    row = scene.placement()
    data = {"on-day": "16", "on-month": "11", "on-year": "2026", "words": "Laid tables alone."}
    page = log(scene, client_as(scene.world.coach), row, **(data | wrong))
    assert words in page
    assert "Laid tables alone." in page
    assert visits(scene) == []


def test_other_minutes_are_taken_and_those_left_behind_are_not(scene: Working, client_as: Client) -> None:
    row, client = scene.placement(), client_as(scene.world.coach)
    log(scene, client, row, minutes="other", other_minutes="75")
    log(scene, client, row, minutes="15", other_minutes="75")
    assert [visit.minutes for visit in visits(scene)] == [75, 15]


def test_whoever_was_not_seen_for_two_weeks_is_listed_the_longest_first(scene: Working) -> None:
    seen, long_ago, never, called = (scene.placement(scene.someone(name)) for name in ("See", "Lon", "Nev", "Cal"))
    scene.visited(seen, TODAY - dt.timedelta(days=14))
    scene.visited(long_ago, TODAY - dt.timedelta(days=15))
    scene.visited(called, TODAY, way=VisitWay.phone)
    scene.placement(scene.someone("New"), starts_on=TODAY - dt.timedelta(days=3))
    with scene.world.reading() as session:
        for user, permission in ((scene.world.coordinator, "placement:read"), (scene.world.coach, "placement:coach")):
            found = queries.not_seen(session, scene.world.actor(user), TODAY, permission)
            assert [each.placement.id for each in found] == [never.id, called.id, long_ago.id]
            assert [each.days for each in found] == [70, 70, 15]
            assert [each.last for each in found] == [None, None, TODAY - dt.timedelta(days=15)]


def test_hours_are_planned_where_it_runs_and_done_where_it_was_visited(scene: Working) -> None:
    row = scene.placement()
    scene.visited(row, dt.date(2026, 8, 20), minutes=60)  # getting to know the place
    scene.visited(row, dt.date(2026, 9, 8), minutes=90)
    scene.visited(row, dt.date(2026, 9, 22), minutes=45)
    with scene.world.reading() as session:
        found = queries.placement(session, scene.world.actor(scene.world.coordinator), row.public_id)
        weeks = queries.hours_of(session, found, TODAY)
        later = queries.hours_of(session, found, dt.date(2027, 1, 8))
    assert [(each.planned, each.actual) for each in weeks[:4]] == [(24, 2.5), (24, 0), (12, 0.75), (12, 0)]
    assert len(weeks) == 11
    assert [each.planned for each in later[14:18]] == [2.5, 0, 0, 2.5]  # two weeks of holidays
    chart = week_bars(weeks)
    assert chart.top == 24
    assert "3.25 hours done" in chart.words


def test_hours_of_all_coaches_stand_in_one_table(scene: Working) -> None:
    row = scene.placement()
    scene.placement(coach=None)
    another = scene.world.user("An Other", Role.job_coach)
    scene.visited(row, TODAY, minutes=30, coach_id=another.id)
    asker = scene.world.actor(scene.world.coordinator)
    with scene.world.reading() as session:
        found = {each.name: each for each in queries.hours_by_coach(session, asker, TODAY)}
    assert list(found) == ["An Other", "Co Ach", "No coach named yet"]
    assert found["An Other"].actual == 0.5
    assert found["Co Ach"].weeks[7].planned == 6  # week 11
    assert found["Co Ach"].planned == found["No coach named yet"].planned


def test_a_plan_is_changed_and_starts_in_week_one(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    client = client_as(scene.world.coordinator)
    address = f"/internships/{row.public_id}/plan"
    empty = {f"{part}_{number}": "" for number in range(1, 7) for part in ("week", "hours")}
    assert "from week 1 on" in client.submit(address, empty | {"week_1": "2", "hours_1": "4"}).text
    assert (
        "stands in the plan twice"
        in client.submit(address, empty | {"week_1": "1", "hours_1": "4", "week_2": "1", "hours_2": "4"}).text
    )
    assert "both the week and the hours" in client.submit(address, empty | {"week_1": "1"}).text
    client.submit(address, empty | {"week_1": "1", "hours_1": "4", "week_4": "9", "hours_4": "0.5"})
    with scene.world.reading() as session:
        found = queries.placement(session, scene.world.actor(scene.world.coordinator), row.public_id)
        assert [(step.from_week, step.hours_a_week) for step in found.coach_plan] == [(1, 4), (9, 0.5)]


def test_a_plan_that_somebody_else_changed_is_not_overwritten(scene: Working) -> None:
    row = scene.placement()
    actor = scene.world.actor(scene.world.coordinator)
    with scene.world.writing() as session:
        found = session.get_one(Placement, row.id)
        seen = found.version
        services.set_plan(session, found, [Step(1, 3)], seen=seen, actor=actor, now=scene.world.now)
        session.commit()
        with pytest.raises(Changed):
            services.set_plan(session, found, [Step(1, 9)], seen=seen, actor=actor, now=scene.world.now)
        with pytest.raises(Refused):
            services.set_plan(session, found, [Step(1, 41)], seen=found.version, actor=actor, now=scene.world.now)


def test_lists_ask_the_same_number_of_questions_however_long_they_are(scene: Working, client_as: Client) -> None:
    scene.placement(scene.someone("One"))
    scene.agreed(scene.someone("Two"))
    coordinator, coach = client_as(scene.world.coordinator), client_as(scene.world.coach)
    lists = ["", "today", "due", "not-seen", "to-make", "hours"]
    addresses = [(coordinator, f"/internships/{each}") for each in lists] + [(coach, "/internships/coach")]
    before = [statements(lambda c=client, a=address: c.get(a)) for client, address in addresses]
    for number in range(4):
        row = scene.placement(scene.someone(f"More{number}"))
        scene.visited(row, TODAY - dt.timedelta(days=20))
        scene.agreed(scene.someone(f"Wait{number}"))
    after = [statements(lambda c=client, a=address: c.get(a)) for client, address in addresses]
    assert after == before
    assert max(after) <= 30


def test_a_visit_logged_by_mistake_is_taken_back_by_who_logged_it_or_a_coordinator(
    scene: Working, client_as: Client
) -> None:
    row = scene.placement()
    own = scene.visited(row, TODAY)
    of_another = scene.visited(row, TODAY - dt.timedelta(days=1), coach_id=scene.world.coordinator.id)
    coach, coordinator = client_as(scene.world.coach), client_as(scene.world.coordinator)
    mine = f"/internships/coach/{row.public_id}"
    assert coach.get(mine).text.count("Take back") == 1
    assert coach.get(f"{mine}/visits/{of_another.public_id}/take-back").status_code == 404
    assert coach.submit(f"{mine}/visits/{own.public_id}/take-back").status_code == 303
    assert "16 November" not in coach.get(mine).text.split("Visits")[1].split("<h2")[0]
    there = f"/internships/{row.public_id}/visits/{of_another.public_id}/take-back"
    assert coordinator.submit(there).status_code == 303
    assert "No visit has been logged yet" in coach.get(mine).text
    with scene.world.reading() as session:
        actions = session.scalars(sa.select(AuditEvent.action)).all()
    assert actions.count("coach-visit.taken-back") == 2


def test_a_placement_of_somebody_whose_record_is_closed_is_asked_about(scene: Working, client_as: Client) -> None:
    amir = scene.someone("Amir")
    scene.placement(amir)
    client = client_as(scene.world.coordinator)
    words = "record closed, say how it ended"
    assert words not in client.get("/internships/due").text
    with scene.world.writing() as session:
        person = session.get_one(YoungPerson, amir.id)
        actor, now = scene.world.actor(scene.world.coordinator), scene.world.now
        people.close(session, person, Closing.moved, seen=person.version, actor=actor, now=now)
        session.commit()
    assert words in client.get("/internships/due").text
