"""What of an entry year is on offer, taken and left."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.core.errors import Refused
from pfa.people.models import YoungPerson
from pfa.provision import queries, services
from pfa.provision.models import Group, PlaceTaken, TakenBecause
from tests.factories import ENTRY_YEAR, World
from tests.provision.counting import statements


def continuing(world: World, group: Group, people: int, support: int = 0, coach: int = 0) -> None:
    world.save(
        PlaceTaken(
            authority_id=world.authority.id,
            group_id=group.id,
            because=TakenBecause.continuing,
            people=people,
            support_units=support,
            coach_units=coach,
        )
    )


def test_the_groups_of_a_year_come_whole_in_one_statement(world: World) -> None:
    opportunity = world.opportunity()
    wanted = [world.group(opportunity), world.group(pool_id=world.pool().id), world.group(opportunity)]
    world.group(opportunity, entry_year=ENTRY_YEAR + 1)
    with world.reading() as session, statements(session) as run:
        groups = queries.groups_for_year(session, ENTRY_YEAR)
        for group in groups:
            assert group.opportunity.provider.site.lat is not None
            assert group.opportunity.provider.organisation.name
            assert group.pool is None or group.pool.name
    assert [group.id for group in groups] == [group.id for group in wanted]
    assert len(run) == 1


def test_groups_of_a_closed_opportunity_are_not_offered(world: World) -> None:
    world.group(world.opportunity(closed_on=dt.date(2026, 10, 1)))
    with world.reading() as session:
        assert queries.groups_for_year(session, ENTRY_YEAR) == []


def test_groups_of_another_authority_are_not_offered(world: World) -> None:
    world.another().group()
    with world.reading() as session:
        assert queries.groups_for_year(session, ENTRY_YEAR) == []


def test_places_left_are_places_less_everybody_who_is_in_the_group(world: World, session: Session) -> None:
    made, person = world.group(places=5, support_ceiling=10, smallest_viable=4), world.young_person()
    continuing(world, made, people=2, support=3)
    group = session.get_one(Group, made.id)
    services.take_place(session, group, person.id, 4, 1)
    left = queries.places_left(session, ENTRY_YEAR)
    assert left.places[group.id] == 2
    assert left.support[group.id] == 3
    assert left.viable[group.id] == 1
    assert queries.taken(session, ENTRY_YEAR) == {group.id: queries.Taken(3, 7, 1, continuing=2)}


def test_what_is_left_never_falls_below_nothing(world: World, session: Session) -> None:
    group = world.group(places=1, support_ceiling=1)
    continuing(world, group, people=3, support=3)
    left = queries.places_left(session, ENTRY_YEAR)
    assert (left.places[group.id], left.support[group.id], left.viable[group.id]) == (0, 0, 0)


def test_coach_units_are_taken_on_each_session_of_the_group_from_its_pool(world: World, session: Session) -> None:
    pool = world.pool(units={"mon-am": 6, "mon-pm": 6, "tue-am": 6})
    two_halves, one_half = (world.group(sessions=s, pool_id=pool.id) for s in (("mon-am", "mon-pm"), ("mon-pm",)))
    first, second = world.young_person(), world.young_person()
    services.take_place(session, session.get_one(Group, two_halves.id), first.id, 0, 2)
    services.take_place(session, session.get_one(Group, one_half.id), second.id, 0, 3)
    coach = queries.places_left(session, ENTRY_YEAR).coach
    assert [coach[pool.id, half_day] for half_day in ("mon-am", "mon-pm", "tue-am", "tue-pm")] == [4, 1, 6, 0]


def test_people_in_a_closed_opportunity_still_use_their_coach_pool(world: World, session: Session) -> None:
    pool, closed = world.pool(units={"mon-am": 6}), world.opportunity(closed_on=dt.date(2026, 10, 1))
    group, person = world.group(closed, sessions=("mon-am",), pool_id=pool.id), world.young_person()
    services.take_place(session, session.get_one(Group, group.id), person.id, 0, 2)
    assert queries.places_left(session, ENTRY_YEAR).coach[pool.id, "mon-am"] == 4


def test_what_is_left_takes_the_same_number_of_statements_for_one_group_and_for_many(world: World) -> None:
    def count() -> int:
        with world.reading() as session, statements(session) as run:
            queries.places_left(session, ENTRY_YEAR)
        return len(run)

    world.group(pool_id=world.pool().id)
    once = count()
    for number in range(5):
        continuing(world, world.group(pool_id=world.pool(f"Pool {number}").id), people=1)
    assert count() == once == 3


def test_the_last_place_is_given_once(world: World, session: Session) -> None:
    made, first, second = world.group(places=1), world.young_person(), world.young_person()
    group = session.get_one(Group, made.id)
    services.take_place(session, group, first.id, 0, 0)
    with pytest.raises(Refused, match="no place left"):
        services.take_place(session, group, second.id, 0, 0)


def test_two_who_reach_for_the_last_place_together_do_not_both_get_it(world: World) -> None:
    group, people, start = world.group(places=1), [world.young_person(), world.young_person()], threading.Barrier(2)

    def reach(person: YoungPerson) -> bool:
        start.wait()
        with world.writing() as session:
            try:
                services.take_place(session, session.get_one(Group, group.id), person.id, 0, 0)
            except Refused:
                return False
            session.commit()
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(reach, people)) == [False, True]


def test_an_agreed_week_may_break_the_rule_about_places(world: World, session: Session) -> None:
    group, person = world.group(places=0), world.young_person()
    services.take_place(session, session.get_one(Group, group.id), person.id, 0, 0, even_if_full=True)
    assert queries.taken(session, ENTRY_YEAR)[group.id].people == 1


def test_taking_a_place_again_changes_the_units_only(world: World, session: Session) -> None:
    made, person = world.group(places=1), world.young_person()
    group = session.get_one(Group, made.id)
    services.take_place(session, group, person.id, 1, 1)
    services.take_place(session, group, person.id, 5, 2)
    session.flush()
    assert queries.taken(session, ENTRY_YEAR)[group.id] == queries.Taken(1, 5, 2)


def test_giving_back_frees_this_years_places_and_nobody_elses(world: World, session: Session) -> None:
    this_year, next_year = world.group(), world.group(entry_year=ENTRY_YEAR + 1)
    person, other = world.young_person(), world.young_person()
    for made in (this_year, next_year):
        services.take_place(session, session.get_one(Group, made.id), person.id, 0, 0)
    services.take_place(session, session.get_one(Group, this_year.id), other.id, 0, 0)
    assert services.give_back(session, person.id, ENTRY_YEAR) == 1
    kept = session.scalars(sa.select(PlaceTaken.young_person_id).order_by(PlaceTaken.id)).all()
    assert sorted(number or 0 for number in kept) == sorted([person.id, other.id])
