"""Several processes at work on one problem: quicker, and never another answer."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import numpy as np
import pytest

from pfa.matching.solver import catalogue, engine, linear, pairs
from pfa.matching.solver.checker import check
from pfa.matching.solver.indexed import index
from pfa.matching.solver.pricers import Pricers
from pfa.matching.solver.prices import Market
from pfa.matching.solver.pricing import Pricer
from pfa.matching.solver.workers import Partner
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small

Asked = Callable[[], bool]


def never() -> bool:
    return False


@pytest.mark.parametrize("what", ["packages alone", "the pair model beside"])
def test_the_answer_is_the_same_however_many_processes_there_are(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if what == "packages alone":
        monkeypatch.setattr(engine, "SMALL", 0)
        p = crowd(200, seed=1)
    else:
        monkeypatch.setattr(engine, "TINY", 0)
        p = crowd(24, seed=2)
    one, two, three = (engine.solve(p, rounds=2, at_once=n) for n in (1, 2, 3))
    for other in (two, three):
        assert other.assignments == one.assignments
        assert (other.prices, other.bound, other.status) == (one.prices, one.bound, one.status)
    assert check(p, one.assignments) == ()


def test_parts_of_the_people_are_priced_as_all_of_them() -> None:
    ix = index(crowd(330, seed=3))
    written = catalogue.build(ix)
    net = Market(ix, written).worth
    above = np.full(len(ix.people), -np.inf)
    asked = {"packages": 2, "above": above, "patience": 20}
    whole = Pricer(ix, written).price(net, **asked)  # type: ignore[arg-type]  # the names say which is which
    several = Pricers(Pricer(ix, written), at_once=3)
    for _ in range(2):
        parts = several.price(net, stop=never, **asked)  # type: ignore[arg-type]  # as above
        assert parts.found == whole.found
        assert parts.net.tolist() == whole.net.tolist()
    several.end()
    assert several.price(net, stop=never, **asked).found == whole.found  # type: ignore[arg-type]  # as above


def test_whoever_is_not_priced_in_time_has_no_bound() -> None:
    ix = index(crowd(210, seed=4))
    written = catalogue.build(ix)
    several = Pricers(Pricer(ix, written), at_once=2)
    above = np.zeros(len(ix.people))
    found = several.price(Market(ix, written).worth, packages=1, above=above, patience=None, stop=lambda: True)
    assert np.isinf(found.net).all()
    assert len(found.found) == len(ix.people)
    several.end()


def test_a_partner_does_one_thing_after_the_other() -> None:
    partner: Partner[int, tuple[int, int]] = Partner(lambda item, _: (item * item, os.getpid()))
    for item in (3, 4):
        partner.ask(item)
        answer = partner.answer(never)
        assert answer is not None
        assert answer[0] == item * item
        assert answer[1] != os.getpid()
    partner.end()
    partner.ask(5)
    assert partner.answer(never) is None


def test_a_partner_that_falls_is_noticed() -> None:
    def fall(item: int, _: Asked) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return item

    partner: Partner[int, int] = Partner(fall)
    partner.ask(1)
    assert partner.answer(never) is None


def test_a_partner_whose_answer_nobody_waits_for_is_ended() -> None:
    def slow(item: int, _: Asked) -> int:
        time.sleep(600)
        return item

    partner: Partner[int, int] = Partner(slow)
    partner.ask(1)
    began = time.monotonic()
    assert partner.answer(lambda: time.monotonic() > began + 0.3) is None
    assert time.monotonic() - began < 60
    partner.ask(2)
    assert partner.answer(never) is None, "it is gone"


def test_a_part_of_a_person_is_where_the_same_part_of_the_group_runs() -> None:
    """Five places, four needed: by the numbers alone, one person alone may fill a fifth of a group that runs by a
    fifth."""
    ix = index(
        small(
            people=[person(name) for name in "ABCD"],
            opportunities=[opportunity("cook")],
            groups=[group("G", "cook", places=5, min_viable=4)],
            wishes={(name, "cook"): 100 for name in "ABCD"},
        )
    )
    model = pairs.build(ix, whole=False)
    x = np.zeros(len(model.programme.worth))
    x[model.pair[0, 0]], x[model.runs[0]] = 1.0, 0.2
    assert model.broken(x) == [(0, 0)]
    model.only_where_it_runs(model.broken(x))
    found = linear.solve(model.programme)
    assert found.x is not None
    assert model.broken(found.x) == []
    x[model.runs[0]] = 1.0
    assert model.broken(x) == []
