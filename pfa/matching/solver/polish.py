"""The last choice: which of the packages found make the best whole answer.

HiGHS chooses among all promising packages at once where these are few. Where they are many it would not get far, so it
chooses for a few hundred people at a time, neighbours who want the same groups, while everyone else keeps their week;
group after group of neighbours, until a whole turn brings nothing.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from pfa.matching.solver.generation import Generation
from pfa.matching.solver.master import Relaxed

AT_ONCE: Final = 400
"""People who choose at once. (300 with 3,000 packages take HiGHS 3 to 10 s, 1,400 half a minute and more.)"""
WITHIN: Final = 0.05
"""A package is promising if it misses its person's best by less than this share of a mean week's value."""
GAP: Final = 1e-4
NODES: Final = 200
"""When HiGHS ends a choice by its own rule: so close to its bound, or after so many nodes."""


def polish(gen: Generation, relaxed: Relaxed, keep_back: float) -> None:
    """Improve the run's best answer with the columns there are; `keep_back` seconds are left to others."""
    people = len(gen.ix.people)
    if people <= AT_ONCE or gen.run.best is None:
        choose(gen, relaxed, None, keep_back)
        return
    gained = True
    while gained and not gen.run.must_stop(keep_back):
        gained = False
        for block in neighbours(gen, AT_ONCE):
            if gen.run.must_stop(keep_back):
                return
            gained |= choose(gen, relaxed, block, keep_back)


def choose(gen: Generation, relaxed: Relaxed, free: set[int] | None, keep_back: float) -> bool:
    """One choice by HiGHS, for all people or for `free` ones; is it better than the best answer so far?"""
    run = gen.run
    if run.must_stop(keep_back):
        return False
    start = run.best
    if start is not None and any(g in gen.closed for package in start for g in package):
        start = None
    for person, package in enumerate(start or ()):
        gen.master.add(person, package)
    left = run.left()
    packages, answer = gen.master.choose(
        keep=gen.promising(relaxed, WITHIN * abs(relaxed.value) / max(len(gen.ix.people), 1)),
        start=start,
        free=free,
        seconds=None if left is None else left - keep_back,
        nodes=NODES,
        seed=run.seed,
        gap=GAP if free is None else 0.0,
    )
    if answer.stopped:
        run.must_stop(keep_back + 0.5)
    better = packages is not None and run.offer(packages)
    run.tell("chosen")
    return better


def neighbours(gen: Generation, size: int) -> list[set[int]]:
    """Everyone in sets of at most `size`, each grown from one person through the groups that their packages share."""
    users: dict[int, list[int]] = {}
    wants: list[dict[int, None]] = [{} for _ in gen.ix.people]
    for person, package in gen.master.pool:
        wants[person].update(dict.fromkeys(package))
    for person, groups in enumerate(wants):
        for g in groups:
            users.setdefault(g, []).append(person)
    left = dict.fromkeys(range(len(gen.ix.people)))
    blocks: list[set[int]] = []
    while left:
        block: set[int] = set()
        queue = deque([next(iter(left))])
        while queue and len(block) < size:
            person = queue.popleft()
            if person not in left:
                continue
            del left[person]
            block.add(person)
            queue.extend(other for g in wants[person] for other in users[g] if other in left)
        blocks.append(block)
    return blocks
