"""Satisfaction of one person, and its spread over groups of people."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pfa.matching.solver.answer import answer
from pfa.matching.solver.levels import level_of
from pfa.matching.solver.satisfaction import BANDS, Satisfaction, Spread, band, satisfaction, spread
from tests.matching.solver import brute
from tests.matching.solver.small import group, opportunity, person, small


def told(count: int) -> int | None:
    return None if count < 3 else count


def test_it_is_the_week_over_the_best_alone_and_1_where_there_is_nothing_to_have() -> None:
    p = small(
        people=[person("P"), person("Q"), person("R", unavailable="mon-am mon-pm")],
        opportunities=[opportunity("O"), opportunity("S")],
        groups=[group("G", places=1), group("H", "S", "mon-pm")],
        wishes={("P", "O"): 60, ("P", "S"): 20, ("Q", "O"): 40},
    )
    found = satisfaction(p, {"P": {"H"}, "Q": {"G", "H"}})
    assert found["P"] == Satisfaction(30, 100)
    assert (found["P"].share, found["P"].percent) == (Fraction(3, 10), 30)
    assert (found["Q"].percent, found["R"].percent) == (100, 100)


def test_a_hundred_per_cent_is_said_only_of_all_of_it() -> None:
    assert Satisfaction(9999, 10_000).percent == 99
    assert Satisfaction(10_000, 10_000).percent == 100


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_brute_force_s_and_that_of_the_levels(seed: int) -> None:
    p = brute.random_problem(seed)
    found = answer(p)
    if found.solution.status == "infeasible":
        return
    for name, each in satisfaction(p, found.solution.assignments).items():
        assert each.worth == brute.worth(p, name, frozenset(found.solution.assignments.get(name, ())))
        if not any(who == name for who, _ in p.fixed):
            assert each.best == brute.best_alone(p, name)
        step = p.policy.tolerance_percent
        assert level_of(p.policy, each.best, each.worth) == min(100 // step, each.percent // step)


@pytest.mark.parametrize(("percent", "low"), [(100, 100), (99, 75), (75, 75), (74, 50), (25, 25), (24, 0), (0, 0)])
def test_a_band_begins_at_its_lower_end(percent: int, low: int) -> None:
    assert band(percent) == low
    assert low in BANDS


def test_groups_are_spread_over_the_bands_the_largest_first_and_small_counts_are_not_told() -> None:
    percents = {f"A{n}": 100 for n in range(4)} | {"A4": 10} | {f"B{n}": 60 for n in range(3)} | {"C0": 5, "D0": 0}
    groups = {name: name[0] for name in percents if name != "D0"}
    found = spread(percents, groups, told)
    assert found == {
        "A": Spread(5, (4, None, None, None, None)),
        "B": Spread(3, (None, None, 3, None, None)),
        "C": Spread(None, (None,) * 5),
    }
    assert list(found) == ["A", "B", "C"]
