"""The search for one person's best package, where the best frame with the best options breaks a rule across days.

Frames are searched best first, and within a frame the days one by one, options best first. What cannot beat the best
package known so far is left aside: by the sessions that are left, and by the places that may still be visited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.package import Package

if TYPE_CHECKING:
    from pfa.matching.solver.pricing import Pricer

Floats = npt.NDArray[np.float64]


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


class Search:
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
