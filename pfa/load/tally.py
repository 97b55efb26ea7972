"""What pupils count while they answer: how long each request took, what went wrong, and what they did."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles


class Kind(enum.Enum):
    """What a request is for."""

    page = "pages opened"
    form = "forms sent"
    save = "saves by itself"
    file = "files of pages"


@dataclass
class Tally:
    """Filled by many threads at once: lists, to which nothing is ever done but to put something at their end."""

    times: dict[Kind, list[float]] = field(default_factory=lambda: {kind: [] for kind in Kind})  # milliseconds
    faults: list[tuple[Kind | None, str]] = field(default_factory=list)
    did: list[str] = field(default_factory=list)

    def fault(self, words: str, kind: Kind | None = None) -> None:
        self.faults.append((kind, words))

    def milliseconds(self, *kinds: Kind) -> list[float]:
        """Of whole requests, as a pupil waits for them."""
        return [each for kind in kinds for each in self.times[kind]]

    def errors(self, *kinds: Kind) -> int:
        """How many requests of these kinds were not answered as they have to be."""
        return sum(kind in kinds for kind, _ in self.faults)

    def counted(self) -> Counter[str]:
        """How often each thing was done that is not plain answering."""
        return Counter(self.did)


@dataclass(frozen=True, slots=True)
class Spread:
    """How long requests took, in milliseconds: so many of 100 are faster."""

    count: int
    middle: float = 0.0
    of_95: float = 0.0
    of_99: float = 0.0
    slowest: float = 0.0


def spread(milliseconds: list[float]) -> Spread:
    """The spread of some times; nothing but their number where there are fewer than two."""
    if len(milliseconds) < 2:
        return Spread(len(milliseconds), *[max(milliseconds, default=0.0)] * 4)
    parts = quantiles(milliseconds, n=100, method="inclusive")
    return Spread(len(milliseconds), parts[49], parts[94], parts[98], max(milliseconds))
