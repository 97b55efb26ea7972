"""Groups that may not run: left out where they are not likely enough, or counted by their chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pfa.matching.solver.answer import answer
from pfa.matching.solver.checker import value_certain, value_expected
from pfa.matching.solver.policy import fingerprint
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver.small import group, opportunity, person, policy, small

TWO = [opportunity("O", main=True), opportunity("R")]


def unsure(chance: int, **settings: object) -> Problem:
    """G, a main pathway, is worth 100 + 10 + 59 = 169 and may not run; H, at the same time, is worth 10 + 40 = 50."""
    return small(
        opportunities=TWO,
        groups=[group("G", chance=chance), group("H", "R")],
        wishes={("P", "O"): 59, ("P", "R"): 40},
        **settings,  # type: ignore[arg-type]  # settings of the policy
    )


def week(problem: Problem) -> set[str]:
    found = answer(problem)
    assert found.violations == ()
    assert found.solution.status == "optimal"
    assert found.verified.points >= found.solution.value
    return set(found.solution.assignments["P"])


def test_where_chances_are_not_looked_at_the_best_group_is_taken() -> None:
    assert week(unsure(0)) == {"G"}


@pytest.mark.parametrize(("chance", "taken"), [(79, {"H"}), (80, {"G"})])
def test_a_robust_run_uses_only_what_is_likely_enough(chance: int, taken: set[str]) -> None:
    assert week(unsure(chance, uncertain="robust", likely_at_least=80)) == taken


@pytest.mark.parametrize(("chance", "taken"), [(29, {"H"}), (30, {"G"})])
def test_an_expected_run_weighs_each_group_by_its_chance(chance: int, taken: set[str]) -> None:
    """29 % of 169 are 49, rounded down, and 30 % are 50.7: 50, as much as H; one point more decides."""
    p = unsure(chance, uncertain="expected", main_pathway_points=104 if chance == 30 else 100)
    assert week(p) == taken


def test_an_expected_value_is_rounded_down_for_each_group() -> None:
    p = small(
        opportunities=TWO,
        groups=[group("G", chance=33), group("H", "R", "mon-pm", chance=33)],
        session_filled_points=0,
        main_pathway_points=4,
        open_points=5,
        uncertain="expected",
    )
    assert answer(p).solution.value == 9 * 33 // 100 + 5 * 33 // 100 == 3
    assert 14 * 33 // 100 == 4, "rounded once for the whole week it would be more"


@pytest.mark.parametrize("count", ["", "robust", "expected"])
def test_both_figures_stand_in_every_result_whatever_was_counted(count: str, tmp_path: Path) -> None:
    write_problem(unsure(80, uncertain=count, likely_at_least=90 if count == "expected" else 70), tmp_path / "p")
    p = read_problem(tmp_path / "p")
    found = answer(p)
    write_found(tmp_path / "a", found)
    stated = json.loads((tmp_path / "a" / "result.json").read_text("utf-8"))
    assert stated["value_expected"] == 169 * 80 // 100 == 135
    # Without the setting only what is sure is certain; a robust run here counts on 70 %, an expected one on 90 %.
    assert (stated["likely_at_least"], stated["value_certain"]) == {"": (100, 0), "robust": (70, 169)}.get(
        count, (90, 0)
    )
    assert recheck(p, read_answer(tmp_path / "a", p)).right
    for figure in ("value_expected", "value_certain", "likely_at_least"):
        other = {**stated, figure: stated[figure] + 1}
        (tmp_path / "a" / "result.json").write_text(json.dumps(other), "utf-8")
        words = f"{figure} is stated as {stated[figure] + 1} and is {stated[figure]}"
        assert recheck(p, read_answer(tmp_path / "a", p)).wrong == (words,)


def test_pairs_count_in_both_figures_too() -> None:
    p = small(
        people=[person("P"), person("Q")],
        groups=[group(chance=50)],
        together=[("P", "Q")],
        together_points=7,
        session_filled_points=0,
    )
    weeks = {"P": {"G"}, "Q": {"G"}}
    assert (value_expected(p, weeks), value_certain(p, weeks)) == (0 + 0 + 3, 0)


def test_what_is_settled_in_a_group_too_unlikely_cannot_be() -> None:
    p = unsure(50, uncertain="robust", likely_at_least=60, fixed={("P", "G"): "must"})
    found = answer(p).solution
    assert (found.status, found.contradiction) == ("infeasible", ("must:P:G", "likely"))


def test_chances_are_part_of_the_fingerprint_only_where_they_are_looked_at() -> None:
    assert fingerprint(policy()) == fingerprint(policy(uncertain="", likely_at_least=80))
    prints = {
        fingerprint(policy(uncertain=count, likely_at_least=least))
        for count in ("robust", "expected")
        for least in (80, 90)
    }
    assert len(prints | {fingerprint(policy())}) == 5
