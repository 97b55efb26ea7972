"""The pair model: one yes-or-no column for each person and group that go together, solved by HiGHS.

Small and sparse problems are proved optimal this way in seconds; dense ones are not (see `engine`). Which groups of one
package exclude each other is said by cliques: sets of groups of which a person has at most one. Larger cliques say the
same as many pairs, and leave less room for halves of people in the linear relaxation.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from pfa.matching.solver.cliques import cliques, exclusive
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.linear import Floats, Programme
from pfa.matching.solver.package import Package

RULES = (
    "one-thing-at-a-time",
    "no-more-than-wanted",
    "few-enough-places-to-be",
    "whole-days",
    "variety",
    "places",
    "share",
    "viable",
    "support",
    "coach-pool",
    "cost-ceiling",
    "apart",
)
"""Rules that can be left out of a model, to find out which of them contradict each other. The cliques of
`one-thing-at-a-time` also carry one group of an opportunity, one main pathway, one place a day and between sessions."""


TAKEN: Final = 1e-6


@dataclass
class PairModel:
    """The programme and what its columns and price rows stand for."""

    programme: Programme = field(default_factory=Programme)
    pair: dict[tuple[int, int], int] = field(default_factory=dict)
    runs: dict[int, int] = field(default_factory=dict)
    price_rows: dict[str, tuple[int, float]] = field(default_factory=dict)

    def packages(self, x: Floats, people: int) -> list[Package]:
        """The packages that a whole answer means."""
        weeks: list[list[int]] = [[] for _ in range(people)]
        for (person, g), column in self.pair.items():
            if x[column] > 0.5:
                weeks[person].append(g)
        return [tuple(sorted(week)) for week in weeks]

    def start(self, packages: Iterable[Package]) -> list[float]:
        """An answer as columns, to start from. Columns that only count (places used) are left at their best."""
        x = [0.0] * len(self.programme.worth)
        for person, package in enumerate(packages):
            for g in package:
                x[self.pair[person, g]] = 1.0
                if g in self.runs:
                    x[self.runs[g]] = 1.0
        for column, parts in self.counted.items():
            x[column] = max(x[part] for part in parts)
        for meetings in self.meetings.values():
            met = [(points, column) for points, column, one, other in meetings if x[one] and x[other]]
            if met:
                x[max(met)[1]] = 1.0
        return x

    counted: dict[int, list[int]] = field(default_factory=dict)
    meetings: dict[int, list[tuple[int, int, int, int]]] = field(default_factory=dict)
    """For each pair who would be together: points, column, and the columns of the two, wherever they could."""

    def broken(self, x: Floats) -> list[tuple[int, int]]:
        """Pairs of which more is taken than the part to which their group runs. The rows of the smallest number forbid
        that to whole answers only, and one row for each pair to parts of people too: most are never needed."""
        return [
            pair
            for pair, column in self.pair.items()
            if pair[1] in self.runs and x[column] > x[self.runs[pair[1]]] + TAKEN
        ]

    def only_where_it_runs(self, broken: Iterable[tuple[int, int]]) -> None:
        """Say of these pairs, in a row for each, that the group must run."""
        for person, g in broken:
            row = self.programme.row(-math.inf, 0)
            self.programme.put(row, self.pair[person, g], 1)
            self.programme.put(row, self.runs[g], -1)

    def prices(self, duals: Floats) -> dict[str, float]:
        """Prices of shared things from the duals of the linear relaxation; tiny ones are left out."""
        found = {name: float(duals[row]) * sign for name, (row, sign) in self.price_rows.items()}
        return {name: price for name, price in found.items() if price > 1e-9}


def build(
    ix: Indexed,
    *,
    whole: bool = True,
    without: frozenset[str] = frozenset(),
    must: Iterable[tuple[int, int]] | None = None,
) -> PairModel:
    """The model of a problem. `without`: rules to leave out, or `together`, what pairs are worth; `must`: the rows to
    force, all of them by default."""
    model = PairModel()
    forced = set(must) if must is not None else {(p, g) for p, f in enumerate(ix.person) for g in f.must}
    for p, g in np.argwhere(ix.allowed):
        low = 1.0 if (p, g) in forced else 0.0
        model.pair[int(p), int(g)] = model.programme.column(float(ix.worth[p, g]), low=low, whole=whole)
    for person in range(len(ix.people)):
        mine = np.flatnonzero(ix.allowed[person]).tolist()
        if mine:
            _person_rows(ix, model, person, mine, whole, without)
    for g in range(len(ix.groups)):
        _group_rows(ix, model, g, whole, without)
    if "coach-pool" not in without:
        _pool_rows(ix, model)
    if "cost-ceiling" not in without:
        _cost_rows(ix, model)
    if "together" not in without:
        _company_rows(ix, model)
    return model


def _person_rows(
    ix: Indexed, model: PairModel, person: int, mine: list[int], whole: bool, without: frozenset[str]
) -> None:
    facts = ix.person[person]
    lp = model.programme
    column = {g: model.pair[person, g] for g in mine}
    if "one-thing-at-a-time" not in without:
        position = {g: k for k, g in enumerate(mine)}
        natural: dict[tuple[str, int], list[int]] = {}
        for g in mine:
            for s in ix.group[g].sessions:
                natural.setdefault(("session", s), []).append(position[g])
            natural.setdefault(("opportunity", ix.group[g].opportunity), []).append(position[g])
            if ix.group[g].main:
                natural.setdefault(("main", 0), []).append(position[g])
        for clique in cliques(ix.enemies(person)[np.ix_(mine, mine)], natural.values()):
            row = lp.row(-math.inf, 1)
            for k in clique:
                lp.put(row, column[mine[k]], 1)
    length = {g: len(ix.group[g].sessions) for g in mine}
    if "no-more-than-wanted" not in without and sum(length.values()) > facts.budget:
        row = lp.row(-math.inf, facts.budget)
        for g in mine:
            lp.put(row, column[g], length[g])
    if "variety" not in without:
        for kind, limit in ix.kind_limit.items():
            row = lp.row(-math.inf, limit)
            for g in mine:
                if ix.group[g].kind == kind:
                    lp.put(row, column[g], length[g])
    if facts.places_at_most is not None and "few-enough-places-to-be" not in without:
        _places_rows(ix, model, column, facts.places_at_most, whole)
    if facts.whole_days and "whole-days" not in without:
        _whole_day_rows(ix, model, person, column)


def _places_rows(ix: Indexed, model: PairModel, column: dict[int, int], at_most: int, whole: bool) -> None:
    lp = model.programme
    sites: dict[int, list[int]] = {}
    for g in column:
        for site in ix.group[g].places_used:
            sites.setdefault(site, []).append(g)
    if len(sites) <= at_most:
        return
    total = lp.row(-math.inf, at_most)
    for groups in sites.values():
        used = lp.column(0.0, whole=whole)
        model.counted[used] = [column[g] for g in groups]
        lp.put(total, used, 1)
        for clique in exclusive(ix.clash, groups):
            row = lp.row(-math.inf, 0)
            lp.put(row, used, -1)
            for g in clique:
                lp.put(row, column[g], 1)


def _whole_day_rows(ix: Indexed, model: PairModel, person: int, column: dict[int, int]) -> None:
    """All sessions of a day that the person could fill are filled equally often: all of them, or none."""
    for mask in ix.person[person].needed.values():
        sessions = [s for s in range(mask.bit_length()) if mask >> s & 1]
        for one, other in itertools.pairwise(sessions):
            row = model.programme.row(0, 0)
            for g, c in column.items():
                entry = (ix.group[g].mask >> one & 1) - (ix.group[g].mask >> other & 1)
                if entry:
                    model.programme.put(row, c, entry)


def _group_rows(ix: Indexed, model: PairModel, g: int, whole: bool, without: frozenset[str]) -> None:
    facts = ix.group[g]
    lp = model.programme
    people = np.flatnonzero(ix.allowed[:, g]).tolist()
    if not people:
        return
    column = {p: model.pair[p, g] for p in people}
    name = ix.groups[g]
    if facts.min_viable > 1 and "viable" not in without:
        runs = lp.column(0.0, whole=whole)
        model.runs[g] = runs
        fewest = lp.row(0, math.inf)
        most = lp.row(-math.inf, 0)
        lp.put(fewest, runs, -facts.min_viable)
        lp.put(most, runs, -facts.places)
        for c in column.values():
            lp.put(fewest, c, 1)
            lp.put(most, c, 1)
        model.price_rows[f"viable:{name}"] = (fewest, -1)
        model.price_rows[f"group:{name}"] = (most, 1)
    elif "places" not in without:
        most = lp.row(-math.inf, facts.places)
        for c in column.values():
            lp.put(most, c, 1)
        model.price_rows[f"group:{name}"] = (most, 1)
    for authority, share in facts.shares.items() if "share" not in without else ():
        row = lp.row(-math.inf, ix.share_places[share])
        for p, c in column.items():
            if ix.person[p].authority == authority:
                lp.put(row, c, 1)
        model.price_rows[f"share:{name}:{ix.share_names[share][1]}"] = (row, 1)
    if facts.support is not None and "support" not in without:
        row = lp.row(-math.inf, facts.support)
        for p, c in column.items():
            if ix.person[p].support:
                lp.put(row, c, ix.person[p].support)
        model.price_rows[f"support:{name}"] = (row, 1)
    if "apart" not in without:
        for a, b in ix.apart:
            if a in column and b in column:
                row = lp.row(-math.inf, 1)
                lp.put(row, column[a], 1)
                lp.put(row, column[b], 1)
                model.price_rows[apart_name(ix, a, b, g)] = (row, 1)


def apart_name(ix: Indexed, a: int, b: int, g: int) -> str:
    """The price row of two people kept apart in a group; the people in the order of their ids."""
    one, other = sorted((ix.people[a], ix.people[b]))
    return f"apart:{one}:{other}:{ix.groups[g]}"


def _company_rows(ix: Indexed, model: PairModel) -> None:
    """A pair is together in a group no more than each of them is in it, and in one group that counts."""
    lp = model.programme
    for (k, g), names in zip(ix.company.meetings, ix.company.names(ix.people, ix.groups), strict=True):
        both = [model.pair.get((p, g)) for p in ix.company.pairs[k]]
        if None in both:
            continue  # one of them is left out of this model
        one, other = (column for column in both if column is not None)
        together = lp.column(float(ix.company.points[g]))
        model.meetings.setdefault(k, []).append((ix.company.points[g], together, one, other))
        for name, column in zip(names, (one, other), strict=True):
            row = lp.row(-math.inf, 0)
            lp.put(row, together, 1)
            lp.put(row, column, -1)
            model.price_rows[name] = (row, 1)
    for meetings in model.meetings.values():
        once = lp.row(-math.inf, 1)
        for _, together, _, _ in meetings:
            lp.put(once, together, 1)


def _pool_rows(ix: Indexed, model: PairModel) -> None:
    users: dict[int, list[int]] = {}
    for g, facts in enumerate(ix.group):
        for pool in facts.pool_rows:
            users.setdefault(pool, []).append(g)
    for pool, groups in sorted(users.items()):
        row = model.programme.row(-math.inf, ix.pool_units[pool])
        for g in groups:
            for p in np.flatnonzero(ix.allowed[:, g]).tolist():
                if ix.person[p].coach:
                    model.programme.put(row, model.pair[p, g], ix.person[p].coach)
        name, session = ix.pool_names[pool]
        model.price_rows[f"pool:{name}:{session}"] = (row, 1)


def _cost_rows(ix: Indexed, model: PairModel) -> None:
    for funder, ceiling in enumerate(ix.ceilings):
        row = model.programme.row(-math.inf, ceiling)
        for (_, g), column in model.pair.items():
            if ix.group[g].funder == funder and ix.group[g].cost:
                model.programme.put(row, column, ix.group[g].cost)
        model.price_rows[f"funder:{ix.funder_names[funder]}"] = (row, 1)
