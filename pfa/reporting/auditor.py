"""What somebody with every published figure could work out, and whether that is too much (security 9.2).

The attacker knows each rounded figure of every edition, which figures add up, and how many people joined or left a
count from one edition to the next. For each hidden figure and each difference of two editions the least and the most
that fits with all of it is found exactly, in whole people. If no proof is found in time, the answer is "too much".
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pfa.people.disclosure import SMALLEST, interval

WIDTH = SMALLEST - 1  # a hidden count must stay anything from 0 to 9
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as one edition shows it. `is_held`: hidden although it was not small. Not fresh: kept from before."""

    value: int | None
    is_fresh: bool = True
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything one edition says, by key, and how many joined and left each count since the edition before."""

    figures: Mapping[str, Shown]
    joined: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """How counts hang together: `sums` by total with parts that add up to it, `within` by part with what holds it."""

    sums: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing that could be worked out: a hidden figure too narrowly, or a change of so few people."""

    key: str
    low: int
    high: int
    is_change: bool

    @property
    def words(self) -> str:
        """The leak for the person who publishes."""
        if self.is_change:
            return "A change of a few people since the last edition could be worked out."
        return f"It could be worked out that there are {self.low} to {self.high}."


def leaks(editions: Sequence[Edition], shape: Shape, *, seconds: float = SECONDS) -> list[Leak]:
    """What the newest edition gives away together with all earlier ones: nothing, if it may be published."""
    ends = time.monotonic() + seconds
    system = _System(editions, shape)
    found = []
    for number, key, is_change in _questions(editions):
        of = system.change(number, key) if is_change else system.count(number, key)
        low, high = system.range_of(of, ends)
        if is_change:
            few = low >= 1 and high <= WIDTH
            if few or (low >= -WIDTH and high <= -1):
                found.append(Leak(key, low, high, is_change=True))
        elif low < SMALLEST and high - low < WIDTH:
            found.append(Leak(key, low, high, is_change=False))
    return [leak for leak in found if leak.key in editions[-1].figures]


def _questions(editions: Sequence[Edition]) -> Iterator[tuple[int, str, bool]]:
    for number, edition in enumerate(editions):
        for key, shown in edition.figures.items():
            if shown.value is None:
                yield number, key, False
    if len(editions) > 1:
        before, newest = editions[-2].figures, editions[-1].figures
        for key in newest:
            if key in before and newest[key].is_fresh and newest[key].value != before[key].value:
                yield len(editions) - 1, key, True


class _System:
    """The attacker's equations in whole people."""

    def __init__(self, editions: Sequence[Edition], shape: Shape) -> None:
        from ortools.sat.python import cp_model  # it takes a while to load, and few pages need it

        self._cp, self._model = cp_model, cp_model.CpModel()
        most = 10 * (SMALLEST + sum(shown.value or SMALLEST for each in editions for shown in each.figures.values()))
        self._counts: list[dict[str, Any]] = []
        for number, edition in enumerate(editions):
            here = {key: self._model.new_int_var(0, most, f"{number}:{key}") for key in edition.figures}
            self._counts.append(here)
            self._figures(edition, here)
            self._hang_together(here, shape)
            if number:
                self._since(edition, self._counts[number - 1], here)

    def _figures(self, edition: Edition, here: Mapping[str, Any]) -> None:
        # Whoever reads "c" cannot tell why it is hidden: once one large count is held, none is known to be small.
        any_held = any(shown.is_held for shown in edition.figures.values())
        for key, shown in edition.figures.items():
            if shown.is_fresh and not (shown.value is None and any_held):
                low, high = interval(shown.value)
                self._model.add(here[key] >= low)
                self._model.add(here[key] <= high)

    def _hang_together(self, here: Mapping[str, Any], shape: Shape) -> None:
        for total, ways in shape.sums.items():
            for parts in ways:
                if total in here and all(part in here for part in parts):
                    self._model.add(sum(here[part] for part in parts) == here[total])
        for part, whole in shape.within.items():
            if part in here and whole in here:
                self._model.add(here[part] <= here[whole])

    def _since(self, edition: Edition, before: Mapping[str, Any], here: Mapping[str, Any]) -> None:
        for key, count in here.items():
            if key in before and key in edition.joined:
                self._model.add(count - before[key] <= edition.joined[key])
                self._model.add(before[key] - count <= edition.left.get(key, 0))

    def count(self, edition: int, key: str) -> Any:
        return self._counts[edition][key]

    def change(self, edition: int, key: str) -> Any:
        return self._counts[edition][key] - self._counts[edition - 1][key]

    def range_of(self, what: Any, ends: float) -> tuple[int, int]:
        """The least and the most that fits; 0 and 0, which is always too narrow, if it was not proved in time."""
        found = []
        for side in (self._model.minimize, self._model.maximize):
            side(what)
            solver = self._cp.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.max_time_in_seconds = max(0.0, ends - time.monotonic())
            if solver.solve(self._model) != self._cp.OPTIMAL:
                return 0, 0
            found.append(round(solver.objective_value))
        return found[0], found[1]
