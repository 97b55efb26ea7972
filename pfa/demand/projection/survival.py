"""The ratios an authority is carried forward with: its own, as far as its own records are many enough to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pfa.demand.projection.chance import Draws, Floats, Whole
from pfa.demand.projection.national import NATIONAL, OLDEST, YOUNGEST, Step

# Plans grew by 10.8 % in a year, in most authorities by less than 18.3 % (domain facts, section 7): a year with less
# than this share of the next one's records was not yet kept in full.
COMPLETE = 0.8
FREEDOM = 4.0
# One authority in 25 is this many scales off or more: a ratio beyond tells of records that are missing at an age.
BELIEVED = 3.0

Counts = Mapping[int, Mapping[int, int]]
"""Young people with a plan on record, by academic year and age on 31 August before it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One age step of an authority: the ratio used, the national one, and how much the own records weigh (0 to 1)."""

    age: int
    ratio: float
    national: float
    own: float | None
    weight: float
    step: Step

    def drawn(self, rng: np.random.Generator, draws: int) -> Floats:
        """Ratios of a possible year. The whole spread between authorities stays in: one authority's records do not
        tell apart what is its own and what was that year's."""
        return np.maximum(0.0, self.ratio + self.step.between * rng.standard_t(FREEDOM, draws))


def carried(recorded: Counts) -> dict[int, Carried]:
    """Every step by age, an authority's own ratio shrunk towards the national one.

    The own ratio weighs `between² / (between² + chance / plans)`: the share of its distance from the national ratio
    that is not chance (empirical Bayes: the spread of other authorities is the prior).
    """
    pairs = _pairs(recorded)
    found = {}
    for age, step in NATIONAL.items():
        before = sum(recorded[year].get(age, 0) for year in pairs)
        after = sum(recorded[year + 1].get(age + 1, 0) for year in pairs)
        own = after / before if before else None
        if own is None or abs(own - step.ratio) > BELIEVED * (step.between**2 + step.chance / before) ** 0.5:
            found[age] = Carried(age, step.ratio, step.ratio, None, 0.0, step)
            continue
        weight = step.between**2 / (step.between**2 + step.chance / before)
        found[age] = Carried(age, step.ratio + weight * (own - step.ratio), step.ratio, own, weight, step)
    return found


def way(age: int, years: int, steps: Mapping[int, Carried]) -> list[Carried]:
    """The steps that somebody of an age goes in so many years; beyond the known ages the nearest step holds."""
    return [steps[min(OLDEST, max(YOUNGEST, age + year))] for year in range(years)]


def likely(age: int, years: int, steps: Mapping[int, Carried]) -> float:
    """Starters in so many years for each young person of an age on record now."""
    return float(np.prod([step.ratio for step in way(age, years, steps)]))


def draw(count: int, age: int, years: int, steps: Mapping[int, Carried], draws: Draws) -> Whole:
    """Possible numbers in so many years of `count` young people of an age: one number a draw."""
    number = np.full(draws.number, count)
    for step in way(age, years, steps):
        number = draws.counts(number * step.drawn(draws.rng, draws.number), step.step.chance)
    return number


def _pairs(recorded: Counts) -> list[int]:
    """The years that can be held against the next one: back from the newest, as far as records were kept in full."""
    found: list[int] = []
    year = max(recorded, default=0)
    while year - 1 in recorded and sum(recorded[year - 1].values()) >= COMPLETE * sum(recorded[year].values()):
        year -= 1
        found.append(year)
    return found
