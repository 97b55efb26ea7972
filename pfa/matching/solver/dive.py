"""Which groups run: decided a few at a time, each decision followed by new prices and new packages.

A group that needs four people may in the relaxation hold two and a half. Groups that hold enough are no question, nor
are the empty ones. Of the others the clearest half is decided (open from half the smallest number on), the relaxation
is solved again with the packages that suit, and so on, until every group runs or does not.
"""

from __future__ import annotations

import numpy as np

from pfa.matching.solver.generation import Generation
from pfa.matching.solver.master import Relaxed
from pfa.matching.solver.prices import Floats

ROUNDS_A_STEP = 1
"""Rounds of pricing after each decision: two ended no higher and took twice as long."""
AT_ONCE = 3
"""At least so many groups are decided at a time, so that the last few do not take a step each."""


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
        for g in choice[: max(AT_ONCE, len(choice) // 2)]:
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


def decide_like(gen: Generation, packages: list[tuple[int, ...]]) -> None:
    """Open the groups that an answer uses and close the others."""
    used = {g for package in packages for g in package}
    for g in gen.master.runs:
        decide(gen, g, g in used)


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
