"""Areas, joined: valid for the whole problem, with a bound of the whole problem, whatever the cuts."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from pfa.matching.bench.country import country
from pfa.matching.solver import engine, split
from pfa.matching.solver.answer import answer
from pfa.matching.solver.areas import areas, with_offers
from pfa.matching.solver.bound import verify
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.problem import MODES, Problem, frozen
from pfa.matching.solver.result import Progress
from pfa.matching.solver.shares import Shares
from tests.matching.solver import brute
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small


def borderland(seed: int) -> Problem:
    """Few people of an invented country: towns so small that everyone lives near a border."""
    return country(40, seed)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_what_brute_force_knows_of_small_problems_holds_for_areas(first: int) -> None:
    for seed in range(first, first + 10):
        p = brute.random_problem(seed, people=4, groups=5)
        best = brute.best_value(p)
        found = answer(p, split=2)
        if best is None:
            assert found.solution.status in ("infeasible", "invalid")
            continue
        assert not found.violations
        assert found.solution.value <= best <= found.verified.points + 1e-6
        assert best <= found.solution.bound + 1e-6


@pytest.mark.parametrize("seed", range(2))
def test_answers_in_areas_keep_every_rule_and_their_bound_is_the_whole_problems(seed: int) -> None:
    p = country(30, seed)
    in_areas, whole = engine.solve(p, split=15, rounds=8), engine.solve(p, rounds=8)
    assert check(p, in_areas.assignments) == ()
    assert in_areas.value == value(p, in_areas.assignments)
    bound = verify(p, in_areas.prices, weeks=in_areas.assignments)
    assert bound.points >= whole.value, "whatever anyone finds is below it"
    assert in_areas.value > 0.9 * whole.value


def test_people_at_a_border_take_places_on_its_other_side() -> None:
    """Two live west of the cut, where one place is; a third and a fourth live east of it, where places stay empty."""
    p = small(
        people=[person(name, lat=52.0, lon=lon) for name, lon in (("A", 0.0), ("B", 0.01), ("C", 0.5), ("D", 0.51))],
        opportunities=[opportunity("west", lat=52.0, lon=0.0), opportunity("east", lat=52.0, lon=0.5)],
        groups=[group("W", "west", places=1), group("E", "east", places=3)],
    )
    assert {len(area.people) for area in areas(p, 2)} == {2}
    found = engine.solve(p, split=2)
    assert all(found.assignments.values()), found.assignments


def test_everybody_and_every_group_is_in_one_area() -> None:
    p = borderland(1)
    first, _second, *_ = p.people
    p = replace(p, people=frozen({**p.people, first: replace(p.people[first], lat=None)}))
    cut = areas(p, 10)
    assert sorted(name for area in cut for name in area.people) == sorted(p.people)
    assert sorted(name for area in cut for name in area.groups) == sorted(p.groups)
    assert len(cut) == 4
    assert max(len(area.people) for area in cut) <= 14
    assert areas(p, 10) == cut


def test_people_are_in_the_area_of_the_groups_that_they_must_be_in() -> None:
    p = borderland(2)
    names, groups = list(p.people), list(p.groups)
    fixed = {(names[0], groups[-1]): "must", (names[0], groups[0]): "must", (names[-1], groups[0]): "must"}
    cut = areas(replace(p, fixed=frozen(fixed)), 20)  # type: ignore[arg-type]  # rules as in a file
    home = {name: k for k, area in enumerate(cut) for name in (*area.people, *area.groups)}
    assert len({home[name] for pair in fixed for name in pair}) == 1


def test_who_must_be_somewhere_is_there() -> None:
    p = borderland(3)
    who = next(iter(p.people.values()))
    may = next(iter(engine.solve(p, rounds=1).assignments[who.id]))
    p = replace(p, fixed=frozen({(who.id, may): "must"}))
    assert may in engine.solve(p, split=20, rounds=1).assignments[who.id]


def test_must_rows_that_areas_cannot_keep_are_kept_by_the_whole() -> None:
    """The group needs two people, and they live apart."""
    p = small(
        people=[person("A", lat=52.0, lon=0.0), person("B", lat=52.0, lon=0.5)],
        opportunities=[opportunity(lat=52.0, lon=0.0)],
        groups=[group(min_viable=2)],
        fixed={("A", "G"): "must"},
    )
    assert engine.solve(p, split=1).assignments == {"A": {"G"}, "B": {"G"}}


def test_shares_of_what_all_use_add_up_to_what_there_is() -> None:
    p = replace(borderland(4))
    cut = areas(p, 20)
    shares = Shares(p, cut)
    parts = [shares.given_to(k, p) for k in range(len(cut))]
    for row, units in p.pools.items():
        used = any(each.pool == row[0] and row[1] in each.sessions for each in p.groups.values())
        assert sum(part.pools.get(row, 0) for part in parts) == (units if used else 0)
    prices = [{f"pool:{pool}:{session}": 10.0 for pool, session in part.pools} for part in parts]
    assert all(price == pytest.approx(10.0) for price in shares.joined(prices).values())


def test_a_run_in_areas_repeats_by_rounds() -> None:
    p = country(24, 6)
    one, other = (engine.solve(p, split=12, rounds=1, seed=3) for _ in range(2))
    assert (one.assignments, one.prices, one.stopped_by) == (other.assignments, other.prices, other.stopped_by)


def test_a_run_in_areas_stops_at_its_time_with_a_valid_answer() -> None:
    p = crowd(80, seed=4)
    began = time.monotonic()
    found = engine.solve(p, split=30, seconds=2)
    assert time.monotonic() - began < 20
    assert check(p, found.assignments) == ()
    assert found.stopped_by in ("clock", "rounds")


def test_a_run_in_areas_that_is_cancelled_keeps_what_it_has() -> None:
    p = borderland(5)
    said: list[Progress] = []
    found = engine.solve(p, split=5, progress=said.append, cancelled=lambda: bool(said))
    assert {each.phase.split()[0] for each in said} == {"area"}, "borders are not begun"
    assert 0 < said[0].value <= found.value, "what the first area found is kept"
    assert found.stopped_by == "cancelled"
    assert check(p, found.assignments) == ()


def test_progress_only_rises() -> None:
    said: list[Progress] = []
    engine.solve(borderland(8), split=20, rounds=1, progress=said.append)
    assert next(each.phase for each in said) == "area 1 of 2"
    assert all(one.value <= other.value for one, other in pairwise(said) if one.value and other.value)


def test_the_engine_chooses_areas_by_size_unless_it_is_told() -> None:
    p = borderland(9)
    assert split.people_of_an_area(p, None) is None
    assert split.people_of_an_area(p, 0) is None
    assert split.people_of_an_area(p, 40) is None
    assert split.people_of_an_area(p, 39) == 39
    many = {f"P{k}": person(f"P{k}") for k in range(split.WHOLE_UP_TO + 1)}
    p = replace(p, people=frozen(many))
    assert split.people_of_an_area(p, None) == split.PEOPLE_OF_AN_AREA
    fair = replace(p, policy=replace(p.policy, mode=MODES[1]))
    assert split.people_of_an_area(fair, None) is None, "fairness is sought among all"


def test_an_area_has_no_more_opportunities_than_its_groups_need() -> None:
    p = borderland(10)
    some = replace(p, groups=frozen(dict(list(p.groups.items())[:5])))
    small_one = with_offers(some)
    assert len(small_one.opportunities) <= 15
    assert all(small_one.place_of(each, s) for each in small_one.groups.values() for s in each.sessions)
    first_come = engine.first_come(small_one)
    assert check(some, first_come.assignments) == ()
