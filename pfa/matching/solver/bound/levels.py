"""How many people can reach a level of satisfaction at most, proved from prices; and everyone's best value alone.

A person counts as 1 if their week is worth at least T points. Whatever weight w from 0 to 1/T they have, that is never
more than (1 − wT) + w × value. So with prices of shared things in parts of a person, the sum over people of (1 − wT)
plus the best of w × value less prices, plus what all shared things cost, is at least the number of people on the level.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from pfa.matching.solver.bound.limits import OutOfStepsError, Steps
from pfa.matching.solver.bound.lots import Lots
from pfa.matching.solver.bound.prices import UNIT, Prices
from pfa.matching.solver.bound.proof import PEOPLE_WORTH_SHARING, STEPS_A_PERSON, best_week
from pfa.matching.solver.levels import highest, threshold
from pfa.matching.solver.problem import Person, Problem
from pfa.matching.solver.sharing import in_halves

WEIGHT = "weight:"
"""What the rows of people's weights begin with; all other rows are prices."""
FINE = UNIT * UNIT
"""Weights are counted in so many parts: a week has thousands of points, and a weight is at most one over that."""


def best_alone(problem: Problem, *, share: bool = False) -> dict[str, int]:
    """Each person's best value if nobody else was there, groups that need several people included.

    0 where they can have nothing. Where the search gives up, a value that no week exceeds stands in.
    """
    lots = Lots(problem, Prices(problem, {}))

    def some(people: Sequence[Person]) -> dict[str, int]:
        found = {}
        for person, market in lots.each(people):
            try:
                best = best_week(market.choice(person), (), Steps(STEPS_A_PERSON))
            except OutOfStepsError as stopped:
                best = stopped.promise
            found[person.id] = (best or 0) // UNIT
        return found

    everyone = lots.in_order()
    parts = in_halves(some, everyone) if share and len(everyone) >= PEOPLE_WORTH_SHARING else [some(everyone)]
    return {person: best for part in parts for person, best in part.items()}


def most_on_levels(
    problem: Problem, best: Mapping[str, int], certificates: Mapping[int, Mapping[str, float]]
) -> tuple[int, ...]:
    """How many people can be on each level or above at most, from level 1 on: everyone where nothing proves less."""
    everyone = len(problem.people)
    return tuple(
        math.floor(most_on_level(problem, best, level, certificates[level])) if level in certificates else everyone
        for level in range(1, highest(problem.policy) + 1)
    )


def most_on_level(problem: Problem, best: Mapping[str, int], level: int, rows: Mapping[str, float]) -> Fraction:
    """How many people can be on a level or above at most, by these prices and weights.

    `rows` are those of `levels.csv`: prices as in `prices.csv`, in parts of a person, and weights `weight:PERSON`.
    Raises `ValueError` for a negative price or weight.
    """
    prices = {row: price for row, price in rows.items() if not row.startswith(WEIGHT)}
    # Satisfaction is of a person's own week: pairs who are together add nothing to it.
    problem = replace(problem, together=frozenset())
    paid = Prices(problem, prices)
    lots = Lots(problem, paid)
    total = paid.of_everything()
    for person, market in lots.each(lots.in_order()):
        least = threshold(problem.policy, best[person.id], level)
        if least <= 0:
            total += UNIT
            continue
        stated = rows.get(WEIGHT + person.id, 0.0)
        if stated < 0:
            raise ValueError("a weight is negative")
        weight = min(round(stated * FINE), FINE // least)
        total += -(-(FINE - weight * least) // UNIT)
        try:
            total += max(0, best_week(market.choice(person, weight), (), Steps(STEPS_A_PERSON)) or 0)
        except OutOfStepsError as stopped:
            total += max(0, stopped.promise)
    return min(Fraction(total, UNIT), Fraction(len(problem.people)))
