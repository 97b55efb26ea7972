"""The folders that the goals are set on, where they are there: `.ci/run` fails if they are missing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pfa.matching.solver.bound import verify
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.engine import first_come
from pfa.matching.solver.explain import explain
from pfa.matching.solver.reader import read_problem

DATA = Path(os.environ.get("PFA_DATA", Path(__file__).parents[4] / "shared" / "data"))
NAMES = [
    "problems/la-300",
    "problems/la-300-half-days",
    "problems/la-300-wishes",
    "problems/county-1400",
    "problems/region-4000",
    "real/course-wishes-703",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_known_problem_is_read_and_its_first_answer_keeps_every_rule(name: str) -> None:
    if not (DATA / name).is_dir():
        pytest.skip(f"{name} is not here: set PFA_DATA to the folder that holds it")
    began = time.monotonic()
    problem = read_problem(DATA / name)
    assert time.monotonic() - began < 20  # seconds; measured: 0.35 for the largest
    if len(problem.people) > 2000:
        return  # its first answer takes too long to make for a test
    found = first_come(problem)
    assert check(problem, found.assignments) == ()
    assert value(problem, found.assignments) == found.value
    assert explain(problem, found.assignments)


def test_the_bound_of_a_known_problem_without_prices_is_exact_and_above_its_first_answer() -> None:
    if not (DATA / "problems/la-300-wishes").is_dir():
        pytest.skip("la-300-wishes is not here: set PFA_DATA to the folder that holds it")
    problem = read_problem(DATA / "problems/la-300-wishes")
    bound = verify(problem, {})
    assert bound.points >= 255_647  # the optimum, proved by branch and bound
    assert not bound.loose
