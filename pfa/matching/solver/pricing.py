"""Everyone's best package when shared things have prices, found exactly.

At given prices each pair of person and group has a net worth, and the best package of a person is a frame plus one option
of every day (see `catalogue`). The best option of each cell and the best frame are found for everyone at once with arrays.
That choice may break a rule that reaches across days. Then the person's frames are searched, best first, and within a
frame the days one by one, options best first; what cannot beat the best package known so far is left aside, so the
result is the true best.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.catalogue import Catalogue
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package

Floats = npt.NDArray[np.float64]


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
        self.cell_of = np.repeat(
            np.arange(len(c.first_option)), np.diff(np.append(c.first_option, len(c.options)))
        )
        self.group_of = c.group_of.tolist()
        self.offer = [1 << g.opportunity for g in ix.group]
        mains = 1 << len(ix.problem.opportunities)
        self.offer = [bit | (mains if ix.group[g].main else 0) for g, bit in enumerate(self.offer)]
        self.sites = [sum(1 << site for site in g.places_used) for g in ix.group]
        self.length = [len(g.sessions) for g in ix.group]
        self.limited = bool(ix.kind_limit)
        in_day = [0] * ix.days
        for s in ix.problem.policy.week:
            in_day[list(dict.fromkeys(w.day for w in ix.problem.policy.week)).index(s.day)] += 1

    def price(self, net_worth: Floats, *, packages: int = 1, above: Floats | None = None) -> Priced:
        """The best package of everyone at the net worth of each pair (`Catalogue.person_of`; the last is 0).

        `packages`: how many to find for each person: the best, then the best with other frames, as long as their net
        worth is more than `above[p]`.
        """
        c = self.catalogue
        worth = net_worth[c.options].sum(axis=1)
        best = np.maximum.reduceat(worth, c.first_option) if len(worth) else worth
        top = np.empty(len(best), dtype=np.int64)
        hits = np.flatnonzero(worth == best[self.cell_of])[::-1]
        top[self.cell_of[hits]] = hits
        bound = net_worth[c.frames].sum(axis=1) + best[c.cells].sum(axis=1)
        result = Priced(np.full(len(self.ix.people), -np.inf))
        for person in range(len(self.ix.people)):
            first, last = int(c.first_frame[person]), int(c.first_frame[person + 1])
            search = _Search(self, person, net_worth, worth, best, top)
            floor = -np.inf if above is None else float(above[person])
            found = search.run(first, bound[first:last], packages, floor)
            result.found.append(found)
            if found:
                result.net[person] = found[0][0]
        return result


class _Search:
    """One person's frames, best first."""

    def __init__(
        self, pricer: Pricer, person: int, net: Floats, worth: Floats, best: Floats, top: npt.NDArray[np.int64]
    ) -> None:
        self.pricer = pricer
        self.facts = pricer.ix.person[person]
        self.net, self.worth, self.best, self.top = net, worth, best, top
        self.sorted: dict[int, list[int]] = {}

    def run(self, first: int, bound: Floats, packages: int, floor: float) -> list[tuple[float, Package]]:
        """The best package, and the best of other frames above the floor."""
        found: list[tuple[float, Package]] = []
        if not len(bound):
            return found
        leader = -np.inf
        order = np.argsort(-bound, kind="stable").tolist() if len(bound) > 1 else [0]
        for f in order:
            limit = float(bound[f])
            # Beyond the leader only further packages above the floor are of interest.
            if limit <= leader and (len(found) >= packages or limit <= floor):
                break
            least = leader if len(found) >= packages else max(floor, -np.inf) if found else -np.inf
            one = self.frame(first + f, limit, least)
            if one is not None:
                found.append(one)
                leader = max(leader, one[0])
        found.sort(key=lambda item: (-item[0], item[1]))
        return found[:packages]

    def frame(self, f: int, limit: float, least: float) -> tuple[float, Package] | None:
        """The best package of a frame, if it is worth more than `least`."""
        c = self.pricer.catalogue
        group_of, nothing = self.pricer.group_of, len(self.pricer.group_of) - 1
        groups = [group_of[k] for k in c.frames[f].tolist() if k != nothing]
        cells = [cell for cell in c.cells[f].tolist() if cell]
        chosen = groups + [
            group_of[k] for cell in cells for k in c.options[self.top[cell]].tolist() if k != nothing
        ]
        if self.allowed(chosen):
            return (limit, tuple(sorted(chosen))) if limit > least else None
        self.reached, self.picked = least, None
        self.cells = cells
        self.rest = self._rest(cells)
        base = float(self.net[c.frames[f]].sum())
        length = sum(self.pricer.length[g] for g in groups)
        self.fill(0, groups, base, self.facts.budget - length)
        return None if self.picked is None else (self.reached, self.picked)

    def allowed(self, groups: list[int]) -> bool:
        """Do the rules that reach across days hold?"""
        pricer, facts = self.pricer, self.facts
        offers, sites, length = 0, 0, 0
        for g in groups:
            if offers & pricer.offer[g]:
                return False
            offers |= pricer.offer[g]
            sites |= pricer.sites[g]
            length += pricer.length[g]
        if length > facts.budget or (facts.places_at_most is not None and sites.bit_count() > facts.places_at_most):
            return False
        return not pricer.limited or self._varied(groups)

    def _varied(self, groups: list[int]) -> bool:
        ix = self.pricer.ix
        return all(
            sum(self.pricer.length[g] for g in groups if ix.group[g].kind == kind) <= limit
            for kind, limit in ix.kind_limit.items()
        )

    def _rest(self, cells: list[int]) -> list[list[float]]:
        """What the days from each on can add at most, by sessions left (a small knapsack over the days)."""
        budget = self.facts.budget
        rest = [[0.0] * (budget + 1)]
        for cell in reversed(cells):
            by_length: dict[int, float] = {}
            for o in self._options(cell):
                used = self._length(o)
                by_length.setdefault(used, float(self.worth[o]))
            later = rest[0]
            row = [
                max((v + later[left - used] for used, v in by_length.items() if used <= left), default=-np.inf)
                for left in range(budget + 1)
            ]
            rest.insert(0, row)
        return rest

    def _options(self, cell: int) -> list[int]:
        """A cell's options, best first."""
        if cell not in self.sorted:
            c = self.pricer.catalogue
            first = int(c.first_option[cell])
            last = int(c.first_option[cell + 1]) if cell + 1 < len(c.first_option) else len(c.options)
            self.sorted[cell] = (first + np.argsort(-self.worth[first:last], kind="stable")).tolist()
        return self.sorted[cell]

    def _members(self, option: int) -> list[int]:
        group_of = self.pricer.group_of
        return [group_of[k] for k in self.pricer.catalogue.options[option].tolist() if k != len(group_of) - 1]

    def _length(self, option: int) -> int:
        return sum(self.pricer.length[g] for g in self._members(option))

    def fill(self, day: int, groups: list[int], worth: float, left: int) -> None:
        """Choose the options of the days from `day` on; keeps the best package in `picked`, its worth in `reached`."""
        if day == len(self.cells):
            if worth > self.reached:
                self.reached, self.picked = worth, tuple(sorted(groups))
            return
        later = self.rest[day + 1]
        for option in self._options(self.cells[day]):
            value = worth + float(self.worth[option])
            if value + later[left] <= self.reached:
                return
            members = self._members(option)
            used = sum(self.pricer.length[g] for g in members)
            if used <= left and value + later[left - used] > self.reached and self.allowed(groups + members):
                self.fill(day + 1, groups + members, value, left - used)
