"""The list of employers and the board: narrowed, sorted, and as fast with many as with one."""

from __future__ import annotations

from typing import Any

import pytest

from pfa.employers import queries
from pfa.employers.models import Stage
from pfa.employers.queries import Wanted
from tests.employers.pages import contact, employer, group
from tests.factories import ENTRY_YEAR, World
from tests.provision.counting import statements


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(ENTRY_YEAR), ["Bakery", "Garage", "Library"]),
        (Wanted(ENTRY_YEAR, words="GARA"), ["Garage"]),
        (Wanted(ENTRY_YEAR, words="quiet"), ["Library"]),
        (Wanted(ENTRY_YEAR, words="%"), []),
        (Wanted(ENTRY_YEAR, offering=True), ["Bakery"]),
        (Wanted(ENTRY_YEAR, offering=False), ["Garage", "Library"]),
        (Wanted(ENTRY_YEAR + 1, offering=True), ["Garage"]),
        (Wanted(ENTRY_YEAR, words="winter"), ["Garage"]),
        (Wanted(ENTRY_YEAR, stage=Stage.contact), ["Library"]),
        (Wanted(ENTRY_YEAR, kind_of_work="motor"), ["Garage"]),
        (Wanted(ENTRY_YEAR, sort="stage", descending=True), ["Library", "Bakery", "Garage"]),
        (Wanted(ENTRY_YEAR, sort="next"), ["Garage", "Bakery", "Library"]),
        (Wanted(ENTRY_YEAR, sort="next", descending=True), ["Garage", "Bakery", "Library"]),
        (Wanted(ENTRY_YEAR, descending=True), ["Library", "Garage", "Bakery"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(world: World, wanted: Wanted, found: list[str]) -> None:
    soon = {"next_action": "Ask", "next_action_on": world.now.date()}
    bakery, garage = employer(world, "Bakery"), employer(world, "Garage", kind_of_work="motor", **soon)
    employer(world, "Library", adjustments="A quiet room", stage=Stage.contact)
    contact(world, garage)
    group(world, bakery, places=3)
    group(world, garage, entry_year=ENTRY_YEAR + 1)
    with world.reading() as session:
        page = queries.employers(session, world.actor(world.coordinator), wanted)
    assert [row.employer.organisation.name for row in page.rows] == found


def test_the_list_counts_placements_and_places_of_the_year(world: World) -> None:
    bakery = employer(world, "Bakery")
    group(world, bakery, "Bread", places=3)
    group(world, bakery, "Cakes", places=2)
    group(world, bakery, "Later", entry_year=ENTRY_YEAR + 1)
    with world.reading() as session:
        [row] = queries.employers(session, world.actor(world.coordinator), Wanted(ENTRY_YEAR)).rows
    assert (row.placements, row.full.places, row.full.left) == (2, 5, 5)


def test_the_list_is_narrowed_to_who_looks_after_them(world: World) -> None:
    employer(world, "Bakery", owner_id=world.coordinator.id)
    employer(world, "Garage")
    with world.reading() as session:
        actor = world.actor(world.coordinator)
        page = queries.employers(session, actor, Wanted(ENTRY_YEAR, owner=world.coordinator.public_id))
        assert [user.name for user in queries.owners(session, world.authority.id)] == ["Cora Ordinator"]
    assert [row.employer.organisation.name for row in page.rows] == ["Bakery"]


def test_a_list_takes_the_same_number_of_statements_for_one_row_and_for_many(world: World) -> None:
    def count() -> int:
        with world.reading() as session, statements(session) as run:
            page = queries.employers(session, world.actor(world.coordinator), Wanted(ENTRY_YEAR))
            assert all(
                row.employer.organisation.name and row.full.places and row.employer.whom_to_ask for row in page.rows
            )
        return len(run)

    first = employer(world, "First", owner_id=world.coordinator.id)
    group(world, first)
    contact(world, first)
    once = count()
    for number in range(5):
        row = employer(world, f"Shop {number}", owner_id=world.approver.id)
        group(world, row)
        contact(world, row)
    assert count() == once


def test_the_board_has_every_stage_with_its_count_and_the_most_urgent_on_top(world: World) -> None:
    today = world.now.date()
    employer(world, "Later", next_action="Ask", next_action_on=today.replace(day=30))
    employer(world, "Never")
    employer(world, "Overdue", next_action="Ask", next_action_on=today.replace(day=1))
    employer(world, "Elsewhere", stage=Stage.established, owner_id=world.coordinator.id, kind_of_work="motor")
    with world.reading() as session:
        actor = world.actor(world.coordinator)
        columns = queries.board(session, actor)
        own = queries.board(session, actor, owner=world.coordinator.public_id, kind_of_work="motor")
    assert [column.stage for column in columns] == list(Stage)
    assert [card.organisation.name for card in columns[0].cards] == ["Overdue", "Later", "Never"]
    assert [column.count for column in columns] == [3, 0, 0, 0, 0, 1, 0]
    assert [column.count for column in own] == [0, 0, 0, 0, 0, 1, 0]


def test_a_full_column_shows_its_first_cards_and_says_how_many_more_there_are(world: World, client_as: Any) -> None:
    for number in range(17):
        employer(world, f"Shop {number:02}")
    with world.reading() as session:
        column = queries.board(session, world.actor(world.coordinator))[0]
    assert (len(column.cards), column.count, column.more) == (15, 17, 2)
    assert "2 more" in client_as(world.coordinator).get("/employers/board").text


def test_the_board_takes_the_same_number_of_statements_for_one_card_and_for_many(world: World) -> None:
    def count() -> int:
        with world.reading() as session, statements(session) as run:
            for column in queries.board(session, world.actor(world.coordinator)):
                assert all(card.organisation.name and card.owner for card in column.cards)
        return len(run)

    employer(world, "First", owner_id=world.coordinator.id)
    once = count()
    for number, stage in enumerate(Stage):
        employer(world, f"Shop {number}", owner_id=world.approver.id, stage=stage)
    assert count() == once
