"""A problem cannot be built wrong, also where there are no files."""

from __future__ import annotations

import math
from typing import Any

import pytest

from pfa.matching.solver.checker.journeys import kilometres, minutes
from pfa.matching.solver.problem import Group, Opportunity, Person, ProblemFaults
from tests.matching.solver.small import group, opportunity, person, policy, small


def faults(**rows: Any) -> list[str]:
    with pytest.raises(ProblemFaults) as found:
        small(**rows)
    return [str(fault) for fault in found.value.faults]


def test_every_fault_is_told_at_once_with_the_row_it_is_in() -> None:
    assert faults(
        people=[person("P", age=-1), person("P", lat=100.0)],
        groups=[group("G", "Z", places=1, min_viable=2)],
        wishes={("P", "O"): 101},
        apart=[("P", "Q")],
    ) == [
        "people, P, column age: “-1” is not from 0 to 1000000000",
        "people, P, column person_id: “P” is there twice",
        "people, P, column lat: “100.0” is not from -90 to 90",
        "groups, G, column opportunity_id: there is no opportunity “Z”",
        "groups, G, column min_viable: 2 is more than the 1 places",
        "preferences, P O, column points: “101” is not from 0 to 100",
        "links, P Q, column other_person_id: there is no person “Q”",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        {"people": [Person("", 1)]},
        {"people": [Person(" P", 1)]},
        {"people": [Person("P\n", 1)]},
        {"people": [Person("\ud800", 1)]},
        {"people": [Person("P", True)]},
        {"people": [Person("P", 1.0)]},  # type: ignore[arg-type]  # what a careless caller does
        {"people": [Person("P", 1, lat=math.nan)]},
        {"people": [Person("P", 1, needs=frozenset({"a;b"}))]},
        {"people": [Person("P", 1, plan="EHCP")]},
        {"opportunities": [Opportunity("O", "", "kind")]},
        {"opportunities": [Opportunity("sector:O", "A", "kind"), opportunity()]},
        {"opportunities": [opportunity("O", provider_id="A", lat=1.0), opportunity("R", provider_id="A", lat=2.0)]},
        {"groups": [Group("G", "O", (), 1)]},
        {"groups": [Group("G", "O", ("mon-am", "mon-am"), 1)]},
        {"week": ()},
        {"week": ("mon-am", "mon-am")},
        {"week": ("mon;am",)},
        {"travel_speed_kmh": 0},
        {"travel_speed_kmh": math.inf},
        {"sessions_at_most_by_kind": {"x": -1}},
        {"wishes": {("P", "sector:"): 1}},
        {"fixed": {("P", "G"): "perhaps"}},
        {"travel": {("P", "nowhere"): 1}},
        {"pools": {("c", "never"): 1}},
    ],
)
def test_rows_that_cannot_be_are_refused(rows: dict[str, Any]) -> None:
    if "week" in rows or "opportunities" in rows:
        rows = {"groups": [], **rows}
    assert len(faults(**rows)) == 1


def test_a_sector_that_nobody_offers_is_no_fault() -> None:
    assert small(wishes={("P", "sector:astronaut"): 100}).points("P", "O") == 1


@pytest.mark.parametrize(
    ("wishes", "open_points", "points"),
    [
        ({}, None, None),
        ({}, 0, None),
        ({}, 5, 5),
        ({("P", "sector:sport"): 7}, None, 7),
        ({("P", "sector:sport"): 0}, 5, None),
        ({("P", "sector:sport"): 0, ("P", "O"): 9}, None, 9),
        ({("P", "sector:sport"): 7, ("P", "O"): 0}, 5, None),
    ],
)
def test_points_of_an_opportunity(
    wishes: dict[tuple[str, str], int], open_points: int | None, points: int | None
) -> None:
    assert small(wishes=wishes, open_points=open_points).points("P", "O") == points


def test_minutes_follow_the_formula() -> None:
    leeds, bradford = (53.7997, -1.5492), (53.7938, -1.7524)
    assert kilometres(leeds, bradford) == pytest.approx(13.36, abs=0.02)
    assert minutes(policy(), leeds, bradford) == math.ceil(10 + 1.3 * kilometres(leeds, bradford) / 20 * 60)
    assert minutes(policy(travel_fixed_minutes=0.1 + 0.2, travel_detour=0), leeds, bradford) == 1
    assert minutes(policy(travel_fixed_minutes=3 + 1e-12, travel_detour=0), leeds, bradford) == 3
    assert minutes(policy(travel_speed_kmh=5e-324), leeds, bradford) == 1_000_000_000
