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

from pfa.matching.solver.catalogue import Catalogue
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package

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


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a package: its groups, and as bits their opportunities (with one bit for "main") and their places."""

    groups: tuple[int, ...]
    offers: int
    sites: int
    length: int

    def with_(self, other: Part) -> Part | None:
        """Both parts together; None where they share an opportunity or both hold a main pathway."""
        if self.offers & other.offers:
            return None
        return Part(
            self.groups + other.groups,
            self.offers | other.offers,
            self.sites | other.sites,
            self.length + other.length,
        )


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
            Part((g,), 1 << facts.opportunity | (mains if facts.main else 0), _bits(facts.places_used), self.length[g])
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
    ) -> Priced:
        """The best package of everyone at the net worth of each pair (`Catalogue.person_of`; the last is 0).

        `packages`: how many to find for each person: the best, then the best with other frames. Only packages worth
        more than `above[p]` are looked for; where there is none, `net[p]` is `above[p]`, which bounds it. `patience`:
        steps after which the search for one person gives up; `net[p]` is then a bound that the best may not reach.
        `stop` is asked now and then; once it says yes the rest get no package and an endless `net`.
        """
        self._refresh(net, 0, len(self.ix.people))
        result = Priced(np.full(len(self.ix.people), -np.inf))
        for person in range(len(self.ix.people)):
            if stop is not None and person % ASK_EVERY == 0 and stop():
                result.net[person:] = np.inf
                result.found += [[] for _ in range(len(self.ix.people) - person)]
                break
            floor = -np.inf if above is None else float(above[person])
            search = _Search(self, person, net, patience)
            found = search.run(packages, floor)
            result.found.append(found)
            result.net[person] = max(found[0][0] if found else floor, search.given_up)
        return result

    def price_one(self, person: int, net: Floats, above: float = -np.inf) -> tuple[float, Package] | None:
        """The best package of one person, if it is worth more than `above`."""
        self._refresh(net, person, person + 1)
        found = _Search(self, person, net).run(1, above)
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
            worth = net[c.options[options]].sum(axis=1)
            self.worth[options] = worth
            self.best[cells] = np.maximum.reduceat(worth, c.first_option[cells] - options.start)
            hits = np.flatnonzero(worth == self.best[self.cell_of[options]])[::-1] + options.start
            self.top[self.cell_of[hits]] = hits
        frames = slice(int(c.first_frame[first]), int(c.first_frame[last]))
        self.bound[frames] = net[c.frames[frames]].sum(axis=1) + self.best[c.cells[frames]].sum(axis=1)


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


class _Search:
    """One person's frames, best first."""

    def __init__(self, pricer: Pricer, person: int, net: Floats, patience: int | None = None) -> None:
        self.pricer = pricer
        self.facts = pricer.ix.person[person]
        self.net, self.worth, self.top = net, pricer.worth, pricer.top
        self.first_frame, self.last_frame = pricer.catalogue.first_frame[person : person + 2].tolist()
        self.sorted: dict[int, list[tuple[float, Part]]] = {}
        self.steps_left = np.inf if patience is None else patience
        self.given_up = -np.inf

    def run(self, packages: int, floor: float) -> list[tuple[float, Package]]:
        """The best package above the floor, and the best of other frames above it."""
        found: list[tuple[float, Package]] = []
        first = self.first_frame
        bound = self.pricer.bound[first : self.last_frame]
        if not len(bound) or bound.max() <= floor:
            return found
        leader = -np.inf
        order = np.argsort(-bound, kind="stable").tolist() if len(bound) > 1 else [0]
        for f in order:
            limit = float(bound[f])
            if self.steps_left <= 0:
                self.given_up = max(self.given_up, limit)
                break
            # Beyond the leader only further packages above the floor are of interest.
            if limit <= floor or (limit <= leader and len(found) >= packages):
                break
            least = leader if len(found) >= packages else floor
            one = self.frame(first + f, limit, least)
            if one is not None:
                found.append(one)
                leader = max(leader, one[0])
        found.sort(key=lambda item: (-item[0], item[1]))
        return found[:packages]

    def frame(self, f: int, limit: float, least: float) -> tuple[float, Package] | None:
        """The best package of a frame, if it is worth more than `least`."""
        c = self.pricer.catalogue
        nothing = len(self.pricer.group_of) - 1
        groups = tuple(self.pricer.group_of[k] for k in c.frames[f].tolist() if k != nothing)
        self.cells = [cell for cell in c.cells[f].tolist() if cell]
        chosen = groups + tuple(g for cell in self.cells for g in self.pricer.option(int(self.top[cell])).groups)
        start, whole = self.pricer.joined(groups), self.pricer.joined(chosen)
        if whole is not None and self.allowed(whole):
            return (limit, tuple(sorted(chosen))) if limit > least else None
        assert start is not None, "a frame keeps the rules"
        self.reached = least
        self.picked: Package | None = None
        self.rest = self._rest(self.cells)
        self.fill(0, start, float(self.net[c.frames[f]].sum()))
        if self.steps_left <= 0:
            self.given_up = max(self.given_up, limit)
        return None if self.picked is None else (self.reached, self.picked)

    def allowed(self, part: Part) -> bool:
        """Do the rules that reach across days hold?"""
        at_most = self.facts.places_at_most
        if part.length > self.facts.budget or (at_most is not None and part.sites.bit_count() > at_most):
            return False
        ix = self.pricer.ix
        return all(
            sum(self.pricer.length[g] for g in part.groups if ix.group[g].kind == kind) <= limit
            for kind, limit in ix.kind_limit.items()
        )

    def fill(self, day: int, part: Part, worth: float) -> None:
        """Choose the options of the days from `day` on; keeps the best package in `picked`, its worth in `reached`."""
        if day == len(self.cells):
            if worth > self.reached:
                self.reached, self.picked = worth, tuple(sorted(part.groups))
            return
        self.steps_left -= 1
        if self.steps_left <= 0 or self._places_bound(day, part) + worth <= self.reached:
            return
        later = self.rest[day + 1]
        left = self.facts.budget - part.length
        for gain, option in self.options(self.cells[day]):
            value = worth + gain
            if value + later[left] <= self.reached:
                return
            if option.length > left or value + later[left - option.length] <= self.reached:
                continue
            more = part.with_(option)
            if more is not None and self.allowed(more):
                self.fill(day + 1, more, value)

    def _rest(self, cells: list[int]) -> list[list[float]]:
        """What the days from each on can add at most, by sessions left (a small knapsack over the days)."""
        budgets = range(self.facts.budget + 1)
        rest = [[0.0] * len(budgets)]
        for cell in reversed(cells):
            by_length: dict[int, float] = {}
            for gain, option in self.options(cell):
                by_length.setdefault(option.length, gain)
            later = rest[0]
            row = [-np.inf] * len(budgets)
            for used, gain in by_length.items():
                for left in budgets[used:]:
                    if gain + later[left - used] > row[left]:
                        row[left] = gain + later[left - used]
            rest.insert(0, row)
        return rest

    def _places_bound(self, day: int, part: Part) -> float:
        """What the days from `day` on can add at most, seeing that only so many more places may be used.

        A day's gain over staying at the places already used is shared out among the new places that bring it; added up
        over the days, that is what a new place is worth, and only the best few places count.
        """
        at_most = self.facts.places_at_most
        if at_most is None or day + 1 == len(self.cells):
            return np.inf
        slots = at_most - part.sites.bit_count()
        elsewhere = ~part.sites
        total = 0.0
        gains: dict[int, float] = {}
        for cell in self.cells[day:]:
            better = []
            base = 0.0
            for base, option in self.options(cell):
                new = option.sites & elsewhere
                if not new:
                    break
                if new.bit_count() <= slots:
                    better.append((base, new))
            total += base
            share: dict[int, float] = {}
            for gain, new in better:
                each = (gain - base) / new.bit_count()
                while new:
                    site = new & -new
                    new ^= site
                    if each > share.get(site, 0.0):
                        share[site] = each
            for site, gain in share.items():
                gains[site] = gains.get(site, 0.0) + gain
        return total + sum(sorted(gains.values())[-slots:] if slots else ())

    def options(self, cell: int) -> list[tuple[float, Part]]:
        """A cell's options with their net worth, best first."""
        if cell not in self.sorted:
            first, last = self.pricer.first_option[cell], self.pricer.end_option[cell]
            worth = self.worth[first:last]
            option = self.pricer.option
            order = np.argsort(-worth, kind="stable")
            self.sorted[cell] = [
                (gain, option(o)) for gain, o in zip(worth[order].tolist(), (order + first).tolist(), strict=True)
            ]
        return self.sorted[cell]
