"""No answer leaves unchecked, and a bound is never claimed that was not proved."""

from __future__ import annotations

from typing import Any

import pytest

from pfa.matching.solver.answer import answer
from pfa.matching.solver.bound import verify
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.result import Progress, Solution
from tests.matching.solver import brute
from tests.matching.solver.small import group, person, small

PROBLEM = small(people=[person("P"), person("Q")], groups=[group(places=1)], wishes={("P", "O"): 60})


def engine(monkeypatch: pytest.MonkeyPatch, **facts: Any) -> None:
    """Put an engine in place that gives this solution."""
    values: dict[str, Any] = {
        "status": "feasible",
        "assignments": {"P": frozenset({"G"})},
        "value": 70,
        "bound": 70.0,
        "bound_from": "solver",
        "stopped_by": "clock",
        "seconds": 0.0,
        "seed": 0,
    }
    solution = Solution(**{**values, **facts})

    def solve(problem: Problem, **_: object) -> Solution:
        return solution

    monkeypatch.setattr("pfa.matching.solver.answer.solve", solve)


def test_an_answer_that_breaks_a_rule_is_invalid_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, assignments={"P": frozenset({"G"}), "Q": frozenset({"G"})}, value=81, status="optimal")
    found = answer(PROBLEM)
    assert found.solution.status == "invalid"
    assert [violation.rule for violation in found.violations] == ["places"]


def test_a_bound_that_the_prices_do_not_prove_is_replaced_by_the_one_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, bound_from="prices", bound=70.0, prices={"group:G": 5.0})
    found = answer(PROBLEM)
    assert (found.solution.bound, found.solution.bound_from) == (5 + 65 + 6, "prices")
    assert found.solution.status == "feasible"
    assert found.gap == pytest.approx(6 / 76)


def test_prices_that_prove_as_much_as_the_solver_says_get_the_credit(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, prices={"group:G": 11.0})
    found = answer(PROBLEM)
    assert (found.solution.bound_from, found.solution.bound, found.solution.status) == ("prices", 70, "optimal")


def test_the_solvers_word_stays_the_solvers_word(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, bound=70.0)
    found = answer(PROBLEM)
    assert (found.solution.bound_from, found.solution.bound) == ("solver", 70)
    assert found.verified.points == 70 + 11


def test_the_checks_are_told_as_a_phase_of_their_own() -> None:
    phases: list[Progress] = []
    answer(PROBLEM, progress=phases.append)
    assert phases[-1].phase == "checking"
    assert (phases[-1].value, phases[-1].bound) == (70, pytest.approx(70))


def test_a_bound_from_a_search_cut_short_holds_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pfa.matching.solver.bound.proof.STEPS_A_PERSON", 0)
    loose = 0
    for seed in range(40):
        p = brute.random_problem(seed, people=3, groups=5)
        cut, best = verify(p, brute.random_prices(p, seed)), brute.best_value(p)
        loose += cut.loose
        if best is not None:
            assert cut.points >= best
    assert loose > 20


def test_a_negative_price_proves_nothing() -> None:
    with pytest.raises(ValueError, match="negative"):
        verify(PROBLEM, {"group:G": -1.0})
