"""The list of what is on offer: narrowed, sorted, paged, in a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pfa.accounts.models import OrganisationKind
from pfa.provision import queries, services
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.models import Group
from pfa.provision.queries import Wanted
from tests.factories import ENTRY_YEAR, World
from tests.provision.counting import statements


def names(world: World, wanted: Wanted) -> list[str]:
    with world.reading() as session:
        page = queries.opportunities(session, world.actor(world.coordinator), wanted)
    return [row.opportunity.name for row in page.rows]


@pytest.fixture
def offers(world: World) -> World:
    bakery = world.organisation("Invented Bakery", OrganisationKind.employer)
    world.group(world.opportunity("Cooking", summary="Hot_food"), places=8)
    world.group(
        world.opportunity("Baking", OpportunityKind.work_experience, organisation=bakery, level_min=2), places=2
    )
    world.group(
        world.opportunity("Animals", kind_of_work="animal-care", level_max=0),
        places=5,
        certainty=Certainty.provisional,
        entry_year=ENTRY_YEAR + 1,
    )
    world.opportunity("Old", closed_on=dt.date(2026, 9, 1))
    return world


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["Animals", "Baking", "Cooking"]),
        (Wanted(entry_year=ENTRY_YEAR), ["Baking", "Cooking"]),
        (Wanted(kind=OpportunityKind.work_experience), ["Baking"]),
        (Wanted(kind_of_work="animal-care"), ["Animals"]),
        (Wanted(level=0), ["Animals", "Cooking"]),
        (Wanted(level=1), ["Cooking"]),
        (Wanted(level=3), ["Baking", "Cooking"]),
        (Wanted(certainty=Certainty.provisional), ["Animals"]),
        (Wanted(closed=True), ["Old"]),
        (Wanted(words="COOK"), ["Cooking"]),
        (Wanted(words="bakery"), ["Baking"]),
        (Wanted(words="hot_food"), ["Cooking"]),
        (Wanted(words="h_t"), []),
        (Wanted(words="%"), []),
        (Wanted(sort="name", descending=True), ["Cooking", "Baking", "Animals"]),
        (Wanted(sort="provider"), ["Baking", "Animals", "Cooking"]),
        (Wanted(entry_year=ENTRY_YEAR, sort="places", descending=True), ["Cooking", "Baking"]),
        (Wanted(entry_year=ENTRY_YEAR, sort="left"), ["Baking", "Cooking"]),
        (Wanted(sort="nonsense"), ["Animals", "Baking", "Cooking"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(offers: World, wanted: Wanted, found: list[str]) -> None:
    assert names(offers, wanted) == found


def test_the_list_is_narrowed_to_one_provider(offers: World) -> None:
    assert names(offers, Wanted(provider=offers.provider().public_id)) == ["Animals", "Cooking"]


def test_a_list_takes_the_same_number_of_statements_for_one_row_and_for_many(world: World) -> None:
    asker = world.actor(world.coordinator)

    def count() -> int:
        with world.reading() as session, statements(session) as run:
            page = queries.opportunities(session, asker, Wanted(entry_year=ENTRY_YEAR))
            assert all(row.opportunity.provider.name and row.full.places for row in page.rows)
        return len(run)

    world.group()
    once = count()
    for number in range(6):
        offer = world.opportunity(f"Course {number}")
        world.group(offer)
        world.group(offer, sessions=("fri-am",))
    assert count() == once == 4


def test_the_page_takes_the_same_number_of_statements_for_one_row_and_for_many(
    world: World, client_as: Any, app: Any
) -> None:
    client = client_as(world.coordinator)

    def count(address: str) -> int:
        with world.reading() as session, statements(session) as run:
            assert client.get(address).status_code == 200
        return len(run)

    group = world.group()
    with world.reading() as session:
        one = f"/provision/opportunities/{session.get_one(Group, group.id).opportunity.public_id}"
    addresses = ["/provision/", "/provision/providers", "/provision/interest", one]
    before = [count(address) for address in addresses]
    for number in range(4):
        bakery = world.organisation(f"Bakery {number}", OrganisationKind.employer)
        world.group(world.opportunity(f"Course {number}", organisation=bakery))
        world.group(world.opportunity(f"Lesson {number}"))
    assert [count(address) for address in addresses] == before


def test_a_place_too_many_in_one_group_fills_none_in_another(world: World) -> None:
    offer = world.opportunity()
    full, empty = world.group(offer, places=1), world.group(offer, sessions=("fri-am",), places=4)
    people = [world.young_person() for _ in range(3)]
    with world.writing() as session:
        for person in people:
            services.take_place(session, session.get_one(Group, full.id), person.id, 0, 0, even_if_full=True)
        session.commit()
    with world.reading() as session:
        row = queries.opportunities(session, world.actor(world.coordinator), Wanted(entry_year=ENTRY_YEAR)).rows[0]
    assert (row.full.places, row.full.left, row.full.over) == (5, 4, 2)
    assert empty.places == row.full.left
