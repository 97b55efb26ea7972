"""What must be so of the code that knows the rules, asked quickly and again and again: see `test_mutants`.

What is expected is worked out once, by brute force or from the cases of the checker; a probe asks the code and raises
where it answers otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import combinations

import numpy as np

from pfa.matching.solver import catalogue, checker, linear, pairs
from pfa.matching.solver.checker import pairs as rules_of_pairs
from pfa.matching.solver.eligibility import refusals
from pfa.matching.solver.indexed import Indexed, index
from pfa.matching.solver.master import Master
from pfa.matching.solver.package import Package, total, valid, value
from pfa.matching.solver.pairs import apart_name
from pfa.matching.solver.prices import Market, Prices, numbered
from pfa.matching.solver.pricing import Pricer
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.room import Room
from pfa.matching.solver.run import whole_answer_valid
from tests.matching.solver import brute
from tests.matching.solver.tempting import COUNTED, NEARLY, TEMPTING
from tests.matching.solver.test_against_brute import paid
from tests.matching.solver.test_checker import BROKEN, HOLDS, Case

Week = frozenset[str]
SEEDS = range(25)
DRAWN = 12
GROUPS_AT_MOST = 3


@dataclass(frozen=True)
class Drawn:
    """An answer drawn at random, and what brute force says of it."""

    problem: Problem
    weeks: Mapping[str, Week]
    right: bool
    worth: int


@cache
def problems() -> list[Problem]:
    """The problems of all cases, those that tempt to break a rule, and random ones."""
    return [*_by_hand(), *(brute.random_problem(seed) for seed in SEEDS)]


def _by_hand() -> list[Problem]:
    cases = [case.problem for case in (*BROKEN, *HOLDS)]
    return [*cases, *TEMPTING.values(), *(p for p, _ in COUNTED.values()), *NEARLY]


@cache
def weeks_allowed() -> list[dict[str, set[Week]]]:
    """For each of the problems: everybody's possible weeks."""
    return [{name: set(brute.every_week(p, name)) for name in p.people} for p in problems()]


@cache
def alone() -> list[dict[tuple[str, str], bool]]:
    """For each of the problems: may this person have this group, whatever else is in their week and whoever comes?"""
    found = []
    for p in problems():
        bare = replace(
            p,
            people={name: replace(person, whole_days=False) for name, person in p.people.items()},
            fixed={pair: rule for pair, rule in p.fixed.items() if rule == "never"},
        )
        mine = {name: set(brute.every_week(bare, name)) for name in p.people}
        found.append(
            {
                (name, g): frozenset([g]) in mine[name] and brute.could_hold(p, name, g)
                for name in p.people
                for g in p.groups
            }
        )
    return found


@cache
def drawn() -> list[Drawn]:
    """Answers of random problems, in which everybody's own week is right more often than not."""
    found = []
    for seed in SEEDS:
        p = brute.random_problem(seed, people=3)
        dice = random.Random(seed)
        mine = {name: brute.every_week(p, name) or [frozenset()] for name in p.people}
        for _ in range(DRAWN):
            weeks = {name: dice.choice(some) for name, some in mine.items()}
            right = all(weeks[name] in brute.every_week(p, name) for name in p.people)
            worth = brute.total(p, weeks)
            found.append(Drawn(p, weeks, right and brute.shared_rules_hold(p, weeks), worth))
    return found


@cache
def best_answers() -> list[tuple[Problem, int | None]]:
    """Small problems with the value of their best answer: those made by hand, and random ones."""
    those = [*_by_hand(), *(brute.random_problem(seed, people=3, groups=5) for seed in SEEDS)]
    return [(p, brute.best_value(p)) for p in those]


def sets_of_groups(p: Problem) -> Iterator[Week]:
    for size in range(GROUPS_AT_MOST + 1):
        yield from map(frozenset, combinations(p.groups, size))


# --- the checker -----------------------------------------------------------------------------------------------------


def case_is_judged(case: Case, rules: set[str]) -> None:
    assert {violation.rule for violation in checker.check(case.problem, case.weeks)} == rules


def every_case_is_judged() -> None:
    for case in BROKEN:
        case_is_judged(case, {case.rule})
    for case in HOLDS:
        case_is_judged(case, set())


def every_week_is_judged() -> None:
    for p, mine in zip(problems(), weeks_allowed(), strict=True):
        for name in p.people:
            for week in sets_of_groups(p):
                assert (not checker.check_package(p, name, week)) == (week in mine[name])


