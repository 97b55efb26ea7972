"""What a college sees: bands of five, no names, and the same page for one and for four."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from pfa.demand import queries, shown
from tests.demand.scenes import cohort, lines, offers, version
from tests.factories import World
from tests.provision.counting import statements


def one(likely: float, low: float, high: float) -> Any:
    return SimpleNamespace(likely=likely, low=low, high=high)


@pytest.mark.parametrize(
    ("found", "places", "likely", "ranged", "gap"),
    [
        (one(0, 0, 0), 8, "fewer than 5", "0 to 4", "enough places"),
        (one(0.2, 0, 1), 8, "fewer than 5", "0 to 4", "enough places"),
        (one(4.4, 2, 7), 3, "fewer than 5", "0 to 9", "up to 1 too few"),
        (one(12.2, 9, 16), 8, "10 to 14", "5 to 19", "2 to 6 too few"),
        (one(12.2, 9, 16), 12, "10 to 14", "5 to 19", "up to 2 too few"),
        (one(12.2, 9, 16), 20, "10 to 14", "5 to 19", "enough places"),
    ],
)
def test_a_college_reads_bands(found: Any, places: int, likely: str, ranged: str, gap: str) -> None:
    words = shown.figures(found, places, is_exact=False)
    assert (words.likely, words.range, words.gap) == (likely, ranged, gap)


@pytest.mark.parametrize("first", range(0, 40, 5))
def test_no_difference_below_five_is_seen(first: int) -> None:
    seen = {shown.banded(one(number, number, number), 8) for number in range(first, first + 5)}
    assert len(seen) == 1


def test_the_authority_reads_numbers(world: World) -> None:
    words = shown.figures(one(12.6, 9.2, 16.1), 8, is_exact=True)
    assert (words.likely, words.range, words.gap) == ("13", "9 to 17", "5 too few")
    assert shown.exact(one(5, 5, 5), 8).gap == "3 to spare"
    assert shown.exact(one(8, 8, 8), 8).gap == "enough"


@pytest.mark.parametrize(
    ("values", "total", "parts"),
    [([1.5, 1.5], 3, [2, 1]), ([0.4, 0.4, 0.4], 1, [1, 0, 0]), ([2.0, 3.0], 5, [2, 3]), ([], 0, [])],
)
def test_whole_numbers_add_up(values: list[float], total: int, parts: list[int]) -> None:
    assert shown.whole(values, total) == parts


def test_a_college_sees_its_own_lines_in_bands_and_no_name(world: World, client_as: Any) -> None:
    cohort(world, people=12)
    offers(world)
    row = version(world)
    client = client_as(world.tutor)
    [address] = set(re.findall(rf"/demand/sheets/{row.public_id}/[0-9a-f-]+", client.get("/demand/sheets").text))
    page = client.get(address).text
    assert "Study programme: Cooking and food" in page
    assert "Study programme: Animals" in page
    assert "Café" not in page
    assert "fewer than 5" in page
    for secret in ("Person0", "Invented High School", "T00"):
        assert secret not in page
    rows = re.findall(r"<tr.*?</tr>", page, re.S)[1:]
    cells = [re.sub(r"<[^>]*>", "", cell).strip() for row in rows for cell in re.findall(r"<td.*?</td>", row, re.S)[:4]]
    assert cells == ["fewer than 5", "0 to 4", "4", "enough places", "5 to 9", "0 to 9", "8", "up to 1 too few"]


def test_the_whole_areas_needs_leave_small_groups_out(world: World, client_as: Any) -> None:
    cohort(world, people=12)
    offers(world)
    world.young_person(needs=("VI",))
    row = version(world)
    with world.reading() as session:
        found = queries.version(session, world.actor(world.coordinator), row.public_id)
        assert shown.support(found) == [("Autistic spectrum disorder", "10 to 14")]


def test_what_nobody_offers_is_named_to_the_authority(world: World, client_as: Any) -> None:
    cohort(world, people=12, answered=12)
    kept = offers(world)
    with world.writing() as session:
        session.merge(kept["animals"]).places = 0
        session.info["recorded"] = True
        session.commit()
    row = version(world)
    page = client_as(world.coordinator).get(f"/demand/versions/{row.public_id}").text
    assert "Wished for, and nobody offers it" in page
    assert "Study programme: Animals" in page


def test_lists_take_the_same_statements_whatever_the_number_of_lines(world: World) -> None:
    cohort(world)
    offers(world)
    actor, counted = world.actor(world.tutor), []
    for number in range(2):
        row = version(world)
        line = lines(world, row)["Invented College", "catering"]
        with world.reading() as session, statements(session) as run:
            for sheet in queries.own_sheets(session, actor):
                assert [shown.line_name(one) for one in sheet.lines]
            queries.sheets_waiting(session, actor)
            found = queries.line(session, actor, line.public_id)
            queries.sheet(session, actor, row.public_id, found.provider.public_id)
        counted.append(len(run))
        for more in ("office", "retail", "motor"):
            world.group(world.opportunity(f"{more}{number}", kind_of_work=more), entry_year=2026)
    assert counted[0] == counted[1]
