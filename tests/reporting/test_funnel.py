"""From wish to life: each stage counted by hand, and a stage whose time has not come says so."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import Round
from pfa.internships.models import EndReason, Placement, PlacementState
from pfa.packages.models import PackageState
from pfa.people.models import YoungPerson
from pfa.reporting import funnel, queries
from pfa.reporting.queries import Stage
from tests.factories import ENTRY_YEAR, World
from tests.provision.counting import statements
from tests.reporting.cohorts import STARTED, PastCohort
from tests.reporting.scenes import Busy

Clients = Callable[[User | None], FlaskClient]


def counted(world: World, year: int) -> dict[str, tuple[int, int]]:
    """Stage to how many reached it, and out of how many."""
    with world.reading() as session:
        found = queries.cohort(session, world.actor(world.coordinator), year, world.now.date())
    return {stage.value: (len(reached.who), len(reached.of)) for stage, reached in found.stages.items()}


def test_a_past_cohort_is_counted_to_the_life_they_wanted(world: World) -> None:
    PastCohort(world)
    assert counted(world, STARTED) == {
        "people": (40, 40),
        "asked": (40, 40),
        "answered": (30, 40),
        "wished": (30, 30),
        "suggested": (0, 0),
        "agreed": (24, 40),
        "started": (24, 24),
        "placed": (0, 0),
        "known": (20, 24),
        "sustained": (14, 24),
        "own-life": (14, 20),
    }


@pytest.mark.parametrize(
    ("reason", "done"), [(EndReason.completed, 1), (EndReason.paid_job_elsewhere, 1), (EndReason.young_person_left, 0)]
)
def test_a_placement_counts_as_done_when_it_ended_well(world: World, reason: EndReason, done: int) -> None:
    past = PastCohort(world, 10, answered=8, agreed=6, sustained=3, unknown=1)
    world.save(
        Placement(
            authority_id=world.authority.id,
            young_person_id=past.ids[0],
            group_id=past.group.id,
            starts_on=dt.date(STARTED, 9, 6),
            ends_on=dt.date(STARTED + 1, 7, 7),
            sessions=["mon-am"],
            hours_a_week=3.0,
            state=PlacementState.ended,
            ended_on=dt.date(STARTED + 1, 7, 7),
            end_reason=reason,
        )
    )
    assert counted(world, STARTED)["placed"] == (done, 1)


def test_for_the_cohort_to_come_later_stages_are_not_yet_rather_than_nobody(world: World) -> None:
    Busy(world)
    found = counted(world, ENTRY_YEAR)
    assert found["people"] == (8, 8)
    assert found["answered"] == (6, 8)
    assert found["agreed"][0] == 1
    for stage in ("started", "placed", "known", "sustained", "own-life"):
        assert found[stage] == (0, 0)


def test_two_cohorts_are_never_mixed(world: World) -> None:
    PastCohort(world)
    Busy(world)
    assert counted(world, STARTED)["people"][0] == 40
    assert counted(world, ENTRY_YEAR)["people"][0] == 8


def test_another_authoritys_people_are_in_no_stage(world: World) -> None:
    PastCohort(world.another())
    assert counted(world, STARTED)["people"] == (0, 0)


def test_every_stage_has_words_and_a_bar(world: World) -> None:
    PastCohort(world)
    assert set(funnel.MEANINGS) == set(Stage)
    with world.reading() as session:
        found = queries.cohort(session, world.actor(world.coordinator), STARTED, world.now.date())
    bars = funnel.chart(found)
    assert [bar.width for bar in bars if bar.stage is Stage.answered] == [75.0]
    assert all(0 <= bar.width <= bar.of_width <= 100 for bar in bars)


@pytest.mark.parametrize(("years", "first"), [([2027, 2023], 2027), ([2023, 2022], 2023), ([], 2027)])
def test_the_page_opens_with_the_september_to_come(years: list[int], first: int) -> None:
    assert funnel.first_shown(years, dt.date(2026, 11, 16)) == first


def test_the_page_shows_cohorts_side_by_side(world: World, client_as: Clients) -> None:
    PastCohort(world)
    Busy(world)
    page = client_as(world.coordinator).get("/reports/cohorts").text
    assert "September 2027" in page
    assert "September 2023" in page
    assert "Its time has not come" in page or "its time has not come" in page
    assert "14<span" in client_as(world.approver).get(f"/reports/cohorts?year={STARTED}").text


@pytest.mark.parametrize("year", ["99999999999999999999999", "-1", "x", "0", ""])
def test_a_year_that_is_none_opens_the_page_all_the_same(world: World, client_as: Clients, year: str) -> None:
    browser = client_as(world.coordinator)
    assert browser.get(f"/reports/cohorts?year={year}").status_code == 200
    assert browser.get(f"/reports/region?year={year}").status_code == 200
    assert browser.get("/reports/region/publish/99999999999999999999999").status_code == 404


def test_no_cohort_yet_says_what_to_do(world: World, client_as: Clients) -> None:
    assert "Nobody starts something new" in client_as(world.coordinator).get("/reports/cohorts").text


def test_statements_do_not_grow_with_people(world: World) -> None:
    def asked() -> int:
        with world.reading() as session, statements(session) as run:
            queries.cohort(session, world.actor(world.coordinator), STARTED, world.now.date())
        return len(run)

    PastCohort(world, 10, answered=8, agreed=6, sustained=3, unknown=1)
    few = asked()
    PastCohort(world.another(), 10, answered=8, agreed=6, sustained=3, unknown=1)
    with world.writing() as session:
        session.execute(sa.update(Round).values(name="Before"))
        session.info["recorded"] = True
        session.commit()
    more = Busy(world, copies=2)
    more.week(more.silent, PackageState.agreed)
    assert asked() == few


def test_response_is_counted_seven_ways_and_each_adds_up(world: World) -> None:
    busy = Busy(world)
    with world.reading() as session:
        actor = world.actor(world.coordinator)
        found = queries.turnout(session, actor, aspirations.one_round(session, actor, busy.asked.public_id))
    assert (found.total.people, found.total.started, found.total.sent) == (8, 7, 6)
    assert [table.key for table in found.tables] == [
        *("school", "year-group", "need", "plan", "sex", "ethnicity", "way")
    ]
    for table in found.tables:
        assert sum(rate.people for rate in table.rates) == (7 if table.is_of_answers else 8)


def test_the_file_that_may_be_passed_on_hides_small_numbers(world: World, client_as: Clients) -> None:
    PastCohort(world, 43, answered=31, needs=("ASD", "ASD", "ASD", "SEMH", "VI"))
    with world.reading() as session:
        asked = session.scalars(sa.select(Round)).one()
    browser = client_as(world.coordinator)
    assert b"Download the file" in browser.get("/reports/response").data
    answer = browser.get(f"/reports/response/{asked.public_id}/response.csv")
    rows = {row[1]: row for row in csv.reader(io.StringIO(answer.text.lstrip("\ufeff")))}
    assert rows["Everyone"][2:] == ["c", "c", ""]  # their records are closed: nobody is asked any more


def test_a_group_of_twenty_or_more_has_its_share_of_rounded_counts(world: World, client_as: Clients) -> None:
    past = PastCohort(world, 43, answered=31, needs=("ASD", "ASD", "ASD", "SEMH", "VI"))
    with world.writing() as session:
        session.execute(sa.update(YoungPerson).where(YoungPerson.id.in_(past.ids)).values(closed_on=None))
        asked = session.scalars(sa.select(Round)).one()
        session.info["recorded"] = True
        session.commit()
    answer = client_as(world.coordinator).get(f"/reports/response/{asked.public_id}/response.csv")
    rows = {row[1]: row for row in csv.reader(io.StringIO(answer.text.lstrip("\ufeff")))}
    assert rows["Everyone"][2:] == ["45", "30", "67"]
    assert rows["Vision impairment"][2:] == ["c", "c", ""]
