"""From an earlier answer: what of it still holds, who lost something, and a new choice for them and their neighbours.

When one person comes or one group goes, nearly everyone's week can stay. Those who lost something choose anew together
with those who hold what they would like, everybody else keeps their week; that is a small problem, solved in seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package
from pfa.matching.solver.rest import rest_of
from pfa.matching.solver.room import Room

if TYPE_CHECKING:
    from pfa.matching.solver.result import Solution
    from pfa.matching.solver.run import Run

AT_ONCE: Final = 80
"""People who choose anew together: those who lost something, and neighbours up to so many."""
LIKED: Final = 12
"""Groups of each of them, the dearest, whose members count as neighbours."""

Start = Mapping[str, Collection[str]]


def still_holding(ix: Indexed, start: Start) -> list[Package]:
    """The earlier weeks as far as they keep every rule of this problem, `must` rows first; unknown ids are left out."""
    number = {name: g for g, name in enumerate(ix.groups)}
    weeks = [[number[name] for name in sorted(start.get(person, ())) if name in number] for person in ix.people]
    room = Room(ix)
    for person, facts in enumerate(ix.person):
        for g in [*facts.must, *weeks[person]]:
            if room.fits(person, g):
                room.add(person, g)
    room.settle()
    return room.packages()


def losers(ix: Indexed, start: Start, packages: list[Package]) -> list[int]:
    """Those who had no week before, or have less of it now."""
    found = []
    for p, package in enumerate(packages):
        before = start.get(ix.people[p], ())
        if len(package) < len(before) or not before:
            found.append(p)
    return found


def gainers(ix: Indexed, packages: list[Package], rows: Iterable[str]) -> list[int]:
    """Those who would like best what these rows of prices stand for, and do not have it: half a choice of them."""
    asked = set(rows)
    groups = [
        g
        for g, name in enumerate(ix.groups)
        if asked & {f"{what}:{name}" for what in ("group", "viable", "support", "chance")}
        or asked & {f"share:{name}:{authority}" for authority in ix.problem.groups[name].authority_places}
        or asked & {f"pool:{pool}:{session}" for pool, session in (ix.pool_names[row] for row in ix.group[g].pool_rows)}
        or (ix.group[g].funder is not None and f"funder:{ix.problem.groups[name].funder}" in asked)
    ]
    wish = {
        p: max((int(ix.worth[p, g]) for g in groups if ix.allowed[p, g] and g not in package), default=-1)
        for p, package in enumerate(packages)
    }
    return sorted((p for p, worth in wish.items() if worth > 0), key=lambda p: (-wish[p], p))[: AT_ONCE // 2]


def choose_again(run: Run, start: Start, solve: Callable[..., Solution], around: Iterable[str] = ()) -> None:
    """Let those who lost something, or would like what these rows stand for, and their neighbours choose anew; keeps
    the answer if it is better.

    `solve` is the engine's own: it is asked about a small problem.
    """
    ix = run.ix
    if run.best is None:
        return
    lost = losers(ix, start, run.best)
    if len(lost) > max(AT_ONCE, len(ix.people) // 2):
        return
    lost += [p for p in gainers(ix, run.best, around) if p not in lost]
    for first in range(0, len(lost), AT_ONCE // 2):
        if run.must_stop():
            return
        free = _with_neighbours(run, lost[first : first + AT_ONCE // 2])
        weeks = {ix.people[p]: frozenset(ix.groups[g] for g in package) for p, package in enumerate(run.best)}
        small = rest_of(ix.problem, weeks, [ix.people[p] for p in free], _open_to(run, free))
        left = run.left()
        found = solve(small, seconds=None if left is None else 0.8 * left, seed=run.seed, at_once=1)
        number = {name: g for g, name in enumerate(ix.groups)}
        person = {name: p for p, name in enumerate(ix.people)}
        packages = list(run.best)
        for name, week in found.assignments.items():
            packages[person[name]] = tuple(sorted(number[group] for group in week))
        run.offer(packages)
        run.tell("chosen again")


def _open_to(run: Run, free: list[int]) -> set[str]:
    """The groups that any of these people may take, and that the others do not fill."""
    ix, best = run.ix, run.best or []
    choosing = set(free)
    others = [0] * len(ix.groups)
    for p, package in enumerate(best):
        for g in package if p not in choosing else ():
            others[g] += 1
    within = np.flatnonzero(ix.allowed[free].any(axis=0)).tolist()
    return {ix.groups[g] for g in within if others[g] < ix.group[g].places}


def _with_neighbours(run: Run, lost: list[int]) -> list[int]:
    """These people and, as long as there is room for more, those who hold the groups that they would like best."""
    ix, best = run.ix, run.best or []
    liked: dict[int, int] = {}
    for p in lost:
        dearest = sorted(ix.allowed[p].nonzero()[0].tolist(), key=lambda g: (-int(ix.worth[p, g]), g))
        for g in dearest[:LIKED]:
            liked[g] = liked.get(g, 0) + int(ix.worth[p, g])
    chosen = dict.fromkeys([*lost, *(friend for p in lost for friend in ix.company.friends.get(p, ()))])
    for g in sorted(liked, key=lambda g: (-liked[g], g)):
        for p, package in enumerate(best):
            if len(chosen) >= AT_ONCE:
                return list(chosen)
            if g in package:
                chosen[p] = None
    return list(chosen)
