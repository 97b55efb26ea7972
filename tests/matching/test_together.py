"""Two who both asked to be together: what a run is told of it, what staff read, and what nobody is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from pfa.accounts.models import User
from pfa.matching.building import build
from pfa.matching.models import HintRule
from pfa.matching.policies import PolicySettings, from_json
from pfa.matching.solver.problem import Problem
from pfa.people.models import YoungPerson
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, Browser, World
from tests.matching.asking import asks
from tests.matching.test_hints import hint
from tests.matching.test_runs import answered

ClientAs = Callable[[User], Browser]


def two(world: World) -> tuple[YoungPerson, YoungPerson]:
    ann, ben = world.young_person("Ann"), world.young_person("Ben")
    for one in (ann, ben):
        answered(world, one, work=["catering"])
    return ann, ben


def problem(world: World) -> Problem:
    with world.reading() as session:
        return build(session, entry_year=ENTRY_YEAR, policy=PolicySettings(), today=NOW.date()).problem


def keys(*people: YoungPerson) -> tuple[str, ...]:
    return tuple(f"P{one.id}" for one in people)


def test_a_pair_reaches_the_solver_once_both_have_asked(world: World) -> None:
    ann, ben = two(world)
    asks(world, ann, ben)
    assert problem(world).together == frozenset()
    asks(world, ben, ann)
    assert problem(world).together == {keys(ann, ben)}


def test_whoever_is_to_be_kept_apart_is_whatever_they_asked(world: World) -> None:
    ann, ben = two(world)
    asks(world, ann, ben)
    asks(world, ben, ann)
    hint(world, ben, HintRule.apart, other_person_id=ann.id)
    found = problem(world)
    assert found.together == frozenset()
    assert set(found.apart) == {keys(ann, ben)}


@pytest.mark.parametrize(("asked_days_ago", "counts"), [(0, True), (200, False)])
def test_a_wish_counts_for_one_start(world: World, asked_days_ago: int, counts: bool) -> None:
    """Ann has started something this September; what she asked for before that is past."""
    ann, ben = world.young_person("Ann", settled_year=ENTRY_YEAR - 1), world.young_person("Ben")
    for one, other in ((ann, ben), (ben, ann)):
        answered(world, one, work=["catering"])
        asks(world, one, other, asked_at=world.now - dt.timedelta(days=asked_days_ago))
    assert problem(world).together == ({keys(ann, ben)} if counts else frozenset())


def test_staff_read_who_asked_and_whether_both_did(world: World, client_as: ClientAs) -> None:
    ann, ben = two(world)
    asks(world, ann, ben)
    asks(world, ann, None)
    page = client_as(world.coordinator).get(f"/runs/hints/of/{ann.public_id}").text
    assert "Nothing yet: only they asked" in page
    assert "Not looked up yet" in page
    asks(world, ben, ann)
    assert "Both asked" in client_as(world.coordinator).get(f"/runs/hints/of/{ann.public_id}").text


def test_where_two_are_kept_apart_staff_read_that_the_wish_counts_nothing(world: World, client_as: ClientAs) -> None:
    ann, ben = two(world)
    asks(world, ann, ben)
    asks(world, ben, ann)
    hint(world, ben, HintRule.apart, other_person_id=ann.id)
    page = client_as(world.coordinator).get(f"/runs/hints/of/{ann.public_id}").text
    assert "Nothing: they are kept apart" in page
    assert "Both asked" not in page


def test_a_policy_from_before_pairs_counted_goes_on_without_them() -> None:
    early = PolicySettings().as_json()
    del early["together_points"]
    assert from_json(early) == replace(PolicySettings(), together_points=0)
