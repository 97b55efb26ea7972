"""The engine's parts, each against a blunt reading of what it should do."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest

from pfa.matching.solver import catalogue, linear, pairs
from pfa.matching.solver.cliques import cliques
from pfa.matching.solver.eligibility import refusals
from pfa.matching.solver.generation import Generation
from pfa.matching.solver.indexed import Indexed, index
from pfa.matching.solver.package import valid, value
from pfa.matching.solver.polish import neighbours
from pfa.matching.solver.prices import Market, Prices
from pfa.matching.solver.pricing import Pricer
from pfa.matching.solver.room import Room, first_come_packages
from pfa.matching.solver.rounding import round_off
from pfa.matching.solver.run import Run, whole_answer_valid
from tests.matching.solver import brute
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small

SEEDS = range(5000, 5060)


def some_prices(ix: Indexed, dice: random.Random) -> Prices:
    count = len(ix.groups)

    def row(size: int, top: int) -> np.ndarray:
        return np.array([dice.choice((0, dice.uniform(0, top))) for _ in range(size)])

    meetings = {(a, b, dice.randrange(count)): dice.uniform(0, 50) for a, b in ix.apart}
    pools, funders, shares = row(len(ix.pool_units), 40), row(len(ix.ceilings), 8), row(len(ix.share_places), 40)
    company = row(2 * len(ix.company.meetings), 40).reshape(-1, 2)
    return Prices(row(count, 150), row(count, 100), row(count, 40), pools, funders, shares, company, meetings)


def net_of(ix: Indexed, prices: Prices, who: int, week: frozenset[int]) -> float:
    """What a week is worth less its prices, straight from the specification."""
    facts = ix.person[who]
    net = float(value(ix, who, week))
    for g in week:
        net -= prices.place[g] - prices.viable[g] + facts.support * prices.support[g]
        net -= sum(facts.coach * prices.pool[row] for row in ix.group[g].pool_rows)
        funder = ix.group[g].funder
        net -= 0 if funder is None else ix.group[g].cost * prices.funder[funder]
        share = ix.share(who, g)
        net -= 0 if share is None else prices.share[share]
        for (k, h), both in zip(ix.company.meetings, prices.together, strict=True):
            net += sum(price for p, price in zip(ix.company.pairs[k], both, strict=True) if (p, h) == (who, g))
        net -= sum(price for (a, b, h), price in prices.apart.items() if who in (a, b) and g == h)
    return net


def weeks_of(ix: Indexed, who: int) -> list[frozenset[int]]:
    """Every package of a person, by trying all."""
    number = {name: g for g, name in enumerate(ix.groups)}
    weeks = [frozenset(number[name] for name in week) for week in brute.every_week(ix.problem, ix.people[who])]
    return [week for week in weeks if all(ix.allowed[who, g] for g in week)]


def test_pairs_are_allowed_exactly_where_no_rule_refuses_them() -> None:
    for seed in SEEDS:
        ix = index(brute.random_problem(seed))
        for i, who in enumerate(ix.people):
            for j, name in enumerate(ix.groups):
                refused = list(refusals(ix.problem, ix.problem.people[who], ix.problem.groups[name]))
                assert ix.allowed[i, j] == (not refused), (seed, who, name, refused)


def test_packages_are_valid_exactly_where_brute_force_says_so() -> None:
    for seed in SEEDS:
        ix = index(brute.random_problem(seed))
        for who in range(len(ix.people)):
            right = set(weeks_of(ix, who))
            for size in range(4):
                for week in map(frozenset, combinations(range(len(ix.groups)), size)):
                    assert valid(ix, who, week) == (week in right), (seed, who, week)


def test_pricing_finds_the_best_of_all_packages() -> None:
    for seed in SEEDS:
        ix = index(brute.random_problem(seed))
        written = catalogue.build(ix)
        prices = some_prices(ix, random.Random(seed))
        net = Market(ix, written).net_worth(prices)
        priced = Pricer(ix, written).price(net, packages=3)
        for who in range(len(ix.people)):
            worths = {week: net_of(ix, prices, who, week) for week in weeks_of(ix, who)}
            assert priced.net[who] == pytest.approx(max(worths.values(), default=-np.inf)), (seed, who)
            for worth, package in priced.found[who]:
                assert worth == pytest.approx(worths[frozenset(package)]), (seed, who)


def test_pricing_looks_only_for_what_is_above_the_floor() -> None:
    ix = index(crowd(20, seed=1))
    written = catalogue.build(ix)
    pricer, net = Pricer(ix, written), Market(ix, written).worth
    best = pricer.price(net).net
    again = pricer.price(net, above=best + 1e-6)
    assert not any(again.found)
    assert again.net == pytest.approx(best + 1e-6)


def test_impatient_pricing_still_bounds_the_best() -> None:
    ix = index(crowd(40, seed=2))
    written = catalogue.build(ix)
    pricer, net = Pricer(ix, written), Market(ix, written).worth
    assert (pricer.price(net, patience=1).net >= pricer.price(net).net - 1e-9).all()


def test_one_person_is_priced_like_everyone() -> None:
    ix = index(crowd(20, seed=3))
    written = catalogue.build(ix)
    net = Market(ix, written).worth
    everyone = Pricer(ix, written).price(net)
    alone = Pricer(ix, written)
    for who in range(len(ix.people)):
        found = alone.price_one(who, net)
        assert (found[0] if found else -np.inf) == pytest.approx(everyone.net[who])


def test_too_many_packages_to_write_down_are_not_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "FRAMES_AT_MOST", 2)
    assert not catalogue.build(index(crowd(20, seed=1))).complete


def test_cliques_cover_every_conflict_and_nothing_else() -> None:
    for seed in range(20):
        dice = np.random.default_rng(seed)
        conflict = np.triu(dice.random((12, 12)) < 0.4, 1)
        conflict |= conflict.T
        covered = np.zeros_like(conflict)
        for clique in cliques(conflict, []):
            covered[np.ix_(clique, clique)] = True
        np.fill_diagonal(covered, False)
        assert (covered == conflict).all()


def test_the_pair_models_relaxation_bounds_its_whole_answer() -> None:
    ix = index(crowd(25, seed=4))
    whole, halves = pairs.build(ix), pairs.build(ix, whole=False)
    found = linear.solve(whole.programme)
    assert found.x is not None
    packages = whole.packages(found.x, len(ix.people))
    assert whole_answer_valid(ix, packages)
    assert sum(value(ix, p, week) for p, week in enumerate(packages)) == pytest.approx(found.bound)
    assert linear.solve(halves.programme).bound >= found.bound - 1e-6


def test_an_impossible_programme_is_called_so() -> None:
    programme = linear.Programme()
    column = programme.column(1.0, whole=True)
    programme.put(programme.row(2.0, 3.0), column, 1.0)
    assert linear.solve(programme).infeasible


def test_first_come_answers_are_valid() -> None:
    for seed in range(5):
        ix = index(crowd(50, seed=seed))
        assert whole_answer_valid(ix, first_come_packages(ix))


def test_settling_closes_what_is_too_small_and_the_days_that_it_breaks() -> None:
    p = small(
        people=[person("A", whole_days=True)],
        opportunities=[opportunity("O"), opportunity("Q")],
        groups=[group("G", min_viable=2), group("H", "Q", "mon-pm")],
    )
    room = Room(index(p), [(0, 1)])
    room.settle()
    assert room.packages() == [()]


def test_rounding_gives_whole_valid_weeks_near_the_relaxation() -> None:
    run = Run(index(crowd(60, seed=6)), None, None, 0, None, None)
    run.offer(first_come_packages(run.ix))
    gen = Generation(run, catalogue.build(run.ix))
    gen.begin()
    relaxed = gen.settle_prices()
    assert relaxed is not None
    assert run.bound == pytest.approx(relaxed.value, rel=1e-4)
    rounded = round_off(gen, relaxed)
    assert whole_answer_valid(run.ix, rounded)
    assert sum(value(run.ix, p, week) for p, week in enumerate(rounded)) >= 0.9 * relaxed.value


def test_neighbours_take_in_everyone_once() -> None:
    run = Run(index(crowd(30, seed=7)), None, None, 0, None, None)
    run.offer(first_come_packages(run.ix))
    gen = Generation(run, catalogue.build(run.ix))
    gen.begin()
    blocks = neighbours(gen, 8)
    assert sorted(p for block in blocks for p in block) == list(range(30))
    assert max(map(len, blocks)) <= 8
