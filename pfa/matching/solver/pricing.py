"""Everyone's best package when shared things have prices, found exactly.

At given prices each pair of person and group has a net worth, and the best package of a person is a frame plus one
option of every day (see `catalogue`). The best option of each cell and the best frame are found for everyone at once
with arrays. That choice may break a rule that reaches across days. Then the person's frames are searched, best first,
and within a frame the days one by one, options best first; what cannot beat the best package known so far is left
aside, so the result is the true best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.catalogue import Catalogue, Index
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package
from pfa.matching.solver.search import Part, Search

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


ASK_EVERY: Final = 64
"""People priced between two questions whether to stop."""


@dataclass
class Priced:
    """Best packages at some prices: `net[p]` is the net worth of p's best package (−inf: p has none that is allowed),
    `found[p]` packages with their net worth, the best first."""

    net: Floats
    found: list[list[tuple[float, Package]]] = field(default_factory=list)


class Pricer:
    """Prices packages from a catalogue."""

    def __init__(self, ix: Indexed, catalogue: Catalogue) -> None:
        self.ix = ix
        self.catalogue = catalogue
        c = catalogue
        self.cell_of = np.repeat(np.arange(len(c.first_option)), np.diff(np.append(c.first_option, len(c.options))))
        self.first_option = c.first_option.tolist()
        self.end_option = [*self.first_option[1:], len(c.options)]
        self.first_cell = c.first_cell
        self.worth = np.zeros(len(c.options))
        self.best = np.zeros(len(c.first_option))
        self.top = np.zeros(len(c.first_option), dtype=np.int64)
        self.bound = np.zeros(len(c.frames))
        self.group_of = c.group_of.tolist()
        mains = 1 << len(ix.problem.opportunities)
        self.length = [len(g.sessions) for g in ix.group]
        self.alone = [
            Part(
                (g,),
                1 << facts.opportunity | (mains if facts.main else 0),
                sum(1 << site for site in facts.places_used),
                self.length[g],
            )
            for g, facts in enumerate(ix.group)
        ]
        self.known: dict[int, Part] = {}

    def option(self, o: int) -> Part:
        """An option as part of a package."""
        if o not in self.known:
            nothing = len(self.group_of) - 1
            groups = tuple(self.group_of[k] for k in self.catalogue.options[o].tolist() if k != nothing)
            part = self.joined(groups)
            assert part is not None, "the groups of an option stand together"
            self.known[o] = part
        return self.known[o]

    def joined(self, groups: Iterable[int]) -> Part | None:
        """Groups as part of a package; None where two share an opportunity or are main pathways."""
        part: Part | None = Part((), 0, 0, 0)
        for g in groups:
            part = None if part is None else part.with_(self.alone[g])
        return part

    def price(
        self,
        net: Floats,
        *,
        packages: int = 1,
        above: Floats | None = None,
        patience: int | None = None,
        stop: Callable[[], bool] | None = None,
        part: tuple[int, int] | None = None,
    ) -> Priced:
        """The best package of everyone at the net worth of each pair (`Catalogue.person_of`; the last is 0).

        `packages`: how many to find for each person: the best, then the best with other frames. Only packages worth
        more than `above[p]` are looked for; where there is none, `net[p]` is `above[p]`, which bounds it. `patience`:
        steps after which the search for one person gives up; `net[p]` is then a bound that the best may not reach.
        `stop` is asked now and then; once it says yes the rest get no package and an endless `net`. `part`: only the
        people from one number up to another are priced, and only they are in the result.
        """
        first, last = part or (0, len(self.ix.people))
        self._refresh(net, first, last)
        result = Priced(np.full(last - first, -np.inf))
        for k, person in enumerate(range(first, last)):
            if stop is not None and k % ASK_EVERY == 0 and stop():
                result.net[k:] = np.inf
                result.found += [[] for _ in range(person, last)]
                break
            floor = -np.inf if above is None else float(above[person])
            search = Search(self, person, net, patience)
            found = search.run(packages, floor)
            result.found.append(found)
            result.net[k] = max(found[0][0] if found else floor, search.given_up)
        return result

    def price_one(self, person: int, net: Floats, above: float = -np.inf) -> tuple[float, Package] | None:
        """The best package of one person, if it is worth more than `above`."""
        self._refresh(net, person, person + 1)
        found = Search(self, person, net).run(1, above)
        return found[0] if found else None

    def picks(self, net: Floats) -> tuple[Floats, Ints]:
        """What everyone would take if no rule reached across days: the net worth, and all pairs taken."""
        c = self.catalogue
        self._refresh(net, 0, len(self.ix.people))
        has = np.flatnonzero(np.diff(c.first_frame))
        if not len(has):
            return np.zeros(0), np.zeros(0, dtype=np.int64)
        most = np.maximum.reduceat(self.bound, c.first_frame[has])
        owner = np.repeat(np.arange(len(has)), np.diff(c.first_frame)[has])
        frame = np.zeros(len(has), dtype=np.int64)
        hits = np.flatnonzero(self.bound == most[owner])[::-1]
        frame[owner[hits]] = hits
        frame = frame[most > 0]
        pairs = np.concatenate([c.frames[frame].ravel(), c.options[self.top[c.cells[frame]]].ravel()])
        return np.maximum(most, 0), pairs[pairs < len(self.group_of) - 1].astype(np.int64)

    def _refresh(self, net: Floats, first: int, last: int) -> None:
        """Worth of every option, best option of every cell, bound of every frame of people `first` up to `last`."""
        c = self.catalogue
        cells = slice(int(self.first_cell[first]), int(self.first_cell[last]))
        if cells.stop > cells.start:
            options = slice(self.first_option[cells.start], self.end_option[cells.stop - 1])
            worth = _summed(net, c.options[options])
            self.worth[options] = worth
            self.best[cells] = np.maximum.reduceat(worth, c.first_option[cells] - options.start)
            hits = np.flatnonzero(worth == self.best[self.cell_of[options]])[::-1] + options.start
            self.top[self.cell_of[hits]] = hits
        frames = slice(int(c.first_frame[first]), int(c.first_frame[last]))
        self.bound[frames] = _summed(net, c.frames[frames]) + _summed(self.best, c.cells[frames])


def _summed(net: Floats, table: Index) -> Floats:
    """For every row of a table, what its entries are worth together. (Column by column: rows are short.)"""
    worth: Floats = net[table[:, 0]]
    for column in table.T[1:]:
        worth += net[column]
    return worth
