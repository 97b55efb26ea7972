"""A small chart of coach hours: a bar for what was done, a line for what was planned, week by week."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pfa.internships.queries import Hours

HEIGHT, STEP, GAP = 96, 22, 6  # units of the drawing
LEFT, BELOW = 30, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One week as it is drawn: x of its left edge, and the tops of its bar and of its line."""

    hours: Hours
    x: int
    actual_y: float
    planned_y: float

    @property
    def height(self) -> float:
        return round(HEIGHT - self.actual_y, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: its size, its bars, the top of its scale in hours, and the planned line as a path."""

    bars: Sequence[Bar]
    top: int

    @property
    def width(self) -> int:
        return LEFT + STEP * len(self.bars)

    @property
    def whole_height(self) -> int:
        return HEIGHT + BELOW

    @property
    def line(self) -> str:
        """The planned hours as a stepped line."""
        points = [f"{x} {each.planned_y}" for each in self.bars for x in (each.x, each.x + STEP)]
        return f"M{' L'.join(points)}" if points else ""

    @property
    def words(self) -> str:
        """The chart in one sentence, for those who do not see it."""
        planned = sum(each.hours.planned for each in self.bars)
        actual = sum(each.hours.actual for each in self.bars)
        return f"{actual:g} hours done of {planned:g} planned in {len(self.bars)} weeks. The table has each week."


def week_bars(weeks: Sequence[Hours]) -> Chart:
    """The chart of some weeks; an empty one where there are none."""
    top = max([4, *[math.ceil(max(each.planned, each.actual)) for each in weeks]])
    bars = [
        Bar(each, LEFT + number * STEP, _y(each.actual, top), _y(each.planned, top))
        for number, each in enumerate(weeks)
    ]
    return Chart(bars, top)


def _y(hours: float, top: int) -> float:
    return round(HEIGHT - hours / top * (HEIGHT - GAP), 1)
