"""What areas have of things that all of them use: job-coach time of one pool, money of one funder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pfa.matching.solver.areas import Area
from pfa.matching.solver.problem import Group, Person, Problem, frozen

Row = tuple[str, ...]
"""Something shared, as in the rows of prices: ("pool", pool, session) or ("funder", name)."""


def used(problem: Problem, group: Group, person: Person | None = None) -> Iterator[tuple[Row, int]]:
    """The units of each shared thing that this person uses in a group; None: somebody who uses one of coach time."""
    for session in group.sessions if group.pool is not None else ():
        yield ("pool", str(group.pool), session), 1 if person is None else person.coach_units
    if group.funder is not None and group.funder in problem.policy.cost_ceilings:
        yield ("funder", group.funder), group.cost


class Shares:
    """Each area's share, by the places of its groups, and at least what its `must` rows need."""

    def __init__(self, problem: Problem, cut: Sequence[Area]) -> None:
        self._of: dict[Row, dict[int, int]] = {}
        held = {group: k for k, area in enumerate(cut) for group in area.groups}
        asked: dict[Row, dict[int, int]] = {}
        needed: dict[Row, dict[int, int]] = {}
        for group in problem.groups.values():
            for row, units in used(problem, group):
                _add(asked, row, held[group.id], units * group.places)
        for (person, name), rule in problem.fixed.items():
            for row, units in used(problem, problem.groups[name], problem.people[person]) if rule == "must" else ():
                _add(needed, row, held[name], units)
        for row, by_area in asked.items():
            self._of[row] = _divided(_stock(problem, row), by_area, needed.get(row, {}))

    def given_to(self, k: int, part: Problem) -> Problem:
        """The area's own problem with its share alone."""
        return _with_stock(part, {row: by_area[k] for row, by_area in self._of.items() if k in by_area})

    def joined(self, prices: Sequence[Mapping[str, float]]) -> dict[str, float]:
        """One price a row: that of its area, and of what areas share the mean over all units of it."""
        found: dict[str, float] = {}
        for each in prices:
            found.update(each)
        for row, by_area in self._of.items():
            name, units = ":".join(row), sum(by_area.values())
            if units and name in found:
                found[name] = sum(prices[k].get(name, 0.0) * share for k, share in by_area.items()) / units
        return found


def _add(table: dict[Row, dict[int, int]], row: Row, k: int, units: int) -> None:
    by_area = table.setdefault(row, {})
    by_area[k] = by_area.get(k, 0) + units


def _stock(problem: Problem, row: Row) -> int:
    if row[0] == "funder":
        return problem.policy.cost_ceilings[row[1]]
    return problem.pools.get((row[1], row[2]), 0)


def _with_stock(part: Problem, stock: Mapping[Row, int]) -> Problem:
    pools = {(row[1], row[2]): units for row, units in stock.items() if row[0] == "pool"}
    ceilings = {**part.policy.cost_ceilings, **{row[1]: units for row, units in stock.items() if row[0] == "funder"}}
    return replace(part, pools=frozen(pools), policy=replace(part.policy, cost_ceilings=ceilings))


def _divided(units: int, asked: Mapping[int, int], needed: Mapping[int, int]) -> dict[int, int]:
    """Units for each area: what is needed first, then in proportion to what is asked for, all of them whole."""
    shares = {k: needed.get(k, 0) for k in sorted(asked)}
    rest, total = max(0, units - sum(shares.values())), sum(asked.values())
    given = 0
    for k in shares:
        more = rest * asked[k] // total if total else 0
        shares[k] += more
        given += more
    largest = max(shares, key=lambda k: asked[k])
    shares[largest] += rest - given
    return shares
