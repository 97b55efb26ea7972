"""What leaves the database of a run holds nobody's home, and asks for the same answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pfa.matching.private import without_homes
from pfa.matching.solver.checker import refusal
from tests.matching.solver.brute import random_problem


@pytest.mark.parametrize("seed", range(20))
def test_no_home_is_left_and_every_refusal_is_the_same(seed: int) -> None:
    problem = random_problem(seed)
    near = next(iter(problem.opportunities.values()))
    people = {
        key: replace(
            person, lat=(near.lat or 53.0) + 0.02 * number, lon=near.lon or -1.0, travel_limit_minutes=15 + number
        )
        for number, (key, person) in enumerate(problem.people.items())
    }
    problem = replace(problem, people=people)
    private = without_homes(problem)
    assert all(person.lat is None and person.lon is None for person in private.people.values())
    refused = {
        (person, group): (found := refusal(problem, person, group)) and found.rule
        for person in problem.people
        for group in problem.groups
    }
    again = {
        (person, group): (found := refusal(private, person, group)) and found.rule
        for person in private.people
        for group in private.groups
    }
    assert again == refused
