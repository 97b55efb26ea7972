"""Shared things and what is left of them: places, those of an authority, support, coach time, money, people apart."""

from __future__ import annotations

from collections.abc import Iterable

from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package, broken_days, joins


class Room:
    """Who is where, and what is left of every shared thing. Keeps every rule but `viable` and `whole days`,
    which only a finished answer can be held to (see `settle`)."""

    def __init__(self, ix: Indexed, packages: Iterable[Package] | None = None) -> None:
        self.ix = ix
        self.weeks: list[set[int]] = [set() for _ in ix.people]
        self.members: list[set[int]] = [set() for _ in ix.groups]
        self.support = [g.support for g in ix.group]
        self.pool = list(ix.pool_units)
        self.money = list(ix.ceilings)
        self.share = list(ix.share_places)
        self.keep_apart: dict[int, list[int]] = {}
        for a, b in ix.apart:
            self.keep_apart.setdefault(a, []).append(b)
            self.keep_apart.setdefault(b, []).append(a)
        for person, package in enumerate(packages or ()):
            for g in package:
                self.add(person, g)

    def has_room(self, person: int, g: int) -> bool:
        """Does the group still have a place, support, coach time and money for this person, and nobody to stay apart
        from?"""
        facts, who = self.ix.group[g], self.ix.person[person]
        left = self.support[g]
        if len(self.members[g]) >= facts.places or (left is not None and who.support > left):
            return False
        if any(who.coach > self.pool[row] for row in facts.pool_rows):
            return False
        if facts.funder is not None and facts.cost > self.money[facts.funder]:
            return False
        row = self.ix.share(person, g)
        if row is not None and self.share[row] < 1:
            return False
        return not any(other in self.members[g] for other in self.keep_apart.get(person, ()))

    def fits(self, person: int, g: int) -> bool:
        """May the person join the group now, by their own rules and by what is left?"""
        return joins(self.ix, person, self.weeks[person], g) and self.has_room(person, g)

    def add(self, person: int, g: int) -> None:
        """Put the person into the group, asking nothing."""
        self.weeks[person].add(g)
        self.members[g].add(person)
        self._take(person, g, 1)

    def remove(self, person: int, g: int) -> None:
        """Take the person out of the group."""
        self.weeks[person].discard(g)
        self.members[g].discard(person)
        self._take(person, g, -1)

    def _take(self, person: int, g: int, sign: int) -> None:
        who = self.ix.person[person]
        share = self.ix.share(person, g)
        if share is not None:
            self.share[share] -= sign
        left = self.support[g]
        if left is not None:
            self.support[g] = left - sign * who.support
        for row in self.ix.group[g].pool_rows:
            self.pool[row] -= sign * who.coach
        funder = self.ix.group[g].funder
        if funder is not None:
            self.money[funder] -= sign * self.ix.group[g].cost

    def too_few(self) -> list[int]:
        """Groups that hold people, but fewer than make them run."""
        return [g for g, m in enumerate(self.members) if m and len(m) < self.ix.group[g].min_viable]

    def settle(self) -> None:
        """Close groups that cannot run and empty broken days, over and over, until every rule holds.

        `must` rows are closed like any other here: whoever calls looks whether they survived. It ends, since
        every step takes somebody out of a group.
        """
        while True:
            closing = [(p, g) for g in self.too_few() for p in sorted(self.members[g])]
            for person, g in closing:
                self.remove(person, g)
            broken = False
            for person, week in enumerate(self.weeks):
                days = broken_days(self.ix, person, week)
                for g in [g for g in week if any(day in self.ix.group[g].by_day for day in days)]:
                    self.remove(person, g)
                    broken = True
            if not closing and not broken:
                return

    def packages(self) -> list[Package]:
        """Everyone's package, in the order of people."""
        return [tuple(sorted(week)) for week in self.weeks]


def first_come_packages(ix: Indexed) -> list[Package]:
    """First come, first served, best choice first: what a spreadsheet does. `must` rows go first.

    Everyone in turn takes their dearest group that still fits, then the next; what then cannot run is closed.
    A person of whole days takes only what leaves no half-used day behind, day by day, so far as the turn allows.
    """
    room = Room(ix)
    for person, facts in enumerate(ix.person):
        for g in facts.must:
            if room.fits(person, g):
                room.add(person, g)
    for person in range(len(ix.people)):
        row = ix.worth[person]
        for g in sorted((g for g in range(len(row)) if row[g] > 0), key=lambda g: (-row[g], g)):
            if room.fits(person, g):
                room.add(person, g)
        for g in [g for g in room.weeks[person] if _on_broken_day(ix, person, room.weeks[person], g)]:
            room.remove(person, g)
    room.settle()
    return room.packages()


def _on_broken_day(ix: Indexed, person: int, week: set[int], g: int) -> bool:
    return any(day in ix.group[g].by_day for day in broken_days(ix, person, week))
