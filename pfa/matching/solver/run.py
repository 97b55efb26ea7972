"""One run of the engine: its clock, its limits, the best answer and the best bound so far."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package, total, valid
from pfa.matching.solver.result import Progress, StoppedBy
from pfa.matching.solver.room import Room


@dataclass
class Run:
    """What the phases of a solve share. Only whole, valid answers are kept, so whatever stops the run, it has one."""

    ix: Indexed
    seconds: float | None
    rounds: int | None
    seed: int
    progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool] | None
    began: float = field(default_factory=time.monotonic)
    best: list[Package] | None = None
    value: int | None = None
    bound: float | None = None
    bound_from_solver: bool = False
    prices: dict[str, float] = field(default_factory=dict)
    stopped_by: StoppedBy | None = None

    def spent(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    def left(self) -> float | None:
        """Seconds left, None: as long as it takes."""
        return None if self.seconds is None else max(0.0, self.seconds - self.spent())

    def must_stop(self, keep: float = 0.0) -> bool:
        """Is it time to stop: cancelled, or fewer than `keep` seconds left? Notes why."""
        if self.stopped_by == "cancelled" or (self.cancelled is not None and self.cancelled()):
            self.stopped_by = "cancelled"
            return True
        left = self.left()
        if left is not None and left <= keep:
            self.stopped_by = "clock"
            return True
        return False

    def late(self, by: float | None) -> bool:
        """Is it later than `by` (seconds since the run began; None: never)? A phase that ends late does not repeat
        exactly, so the clock is noted as what stopped the run."""
        if by is not None and self.spent() >= by:
            self.stopped_by = self.stopped_by or "clock"
            return True
        return self.must_stop()

    def part(self, share: float) -> float | None:
        """The moment when a share of the time left will be over; None: there is no limit."""
        left = self.left()
        return None if left is None else self.spent() + share * left

    def tell(self, phase: str) -> None:
        """Report where the run is."""
        if self.progress is not None:
            self.progress(Progress(phase, self.value, self.bound, self.spent()))

    def offer(self, packages: list[Package]) -> bool:
        """Keep an answer if it is valid and better than the best so far. An invalid one is refused, never mended."""
        if len(packages) != len(self.ix.people):
            return False
        worth = total(self.ix, packages)
        if self.value is not None and worth <= self.value:
            return False
        if not whole_answer_valid(self.ix, packages):
            return False
        self.best, self.value = list(packages), worth
        return True

    def offer_bound(self, bound: float, *, prices: dict[str, float] | None = None) -> None:
        """Keep a bound if it is the best so far; `prices` are those it follows from, None: a solver proved it."""
        if prices is not None and (self.price_bound is None or bound < self.price_bound):
            self.price_bound, self.prices = bound, prices
        if self.bound is None or bound < self.bound - 1e-6:
            self.bound, self.bound_from_solver = bound, prices is None

    price_bound: float | None = None
    first_prices: dict[str, float] = field(default_factory=dict)

    def proved(self) -> bool:
        """Is the best answer as good as the bound? Values are whole, so a bound less than one above proves it."""
        return self.bound is not None and self.value is not None and self.bound < self.value + 1 - 1e-6


def whole_answer_valid(ix: Indexed, packages: list[Package]) -> bool:
    """Do all hard rules hold? Packages one by one, then shared things, filling them person by person."""
    if len(packages) != len(ix.people) or not all(valid(ix, p, package) for p, package in enumerate(packages)):
        return False
    room = Room(ix)
    for p, package in enumerate(packages):
        for g in package:
            if not room.has_room(p, g):
                return False
            room.add(p, g)
    return not room.too_few()
