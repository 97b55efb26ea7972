"""What would have to change for one wish, all others' weeks kept: each kind by the smallest problem that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from pfa.matching.solver.changes import KINDS, Change, changes
from pfa.matching.solver.engine import solve
from pfa.matching.solver.figures import is_met
from pfa.matching.solver.problem import Problem
from tests.matching.solver import brute
from tests.matching.solver.small import group, opportunity, person, small

HERE, FAR = {"lat": 53.0, "lon": -1.5}, {"lat": 53.2, "lon": -1.5}


def one(p: dict[str, Any] | None = None, o: dict[str, Any] | None = None, **facts: Any) -> Problem:
    """P wishes for O, whose only group is G; Q is there too."""
    settings = facts.pop("settings", {})
    return small(
        people=[person("P", **(p or {})), person("Q", support_units=1, coach_units=1)],
        opportunities=[opportunity("O", **(o or {}))],
        groups=[group("G", **facts)],
        wishes={("P", "O"): 60},
        pools={("c", "mon-am"): 1},
        **settings,
    )


def only(problem: Problem, weeks: dict[str, set[str]] | None = None) -> Change:
    (found,) = changes(problem, weeks or {})
    return found


@pytest.mark.parametrize(
    ("kind", "amount", "problem", "inside"),
    [
        ("plan-b", 0, one(), {}),
        ("place", 1, one(places=1), {"Q": {"G"}}),
        ("place", 1, one(places=0, min_viable=0), {}),
        ("share", 1, one({"authority": "n"}, authority_places={"n": 0}), {}),
        ("chance", 20, one(chance=60, settings={"uncertain": "robust", "likely_at_least": 80}), {}),
        ("minimum", 2, one(min_viable=3), {}),
        ("support", 1, one({"support_units": 1}, support_units=1), {"Q": {"G"}}),
        ("support", 3, one({"support_units": 3}, support_units=0), {}),
        ("coach", 2, one({"coach_units": 2}, pool="c"), {"Q": {"G"}}),
        ("money", 1, one(funder="f", cost=2, settings={"cost_ceilings": {"f": 3}}), {"Q": {"G"}}),
        ("session", 1, one({"unavailable": "mon-am"}), {}),
        ("minutes", 67, one({**HERE, "travel_limit_minutes": 30}, FAR), {}),
        ("level", 2, one({"level": 0}, {"level_min": 2}), {}),
        ("level", 1, one({"level": 3}, {"level_max": 2}), {}),
        ("start", 1, one({"age": 15}, {"age_min": 16}), {}),
        ("own-session", 1, one({"own_sessions": "mon-am"}), {}),
        ("half-days", 1, one({"sessions_wanted": 1}, on="mon-am mon-pm"), {}),
    ],
)
def test_the_smallest_change_is_named_with_its_amount(
    kind: str, amount: int, problem: Problem, inside: dict[str, set[str]]
) -> None:
    found = only(problem, inside)
    assert (found.kind, found.group_id, found.week, found.value_now) == (kind, "G", {"G"}, 0)
    if kind == "minutes":
        assert 40 < found.amount < 90
    else:
        assert found.amount == amount


@pytest.mark.parametrize(
    "problem",
    [
        one({"age": 14}, {"age_min": 16}),
        one({"age": 26}, {"age_max": 25}),
        one({"needs": "hoist"}),
        one({"plan": "none"}, {"plans": "ehcp"}),
        one({"own_sessions": "mon-am", "unavailable": "mon-pm tue-am tue-pm"}),
        one({"own_sessions": "mon-am", "unavailable": "mon-pm"}, on="mon-am mon-pm"),
        one(settings={"fixed": {("P", "G"): "never"}}),
        one({"unavailable": "mon-am", "level": 0}, {"level_min": 1}),
    ],
)
def test_what_nobody_may_change_or_needs_two_changes_has_none(problem: Problem) -> None:
    assert list(changes(problem, {})) == []


def test_the_half_days_that_would_have_to_change_are_named() -> None:
    assert only(one({"unavailable": "tue-am mon-am"}, on="mon-am tue-am")).when == ("mon-am", "tue-am")
    assert only(one({"unavailable": "mon-am tue-am"})).when == ("mon-am",)
    assert only(one(places=1), {"Q": {"G"}}).when == ()


def test_what_is_their_own_moves_to_where_the_week_has_room_for_it() -> None:
    p = small(
        people=[person("P", own_sessions="mon-am", unavailable="mon-pm")],
        opportunities=[opportunity("O"), opportunity("R", sector="art")],
        groups=[group("G"), group("H", "R", "tue-am")],
        wishes={("P", "O"): 60, ("P", "R"): 80},
        fixed={("P", "H"): "must"},
    )
    found = only(p, {"P": {"H"}})
    assert (found.kind, found.when, found.week) == ("own-session", ("mon-am", "tue-pm"), {"G", "H"})


def test_a_plan_b_counts_whom_they_would_be_with_and_whom_they_would_leave() -> None:
    p = small(
        people=[person("P"), person("F"), person("E")],
        opportunities=[opportunity("O"), *(opportunity(name, sector="art") for name in "RST")],
        groups=[
            group("G"),
            group("H", "R"),
            group("I", "S", "tue-am"),
            group("J", "T", "tue-am"),
            group("K", "R", "mon-pm"),
        ],
        wishes={("P", "O"): 60, ("P", "S"): 2},
        together=[("P", "F"), ("P", "E")],
        together_points=100,
    )
    weeks = {"P": {"H"}, "F": {"H", "J"}, "E": {"I", "H", "J"}}
    plan = next(each for each in changes(p, weeks) if each.target == "O")
    # Both friends are met in H now; with G instead both can be met in J, but in I only one.
    assert (plan.kind, plan.week, plan.value_now) == ("plan-b", {"G", "J", "K"}, 11 + 200)
    assert plan.value == 70 + 11 + 11 + 200


def test_two_who_stay_apart_are_no_matter_of_places() -> None:
    assert list(changes(one(settings={"apart": [("P", "Q")]}), {"Q": {"G"}})) == []


def test_a_plan_b_gives_up_something_of_their_own_and_moves_nobody_else() -> None:
    p = small(
        people=[person("P"), person("Q")],
        opportunities=[opportunity("O"), opportunity("R", sector="art"), opportunity("S", sector="it")],
        groups=[group("G", places=1), group("H", "R", "mon-am mon-pm"), group("I", "S", "mon-am")],
        wishes={("P", "R"): 50, ("P", "S"): 20, ("Q", "O"): 10, ("P", "O"): 15},
    )
    weeks = {"P": {"H"}, "Q": {"G"}}
    found = {(each.target, each.kind): each for each in changes(p, weeks)}
    assert set(found) == {("S", "plan-b"), ("O", "place")}
    plan = found["S", "plan-b"]
    assert (plan.week, plan.value, plan.value_now) == ({"I"}, 30, 120)


def test_who_others_need_cannot_leave_them() -> None:
    p = small(
        people=[person("P"), person("Q")],
        opportunities=[opportunity("O"), opportunity("R", sector="art")],
        groups=[group("G", min_viable=2), group("H", "R")],
        wishes={("P", "R"): 50},
    )
    assert list(changes(p, {"P": {"G"}, "Q": {"G"}})) == []
    assert only(replace(p, groups={**p.groups, "G": group("G")}), {"P": {"G"}, "Q": {"G"}}).kind == "plan-b"


def test_only_the_people_asked_about_are_answered() -> None:
    p = small(people=[person("P"), person("Q")], wishes={("P", "O"): 60, ("Q", "O"): 60})
    assert [each.person_id for each in changes(p, {}, ["Q"])] == ["Q"]


def company(p: Problem, weeks: Mapping[str, frozenset[str]], name: str, week: frozenset[str]) -> int:
    """What a person's pairs are worth with this week: all of the answer less everybody's own."""
    every = {**weeks, name: week}
    return brute.total(p, every) - sum(brute.worth(p, who, theirs) for who, theirs in every.items())


@pytest.mark.parametrize("seed", range(60))
def test_plans_b_are_those_of_brute_force(seed: int) -> None:
    p = brute.random_problem(seed, people=3, groups=5)
    found = solve(p)
    if found.status == "infeasible":
        return
    weeks = found.assignments
    said = {(each.person_id, each.target): each for each in changes(p, weeks) if each.kind == "plan-b"}
    other = [each for each in changes(p, weeks) if each.kind != "plan-b"]
    for name, targets in p.preferences.items():
        for target, points in targets.items():
            if not points or is_met(p, weeks[name], target):
                continue
            worths = [
                brute.worth(p, name, week) + company(p, weeks, name, week)
                for week in brute.every_week(p, name)
                if is_met(p, week, target) and brute.shared_rules_hold(p, {**weeks, name: week})
            ]
            plan = said.get((name, target))
            if plan is not None:
                mine = brute.worth(p, name, weeks[name]) + company(p, weeks, name, weeks[name])
                assert plan.value_now == mine
            assert (plan.value if plan else None) == max(worths, default=None), (seed, name, target)
    assert all(each.kind in KINDS and each.amount > 0 for each in other)
