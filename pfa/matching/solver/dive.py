"""Which groups run: decided a few at a time, each decision followed by new prices and new packages.

A group that needs four people may in the relaxation hold two and a half. Groups that hold enough are no question, nor
are the empty ones. Of the others the clearest half is decided (open from half the smallest number on), the relaxation
is solved again with the packages that suit, and so on, until every group runs or does not.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.generation import Generation
from pfa.matching.solver.master import Relaxed
from pfa.matching.solver.prices import Floats
from pfa.matching.solver.room import Room

ROUNDS_A_STEP = 1
"""Rounds of pricing after each decision: two ended no higher and took twice as long."""
SURE = 0.999
AT_ONCE = 8
PEOPLE_A_DECISION = 100
"""At least so many groups are decided at a time, and one for so many people, so that the last few do not take a step
each."""


def loads(gen: Generation, relaxed: Relaxed) -> Floats:
    """How many people each group holds in the relaxation."""
    load = np.zeros(len(gen.ix.groups))
    for c in np.flatnonzero(relaxed.weight > 1e-9).tolist():
        for g in gen.master.pool[c][1]:
            load[g] += relaxed.weight[c]
    return load


def decide_groups(gen: Generation, relaxed: Relaxed, by: float | None = None) -> Relaxed:
    """Open or close every group that needs several people; the relaxation that follows.

    From the moment `by` on there is no time for steps: what is left is decided at once.
    """
    ix = gen.ix
    settled = {g for facts in ix.person for g in facts.must if g in gen.master.runs}
    for g in sorted(settled):
        decide(gen, g, True)
    while not gen.run.late(by):
        load = loads(gen, relaxed)
        share = {g: load[g] / ix.group[g].min_viable for g in gen.master.runs if g not in settled}
        open_question = [g for g, s in share.items() if 1e-6 < s < 1 - 1e-6]
        if not open_question:
            break
        fuller = [g for g in open_question if share[g] >= 0.5]
        choice = sorted(fuller or open_question, key=lambda g: (-share[g] if fuller else share[g], g))
        for g in choice[: max(AT_ONCE, len(ix.people) // PEOPLE_A_DECISION, len(choice) // 2)]:
            settled.add(g)
            decide(gen, g, bool(fuller))
        after = gen.settle_decided(ROUNDS_A_STEP)
        if after is None:
            return relaxed
        relaxed = after
    load = loads(gen, relaxed)
    for g in gen.master.runs:
        if g not in settled:
            decide(gen, g, bool(load[g] > 0.5))
    return relaxed


def decide_weeks(gen: Generation, relaxed: Relaxed, by: float | None = None) -> Relaxed:
    """Fix packages, the surest first, pricing the others again after each step; the last relaxation is nearly whole.

    What is used for sure is fixed, and at least the surest quarter. Only packages that fit with those fixed before
    are fixed, so the relaxation always has an answer. Everything is released again at the end.
    """
    people = len(gen.ix.people)
    room, settled = Room(gen.ix), np.zeros(people, dtype=bool)
    held: list[int] = []
    while not settled.all() and not gen.run.late(by):
        best = _surest(gen, relaxed, settled)
        sure = sum(relaxed.weight[c] > SURE for c in best)
        chosen = [c for c in best[: max(sure, len(best) // 4, 1)] if _fits(gen, room, c)]
        if not chosen:
            break
        for c in chosen:
            person, package = gen.master.pool[c]
            if _fits(gen, room, c):
                settled[person] = True
                gen.master.hold(c, True)
                held.append(c)
                for g in package:
                    room.add(person, g)
        after = gen.settle_decided(ROUNDS_A_STEP, settled)
        if after is None:
            break
        relaxed = after
    for c in held:
        gen.master.hold(c, False)
    return relaxed


def _surest(gen: Generation, relaxed: Relaxed, settled: npt.NDArray[np.bool_]) -> list[int]:
    """The most used column of everyone whose week is not settled, the most used of all first."""
    order = np.argsort(-relaxed.weight, kind="stable")
    seen: dict[int, int] = {}
    for c in order[relaxed.weight[order] > 1e-6].tolist():
        person = gen.master.pool[c][0]
        if not settled[person]:
            seen.setdefault(person, c)
    return list(seen.values())


def _fits(gen: Generation, room: Room, c: int) -> bool:
    person, package = gen.master.pool[c]
    return all(room.has_room(person, g) for g in package)


def decide(gen: Generation, g: int, runs: bool | None) -> None:
    """Open or close one group, or leave it open to question again (None)."""
    gen.master.decide(g, runs)
    if runs is False:
        gen.closed.add(g)
    else:
        gen.closed.discard(g)


def leave_open(gen: Generation) -> None:
    """Take back every decision."""
    for g in gen.master.runs:
        decide(gen, g, None)
