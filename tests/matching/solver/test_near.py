"""A map's squares leave nothing out: what is found near somebody holds all that the rule of travel leaves to them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pfa.matching.bench.country import country
from pfa.matching.solver.bound import best_alone, lots, proof, verify
from pfa.matching.solver.bound.limits import Steps
from pfa.matching.solver.bound.offers import Market
from pfa.matching.solver.bound.prices import Prices
from pfa.matching.solver.checker import Reading
from pfa.matching.solver.checker.near import Near, in_neighbourhoods
from pfa.matching.solver.checker.pairs import broken
from pfa.matching.solver.engine import first_come
from pfa.matching.solver.explain import explain
from pfa.matching.solver.problem import Problem, frozen
from tests.matching.solver.small import group, opportunity, person, small


def some_country(seed: int = 7) -> Problem:
    """Some people of an invented country, one without a home on the map, and one with a journey of their own."""
    p = country(120, seed)
    first, second, *_ = p.people
    far = next(iter(p.opportunities.values())).provider_id
    people = {**p.people, first: replace(p.people[first], lat=None)}
    return replace(p, people=frozen(people), travel=frozen({(second, far): 1}))


def test_every_group_that_travel_leaves_to_somebody_is_near_them() -> None:
    p = some_country()
    near, reading = Near(p), Reading(p)
    left_out = 0
    for who in p.people.values():
        found = near.groups(who)
        left_out += len(p.groups) - len(found)
        for each in p.groups.values():
            if each.id not in found:
                assert "travel" in {rule for rule, _ in broken(reading, who, each)}
    assert left_out > len(p.groups), "the map saves looking at some"


@pytest.mark.parametrize("lat", [0.0, 52.0, -35.0, 69.0, 89.9])
@pytest.mark.parametrize("lon", [0.0, -1.5, 179.99, -179.99])
def test_it_holds_anywhere_on_earth(lat: float, lon: float) -> None:
    dice = random.Random(5)
    ends = [(lat + dice.uniform(-1, 1) / 4, lon + dice.uniform(-1, 1) / 4) for _ in range(60)]
    ends = [(max(-90, min(90, a)), (b + 180) % 360 - 180) for a, b in ends]
    p = small(
        people=[
            person(lat=lat, lon=lon, travel_limit_minutes=limit, name=f"P{limit}") for limit in (0, 10, 11, 40, 75)
        ],
        opportunities=[opportunity(f"O{k}", lat=a, lon=b) for k, (a, b) in enumerate(ends)],
        groups=[group(f"G{k}", f"O{k}") for k in range(len(ends))],
    )
    near, reading = Near(p), Reading(p)
    for who in p.people.values():
        for each in p.groups.values():
            if each.id not in near.groups(who):
                assert "travel" in {rule for rule, _ in broken(reading, who, each)}


def test_who_has_no_limit_or_no_home_on_the_map_is_near_everything() -> None:
    p = small(
        people=[person("A", lat=52.0, lon=0.0), person("B", travel_limit_minutes=20)],
        opportunities=[opportunity(lat=40.0, lon=100.0)],
    )
    assert all(Near(p).groups(who) == {"G"} for who in p.people.values())


def test_neighbourhoods_hold_everybody_once() -> None:
    p = some_country()
    everyone = list(p.people.values())
    lots_of_people = list(in_neighbourhoods(everyone, 17))
    assert sorted(who.id for lot in lots_of_people for who in lot) == sorted(p.people)
    assert max(map(len, lots_of_people)) <= 17
    shifted = list(in_neighbourhoods(everyone, 17, 5))
    assert [who for lot in shifted for who in lot] == [who for lot in lots_of_people for who in lot]
    assert len(shifted[0]) == 5


def test_a_bound_in_many_markets_is_that_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    p = some_country()
    prices = {f"group:{name}": 100.0 + 7 * k % 900 for k, name in enumerate(p.groups)}
    whole, alone = verify(p, prices), best_alone(p)
    monkeypatch.setattr(lots, "GROUPS_OF_ONE_MARKET", 10)
    monkeypatch.setattr(lots, "PEOPLE_OF_A_LOT", 9)
    in_lots = verify(p, prices)
    assert (in_lots.points, in_lots.best_weeks) == (whole.points, whole.best_weeks)
    assert best_alone(p) == alone


def test_a_known_week_shortens_the_search_and_changes_nothing() -> None:
    p = some_country()
    weeks = first_come(p).assignments
    prices = {f"group:{name}": 13.0 * k % 1500 for k, name in enumerate(p.groups)}
    market = Market(p, Prices(p, prices))
    for who in p.people.values():
        choice = market.choice(who)
        without = proof.best_week(choice, (), Steps(10**6))
        assert proof.best_week(choice, weeks[who.id], Steps(10**6)) == without


def test_reasons_are_as_near_with_a_map_as_without(monkeypatch: pytest.MonkeyPatch) -> None:
    p = country(60, 3)
    weeks = first_come(p).assignments
    without = explain(p, weeks)
    monkeypatch.setattr("pfa.matching.solver.explain.GROUPS_WORTH_A_MAP", 0)
    with_map = explain(p, weeks)
    assert [(row.person_id, row.target, row.reason) for row in with_map] == [
        (row.person_id, row.target, row.reason) for row in without
    ]