def every_answer_is_judged_and_counted() -> None:
    for each in drawn():
        assert (checker.check(each.problem, each.weeks) == ()) == each.right
        assert checker.value(each.problem, each.weeks) == each.worth


@cache
def _answers_counted() -> list[tuple[Problem, list[tuple[dict[str, Week], tuple[int, int, int]]]]]:
    """Every answer to the problems that show a part of the value; its points, those expected and those certain."""
    return [
        (p, [(weeks, (brute.total(p, weeks), *_both_ways(p, weeks))) for weeks in brute.every_answer(p)])
        for p in (*(p for p, _ in COUNTED.values()), *NEARLY)
    ]


def _both_ways(p: Problem, weeks: Mapping[str, Week]) -> tuple[int, int]:
    expected, plain = (replace(p, policy=replace(p.policy, uncertain=count)) for count in ("expected", ""))
    likely = {name for name, g in p.groups.items() if g.chance >= p.policy.likely_at_least}
    return brute.total(expected, weeks), brute.total(plain, {who: week & likely for who, week in weeks.items()})


def every_part_of_the_value_is_counted() -> None:
    for p, answers in _answers_counted():
        for weeks, (points, expected, certain) in answers:
            assert checker.value(p, weeks) == points
            assert checker.value_expected(p, weeks) == expected
            assert checker.value_certain(p, weeks) == certain


def every_week_is_counted_even_one_that_is_refused() -> None:
    for p in (*(p for p, _ in COUNTED.values()), *NEARLY):
        for name in p.people:
            for group_id in p.groups:
                assert checker.package_value(p, name, [group_id]) == brute.worth(p, name, frozenset([group_id]))


def the_engine_counts_every_part_of_the_value() -> None:
    for p, answers in _answers_counted():
        ix = index(p)
        group = {name: k for k, name in enumerate(ix.groups)}
        for weeks, (points, _, _) in answers:
            assert total(ix, [tuple(sorted(group[g] for g in weeks[name])) for name in ix.people]) == points


def every_pair_is_judged() -> None:
    for p, may in zip(problems(), alone(), strict=True):
        reading = checker.Reading(p)
        for (name, g), free in may.items():
            found = checker.refusal(p, name, g)
            assert (found is None) == free
            said = [rule for rule, _ in rules_of_pairs.broken(reading, p.people[name], p.groups[g])]
            assert not said or (found is not None and found.rule == said[0])


# --- what the engine knows of people, groups and packages ------------------------------------------------------------


@cache
def _numbers() -> list[tuple[dict[str, int], dict[str, int]]]:
    return [({n: k for k, n in enumerate(p.people)}, {n: k for k, n in enumerate(p.groups)}) for p in problems()]


def packages_are_valid_and_worth_what_they_are() -> None:
    for p, mine, may, (person, group) in zip(problems(), weeks_allowed(), alone(), _numbers(), strict=True):
        ix = index(p)
        for (name, g), free in may.items():
            assert ix.allowed[person[name], group[g]] == free
        for name in p.people:
            for week in sets_of_groups(p):
                package = tuple(group[g] for g in sorted(week))
                right = week in mine[name] and all(may[name, g] for g in week)
                assert valid(ix, person[name], package) == right
                if right:
                    assert value(ix, person[name], package) == brute.worth(p, name, week)


def pairs_are_allowed_where_nothing_refuses_them() -> None:
    for p, may in zip(problems(), alone(), strict=True):
        for (name, g), free in may.items():
            assert (not list(refusals(p, p.people[name], p.groups[g]))) == free


def whole_answers_are_valid_where_every_rule_holds() -> None:
    for each in drawn():
        p = each.problem
        group = {name: k for k, name in enumerate(p.groups)}
        ix = index(p)
        packages: list[Package] = [tuple(sorted(group[g] for g in week)) for week in each.weeks.values()]
        assert whole_answer_valid(ix, packages) == each.right
        assert not whole_answer_valid(ix, packages[1:])


