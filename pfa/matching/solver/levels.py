"""Satisfaction in steps: how near each person's week comes to the best they could have if nobody else was there.

Satisfaction is the value of a week over the person's best value alone, 1 where that is 0. It is counted in steps of the
policy's `tolerance_percent`: somebody on level k has at least k such steps. Of two answers the fairer one has fewer
people below level 1, or as many and fewer below level 2, and so on; of equally fair ones that of the larger sum.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pfa.matching.solver.checker import Reading, package_value
from pfa.matching.solver.problem import Policy, Problem


def highest(policy: Policy) -> int:
    """The highest level there is."""
    return 100 // policy.tolerance_percent


def threshold(policy: Policy, best: int, level: int) -> int:
    """The least value of a week on this level, for a person whose best alone is `best`."""
    return -(-level * policy.tolerance_percent * best // 100)


def level_of(policy: Policy, best: int, worth: int) -> int:
    """The level of a week of so many points."""
    top = highest(policy)
    return top if best <= 0 else min(top, 100 * worth // (policy.tolerance_percent * best))


def levels(problem: Problem, best: Mapping[str, int], assignments: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Everyone's level. `best`: each person's best value alone (`bound.best_alone`)."""
    reading = Reading(problem)
    return {
        person: level_of(
            problem.policy, best[person], package_value(problem, person, assignments.get(person, ()), reading)
        )
        for person in problem.people
    }


def reached(problem: Problem, on_level: Mapping[str, int]) -> tuple[int, ...]:
    """How many people are on level 1 or above, on 2 or above, and so on: the larger in this order, the fairer."""
    return tuple(sum(level >= each for level in on_level.values()) for each in range(1, highest(problem.policy) + 1))
