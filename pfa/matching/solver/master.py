"""The master programme: choose at most one package for each person so that shared things suffice.

Its columns are packages found so far. Its linear relaxation (halves of people allowed) gives each shared thing a
price; `pricing` finds the packages that are worth more than the prices ask, they become columns, and so on, until
there is none: then the relaxation over *all* packages is solved, although only a few thousand were ever written down.

A group that needs several people to run has a column `runs`, between 0 (closed) and 1 (open).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pfa.matching.solver import linear
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package, value
from pfa.matching.solver.prices import Floats, Meeting, Prices

SHORT_OF_ONE = 20_000.0
"""Charged for each person that a group which is to run lacks, or a `must` row that is not kept, in the relaxation only:
a few times what a week is worth, so that a decision to open a group is taken back rather than paid for."""


@dataclass(frozen=True)
class Relaxed:
    """The relaxation's answer. `weight[c]`: how much of package c is used; `runs[g]`: how far group g is open;
    `profit[p]`: the net worth of p's best package at these prices, among the columns so far."""

    value: float
    prices: Prices
    profit: Floats
    weight: Floats
    runs: dict[int, float]
    short: float


class Master:
    """Columns, rows and the simplex basis to go on from."""

    def __init__(self, ix: Indexed) -> None:
        self.ix = ix
        self.programme = linear.Programme()
        self.pool: list[tuple[int, Package]] = []
        self.column: list[int] = []
        self.seen: dict[tuple[int, Package], int] = {}
        self.basis: linear.Basis | None = None
        self.runs: dict[int, int] = {}
        self.lacking: dict[int, int] = {}
        self.short: list[int] = []
        self._declare()

    def _declare(self) -> None:
        ix, lp = self.ix, self.programme
        charge = max(SHORT_OF_ONE, 3.0 * (float(ix.worth.max(initial=0)) + ix.company.dearest()))
        self.charge = charge
        self.person_row = []
        for facts in ix.person:
            row = lp.row(1 if facts.must else -math.inf, 1)
            self.person_row.append(row)
            if facts.must:
                missing = lp.column(-charge, 0, math.inf)
                lp.put(row, missing, 1)
                self.short.append(missing)
        self.place_row, self.viable_row, self.support_row = [], {}, {}
        for g, group in enumerate(ix.group):
            if group.min_viable > 1:
                runs = lp.column(0.0)
                place, viable = lp.row(-math.inf, 0), lp.row(-math.inf, 0)
                lp.put(place, runs, -group.places)
                lp.put(viable, runs, group.min_viable)
                lacking = lp.column(-charge, 0, 0)
                lp.put(viable, lacking, -1)
                self.short.append(lacking)
                self.runs[g], self.lacking[g], self.viable_row[g] = runs, lacking, viable
            else:
                place = lp.row(-math.inf, group.places)
            self.place_row.append(place)
            if group.support is not None:
                self.support_row[g] = lp.row(-math.inf, group.support)
        self.pool_row = [lp.row(-math.inf, units) for units in ix.pool_units]
        self.funder_row = [lp.row(-math.inf, ceiling) for ceiling in ix.ceilings]
        self.share_row = [lp.row(-math.inf, places) for places in ix.share_places]
        self._declare_company()
        self.apart_row: dict[Meeting, int] = {}
        self.rivals: dict[int, list[int]] = {}
        for a, b in ix.apart:
            self.rivals.setdefault(a, []).append(b)
            self.rivals.setdefault(b, []).append(a)
        self.joint: dict[tuple[int, int], list[int]] = {}

    def _declare_company(self) -> None:
        """A column for every meeting of a pair, used no more than each of the two is in the group, and once in all."""
        ix, lp = self.ix, self.programme
        self.meeting_column, self.meeting_row = [], []
        self.in_company: dict[tuple[int, int], list[int]] = {}
        once = [lp.row(-math.inf, 1) for _ in ix.company.pairs]
        for k, g in ix.company.meetings:
            together = lp.column(float(ix.company.points[g]))
            lp.put(once[k], together, 1)
            rows = []
            for person in ix.company.pairs[k]:
                rows.append(lp.row(-math.inf, 0))
                lp.put(rows[-1], together, 1)
                self.in_company.setdefault((person, g), []).append(rows[-1])
            self.meeting_column.append(together)
            self.meeting_row.append(rows)

    def add(self, person: int, package: Package) -> bool:
        """Make a package a column, if it is not one already."""
        if (person, package) in self.seen or not package:
            return False
        ix, lp = self.ix, self.programme
        column = lp.column(float(value(ix, person, package)), 0.0, math.inf)
        self.seen[person, package] = len(self.pool)
        self.pool.append((person, package))
        self.column.append(column)
        lp.put(self.person_row[person], column, 1)
        facts = ix.person[person]
        coach: dict[int, int] = {}
        cost: dict[int, int] = {}
        for g in package:
            funder = ix.group[g].funder
            if funder is not None:
                cost[funder] = cost.get(funder, 0) + ix.group[g].cost
            lp.put(self.place_row[g], column, 1)
            if g in self.viable_row:
                lp.put(self.viable_row[g], column, -1)
            if g in self.support_row and facts.support:
                lp.put(self.support_row[g], column, facts.support)
            for row in self.in_company.get((person, g), ()):
                lp.put(row, column, -1)
            share = ix.share(person, g)
            if share is not None:
                lp.put(self.share_row[share], column, 1)
            for row in ix.group[g].pool_rows if facts.coach else ():
                coach[row] = coach.get(row, 0) + facts.coach
            if person in self.rivals:
                self._meet(person, g, column)
        for row, units in coach.items():
            lp.put(self.pool_row[row], column, units)
        for funder, pounds in cost.items():
            lp.put(self.funder_row[funder], column, pounds)
        return True

    def _meet(self, person: int, g: int, column: int) -> None:
        """Rows for two who stay apart appear when both have a package with the same group."""
        self.joint.setdefault((person, g), []).append(column)
        for rival in self.rivals[person]:
            a, b = min(person, rival), max(person, rival)
            if (a, b, g) in self.apart_row:
                self.programme.put(self.apart_row[a, b, g], column, 1)
            elif (rival, g) in self.joint:
                row = self.programme.row(-math.inf, 1)
                self.apart_row[a, b, g] = row
                for c in self.joint[person, g] + self.joint[rival, g]:
                    self.programme.put(row, c, 1)

    def decide(self, g: int, runs: bool | None) -> None:
        """Open or close a group, or leave it to the programme again (None)."""
        self.programme.low[self.runs[g]] = 1.0 if runs else 0.0
        self.programme.high[self.runs[g]] = 0.0 if runs is False else 1.0
        self.programme.high[self.lacking[g]] = math.inf if runs else 0.0

    def hold(self, position: int, held: bool) -> None:
        """Keep the package at this position of the pool in the relaxation, or leave it to the programme again."""
        self.programme.low[self.column[position]] = 1.0 if held else 0.0

    def relax(self, seconds: float | None = None) -> Relaxed | None:
        """Solve the relaxation; None if time ran out first."""
        answer = linear.solve(self.programme, seconds=seconds, basis=self.basis)
        if answer.x is None or answer.stopped:
            return None
        self.basis = answer.basis
        dual = np.maximum(answer.prices, 0)
        count = len(self.ix.group)
        return Relaxed(
            value=float(np.dot(answer.x, self.programme.worth)),
            prices=Prices(
                place=dual[self.place_row] if count else np.zeros(0),
                viable=_spread(count, self.viable_row, dual),
                support=_spread(count, self.support_row, dual),
                pool=dual[self.pool_row] if self.pool_row else np.zeros(0),
                funder=dual[self.funder_row] if self.funder_row else np.zeros(0),
                share=dual[self.share_row] if self.share_row else np.zeros(0),
                together=dual[np.array(self.meeting_row, dtype=np.int64).reshape(-1, 2)],
                apart={meeting: float(dual[row]) for meeting, row in self.apart_row.items() if dual[row] > 0},
            ),
            profit=answer.prices[self.person_row] if self.person_row else np.zeros(0),
            weight=answer.x[self.column] if self.column else np.zeros(0),
            runs={g: float(answer.x[c]) for g, c in self.runs.items()},
            short=float(answer.x[self.short].sum()) if self.short else 0.0,
        )

    def choose(
        self,
        *,
        keep: npt.NDArray[np.bool_] | None = None,
        start: list[Package] | None = None,
        free: set[int] | None = None,
        seconds: float | None = None,
        nodes: int | None = None,
        seed: int = 0,
        gap: float = 0.0,
    ) -> tuple[list[Package] | None, linear.Answer]:
        """The best whole choice among the packages, by HiGHS, from a `start` (an answer) if there is one.

        `keep`: only these columns, and those of the start; `free`: only these people choose anew, the others keep their
        package of the start.
        """
        lp, original = self.programme, (self.programme.low, self.programme.high, self.programme.whole)
        low, high = np.array(lp.low), np.array(lp.high)
        columns = np.array(self.column, dtype=np.int64)
        high[columns] = 1.0
        if keep is not None:
            high[columns[~keep]] = 0.0
        # In the choice nobody is ever short; and a group that is open may stay empty after all.
        high[self.short] = 0.0
        low[list(self.runs.values())] = 0.0
        for person, package in enumerate(start or ()):
            if package:
                high[self.column[self.seen[person, package]]] = 1.0
        if free is not None and start is not None:
            held = np.array([person not in free for person, _ in self.pool], dtype=bool)
            high[columns[held]] = 0.0
            mine = [self.column[self.seen[p, package]] for p, package in enumerate(start) if package and p not in free]
            low[mine] = high[mine] = 1.0
        lp.low, lp.high, lp.whole = low.tolist(), high.tolist(), [True] * len(high)
        try:
            answer = linear.solve(
                lp, seconds=seconds, nodes=nodes, seed=seed, relative_gap=gap, start=self._start(start)
            )
        finally:
            lp.low, lp.high, lp.whole = original
        if answer.x is None:
            return None, answer
        weeks: list[Package] = [() for _ in self.ix.people]
        for c in np.flatnonzero(answer.x[columns] > 0.5).tolist():
            person, package = self.pool[c]
            weeks[person] = package
        return weeks, answer

    def _start(self, packages: list[Package] | None) -> list[float] | None:
        if packages is None:
            return None
        x = [0.0] * len(self.programme.worth)
        for person, package in enumerate(packages):
            if package:
                x[self.column[self.seen[person, package]]] = 1.0
            for g in package:
                if g in self.runs:
                    x[self.runs[g]] = 1.0
        for column in self._met(packages):
            x[column] = 1.0
        return x

    def _met(self, packages: list[Package]) -> Iterator[int]:
        """The columns of the meetings that count: of each pair who share a group, the one worth most."""
        company, column = self.ix.company, dict(zip(self.ix.company.meetings, self.meeting_column, strict=True))
        for k, (a, b) in enumerate(company.pairs):
            shared = [g for g in set(packages[a]) & set(packages[b]) if (k, g) in column]
            if shared:
                yield column[k, max(shared, key=lambda g: (company.points[g], g))]


def _spread(count: int, rows: dict[int, int], dual: Floats) -> Floats:
    spread = np.zeros(count)
    for g, row in rows.items():
        spread[g] = dual[row]
    return spread
