"""Everyone priced by several processes at once, each for its part of the people.

Whoever prices a person, the packages are the same: a run repeats exactly, however many processes there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from pfa.matching.solver.pricing import Floats, Priced, Pricer
from pfa.matching.solver.workers import Partner

WORTH_A_COPY: Final = 100
"""People for whom a process of its own is worth its while."""
AT_MOST: Final = 4


@dataclass(frozen=True)
class _Asked:
    """What a part of the people is priced at; see `Pricer.price`."""

    part: tuple[int, int]
    net: Floats
    packages: int
    above: Floats
    patience: int | None


class Pricers:
    """A pricer, and copies of it in processes of their own."""

    def __init__(self, pricer: Pricer, at_once: int) -> None:
        self._pricer = pricer
        people = len(pricer.ix.people)
        parts = max(1, min(at_once, AT_MOST, people // WORTH_A_COPY))
        cuts = [people * k // parts for k in range(parts + 1)]
        self._parts = list(pairwise(cuts))
        self._partners = [Partner(self._work) for _ in self._parts[1:]]

    def price(
        self, net: Floats, *, packages: int, above: Floats, patience: int | None, stop: Callable[[], bool]
    ) -> Priced:
        """As `Pricer.price`."""
        asked = [_Asked(part, net, packages, above, patience) for part in self._parts]
        for partner, item in zip(self._partners, asked[1:], strict=True):
            partner.ask(item)
        found = [self._work(asked[0], stop)]
        for partner, item in zip(self._partners, asked[1:], strict=True):
            found.append(partner.answer(stop) or self._work(item, stop))
        return Priced(np.concatenate([each.net for each in found]), [week for each in found for week in each.found])

    def end(self) -> None:
        """Nobody is priced any more."""
        for partner in self._partners:
            partner.end()

    def _work(self, asked: _Asked, stop: Callable[[], bool]) -> Priced:
        return self._pricer.price(
            asked.net,
            packages=asked.packages,
            above=asked.above,
            patience=asked.patience,
            stop=stop,
            part=asked.part,
        )
