"""Possible Septembers: whole numbers drawn from a fixed seed, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

SEED, DRAWS = 2027, 1000
LOWEST, HIGHEST = 0.1, 0.9  # an 80 % interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many are likely, and the interval that holds the outcome four times in five."""

    likely: float
    low: float
    high: float


class Draws:
    """So many possible years, the same every time for one seed."""

    def __init__(self, seed: int = SEED, number: int = DRAWS) -> None:
        self.rng, self.number = np.random.default_rng(seed), number

    def counts(self, mean: Floats, chance: float) -> Whole:
        """Whole numbers about `mean` with a variance of about `chance` for each one of it.

        Less than 1: binomial, as where most stay. More: negative binomial, as where people leave or come in groups.
        """
        if chance < 1:
            trials = np.ceil(mean / (1 - chance)).astype(np.int64)
            share = np.divide(mean, trials, out=np.zeros_like(mean), where=trials > 0)
            return np.asarray(self.rng.binomial(trials, np.clip(share, 0, 1)), dtype=np.int64)
        shape = np.maximum(mean, 1e-9) / max(chance - 1, 1e-9)
        return np.asarray(self.rng.negative_binomial(shape, 1 / chance if chance > 1 else 1 - 1e-9), dtype=np.int64)

    def copies(self, number: Whole, people: int) -> Whole:
        """Who of `people` is there in each draw, of whom `number` are: a row a draw, how often each person counts.

        Fewer than all: some are gone. More: the new ones are like some who are known.
        """
        if people == 0:
            return np.zeros((self.number, 0), dtype=np.int64)
        order = self.rng.random((self.number, people)).argsort(axis=1).argsort(axis=1)
        return np.asarray(number[:, None] // people + (order < (number % people)[:, None]), dtype=np.int64)

    def pick(self, weights: Floats, columns: int) -> Whole:
        """For each draw and column one of several by weight: `weights` (draws, choices) or (choices)."""
        table = np.broadcast_to(np.atleast_2d(weights), (self.number, np.shape(weights)[-1])).cumsum(axis=1)
        table = table / table[:, -1:]
        rows = np.arange(self.number)
        where = self.rng.random((self.number, columns)) + rows[:, None]
        found = np.searchsorted((table + rows[:, None]).ravel(), where.ravel(), side="right").reshape(where.shape)
        return np.asarray(np.clip(found - rows[:, None] * table.shape[1], 0, table.shape[1] - 1), dtype=np.int64)


def estimate(likely: float, drawn: Whole) -> Estimate:
    """A likely number with the interval that the draws give it, which never leaves the likely number outside."""
    low, high = np.quantile(drawn, (LOWEST, HIGHEST))
    return Estimate(likely, min(float(low), likely), max(float(high), likely))