def first_come_keeps_what_is_shared() -> None:
    """Everybody takes what they may; what then stands is right but for numbers that a group needs, and half days."""
    for p, _ in best_answers():
        ix = index(p)
        room = Room(ix)
        for person in range(len(ix.people)):
            for g in range(len(ix.groups)):
                if room.fits(person, g):
                    room.add(person, g)
        weeks = {ix.people[k]: [ix.groups[g] for g in week] for k, week in enumerate(room.weeks)}
        late = {"viable", "whole-days", "must"}
        assert {violation.rule for violation in checker.check(p, weeks)} <= late
        for person, week in enumerate(room.weeks):  # and nobody was turned away for nothing
            for g in set(range(len(ix.groups))) - week:
                more = {**weeks, ix.people[person]: [*weeks[ix.people[person]], ix.groups[g]]}
                assert {violation.rule for violation in checker.check(p, more)} - late
        room.settle()
        settled = {ix.people[k]: [ix.groups[g] for g in week] for k, week in enumerate(room.weeks)}
        assert {violation.rule for violation in checker.check(p, settled)} <= {"must"}


# --- the engine's two models -----------------------------------------------------------------------------------------


def the_pair_model_finds_the_best() -> None:
    for p, best in best_answers():
        ix = index(p)
        if best is None or any(not ix.allowed[who, g] for who, facts in enumerate(ix.person) for g in facts.must):
            continue
        model = pairs.build(ix)
        found = linear.solve(model.programme)
        assert found.x is not None
        packages = model.packages(found.x, len(ix.people))
        _is_right_and_worth(p, ix, packages, best)


def _is_right_and_worth(p: Problem, ix: Indexed, packages: list[Package], best: int) -> None:
    weeks = {ix.people[k]: frozenset(ix.groups[g] for g in package) for k, package in enumerate(packages)}
    assert checker.check(p, weeks) == ()
    assert brute.total(p, weeks) == best


@cache
def _net_worths() -> list[list[tuple[dict[str, float], dict[str, dict[Week, Fraction]]]]]:
    """For each of the problems: prices, none at first, and what everybody's possible weeks are worth at them."""
    return [
        [(prices, _net(p, mine, may, prices)) for prices in ({}, _prices(p))]
        for p, mine, may in zip(problems(), weeks_allowed(), alone(), strict=True)
    ]


def _prices(p: Problem) -> dict[str, float]:
    """Some, but for pairs who would be together: the engine knows fewer of them, see `test_engine_parts`."""
    return {row: price for row, price in brute.random_prices(p, 7).items() if not row.startswith("together:")}


def _net(
    p: Problem, mine: Mapping[str, set[Week]], may: Mapping[tuple[str, str], bool], prices: Mapping[str, float]
) -> dict[str, dict[Week, Fraction]]:
    exact = {row: Fraction(str(price)) for row, price in prices.items()}
    return {
        name: {
            week: brute.worth(p, name, week) - sum((paid(p, exact, name, g) for g in week), Fraction(0))
            for week in mine[name]
            if all(may[name, g] for g in week)
        }
        for name in p.people
    }


def _with_apart(ix: Indexed, prices: Mapping[str, float]) -> Prices:
    """Prices by number, those of people kept apart included."""
    rows = {apart_name(ix, a, b, g): (a, b, g) for a, b in ix.apart for g in range(len(ix.groups))}
    return replace(numbered(ix, prices), apart={rows[row]: price for row, price in prices.items() if row in rows})


def everyones_best_package_is_found() -> None:
    for p, markets in zip(problems(), _net_worths(), strict=True):
        ix = index(p)
        written = catalogue.build(ix)
        for prices, net in markets:
            priced = Pricer(ix, written).price(Market(ix, written).net_worth(_with_apart(ix, prices)))
            for who, name in enumerate(ix.people):
                best = float(max(net[name].values(), default=-np.inf))
                assert priced.net[who] == best or abs(priced.net[who] - best) < 1e-6
                for worth, package in priced.found[who]:
                    assert abs(worth - float(net[name][frozenset(ix.groups[g] for g in package)])) < 1e-6


def the_master_programme_chooses_the_best() -> None:
    for p, best in best_answers():
        ix = index(p)
        if best is None:
            continue
        master = Master(ix)
        group = {name: k for k, name in enumerate(ix.groups)}
        for who, name in enumerate(ix.people):
            for week in brute.every_week(p, name):
                package = tuple(sorted(group[g] for g in week))
                if all(ix.allowed[who, g] for g in package):
                    master.add(who, package)
        relaxed = master.relax()
        assert relaxed is not None
        assert relaxed.value >= best - 1e-6
        chosen, _ = master.choose()
        assert chosen is not None
        _is_right_and_worth(p, ix, chosen, best)
