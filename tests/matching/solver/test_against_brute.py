"""Checker, bound and engine against trying everything, on small problems drawn at random."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from pfa.matching.solver import checker
from pfa.matching.solver.answer import answer
from pfa.matching.solver.bound import verify
from pfa.matching.solver.bound.proof import VerifiedBound
from pfa.matching.solver.problem import MODES, Problem
from tests.matching.solver import brute

BLOCKS = range(10)


def seeds(block: int, size: int) -> range:
    return range(block * size, (block + 1) * size)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_checker_allows_exactly_the_weeks_that_brute_force_allows(block: int) -> None:
    for seed in seeds(block, 10):
        p = brute.random_problem(seed)
        for person_id in p.people:
            allowed = set(brute.every_week(p, person_id))
            for size in range(5):
                for week in map(frozenset, combinations(p.groups, size)):
                    broken = checker.check_package(p, person_id, week)
                    assert (not broken) == (week in allowed), (seed, person_id, sorted(week), broken)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_checker_judges_whole_answers_as_brute_force_does(block: int) -> None:
    for seed in seeds(block, 10):
        p = brute.random_problem(seed, people=3)
        dice = random.Random(seed)
        weeks = {person_id: brute.every_week(p, person_id) or [frozenset()] for person_id in p.people}
        for _ in range(40):
            drawn = {person_id: dice.choice(some) for person_id, some in weeks.items()}
            own = all(week in brute.every_week(p, person_id) for person_id, week in drawn.items())
            right = own and brute.shared_rules_hold(p, drawn)
            assert (checker.check(p, drawn) == ()) == right, (seed, drawn)
            assert checker.value(p, drawn) == brute.total(p, drawn)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("search", ["short", "long"])
def test_the_bound_is_exactly_that_of_everyones_best_week(
    block: int, search: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pfa.matching.solver.bound.proof._is_short", lambda *_: search == "short")
    for seed in seeds(block, 25):
        p = brute.random_problem(seed)
        prices = brute.random_prices(p, seed)
        assert verify(p, prices) == expected_bound(p, prices), seed


@pytest.mark.parametrize("block", BLOCKS)
def test_no_prices_and_no_stated_weeks_bring_the_bound_below_the_best_answer(block: int) -> None:
    for seed in seeds(block, 15):
        p = brute.random_problem(seed, people=3, groups=5)
        best = brute.best_value(p)
        if best is None:
            continue
        for prices in (brute.random_prices(p, seed), {}):
            bound = verify(p, prices)
            assert bound.points >= best, seed
            weeks = {person_id: list(p.groups)[:2] for person_id in p.people}
            assert verify(p, prices, weeks=weeks).points >= bound.points, seed
            assert verify(p, prices, seconds=0).points >= bound.points, seed


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS)
def test_the_engine_finds_the_best_answer_of_a_thousand_problems_in_every_mode(block: int) -> None:
    for seed in seeds(block, 100):
        p = brute.random_problem(seed, people=3, groups=5)
        if seed % 4 == 0:
            p = replace(p, policy=replace(p.policy, mode=MODES[1], tolerance_percent=(10, 25, 7)[seed % 3]))
        found = answer(p, seed=seed)
        every = brute.every_answer(p)
        if not every:
            assert found.solution.status == "infeasible", seed
            continue
        sums = [brute.total(p, weeks) for weeks in every]
        best = max(sums)
        assert found.violations == (), seed
        assert found.verified.points >= best, seed
        assert found.solution.bound >= best - 1e-6, seed
        if found.fair is None:
            assert (found.solution.status, found.solution.value) == ("optimal", best), seed
        else:
            aim = max((brute.reached(p, weeks), brute.total(p, weeks)) for weeks in every)
            assert (found.fair.counts, found.solution.value) == aim, seed


@pytest.mark.parametrize("block", BLOCKS)
def test_packages_alone_take_no_more_and_promise_no_less_than_there_is(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pfa.matching.solver.engine.SMALL", 0)
    for seed in seeds(block, 12):
        p = brute.random_problem(7_000 + seed, people=3, groups=5)
        best, found = brute.best_value(p), answer(p)
        if best is None:
            assert found.solution.status == "infeasible", seed
            continue
        assert found.violations == (), seed
        assert found.solution.value <= best <= found.solution.bound + 1e-6, seed
        assert found.solution.bound_from == "prices", seed


def test_the_random_problems_make_every_rule_bite() -> None:
    broken: set[str] = set()
    for seed in range(150):
        p = brute.random_problem(seed)
        dice = random.Random(seed)
        drawn = {person_id: dice.sample(sorted(p.groups), 2) for person_id in p.people}
        broken |= {violation.rule for violation in checker.check(p, drawn)}
    assert broken == set(checker.RULES)


def expected_bound(p: Problem, prices: dict[str, float]) -> VerifiedBound:
    """The specification's formula, in fractions, over every week there is."""
    exact = {row: Fraction(str(price)) for row, price in prices.items()}
    total = sum(
        (units * exact.get(f"pool:{pool}:{session}", 0) for (pool, session), units in p.pools.items()), Fraction(0)
    )
    total += sum(price for row, price in exact.items() if row.startswith("apart:"))
    total += sum(most * exact.get(f"funder:{funder}", 0) for funder, most in p.policy.cost_ceilings.items())
    for g in p.groups.values():
        places, viable = exact.get(f"group:{g.id}", Fraction(0)), exact.get(f"viable:{g.id}", Fraction(0))
        total += g.places * places if g.min_viable <= 1 else max(0, g.places * places - g.min_viable * viable)
        total += sum(most * exact.get(f"share:{g.id}:{name}", 0) for name, most in g.authority_places.items())
        total += (g.support_units or 0) * exact.get(f"support:{g.id}", 0)
    for one, other in p.together if p.policy.together_points else ():
        left = [
            brute.of_pair(p, group)
            - exact.get(f"together:{one}:{other}:{g}:{one}", 0)
            - exact.get(f"together:{one}:{other}:{g}:{other}", 0)
            for g, group in p.groups.items()
            if all(brute.could_join(p, who, g) for who in (one, other))
        ]
        total += max([Fraction(0), *left])
    impossible = []
    for person_id in p.people:
        weeks = [
            brute.worth(p, person_id, week)
            - sum((paid(p, exact, person_id, g) for g in week), Fraction(0))
            + sum(price for g in week for row, price in exact.items() if earns(p, row, g, person_id))
            for week in brute.every_week(p, person_id)
            if all(brute.could_hold(p, person_id, g) for g in week)
        ]
        if weeks:
            total += max(weeks)
        else:
            impossible.append(person_id)
    return VerifiedBound(total, 0, tuple(impossible))


def earns(p: Problem, row: str, group_id: str, person_id: str) -> bool:
    """Whether joining the group earns this person the price of the row, for being together with somebody."""
    what, *names = row.split(":")
    return what == "together" and p.policy.together_points > 0 and names[2:] == [group_id, person_id]


def paid(p: Problem, exact: dict[str, Fraction], person_id: str, group_id: str) -> Fraction:
    person, group = p.people[person_id], p.groups[group_id]
    rows = [(f"group:{group_id}", 1), (f"viable:{group_id}", -1), (f"support:{group_id}", person.support_units)]
    rows += [(f"pool:{group.pool}:{session}", person.coach_units) for session in group.sessions]
    rows += [(f"funder:{group.funder}", group.cost)]
    rows += [(f"share:{group_id}:{person.authority}", 1)]
    rows += [(f"apart:{one}:{other}:{group_id}", 1) for one, other in p.apart if person_id in (one, other)]
    return sum((exact.get(row, Fraction(0)) * times for row, times in rows), Fraction(0))
