"""How far a share of few people can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z_95 = 1.959963984540054  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which shares (0 to 1) the true one lies, as far as chance goes."""

    low: float
    high: float


def wilson(yes: int, of: int, z: float = Z_95) -> Interval | None:
    """Wilson's score interval, without continuity correction, for `yes` out of `of`; None for nobody.

    E. B. Wilson, JASA 22 (1927); method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998), whose figures the tests
    hold. Raises ValueError if `yes` is not between 0 and `of`.
    """
    if not 0 <= yes <= of:
        raise ValueError(f"{yes} out of {of}")
    if of == 0:
        return None
    share, square = yes / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Interval(0.0 if yes == 0 else max(0.0, middle - half), 1.0 if yes == of else min(1.0, middle + half))
