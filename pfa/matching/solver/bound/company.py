"""Two who asked to be together: what prices give each of them for it, and what a pair is worth beside that.

A pair is together in a group no more than each of the two is in it. At prices of these two rows each of them earns the
price of their own by joining; a pair then brings at most its points in some group less both prices, and never less than
nothing. It could be together only in groups that nothing about either of them refuses.
"""

from __future__ import annotations

from collections.abc import Mapping

from pfa.matching.solver.checker import Reading, refusal
from pfa.matching.solver.checker.worth import pair_points
from pfa.matching.solver.problem import Problem

UNIT = 1_000_000
"""Millionths to a point. 1e-6 is far below any difference between two weeks, which is a whole point."""


class Pairs:
    """The pairs of a problem at some prices, in millionths of a point."""

    def __init__(self, problem: Problem, prices: Mapping[str, int]) -> None:
        self._problem = problem
        self._prices = prices
        self._pairs = sorted(problem.together) if problem.policy.together_points else []
        self.earned: dict[tuple[str, str], int] = {}
        if any(name.startswith("together:") for name in prices):
            for one, other in self._pairs:
                for group_id in problem.groups:
                    for person_id, price in zip((one, other), self._of(one, other, group_id), strict=True):
                        if price:
                            key = (person_id, group_id)
                            self.earned[key] = self.earned.get(key, 0) + price

    def at_most(self) -> int:
        """What all pairs can bring beside what the prices give them."""
        problem, reading = self._problem, Reading(self._problem)
        open_to: dict[str, list[str]] = {}
        total = 0
        for one, other in self._pairs:
            if one not in open_to:
                open_to[one] = [name for name in problem.groups if refusal(problem, one, name, reading) is None]
            left = (
                pair_points(problem, problem.groups[name]) * UNIT - sum(self._of(one, other, name))
                for name in open_to[one]
                if refusal(problem, other, name, reading) is None
            )
            total += max(0, max(left, default=0))
        return total

    def _of(self, one: str, other: str, group_id: str) -> tuple[int, int]:
        row = f"together:{one}:{other}:{group_id}"
        return self._prices.get(f"{row}:{one}", 0), self._prices.get(f"{row}:{other}", 0)
