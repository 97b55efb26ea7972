"""A projection is made from what is on record, kept as it was, and published once with a day to reply by."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.audit.models import AuditEvent
from pfa.core.errors import Refused
from pfa.demand import gathering, queries, shown
from pfa.demand.models import DemandVersion, Dimension
from pfa.demand.services.versions import APART
from pfa.people.models import Enrolment
from tests.demand.scenes import REPLY_BY, answer, cohort, offers, survey, version
from tests.factories import ENTRY_YEAR, Clock, World
from tests.provision.counting import statements

TYPED = {"reply_by-day": "31", "reply_by-month": "1", "reply_by-year": "2027"}


def gathered(world: World, entry_year: int = ENTRY_YEAR) -> gathering.Gathered:
    with world.reading() as session:
        return gathering.starters(session, world.authority.id, entry_year, world.now.date())


def test_who_starts_is_by_the_september_on_record_else_after_year_11(world: World) -> None:
    survey(world)
    world.young_person("Recorded", year_group=13)
    world.young_person("Staying on perhaps", entry_year=None)
    world.young_person("Later", year_group=10, entry_year=None)
    world.young_person("Later on record", year_group=13, entry_year=ENTRY_YEAR + 1)
    world.young_person("Nobody knows", year_group=13, entry_year=None)
    world.young_person("Gone", closed_on=dt.date(2026, 10, 1))
    found = gathered(world)
    assert (len(found.starters), found.supposed, found.not_counted) == (1, 0, 2)
    assert found.asked == 0  # Year 13 was not in the round
    ahead = gathered(world, ENTRY_YEAR + 1)
    assert sorted(one.age for one in ahead.starters) == [14, 17]
    assert (ahead.supposed, ahead.not_counted, ahead.asked) == (1, 2, 1)


def test_wishes_are_shares_of_one_starter_without_what_was_refused(world: World) -> None:
    asked = survey(world)
    answer(world, world.young_person(), asked, after=["job"], work=["catering", "office", "retail"])
    answer(world, world.young_person(), asked, after=["not-sure"], work=["catering", "office"], not_for_me=["catering"])
    answer(world, world.young_person(), asked, after=[], work=[])
    three, two, skipped = gathered(world).starters
    assert three.pathways == {"supported-internship": 0.5, "apprenticeship": 0.5}
    assert three.work == pytest.approx({"catering": 100 / 195, "office": 60 / 195, "retail": 35 / 195})
    assert (two.pathways, two.work) == ({"": 1.0}, {"office": 1.0})
    assert skipped.pathways is None


def test_lines_of_every_dimension_add_up_to_the_total_kept_and_shown(world: World) -> None:
    cohort(world)
    offers(world)
    row = version(world)
    with world.reading() as session:
        kept = queries.version(session, world.actor(world.approver), row.public_id)
        for dimension in Dimension:
            own = [line for line in kept.lines if line.dimension is dimension]
            assert sum(line.likely for line in own) == pytest.approx(kept.likely), dimension
        for _, name, rows in shown.dimensions(kept):
            assert sum(one.likely for one in rows) == round(kept.likely), name
        places = {line.key: line.likely for line in kept.lines if line.dimension is Dimension.locality}
    assert places == pytest.approx({"HX1": 8 * 1.061, "HX7": 4 * 1.061})


def test_own_records_of_past_years_weigh_in(world: World) -> None:
    people = cohort(world, people=30)
    for person in people:
        keys = {"authority_id": world.authority.id, "young_person_id": person.id, "plan_type": "ehcp"}
        world.save(Enrolment(**keys, academic_year=2025, organisation_id=world.school.id, year_group=10))
    row = version(world)
    [step] = [one for one in row.assumptions["steps"] if one["age"] == 15]
    assert step["weight"] == 0  # nobody is on record past Year 11 yet
    with world.reading() as session:
        recorded = gathering.recorded(session, world.authority.id)
    assert recorded == {2025: {14: 30}, 2026: {15: 30}}


def test_this_years_places_are_those_of_the_newest_year_before(world: World) -> None:
    offers(world, this_year=ENTRY_YEAR - 1)
    world.group(world.opportunity("Next year only"), places=50)
    world.group(world.opportunity("Closed", closed_on=dt.date(2026, 9, 1)), entry_year=ENTRY_YEAR - 1)
    with world.reading() as session:
        found = gathering.on_offer(session, world.authority.id, ENTRY_YEAR)
        assert found.entry_year == ENTRY_YEAR - 1
        assert sorted(one.places for one in found.offers) == [4, 4, 8, 8]
        assert gathering.on_offer(session, world.authority.id, ENTRY_YEAR - 1).entry_year == ENTRY_YEAR - 1


def test_versions_are_numbered_and_a_published_one_stays_as_it_is(world: World, client_as: Any) -> None:
    cohort(world)
    offers(world)
    first = version(world)
    world.young_person("Late comer")
    second = version(world)
    assert (first.number, second.number) == (1, 2)
    assert second.likely == pytest.approx(first.likely + 1.061)
    shown_first = client_as(world.coordinator).get(f"/demand/versions/{first.public_id}").text
    assert "13" in shown_first
    assert "12 young people who start" in shown_first


def test_a_coordinator_projects_and_publishes(world: World, client_as: Any) -> None:
    cohort(world)
    offers(world)
    client = client_as(world.coordinator)
    made = client.submit(f"/demand/{ENTRY_YEAR}/project", page="/demand/")
    assert made.status_code == 303
    assert "Only your authority sees it" in client.get(made.location).text
    address = f"{made.location}/publish"
    for wrong, words in (
        ({}, "Enter the day by which providers reply"),
        (TYPED | {"reply_by-year": "2020"}, "must be after today"),
        (TYPED | {"reply_by-year": "2030"}, "must be before September 2027"),
        (TYPED | {"reply_by-day": "32"}, "must be a real date"),
    ):
        blank = {"reply_by-day": "", "reply_by-month": "", "reply_by-year": ""}
        assert words in client.submit(address, blank | wrong).text
    assert client.submit(address, TYPED).status_code == 303
    with world.reading() as session:
        row = session.scalars(sa.select(DemandVersion)).one()
        assert row.reply_by == REPLY_BY
        assert session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all() == [
            "demand.projected",
            "demand.published",
        ]
    assert "published already" in client.submit(address, TYPED).text


def test_an_older_version_is_not_published_over_a_newer_one(world: World, client_as: Any) -> None:
    cohort(world)
    old = version(world, published=False)
    version(world)
    shown_page = client_as(world.coordinator).submit(f"/demand/versions/{old.public_id}/publish", TYPED)
    assert "A newer version is published already" in shown_page.text


def test_two_sheets_close_together_are_refused_so_that_none_tells_one_persons_change(
    world: World, client_as: Any, clock: Clock
) -> None:
    cohort(world)
    version(world)
    address = f"/demand/versions/{version(world, published=False).public_id}/publish"
    clock.now = world.now + APART - dt.timedelta(minutes=1)
    assert "The next can follow from 14 December 2026" in client_as(world.coordinator).submit(address, TYPED).text
    clock.now = world.now + APART
    assert client_as(world.coordinator).submit(address, TYPED).status_code == 303


def test_publishing_on_top_of_an_unseen_change_is_refused(world: World, client_as: Any) -> None:
    cohort(world)
    row = version(world, published=False)
    address = f"/demand/versions/{row.public_id}/publish"
    assert client_as(world.coordinator).submit(address, TYPED | {"version": "9"}).status_code == 409


@pytest.mark.parametrize("entry_year", [ENTRY_YEAR - 1, ENTRY_YEAR + 4])
def test_a_september_out_of_reach_is_refused(world: World, entry_year: int) -> None:
    with pytest.raises(Refused, match="the next September and the three after it"):
        version(world, entry_year=entry_year)


def test_where_nobody_starts_there_is_no_projection(world: World, client_as: Any) -> None:
    refused = client_as(world.coordinator).submit(f"/demand/{ENTRY_YEAR}/project", page="/demand/")
    assert refused.status_code == 422
    assert "Nobody on record is to start something new in September 2027" in refused.text


def test_people_of_another_authority_are_not_counted(world: World) -> None:
    cohort(world, people=6)
    cohort(world.another(), people=9)
    assert len(gathered(world).starters) == 6


def test_a_version_is_taken_out_as_a_file_that_says_it_is_not_for_publication(world: World, client_as: Any) -> None:
    cohort(world)
    offers(world)
    row = version(world)
    taken = client_as(world.coordinator).get(f"/demand/versions/{row.public_id}/csv")
    assert "not-for-publication" in taken.headers["Content-Disposition"]
    listed = list(csv.DictReader(io.StringIO(taken.get_data().decode("utf-8-sig"))))
    assert {one["Mark"] for one in listed} == {"Not for publication"}
    [cooking] = [one for one in listed if one["Table"] == "Invented College" and "Cooking" in one["Line"]]
    assert (cooking["Places this year"], cooking["Reply"]) == ("8", "")
    total = float(next(one["Likely"] for one in listed if one["Table"] == "All"))
    kinds = [float(one["Likely"]) for one in listed if one["Table"] == "Kind of work"]
    assert sum(kinds) == pytest.approx(total, abs=0.2)


def test_making_and_listing_take_the_same_statements_whatever_the_number_of_people(world: World) -> None:
    offers(world)
    cohort(world, people=4)
    actor, counted = world.actor(world.coordinator), []
    for _ in range(2):
        with world.reading() as session, statements(session) as run:
            gathering.starters(session, world.authority.id, ENTRY_YEAR, world.now.date())
            gathering.recorded(session, world.authority.id)
            gathering.on_offer(session, world.authority.id, ENTRY_YEAR)
        row = version(world)
        with world.reading() as session, statements(session) as read:
            queries.versions(session, actor)
            found = queries.version(session, actor, row.public_id)
            queries.sheets_of(session, actor, found)
            queries.replies_for(session, world.authority.id, ENTRY_YEAR)
        counted.append((len(run), len(read)))
        for number in range(20):
            world.young_person(f"More{number}")
    assert counted[0] == counted[1]
