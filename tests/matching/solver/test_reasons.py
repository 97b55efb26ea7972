"""Every reason is true: brute force, which knows nothing of the checker, looks at it again on answers of every kind.

A rule is a true reason if it keeps the person out by itself: with all other rules lost, the group still does not go.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from pfa.matching.solver.answer import answer
from pfa.matching.solver.checker import RULES
from pfa.matching.solver.checker.reasons import Reasons
from pfa.matching.solver.explain import REASONS, explain
from pfa.matching.solver.figures import is_met
from pfa.matching.solver.problem import TOGETHER_PREFIX, Group, Problem
from pfa.matching.solver.result import Explanation
from tests.matching.solver import brute
from tests.matching.solver.tempting import LOST, liked, settings

Weeks = Mapping[str, frozenset[str]]
SHARED = ("places", "share", "viable", "support", "coach-pool", "cost-ceiling", "apart")
OF_A_WEEK = ("one-thing-at-a-time", "one-group-of-an-opportunity", "one-main-pathway")
"""Rules that only two groups break: losing them writes the problem anew, so it is done last."""


BY_OWN_SESSIONS = ("no-more-than-wanted", "whole-days")
"""Rules that count own sessions, which are lost with the rule that keeps them free."""


NEVER_THE_REASON = {"must", "one-thing-at-a-time", "one-group-of-an-opportunity"}
"""Said as "clash"; and whoever has another group of the same has their wish."""


def any_answer(p: Problem, dice: random.Random) -> dict[str, frozenset[str]]:
    """A valid answer, good or bad: everybody in turn takes some week that still goes."""
    weeks: dict[str, frozenset[str]] = {}
    for name in dice.sample(list(p.people), len(p.people)):
        choices = [week for week in brute.every_week(p, name) if brute.shared_rules_hold(p, {**weeks, name: week})]
        weeks[name] = dice.choice(choices) if choices else frozenset()
    return weeks


def with_only(p: Problem, rule: str) -> Problem:
    """The problem without any rule of a person's own week but this one."""
    for other in RULES:
        if other in (rule, *SHARED, *OF_A_WEEK) or (other == "unavailable" and rule in BY_OWN_SESSIONS):
            continue
        p = settings(open_points=1)(liked(p)) if other == "not-for-me" else LOST[other](p)
    for other in OF_A_WEEK:
        if other != rule and not (rule in ("whole-days", "unavailable", "not-for-me") or other == "one-main-pathway"):
            p = LOST[other](p)
    return LOST["one-main-pathway"](p) if rule != "one-main-pathway" else p


def keeps_out(p: Problem, name: str, week: frozenset[str], group_id: str, rule: str) -> bool:
    """Whether the rule by itself stands against the group: alone, or with the rest of the week."""
    only = with_only(p, rule)
    possible = brute.every_week(only, name)
    of_a_pair = RULES.index(rule) <= RULES.index("unavailable")
    return frozenset([group_id]) not in possible or not (of_a_pair or week | {group_id} in possible)


def lacks(p: Problem, weeks: Weeks, name: str, group: Group, reason: str) -> bool:
    """Whether what is shared does not suffice for one more, by counting."""
    person, inside = p.people[name], [p.people[who] for who, week in weeks.items() if group.id in week]
    if reason == "full":
        theirs = sum(other.authority == person.authority for other in inside)
        most = group.authority_places.get(person.authority or "")
        return len(inside) >= group.places or (most is not None and theirs >= most)
    if reason == "did-not-run":
        return not inside and group.min_viable > 1
    if reason == "apart":
        return any({name, other.id} == set(pair) for other in inside for pair in p.apart)
    if reason == "support":
        needed = person.support_units + sum(other.support_units for other in inside)
        return group.support_units is not None and needed > group.support_units
    bare: dict[str, Any] = {"min_viable": 0, "places": 99, "support_units": None, "authority_places": {}}
    if reason == "cost-ceiling":
        bare["pool"] = None
    else:
        p = settings(cost_ceilings={})(p)
    only = replace(p, apart=frozenset(), groups={g.id: replace(g, **bare) for g in p.groups.values()})
    return not brute.shared_rules_hold(only, {**weeks, name: frozenset([group.id])})


def is_true(p: Problem, weeks: Weeks, row: Explanation) -> bool:
    week = weeks[row.person_id]
    if row.reason == "together":
        return week.isdisjoint(weeks[row.target.removeprefix(TOGETHER_PREFIX)])
    if not row.group_id:
        return not any(is_met(p, [g], row.target) for g in p.groups)
    group = p.groups[row.group_id]
    if row.reason == "not-chosen":
        return group.id not in week
    if row.reason in ("full", "did-not-run", *SHARED):
        return lacks(p, weeks, row.person_id, group, row.reason)
    rule = "one-thing-at-a-time" if row.reason == "clash" else row.reason
    return keeps_out(p, row.person_id, week, group.id, rule)


def claims(p: Problem, weeks: Weeks) -> Iterator[Explanation]:
    """Every reason there is, of every group that could meet an unmet wish."""
    for name, targets in p.preferences.items():
        for target in (t for t, points in targets.items() if points and not is_met(p, weeks[name], t)):
            for group_id in (g for g in p.groups if is_met(p, [g], target)):
                yield from (
                    Explanation(name, target, reason, "", group_id)
                    for reason in REASONS
                    if reason not in NEVER_THE_REASON
                )


@pytest.mark.parametrize("block", range(10))
def test_a_reason_is_believed_where_it_is_true_and_nowhere_else(block: int) -> None:
    for seed in range(block * 4, (block + 1) * 4):
        p = brute.random_problem(seed)
        weeks = any_answer(p, random.Random(seed))
        reasons = Reasons(p, weeks)
        for row in claims(p, weeks):
            believed = reasons.holds(row)
            # "Whole days" is said of a group only if nothing but the empty half of its days stands against it.
            assert believed == is_true(p, weeks, row) or (row.reason == "whole-days" and not believed), (seed, row)


@pytest.mark.parametrize("block", range(10))
def test_every_reason_given_is_true_by_brute_force(block: int) -> None:
    for seed in range(block * 15, (block + 1) * 15):
        p = brute.random_problem(seed)
        weeks = any_answer(p, random.Random(seed))
        for row in explain(p, weeks):
            assert is_true(p, weeks, row), (seed, row)


def test_the_reasons_of_the_best_answers_are_true_by_brute_force() -> None:
    for seed in range(120):
        p = brute.random_problem(seed)
        found = answer(p)
        if found.solution.status != "infeasible":
            weeks = {name: found.solution.assignments.get(name, frozenset()) for name in p.people}
            for row in found.explanations:
                assert is_true(p, weeks, row), (seed, row)


def test_every_reason_is_given_now_and_then() -> None:
    missing = {*REASONS, "together"} - NEVER_THE_REASON
    for seed in range(1500):
        p = brute.random_problem(seed)
        missing -= {row.reason for row in explain(p, any_answer(p, random.Random(seed)))}
        if not missing:
            break
    assert missing == set()
