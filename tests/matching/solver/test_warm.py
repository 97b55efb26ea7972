"""Beginning at an earlier answer: what is left for a few people, what still holds, and who chooses anew."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pfa.matching.cli import match
from pfa.matching.solver import bound, engine, explain, sharing
from pfa.matching.solver.answer import answer
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.engine import solve
from pfa.matching.solver.indexed import index
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_answer
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.rest import rest_of
from pfa.matching.solver.warm import losers, still_holding
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver import brute
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small


@pytest.mark.parametrize("seed", range(150))
def test_an_answer_to_the_rest_with_the_others_weeks_is_an_answer_to_the_whole(seed: int) -> None:
    p = brute.random_problem(seed, people=4, groups=5)
    whole = solve(p)
    if whole.status == "infeasible":
        return
    free = random.Random(seed).sample(sorted(p.people), 2)
    rest = rest_of(p, whole.assignments, free)
    found = solve(rest)
    assert found.status == "optimal", "their own weeks are an answer"
    joined = {**whole.assignments, **found.assignments}
    assert check(p, joined) == ()
    assert value(p, joined) == whole.value, "nothing better was there, and nothing worse was needed"


def test_the_rest_holds_what_others_leave_of_everything() -> None:
    p = small(
        people=[person(name, support_units=1, coach_units=2) for name in "PQR"],
        opportunities=[opportunity(name) for name in "OS"],
        groups=[group("G", places=3, min_viable=3, support_units=4, pool="c", funder="f", cost=5), group("H", "S")],
        pools={("c", "mon-am"): 7},
        apart=[("P", "Q"), ("P", "R")],
        cost_ceilings={"f": 12},
    )
    rest = rest_of(p, {"Q": {"G"}, "P": {"G"}}, ["P", "R"], groups=["G"])
    (left,) = rest.groups.values()
    assert (left.places, left.min_viable, left.support_units) == (2, 2, 3)
    assert rest.pools["c", "mon-am"] == 5
    assert rest.policy.cost_ceilings == {"f": 7}
    assert rest.apart == {("P", "R")}
    assert rest.fixed == {("P", "G"): "never"}
    assert list(rest.people) == ["P", "R"]


def test_who_is_needed_by_others_for_their_group_to_run_must_stay() -> None:
    p = small(
        people=[person(name) for name in "PQR"],
        opportunities=[opportunity(name) for name in "OS"],
        groups=[group("G", min_viable=2), group("H", "S", "mon-am")],
        wishes={("P", "S"): 90},
    )
    weeks = {"P": {"G"}, "Q": {"G"}}
    assert rest_of(p, weeks, ["P"]).fixed == {("P", "G"): "must"}
    assert rest_of(p, {**weeks, "R": {"G"}}, ["P"]).fixed == {}
    assert solve(rest_of(p, weeks, ["P"])).assignments["P"] == {"G"}


def closed(p: Problem, group_id: str) -> Problem:
    return replace(p, groups={**p.groups, group_id: replace(p.groups[group_id], places=0, min_viable=0)})


def test_what_still_holds_is_kept_and_who_lost_something_is_known() -> None:
    p = crowd(25, seed=3)
    before = solve(p).assignments
    fullest = max(p.groups, key=lambda name: sum(name in week for week in before.values()))
    after = index(closed(p, fullest))
    packages = still_holding(after, {**before, "gone": {"G"}})
    lost = losers(after, before, packages)
    weeks = {after.people[k]: {after.groups[g] for g in package} for k, package in enumerate(packages)}
    assert check(after.problem, weeks) == ()
    assert {after.people[k] for k in lost} >= {name for name, week in before.items() if fullest in week}
    kept = [name for k, name in enumerate(after.people) if k not in lost]
    assert all(weeks[name] == before[name] for name in kept)


@pytest.mark.parametrize("seed", range(4))
def test_with_no_time_for_more_a_warm_start_mends_the_answer_and_moves_few(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BEFORE_THE_WHOLE", 1e9)
    p = crowd(30, seed=seed)
    before = answer(p)
    fullest = max(p.groups, key=lambda name: sum(name in week for week in before.solution.assignments.values()))
    told = {(name, g): "told" for name, week in before.solution.assignments.items() for g in week}
    settled = replace(p.policy, change_points={"told": 500})
    q = replace(closed(p, fullest), earlier=told, policy=settled)
    found = answer(q, start=before.solution.assignments, prices=before.solution.prices, seconds=60)
    assert found.violations == ()
    assert found.verified.points >= found.solution.value
    best = answer(q)
    assert found.solution.value >= 0.98 * best.solution.value
    inside = sum(fullest in week for week in before.solution.assignments.values())
    assert found.moved is not None
    assert inside <= found.moved <= inside + 8


def test_a_problem_that_tells_of_earlier_weeks_begins_there_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BEFORE_THE_WHOLE", 1e9)
    p = crowd(20, seed=7)
    weeks = engine.first_come(p).assignments
    q = replace(p, earlier={(name, g): "told" for name, week in weeks.items() for g in week})
    found = answer(q, seconds=20)
    assert found.moved == 0
    assert {name: set(week) for name, week in found.solution.assignments.items()} == {
        name: set(week) for name, week in weeks.items()
    }
    assert answer(q).moved != 0, "with time for the whole it is changed for the better: here nothing is lost by it"


@pytest.mark.parametrize("seed", range(25))
def test_a_run_that_begins_at_an_earlier_answer_ends_at_the_same_optimum(seed: int) -> None:
    p = brute.random_problem(seed, people=3, groups=5)
    start = solve(brute.random_problem(seed + 1, people=3, groups=5))
    found = answer(p, start=start.assignments, prices=start.prices)
    best = brute.best_value(p)
    assert found.solution.status == ("infeasible" if best is None else "optimal")
    assert best is None or found.solution.value == best


def test_the_command_begins_at_an_earlier_answer_and_says_how_many_moved(tmp_path: Path) -> None:
    p = crowd(12, seed=2)
    write_problem(p, tmp_path / "p")
    write_found(tmp_path / "a", answer(p))
    weeks = read_answer(tmp_path / "a", p).assignments
    q = replace(
        p,
        earlier={(name, g): "agreed" for name, week in weeks.items() for g in week},
        policy=replace(p.policy, change_points={"agreed": 900}),
    )
    write_problem(q, tmp_path / "q")
    asked = ["solve", str(tmp_path / "q"), "--out", str(tmp_path / "b"), "--from", str(tmp_path / "a"), "--quiet"]
    solved = CliRunner().invoke(match, asked)
    assert solved.exit_code == 0
    assert "moved           0" in solved.output
    stated = read_answer(tmp_path / "b", q)
    assert stated.stated["moved"] == 0
    assert recheck(q, stated).right
    assert CliRunner().invoke(match, [*asked[:5], str(tmp_path / "nothing")]).exit_code == 2


def test_two_processes_find_what_one_finds() -> None:
    p = crowd(110, seed=4)
    weeks = engine.first_come(p).assignments
    prices = brute.random_prices(p, 4)
    assert bound.verify(p, prices, share=True) == bound.verify(p, prices)
    assert explain.explain(p, weeks, share=True) == explain.explain(p, weeks)


def test_a_failure_of_this_half_is_told_and_ends_the_other() -> None:
    here = os.getpid()

    def work(items: object) -> object:
        if os.getpid() == here:
            raise KeyError("here")
        return "x" * 1_000_000

    with pytest.raises(KeyError, match="here"):
        sharing.in_halves(work, [1, 2])


def test_where_no_process_can_be_made_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError("no process left")

    monkeypatch.setattr(os, "fork", refuse)
    assert sharing.in_halves(list, [1, 2, 3]) == [[1], [2, 3]]


def test_work_is_done_here_where_the_other_process_fails() -> None:
    here = os.getpid()

    def work(items: object) -> object:
        if os.getpid() != here:
            os._exit(3)
        return items

    assert sharing.in_halves(work, [1, 2, 3]) == [[1], [2, 3]]
