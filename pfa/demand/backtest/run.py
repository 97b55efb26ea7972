"""One authority left out at a time: its plans a year later told from all the others, and held against what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pfa.demand.backtest.files import Plans
from pfa.demand.backtest.shrinkage import FREEDOM, Floats, Spread, spread_of, tell

STEPS = range(13, 20)  # the age before, on 31 August
DRAWS, SEED = 1000, 2027
LOWEST, HIGHEST = 0.1, 0.9  # an 80 % interval
SMOOTH_YOUNG, SMOOTH_OLD, SMOOTH = 20, 5, 30  # plans added to both sides of a quotient, so that small ones stay calm


@dataclass(frozen=True, slots=True)
class Outcome:
    """One authority at one step: what came, and what three ways had said. None: the figure was not published."""

    authority: str
    before: int
    came: int
    last_year: int | None
    others: float
    ours: float
    low: float
    high: float

    @property
    def held(self) -> bool:
        return self.low <= self.came <= self.high


@dataclass(frozen=True, slots=True)
class Step:
    """All authorities at one step from `age` to the next, with the ratio and the spread of all of them together."""

    age: int
    ratio: float
    spread: Spread
    outcomes: Sequence[Outcome]


def backtest(plans: Plans, *, seed: int = SEED, draws: int = DRAWS) -> list[Step]:
    """Every step of the last pair of years. Pairs with an unpublished figure are left out."""
    before, after = plans.years[-2:]
    rng = np.random.default_rng(seed)
    return [_step(plans, age, before, after, rng, draws) for age in STEPS]


def profile(plans: Plans, authority: str, age: int, year: int) -> Floats:
    """What an authority's own totals up to `year` say of a step, as logarithms; nan where a figure is missing.

    How fast its plans grew in the last year; how many it had at the next age for each one at this age; how many of 19
    to 24 for each one of 13 to 16, which is how long it keeps plans.
    """
    now, then = plans.totals.get((authority, year)), plans.totals.get((authority, year - 1))
    here, there = plans.at(authority, year, age), plans.at(authority, year, age + 1)
    young = _sum(plans, authority, year, range(13, 17))
    old = _sum(plans, authority, year, range(19, 25))
    return np.array(
        [
            np.log(now / then) if now and then else np.nan,
            np.log((there + SMOOTH) / (here + SMOOTH)) if here is not None and there is not None else np.nan,
            np.log((old + SMOOTH_OLD) / (young + SMOOTH_YOUNG)),
        ]
    )


def _step(plans: Plans, age: int, before: int, after: int, rng: np.random.Generator, draws: int) -> Step:
    pairs = [
        (authority, start, end)
        for authority in plans.authorities
        if (start := plans.at(authority, before, age)) is not None
        and (end := plans.at(authority, after, age + 1)) is not None
    ]
    starts = np.array([start for _, start, _ in pairs], dtype=float)
    ends = np.array([end for _, _, end in pairs], dtype=float)
    profiles = np.array([profile(plans, authority, age, before) for authority, _, _ in pairs])
    there = starts > 0  # nobody to carry forward: nothing to learn a ratio from
    ratios = np.divide(ends, starts, out=np.zeros_like(ends), where=there)
    outcomes = []
    for number, (authority, start, end) in enumerate(pairs):
        others = there.copy()
        others[number] = False
        told = tell(starts[others], ratios[others], profiles[others], max(1.0, start), profiles[number])
        drawn = np.maximum(0, told.ratio + told.scale * rng.standard_t(FREEDOM, draws))
        low, high = np.quantile(np.round(drawn * start), (LOWEST, HIGHEST))
        last = plans.at(authority, before, age + 1)
        ours = max(0.0, told.ratio) * start
        outcomes.append(Outcome(authority, start, end, last, told.others * start, ours, float(low), float(high)))
    pooled = float(ends.sum() / starts.sum())
    return Step(age, pooled, spread_of(ratios[there] - pooled, starts[there]), outcomes)


def _sum(plans: Plans, authority: str, year: int, ages: range) -> int:
    return sum(plans.at(authority, year, age) or 0 for age in ages)
