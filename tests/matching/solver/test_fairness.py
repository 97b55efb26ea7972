"""Fewest wishes met first: levels of satisfaction, the fairest answer, and what is proved of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pfa.matching.cli import match
from pfa.matching.solver import engine, fairness, levels
from pfa.matching.solver.answer import answer
from pfa.matching.solver.bound import best_alone, most_on_levels
from pfa.matching.solver.bound.levels import most_on_level
from pfa.matching.solver.checker import check
from pfa.matching.solver.problem import Problem, ProblemFaults
from pfa.matching.solver.reader import read_answer
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver import brute
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small

MODE = "fewest-wishes-met-first"


def fair(p: Problem, percent: int = 10) -> Problem:
    return replace(p, policy=replace(p.policy, mode=MODE, tolerance_percent=percent))


# One place that P and Q both want; R gives the sum more if P has nothing and Q has all.
SHARED = fair(
    small(
        people=[person("P"), person("Q")],
        opportunities=[opportunity("O"), opportunity("R"), opportunity("S")],
        groups=[group("G", places=1), group("H", "R", "mon-pm", places=1), group("I", "S", "mon-am")],
        wishes={("P", "O"): 40, ("Q", "O"): 90, ("P", "R"): 40, ("Q", "R"): 90, ("P", "S"): 0, ("Q", "S"): 1},
    )
)


def test_the_largest_sum_gives_one_all_and_the_fairest_answer_each_something() -> None:
    most = answer(replace(SHARED, policy=replace(SHARED.policy, mode="most-for-all")))
    assert most.solution.assignments["P"] == set()
    assert most.fair is None
    found = answer(SHARED)
    assert all(found.solution.assignments[name] & {"G", "H"} for name in "PQ")
    assert found.violations == ()
    assert found.fair is not None
    assert found.fair.counts == (2, 2, 2, 2, 2, 1, 0, 0, 0, 0) or found.fair.counts[4] == 2
    assert found.solution.value < most.solution.value <= found.solution.bound


def test_a_level_is_reached_by_its_last_point_and_not_before() -> None:
    policy = fair(small(), 30).policy
    assert levels.highest(policy) == 3
    assert [levels.level_of(policy, 10, worth) for worth in (0, 2, 3, 5, 6, 9, 10)] == [0, 0, 1, 1, 2, 3, 3]
    for best in (1, 7, 10, 333):
        for level in (1, 2, 3):
            least = levels.threshold(policy, best, level)
            assert levels.level_of(policy, best, least) >= level > levels.level_of(policy, best, least - 1)


def test_who_can_have_nothing_at_all_has_all_they_can_have() -> None:
    p = fair(small(people=[person("P", unavailable="mon-am"), person("Q")]))
    assert best_alone(p) == {"P": 0, "Q": 11}
    assert levels.levels(p, best_alone(p), {}) == {"P": 10, "Q": 0}


@pytest.mark.parametrize("seed", range(30))
def test_the_fairest_answer_is_that_of_brute_force_and_no_answer_beats_the_bounds(seed: int) -> None:
    p = fair(brute.random_problem(seed, people=3, groups=5), (10, 25, 7)[seed % 3])
    every = brute.every_answer(p)
    found = answer(p)
    if not every:
        assert found.solution.status == "infeasible"
        return
    best = max((brute.reached(p, weeks), sum(brute.worth(p, *each) for each in weeks.items())) for weeks in every)
    assert found.fair is not None
    assert found.violations == ()
    assert (found.fair.counts, found.solution.value) == best
    assert found.fair.proved == len(found.fair.counts)
    highest = [max(column) for column in zip(*(brute.reached(p, weeks) for weeks in every), strict=True)]
    assert all(most >= count for most, count in zip(found.at_most, highest, strict=True))


@pytest.mark.parametrize("seed", range(15))
def test_any_prices_and_weights_bound_the_levels(seed: int) -> None:
    p = fair(brute.random_problem(seed, people=3, groups=5), 20)
    every = brute.every_answer(p)
    if not every:
        return
    best = best_alone(p)
    assert best == {name: brute.best_alone(p, name) for name in p.people}
    highest = [max(column) for column in zip(*(brute.reached(p, weeks) for weeks in every), strict=True)]
    prices = {row: price / 500 for row, price in brute.random_prices(p, seed).items()}
    for share in (0.0, 0.5, 1.0, 3.0):
        weights = {f"weight:{name}": share / max(1, best[name]) for name in p.people}
        for level, count in enumerate(highest, 1):
            assert most_on_level(p, best, level, {**prices, **weights}) >= count


def test_prices_prove_that_one_place_is_for_one() -> None:
    p = fair(small(people=[person("P"), person("Q")], groups=[group(places=1)]))
    rows = {"group:G": 1.0, "weight:P": 1 / 11, "weight:Q": 1 / 11}
    assert most_on_levels(p, best_alone(p), {10: rows})[-1] == 1
    assert most_on_levels(p, best_alone(p), {})[-1] == 2
    found = answer(p)
    assert found.at_most[-1] == 1
    with pytest.raises(ValueError, match="negative"):
        most_on_level(p, best_alone(p), 10, {"weight:P": -1.0})


def test_a_large_problem_is_mended_in_turns_and_never_gets_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fairness, "SMALL", 0)
    monkeypatch.setattr(fairness, "NODES_A_TURN", 1)
    p = fair(crowd(24, seed=3))
    weeks = engine.first_come(p).assignments
    best = best_alone(p)
    found = fairness.fairest(p, weeks, seconds=5)
    assert found.counts > levels.reached(p, levels.levels(p, best, weeks))
    assert check(p, found.weeks) == ()
    assert (found.proved, found.certificates) == (0, {})


def test_without_time_the_answer_given_is_kept() -> None:
    p = fair(crowd(10, seed=1))
    weeks = answer(p).solution.assignments
    assert fairness.fairest(p, weeks, seconds=0).weeks == weeks
    assert fairness.fairest(p, weeks, cancelled=lambda: True).weeks == weeks


@pytest.fixture
def told(tmp_path: Path) -> Path:
    write_found(tmp_path / "a", answer(SHARED))
    return tmp_path / "a"


def state(folder: Path, **figures: Any) -> None:
    path = folder / "result.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **figures}), "utf-8")


def test_the_check_finds_the_levels_again_and_prints_them(told: Path) -> None:
    found = recheck(SHARED, read_answer(told, SHARED))
    assert found.right
    assert any("levels proved from the prices" in line for line in found.lines())


@pytest.mark.parametrize("figure", [{"reached": [2] * 10}, {"at_most": [0] * 10}, {"levels_proved": 11}])
def test_a_level_stated_wrongly_is_found(figure: dict[str, object], told: Path) -> None:
    state(told, **figure)
    assert not recheck(SHARED, read_answer(told, SHARED)).right


def test_prices_of_levels_that_cannot_be_are_faults(told: Path) -> None:
    (told / "levels.csv").write_text("level,row,price\n1,weight:nobody,1\n2,group:G,-1\nx,group:G,1\n", "utf-8")
    with pytest.raises(ProblemFaults) as found:
        read_answer(told, SHARED)
    assert len(found.value.faults) == 3


def test_the_commands_print_the_levels_on_which_somebody_is_missing(tmp_path: Path) -> None:
    write_problem(SHARED, tmp_path / "p")
    asked = ["solve", str(tmp_path / "p"), "--out", str(tmp_path / "a"), "--quiet"]
    solved = CliRunner().invoke(match, asked)
    assert solved.exit_code == 0
    assert "level 10        0 of 2 people" in solved.output
    assert "level 1 " not in solved.output, "everyone is there"
    checked = CliRunner().invoke(match, ["check", str(tmp_path / "p"), str(tmp_path / "a")])
    assert checked.exit_code == 0
    assert "100 % or more of their best: 0 people" in checked.output
