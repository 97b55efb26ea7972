"""The year planner: usual dates until an authority sets its own, and what the law leaves no choice about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from pfa.audit.models import AuditEvent
from pfa.calendar import queries
from pfa.calendar.models import PlannerDate
from pfa.calendar.planner import STEP_NAMES, Step, usual
from tests.factories import ENTRY_YEAR, World

ADDRESS = f"/calendar/planner/{ENTRY_YEAR + 1}"


def typed(step: Step, day: dt.date) -> dict[str, str]:
    return {f"{step.value}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def usual_dates(year: int = ENTRY_YEAR + 1) -> dict[str, str]:
    return {name: value for step in Step for name, value in typed(step, usual(step, year)).items()}


def test_every_step_has_its_words_and_a_usual_day_in_order() -> None:
    days = [usual(step, 2028) for step in Step]
    assert days == sorted(days)
    assert set(STEP_NAMES) == set(Step)
    assert usual(Step.publish, 2028) == dt.date(2027, 6, 30)
    assert usual(Step.name, 2028) == dt.date(2028, 3, 31)


def test_dates_are_the_usual_ones_until_they_are_set(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    assert "Your date" not in client.get("/calendar/").text
    own = dt.date(ENTRY_YEAR, 9, 30)
    assert client.submit(ADDRESS, usual_dates() | typed(Step.reply, own)).status_code == 303
    with world.reading() as session:
        assert queries.planned(session, world.authority.id, ENTRY_YEAR + 1, Step.reply) == own
        assert queries.planned(session, world.authority.id, ENTRY_YEAR, Step.reply) == usual(Step.reply, ENTRY_YEAR)
        [row] = session.scalars(sa.select(PlannerDate)).all()
        assert row.step is Step.reply
        assert session.scalars(sa.select(AuditEvent.action)).all() == ["planner.set"]
    shown = client.get("/calendar/").text
    assert "30 September 2027" in shown
    assert shown.count("Your date") == 1


def test_a_date_can_be_set_again_and_back_to_the_usual_one(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    for day in (dt.date(2027, 9, 30), dt.date(2027, 9, 20), usual(Step.reply, ENTRY_YEAR + 1)):
        assert client.submit(ADDRESS, usual_dates() | typed(Step.reply, day)).status_code == 303
        with world.reading() as session:
            assert queries.planned(session, world.authority.id, ENTRY_YEAR + 1, Step.reply) == day


def test_dates_that_cannot_be_are_refused_and_what_was_typed_stays(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    late = client.submit(ADDRESS, usual_dates() | typed(Step.name, dt.date(ENTRY_YEAR + 1, 4, 1)))
    assert "31 March 2028 at the latest" in late.text
    assert 'value="4"' in late.text
    early = client.submit(ADDRESS, usual_dates() | typed(Step.reply, dt.date(2027, 6, 1)))
    assert "Colleges cannot reply before demand is published" in early.text
    far = client.submit(ADDRESS, usual_dates() | typed(Step.ask, dt.date(2020, 6, 1)))
    assert "in the three years before September 2028" in far.text
    nonsense = client.submit(ADDRESS, usual_dates() | {"ask-day": "31", "ask-month": "2"})
    assert "must be a real date" in nonsense.text


def test_a_september_that_nobody_plans_for_has_no_page(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    assert client.get("/calendar/planner/2026").status_code == 404
    assert client.get("/calendar/planner/2035").status_code == 404


def test_another_authority_keeps_its_own_dates(world: World, client_as: Any) -> None:
    other = world.another()
    own = usual_dates() | typed(Step.reply, dt.date(2027, 9, 30))
    assert client_as(world.coordinator).submit(ADDRESS, own).status_code == 303
    with other.reading() as session:
        assert queries.planned(session, other.authority.id, ENTRY_YEAR + 1, Step.reply) == dt.date(2027, 10, 15)
