"""What a young person may be told of a wish: true, and the same whatever is so of anybody else."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from pfa.matching.solver import checker
from pfa.matching.solver.figures import is_met
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.telling import TELLINGS, Tellings
from tests.matching.solver import brute
from tests.matching.solver.small import group, opportunity, person, small

WISH = {("P", "O"): 60}
NOBODY: dict[str, set[str]] = {}
Weeks = Mapping[str, frozenset[str]]


def one(p: Mapping[str, Any] | None = None, o: Mapping[str, Any] | None = None, **more: Any) -> Problem:
    """P wishes for O, whose only group is G; Q is there too; H of R is what else there is."""
    g = more.pop("g", {})
    return small(
        people=[person("P", **(p or {})), person("Q", support_units=1, coach_units=1)],
        opportunities=[opportunity("O", **(o or {})), opportunity("R", sector="art")],
        groups=[group("G", **g), group("H", "R", "mon-am mon-pm")],
        wishes=WISH,
        **more,
    )


@pytest.mark.parametrize(
    ("told", "problem", "weeks"),
    [
        ("other-age", one({"age": 15}, {"age_min": 16}), NOBODY),
        ("too-far", one({"travel_limit_minutes": 30}, travel={("P", "at-O"): 31}), NOBODY),
        ("not-free", one({"unavailable": "mon-am"}), NOBODY),
        ("more-people", one(g={"places": 1}), {"Q": {"G"}}),
        ("too-few", one(g={"min_viable": 2}), NOBODY),
        ("no-fit", one(), {"P": {"H"}}),
        ("no-fit", one({"sessions_wanted": 0}), NOBODY),
        ("ask", one(), NOBODY),
        ("ask", one({"level": 0}, {"level_min": 1}), NOBODY),
        ("ask", one({"needs": "hoist"}), NOBODY),
        ("ask", one({"plan": "none"}, {"plans": "ehcp"}), NOBODY),
        ("ask", one(fixed={("P", "G"): "never"}), NOBODY),
        ("ask", one(apart=[("P", "Q")]), {"Q": {"G"}}),
        ("ask", one({"support_units": 1}, g={"support_units": 1}), {"Q": {"G"}}),
        ("ask", one({"coach_units": 1}, g={"pool": "c"}, pools={("c", "mon-am"): 1}), {"Q": {"G"}}),
        ("ask", one(g={"funder": "f", "cost": 2}, cost_ceilings={"f": 3}), {"Q": {"G"}}),
        ("not-on-offer", small(wishes={("P", "sector:art"): 9}), NOBODY),
    ],
)
def test_each_wish_is_told_of_in_one_way(told: str, problem: Problem, weeks: dict[str, set[str]]) -> None:
    (target,) = problem.preferences["P"]
    assert Tellings(problem, weeks).telling("P", target) == told
    assert told in TELLINGS


def answer_at_random(p: Problem, dice: random.Random) -> dict[str, frozenset[str]]:
    """A valid answer: everybody in turn takes some week that still goes."""
    weeks: dict[str, frozenset[str]] = {}
    for name in dice.sample(list(p.people), len(p.people)):
        choices = [week for week in brute.every_week(p, name) if brute.shared_rules_hold(p, {**weeks, name: week})]
        weeks[name] = dice.choice(choices) if choices else frozenset()
    return weeks


def another_world(p: Problem, dice: random.Random, me: str) -> Problem:
    """The same for `me` and for what is on offer; everything else about the others is drawn anew, and every hint."""
    other = brute.random_problem(dice.randrange(10**6))
    strangers = dict(zip([name for name in p.people if name != me], other.people.values(), strict=False))
    week = {each.session for each in p.policy.week}
    people = {
        name: p.people[me]
        if name == me
        else replace(
            strangers[name],
            id=name,
            unavailable=strangers[name].unavailable & week,
            own_sessions=strangers[name].own_sessions & week,
        )
        for name in p.people
    }
    targets = [*p.opportunities, "sector:a", "sector:b"]
    wishes = {
        name: {target: dice.choice((0, 10, 60)) for target in targets if dice.random() < 0.6}
        for name in p.people
        if name != me
    }
    pairs = [(one, two) for one in p.people for two in p.people if one < two]
    return replace(
        p,
        people=people,
        preferences={**wishes, me: p.preferences.get(me, {})},
        apart=frozenset(pair for pair in pairs if dice.random() < 0.3),
        together=frozenset(),
        fixed={(name, g): "never" for name in p.people for g in p.groups if dice.random() < 0.15},
        travel={key: minutes for key, minutes in p.travel.items() if key[0] == me},
        earlier={},
        policy=replace(p.policy, cost_ceilings={}, change_points={}),
        pools={key: dice.choice((0, 1, 2, 9)) for key in p.pools},
    )


def test_what_is_told_gives_nothing_of_anybody_else_away() -> None:
    """Two worlds that differ in others' needs, wishes, weeks, in every hint and all coach time and money, but in which
    the person's own week is the same, the same groups are full and the same groups run: the same is told."""
    compared = differed = 0
    for seed in range(200):
        dice = random.Random(seed)
        p = brute.random_problem(seed, people=3)
        me = "P0"
        weeks = answer_at_random(p, dice)
        here = Tellings(p, weeks)
        targets = [t for t, points in p.preferences.get(me, {}).items() if points and not is_met(p, weeks[me], t)]
        for _ in range(20):
            q = another_world(p, dice, me)
            theirs = {**answer_at_random(q, dice), me: weeks[me]}
            there = Tellings(q, theirs)
            alike = here.full_groups() == there.full_groups() and here.running_groups() == there.running_groups()
            if not alike:
                continue
            compared += 1
            differed += theirs != weeks
            for target in targets:
                assert here.telling(me, target) == there.telling(me, target), (seed, target)
    assert compared > 200
    assert differed > 20


@pytest.mark.parametrize("seed", range(60))
def test_what_is_told_is_true(seed: int) -> None:
    p = brute.random_problem(seed)
    weeks = answer_at_random(p, random.Random(seed))
    inside = {name: sum(name in week for week in weeks.values()) for name in p.groups}
    found = Tellings(p, weeks)
    for name, targets in p.preferences.items():
        for target, points in targets.items():
            if not points or is_met(p, weeks[name], target):
                continue
            told = found.telling(name, target)
            groups = [g for g in p.groups.values() if is_met(p, [g.id], target)]
            rules = [{each.rule for each in checker.check_package(p, name, weeks[name] | {g.id})} for g in groups]
            if told == "not-on-offer":
                assert not groups
            elif told == "more-people":
                assert any(inside[g.id] >= g.places for g in groups)
            elif told == "too-few":
                assert any(not inside[g.id] and g.min_viable > 1 for g in groups)
            elif told == "no-fit":
                assert any(rules)
            elif told != "ask":
                said = {"other-age": "age", "too-far": "travel", "not-free": "unavailable"}[told]
                assert any(said in each for each in rules)
