"""A repair list for `must` rows that cannot be kept: what, how much, whose; and with it made, there is an answer."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pfa.matching.cli import match
from pfa.matching.solver.diagnosis import Repair, diagnose, possible, repaired
from pfa.matching.solver.engine import solve
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.writer import write_problem
from tests.matching.solver import brute
from tests.matching.solver.small import group, opportunity, person, small

BOTH = {("P", "G"): "must", ("Q", "G"): "must"}


def crowd(p: dict[str, Any] | None = None, *, fixed: dict[tuple[str, str], str] = BOTH, **facts: Any) -> Problem:
    settings = facts.pop("settings", {})
    return small(
        people=[person(name, **(p or {})) for name in "PQ"], groups=[group("G", **facts)], fixed=fixed, **settings
    )


@pytest.mark.parametrize(
    ("row", "amount", "rule", "whose", "problem"),
    [
        ("group:G", 1, "places", "the provider", crowd(places=1)),
        ("group:G", 2, "places", "the provider", crowd(places=0, min_viable=0)),
        ("share:G:n", 1, "share", "the authorities who share it", crowd({"authority": "n"}, authority_places={"n": 1})),
        ("share:G:n", 2, "share", "the authorities who share it", crowd({"authority": "n"}, authority_places={"n": 0})),
        (
            "chance:G",
            30,
            "likely",
            "the provider",
            crowd(chance=50, settings={"uncertain": "robust", "likely_at_least": 80}),
        ),
        ("viable:G", 1, "viable", "the provider", crowd(min_viable=3)),
        ("support:G", 3, "support", "the provider", crowd({"support_units": 2}, support_units=1)),
        (
            "pool:c:mon-am",
            1,
            "coach-pool",
            "the job-coach service",
            crowd({"coach_units": 2}, pool="c", settings={"pools": {("c", "mon-am"): 3}}),
        ),
        (
            "funder:f",
            4,
            "cost-ceiling",
            "the funder",
            crowd(funder="f", cost=5, settings={"cost_ceilings": {"f": 6}}),
        ),
        ("apart:P:Q:G", 1, "apart", "the named worker", crowd(settings={"apart": [("P", "Q")]})),
        (
            "must:P:G",
            1,
            "unavailable",
            "the co-ordinator",
            crowd({"unavailable": "mon-am"}, fixed={("P", "G"): "must"}),
        ),
    ],
)
def test_each_repair_says_what_and_how_much_and_whose(
    row: str, amount: int, rule: str, whose: str, problem: Problem
) -> None:
    assert not possible(problem)
    (found,) = diagnose(problem)
    assert (found.row, found.amount, found.rule, found.whose) == (row, amount, rule, whose)
    assert found.words.endswith(".")
    assert possible(repaired(problem, (found,)))
    if found.amount > 1:
        assert not possible(repaired(problem, (replace(found, amount=found.amount - 1),))), "no more than is needed"


def test_of_two_settled_things_at_one_time_one_has_to_go() -> None:
    p = small(
        opportunities=[opportunity("O"), opportunity("R")],
        groups=[group("G"), group("H", "R")],
        fixed={("P", "G"): "must", ("P", "H"): "must"},
    )
    (found,) = diagnose(p)
    assert found.row.startswith("must:P:")
    assert (found.rule, found.whose) == ("one-thing-at-a-time", "the co-ordinator")


def test_what_can_be_kept_needs_no_repair() -> None:
    assert diagnose(crowd(places=2, min_viable=2)) == ()
    assert diagnose(small()) == ()


def with_more_musts(seed: int) -> Problem:
    p = brute.random_problem(seed, people=3, groups=5)
    dice = random.Random(seed)
    more = {(name, dice.choice(sorted(p.groups))): "must" for name in p.people if dice.random() < 0.8}
    return replace(p, fixed={**p.fixed, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(80))
def test_repairs_are_needed_exactly_where_there_is_no_answer_and_they_do(seed: int) -> None:
    p = with_more_musts(seed)
    repairs = diagnose(p)
    assert (not repairs) == (brute.best_value(p) is not None)
    mended = repaired(p, repairs)
    assert brute.best_value(mended) is not None
    assert solve(mended).status != "infeasible"


def test_the_command_prints_the_list_and_its_status_says_whether_there_is_one(tmp_path: Path) -> None:
    write_problem(crowd(places=1), tmp_path / "p")
    write_problem(small(), tmp_path / "fine")
    result = CliRunner().invoke(match, ["diagnose", str(tmp_path / "p"), "--out", str(tmp_path / "r.csv")])
    assert result.exit_code == 1
    assert "the provider" in result.output
    assert "G: 1 place more." in result.output
    assert (tmp_path / "r.csv").read_text("utf-8").splitlines()[1].startswith("group:G,1,places,the provider,")
    assert CliRunner().invoke(match, ["diagnose", str(tmp_path / "fine")]).exit_code == 0


def test_a_repair_can_be_read_as_a_sentence() -> None:
    (found,) = diagnose(crowd(min_viable=3))
    assert found == Repair("viable:G", 1, "viable", "the provider", "G: 1 person fewer to run.")
