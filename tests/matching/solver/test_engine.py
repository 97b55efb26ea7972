"""The engine from outside: right, repeatable, obedient to its limits."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from pfa.matching.solver import catalogue, checker, engine
from pfa.matching.solver.bound import verify
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.result import Progress
from tests.matching.solver import brute
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small


def assigned(p: Problem) -> dict[str, set[str]]:
    return {who: set(groups) for who, groups in engine.solve(p).assignments.items()}


def test_everyone_gets_the_best_that_there_is_room_for() -> None:
    p = small(
        people=[person("A"), person("B")],
        opportunities=[opportunity("loved"), opportunity("liked")],
        groups=[group("G1", "loved", places=1), group("G2", "liked")],
        wishes={("A", "loved"): 90, ("B", "loved"): 60, ("A", "liked"): 10, ("B", "liked"): 50},
    )
    assert assigned(p) == {"A": {"G1"}, "B": {"G2"}}


def test_a_group_that_would_be_too_small_does_not_run() -> None:
    p = small(people=[person("A"), person("B")], groups=[group(min_viable=3)])
    assert assigned(p) == {"A": set(), "B": set()}


def test_a_group_runs_if_people_come_who_like_another_one_better() -> None:
    p = small(
        people=[person("A"), person("B")],
        opportunities=[opportunity("big"), opportunity("own")],
        groups=[group("together", "big", min_viable=2), group("alone", "own")],
        wishes={("A", "big"): 90, ("B", "big"): 20, ("B", "own"): 30},
    )
    assert assigned(p) == {"A": {"together"}, "B": {"together"}}


@pytest.mark.parametrize(
    "p",
    [
        small(people=[]),
        small(groups=[]),
        small(people=[], groups=[], opportunities=[]),
        small(groups=[group(places=0, min_viable=0)]),
        small(people=[person(sessions_wanted=0)]),
        small(people=[person(unavailable="mon-am mon-pm tue-am tue-pm")]),
    ],
    ids=["nobody", "no groups", "nothing at all", "no places", "nothing wanted", "never free"],
)
def test_where_nothing_can_be_done_nothing_is_the_best_answer(p: Problem) -> None:
    solution = engine.solve(p)
    assert (solution.status, solution.value) == ("optimal", 0)
    assert not any(solution.assignments.values())


@pytest.mark.parametrize("way", ["packages", "pairs"])
def test_both_ways_find_what_brute_force_finds(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "pairs":
        built = catalogue.build
        monkeypatch.setattr(catalogue, "build", lambda ix: replace(built(ix), complete=False))
    for seed in range(3000, 3040):
        p = brute.random_problem(seed, people=3, groups=5)
        best = brute.best_value(p)
        solution = engine.solve(p, seed=seed)
        if best is None:
            assert solution.status == "infeasible", seed
        else:
            assert (solution.status, solution.value) == ("optimal", best), seed
            assert checker.check(p, solution.assignments) == (), seed
            assert verify(p, solution.prices).points >= best, seed


def test_the_prices_of_packages_prove_the_bound_that_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)
    p = crowd(40, seed=4)
    solution = engine.solve(p)
    assert solution.bound_from == "prices"
    assert float(verify(p, solution.prices).points) == pytest.approx(solution.bound, rel=1e-6)
    assert solution.value >= 0.97 * solution.bound
    assert checker.check(p, solution.assignments) == ()


@pytest.mark.parametrize("rounds", [None, 2])
def test_the_same_problem_seed_and_rounds_give_the_same_answer(
    rounds: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)
    p = crowd(30, seed=5)
    one, other = (engine.solve(p, rounds=rounds, seed=7) for _ in range(2))
    assert (one.assignments, one.value, one.bound, one.prices) == (
        other.assignments,
        other.value,
        other.bound,
        other.prices,
    )


def test_rounds_end_a_run_and_say_so() -> None:
    solution = engine.solve(crowd(30, seed=6), rounds=1)
    assert solution.stopped_by in ("rounds", "optimal")
    assert solution.bound >= solution.value


def test_a_run_that_the_clock_stops_has_a_valid_answer() -> None:
    p = crowd(120, seed=2)
    for seconds in (0.0, 0.3, 1.0):
        began = time.process_time()  # of this process alone, on two cores: other work on the machine is not counted
        solution = engine.solve(p, seconds=seconds)
        assert time.process_time() - began < 2 * seconds + 5
        assert checker.check(p, solution.assignments) == ()
        assert solution.value == checker.value(p, solution.assignments) <= solution.bound


def test_a_cancelled_run_stops_with_the_best_so_far() -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    p = crowd(120, seed=3)
    solution = engine.solve(p, cancelled=cancelled)
    assert solution.stopped_by == "cancelled"
    assert checker.check(p, solution.assignments) == ()
    assert solution.value > 0


def test_progress_tells_a_rising_value_a_falling_bound_and_the_time() -> None:
    told: list[Progress] = []
    solution = engine.solve(crowd(40, seed=1), progress=told.append)
    values = [each.value for each in told if each.value is not None]
    bounds = [each.bound for each in told if each.bound is not None]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    assert [each.seconds for each in told] == sorted(each.seconds for each in told)
    assert values[-1] == solution.value
    assert all(each.phase for each in told)


def test_first_come_first_served_is_valid_and_no_better() -> None:
    p = crowd(60, seed=9)
    baseline = engine.first_come(p)
    assert checker.check(p, baseline.assignments) == ()
    assert baseline.value == checker.value(p, baseline.assignments)
    assert 0 < baseline.value <= engine.solve(p).value


def test_must_rows_are_kept_even_against_the_points() -> None:
    p = small(
        opportunities=[opportunity("loved"), opportunity("dull")],
        groups=[group("G1", "loved"), group("G2", "dull")],
        wishes={("P", "loved"): 90},
        fixed={("P", "G2"): "must"},
    )
    assert assigned(p) == {"P": {"G2"}}


def test_a_must_row_brings_in_the_people_that_its_group_needs() -> None:
    p = small(
        people=[person("A"), person("B")],
        opportunities=[opportunity("loved"), opportunity("dull")],
        groups=[group("G1", "loved"), group("G2", "dull", min_viable=2)],
        wishes={("A", "loved"): 90, ("B", "loved"): 90},
        fixed={("A", "G2"): "must"},
    )
    assert assigned(p) == {"A": {"G2"}, "B": {"G2"}}


def test_two_must_rows_for_one_place_are_named() -> None:
    p = small(
        people=[person("A"), person("B"), person("C")],
        groups=[group(places=1), group("H", on="tue-am")],
        fixed={("A", "G"): "must", ("B", "G"): "must", ("C", "H"): "must"},
    )
    solution = engine.solve(p)
    assert solution.status == "infeasible"
    assert solution.assignments == {}
    assert set(solution.contradiction) == {"must:A:G", "must:B:G", "places"}


def test_two_must_rows_at_one_time_are_named() -> None:
    p = small(
        opportunities=[opportunity("O"), opportunity("Q")],
        groups=[group("G"), group("H", "Q")],
        fixed={("P", "G"): "must", ("P", "H"): "must"},
    )
    assert set(engine.solve(p).contradiction) == {"must:P:G", "must:P:H", "one-thing-at-a-time"}


def test_a_must_row_that_a_rule_forbids_is_named_with_the_rule() -> None:
    p = small(people=[person(unavailable="mon-am")], fixed={("P", "G"): "must"})
    assert engine.solve(p).contradiction == ("must:P:G", "unavailable")


def test_a_must_row_in_a_group_that_cannot_fill_is_named() -> None:
    p = small(people=[person("A")], groups=[group(min_viable=2)], fixed={("A", "G"): "must"})
    assert set(engine.solve(p).contradiction) == {"must:A:G", "viable"}
