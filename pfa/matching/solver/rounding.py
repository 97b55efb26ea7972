"""From halves of people to whole weeks: quick answers that always keep every rule, and small improvements to them."""

from __future__ import annotations

import numpy as np

from pfa.matching.solver.generation import CLOSED, Generation
from pfa.matching.solver.master import Relaxed
from pfa.matching.solver.package import Package, value
from pfa.matching.solver.prices import Floats
from pfa.matching.solver.room import Room


def round_off(gen: Generation, relaxed: Relaxed) -> list[Package]:
    """A whole answer near the relaxation's: its packages as long as they fit, the surest first, then everyone else.

    Those left over take their best package at the relaxation's prices among groups with room, one after the other, and
    only groups that run. Groups that stay too small are closed, and whoever lost something chooses again.
    """
    ix, pool = gen.ix, gen.master.pool
    room = Room(ix)
    placed = np.zeros(len(ix.people), dtype=bool)
    for c in np.argsort(-relaxed.weight, kind="stable").tolist():
        person, package = pool[c]
        if relaxed.weight[c] < 1e-6:
            break
        if not placed[person] and all(room.has_room(person, g) for g in package):
            placed[person] = True
            for g in package:
                room.add(person, g)
    net = gen.market.net_worth(relaxed.prices)
    for person in np.flatnonzero(~placed).tolist():
        _place(gen, room, person, net)
    room.settle()
    improve(gen, room)
    return room.packages()


def improve(gen: Generation, room: Room, passes: int = 3) -> None:
    """Everyone in turn leaves and chooses the best week that the others leave them; until nobody gains.

    Who is needed for a group of theirs to run stays in it, and nobody starts a group that would be too small.
    """
    ix = gen.ix
    net = gen.market.worth
    for _ in range(passes):
        gained = False
        for person in range(len(ix.people)):
            if gen.run.must_stop():
                return
            week = sorted(room.weeks[person])
            if any(len(room.members[g]) <= ix.group[g].min_viable and ix.group[g].min_viable > 1 for g in week):
                continue
            before = value(ix, person, week)
            company = ix.company.of_person(person, room.weeks)
            for g in week:
                room.remove(person, g)
            placed = _place(gen, room, person, net, above=before)
            if placed and company:
                placed = _own_worth(gen, room, person) > before + company
            if placed:
                gained = True
                continue
            for g in sorted(room.weeks[person]):
                room.remove(person, g)
            for g in week:
                room.add(person, g)
        if not gained:
            return


def _own_worth(gen: Generation, room: Room, person: int) -> int:
    return value(gen.ix, person, room.weeks[person]) + gen.ix.company.of_person(person, room.weeks)


def _place(gen: Generation, room: Room, person: int, net: Floats, above: float = -1e8) -> bool:
    """Give a person with an empty week the best package that there is room for, if it is worth more than `above`."""
    group_of = gen.market.group_of
    first, last = gen.pairs_of(person)
    seen = net[first:last].copy()
    for k, g in enumerate(group_of[first:last].tolist()):
        few = len(room.members[g]) + 1 < gen.ix.group[g].min_viable
        if few or g in gen.closed or not room.has_room(person, g):
            seen[k] = CLOSED
    kept = net[first:last].copy()
    net[first:last] = seen
    found = gen.pricer.price_one(person, net, above + 1e-6)
    net[first:last] = kept
    if found is None:
        return False
    for g in found[1]:
        room.add(person, g)
    return True
