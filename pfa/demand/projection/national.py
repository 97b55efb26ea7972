"""How the number of plans changes from one age to the next: England, and how far authorities lie apart.

Ratios: DfE, *Education, health and care plans*, 2023/24 to 2024/25, all of England (domain facts, section 7).
Spread: the same release, the authorities whose figures by age are in the project's data, worked out as `pfa demand
backtest` does and prints it. `between` is the scale of a Student t with four degrees of freedom, `chance` the variance
of a count for each plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """From one age to the next: plans then for each plan now, the scale of the differences between authorities (of
    the ratio), and the variance that chance gives a count for each plan now."""

    ratio: float
    between: float
    chance: float


NATIONAL: Mapping[int, Step] = {
    13: Step(1.119, 0.018, 0.55),
    14: Step(1.094, 0.038, 0.20),
    15: Step(1.061, 0.038, 0.05),
    16: Step(0.992, 0.014, 0.25),
    17: Step(0.873, 0.069, 0.55),
    18: Step(0.793, 0.069, 1.22),
    19: Step(0.755, 0.107, 0.55),
    20: Step(0.720, 0.144, 0.09),
    21: Step(0.672, 0.193, 0.05),
    22: Step(0.637, 0.193, 0.20),
    23: Step(0.577, 0.193, 0.25),
}
YOUNGEST, OLDEST = min(NATIONAL), max(NATIONAL)
