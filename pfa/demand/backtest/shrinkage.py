"""One age step told from other authorities: their ratio, and what an authority's own past totals add to it.

The ratio of a step is the plans at age a+1 this year for each plan at age a last year. Authorities differ, and part of
that shows in what was known before: whether their plans grow, whether they keep plans after school. So the ratio of
an authority is a normal about `m + β·z`, where z is its profile, measured from the others' mean in units of their
spread. β is shrunk towards 0, that is towards the ratio of everybody, by a penalty that is chosen where it predicts
the other authorities best, each left out in turn. Nothing is set by hand but the grid of penalties to choose from.

What is left over has two parts: authorities differ by more than their profile says (`between`, a variance of ratios),
and counts are chance (`chance`, a variance for each plan). Both are the most likely ones for what was left over of the
other authorities, as a Student t with four degrees of freedom, because a few authorities are far off in any year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PENALTIES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)  # 1 halves a coefficient: profiles are in units of their spread
FREEDOM = 4.0
BETWEEN = np.concatenate([[0.0], np.geomspace(1e-5, 0.05, 30)])
CHANCE = np.geomspace(0.05, 6.0, 25)


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a ratio lies from what was told: variance `between` authorities, and `chance` for each plan."""

    between: float
    chance: float

    def of(self, plans: Floats | float) -> Floats | float:
        """The squared scale of the ratio of an authority with so many plans at the age before."""
        return self.between + self.chance / plans


@dataclass(frozen=True, slots=True)
class Told:
    """What other authorities tell of one: its likely ratio, the scale of its error, and their plain ratio."""

    ratio: float
    scale: float
    others: float


def tell(plans: Floats, ratios: Floats, profiles: Floats, own_plans: float, own_profile: Floats) -> Told:
    """The ratio of an authority that is not among these ones.

    `plans` (n) at the age before, `ratios` (n) of the step, `profiles` (n, k); `own_profile` (k) as measured before
    the year that is told. A missing figure of a profile (nan) counts as the others' middle one.
    """
    middle = np.nanmedian(profiles, axis=0)
    profiles, own_profile = _filled(profiles, middle), _filled(own_profile, middle)
    weights = plans / plans.sum()
    mean = weights @ profiles
    spread = np.sqrt(weights @ (profiles - mean) ** 2)
    spread = np.where(spread > 0, spread, 1.0)
    design = np.column_stack([np.ones(len(plans)), (profiles - mean) / spread])
    own = np.concatenate([[1.0], (own_profile - mean) / spread])
    fits = [_fit(design, ratios, weights, penalty) for penalty in PENALTIES]
    best = min(fits, key=lambda fit: float(weights @ np.abs(fit.left_out)))
    error = spread_of(best.left_over / np.sqrt(1 - best.leverage), plans)
    noise = float(own @ best.inverse @ own) * float(weights @ weights)
    return Told(
        ratio=float(own @ best.coefficients),
        scale=float(np.sqrt(error.of(own_plans) * (1 + noise))),
        others=float(weights @ ratios),
    )


def spread_of(left_over: Floats, plans: Floats) -> Spread:
    """The most likely spread of ratios that were missed by `left_over`."""
    squares = left_over**2
    variance = BETWEEN[:, None, None] + CHANCE[None, :, None] / plans[None, None, :]
    likelihood = -0.5 * np.log(variance) - (FREEDOM + 1) / 2 * np.log1p(squares / variance / FREEDOM)
    row, column = np.unravel_index(int(likelihood.sum(axis=2).argmax()), variance.shape[:2])
    return Spread(float(BETWEEN[row]), float(CHANCE[column]))


@dataclass(frozen=True, slots=True)
class _Fit:
    coefficients: Floats
    inverse: Floats
    leverage: Floats
    left_over: Floats

    @property
    def left_out(self) -> Floats:
        """What each authority would have been missed by, had it been left out."""
        return self.left_over / (1 - self.leverage)


def _fit(design: Floats, ratios: Floats, weights: Floats, penalty: float) -> _Fit:
    prior = penalty * np.diag([0.0] + [1.0] * (design.shape[1] - 1))
    inverse: Floats = np.asarray(np.linalg.inv(design.T @ (design * weights[:, None]) + prior), dtype=np.float64)
    coefficients: Floats = inverse @ (design.T @ (weights * ratios))
    leverage = weights * np.einsum("ij,jk,ik->i", design, inverse, design)
    return _Fit(coefficients, inverse, leverage, ratios - design @ coefficients)


def _filled(values: Floats, middle: Floats) -> Floats:
    return np.where(np.isnan(values), middle, values)
