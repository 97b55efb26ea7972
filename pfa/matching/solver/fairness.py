"""Fewest wishes met first: the fairest answer, level by level (see `levels` for what that is).

The pair model gets one yes-or-no column for each person and level. Level after level HiGHS finds the most people who
can reach it while no lower level loses anybody; last the largest sum. A small problem is solved as a whole. In a large
one those furthest below choose anew together with those who hold what they like, while all others keep their week.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from pfa.matching.solver import linear, pairs
from pfa.matching.solver.bound import best_alone
from pfa.matching.solver.bound.levels import WEIGHT
from pfa.matching.solver.checker import Reading, package_value, pair_value
from pfa.matching.solver.indexed import Indexed, index
from pfa.matching.solver.levels import highest, level_of, levels, reached, threshold
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.rest import rest_of

Weeks = Mapping[str, frozenset[str]]

SMALL: Final = 20_000
"""Pairs of person and group up to which the whole is one model, and levels are bounded by prices."""
NODES: Final = 2_000
"""Where HiGHS gives up one level when there is no clock."""
AT_ONCE: Final = 40
LIKED: Final = 6
"""People who choose anew together, and groups of each whose members join them."""
TURNS_SHARE: Final = 0.4
BOUND_SHARE: Final = 0.2
"""Shares of the time for people to choose anew in turns, where the whole is solved after that, and for the bounds of
the levels."""
TURN_SECONDS: Final = 3.0
NODES_A_TURN: Final = 200
"""Limits of one turn."""


@dataclass(frozen=True)
class Fair:
    """The fairest weeks found. `counts[k]`: people on level k + 1 or above; `proved`: so many counts, from the lowest
    level on, are the most there can be, by the solver's word; `certificates[level]`: prices and weights behind its
    bound."""

    weeks: Weeks
    counts: tuple[int, ...]
    proved: int
    certificates: dict[int, dict[str, float]] = field(default_factory=dict)


def fairest(
    problem: Problem,
    weeks: Weeks,
    *,
    seconds: float | None = None,
    seed: int = 0,
    cancelled: Callable[[], bool] | None = None,
    best: Mapping[str, int] | None = None,
) -> Fair:
    """From a valid answer to a fairer one, as far as the time goes; `best` are the best values alone, if known."""
    began = time.monotonic()

    def left() -> float | None:
        if cancelled is not None and cancelled():
            return 0.0
        return None if seconds is None else max(0.0, began + seconds - time.monotonic())

    best = best_alone(problem) if best is None else best
    ix = index(problem)
    proved = 0
    small = int(ix.allowed.sum()) <= SMALL
    share = TURNS_SHARE if small else 1 - BOUND_SHARE
    weeks = _in_turns(problem, ix, best, weeks, None if seconds is None else began + share * seconds, seed, left)
    if small:
        limit = left()
        found, proved = _by_levels(ix, best, weeks, None if limit is None else (1 - BOUND_SHARE) * limit, seed)
        weeks = _fairer(problem, best, weeks, found)
    counts = reached(problem, levels(problem, best, weeks))
    certificates: dict[int, dict[str, float]] = {}
    if small:
        for level, count in enumerate(counts, 1):
            limit = left()
            if count < len(problem.people) and (limit is None or limit > 0):
                certificates[level] = _certificate(ix, best, level, limit)
    return Fair(weeks, counts, proved, {level: rows for level, rows in certificates.items() if rows})


def _key(reading: Reading, best: Mapping[str, int], weeks: Weeks, people: Iterable[str]) -> tuple[tuple[int, ...], int]:
    """What is to be as large as can be for these people: how many reached each level, then the sum
    of their weeks and of all pairs."""
    problem = reading.problem
    worth = {name: package_value(problem, name, weeks.get(name, ()), reading) for name in people}
    on = {name: level_of(problem.policy, best[name], value) for name, value in worth.items()}
    company = sum(pair_value(problem, weeks, *pair) for pair in problem.together)
    return reached(problem, on), sum(worth.values()) + company


def _fairer(problem: Problem, best: Mapping[str, int], weeks: Weeks, others: Weeks) -> Weeks:
    reading = Reading(problem)
    better = _key(reading, best, others, problem.people) > _key(reading, best, weeks, problem.people)
    return others if better else weeks


def _in_turns(
    problem: Problem,
    ix: Indexed,
    best: Mapping[str, int],
    weeks: Weeks,
    until: float | None,
    seed: int,
    left: Callable[[], float | None],
) -> Weeks:
    """Those furthest below choose anew with neighbours, one after the other, until a whole round brings nothing."""
    gained, reading, top = True, Reading(problem), highest(problem.policy)
    while gained:
        gained = False
        on = levels(problem, best, weeks)
        for person in sorted(on, key=lambda name: (on[name], name)):
            if left() == 0 or (until is not None and time.monotonic() > until):
                return weeks
            if _key(reading, best, weeks, [person])[0][top - 1]:
                continue
            free = _neighbours(ix, weeks, person)
            small = rest_of(problem, weeks, free)
            mine = {name: weeks.get(name, frozenset()) for name in free}
            limit = None if until is None else min(TURN_SECONDS, max(0.0, until - time.monotonic()))
            ours = {name: best[name] for name in free}
            found, _ = _by_levels(index(small), ours, mine, limit, seed, nodes=NODES_A_TURN)
            joined = {**weeks, **found}
            if _key(reading, best, joined, free) > _key(reading, best, weeks, free):
                weeks, gained = joined, True
    return weeks


def _neighbours(ix: Indexed, weeks: Weeks, person: str) -> list[str]:
    p = ix.people.index(person)
    dearest = sorted(np.flatnonzero(ix.allowed[p]).tolist(), key=lambda g: (-int(ix.worth[p, g]), g))
    chosen = {person: None}
    for g in dearest[:LIKED]:
        for name in ix.people:
            if len(chosen) < AT_ONCE and ix.groups[g] in weeks.get(name, ()):
                chosen[name] = None
    return [name for name in ix.people if name in chosen]


def _by_levels(
    ix: Indexed, best: Mapping[str, int], weeks: Weeks, seconds: float | None, seed: int, nodes: int = NODES
) -> tuple[Weeks, int]:
    """Level by level with the whole pair model; the weeks, and how many levels were proved one after the other."""
    began = time.monotonic()
    problem = ix.problem
    model = pairs.build(ix)
    programme = model.programme
    worth = list(programme.worth)
    columns = _level_columns(ix, model, best)
    rows = [programme.row(-math.inf, math.inf) for _ in range(highest(problem.policy))]
    for (_, level), column in columns.items():
        programme.put(rows[level - 1], column, 1)
    proved, still = 0, True
    for level in [*range(1, highest(problem.policy) + 1), 0]:
        aim = [column for (_, each), column in columns.items() if each == level]
        programme.worth = [0.0] * len(worth) + [0.0] * (len(programme.low) - len(worth))
        for column in aim:
            programme.worth[column] = 1.0
        if not level:
            programme.worth[: len(worth)] = worth
        for (_, each), column in columns.items():
            programme.high[column] = 1.0 if not level or each <= level else 0.0  # higher levels do not matter yet
        x = _start(ix, model, columns, best, weeks, level or highest(problem.policy))
        count = sum(x[column] for column in aim)
        if level and count == len(aim):
            proved += still  # nobody is left out
            programme.row_low[rows[level - 1]] = count
            continue
        left = None if seconds is None else seconds - (time.monotonic() - began)
        if left is not None and left <= 0:
            break
        share = None if left is None else left / 2
        answer = linear.solve(programme, seconds=share, nodes=nodes, seed=seed, start=x)
        if answer.x is not None:
            packages = model.packages(answer.x, len(ix.people))
            found = {ix.people[p]: frozenset(ix.groups[g] for g in package) for p, package in enumerate(packages)}
            weeks = _fairer(problem, best, weeks, found)
        if level:
            x = _start(ix, model, columns, best, weeks, level)
            count = sum(x[column] for column in aim)
            programme.row_low[rows[level - 1]] = count
            still = still and answer.x is not None and not answer.stopped and answer.bound < count + 1 - 1e-6
            proved += still
    return weeks, proved


def _level_columns(ix: Indexed, model: pairs.PairModel, best: Mapping[str, int]) -> dict[tuple[int, int], int]:
    """One column for each person and level: they reach it only if their groups are worth enough."""
    programme, policy = model.programme, ix.problem.policy
    columns: dict[tuple[int, int], int] = {}
    mine: dict[int, list[tuple[int, int]]] = {}
    for (p, g), column in model.pair.items():
        mine.setdefault(p, []).append((g, column))
    for p, name in enumerate(ix.people):
        if best[name] <= 0:
            continue
        enough = programme.row(0, math.inf)
        for g, column in mine.get(p, ()):
            programme.put(enough, column, float(ix.worth[p, g]))
        below = 0
        for level in range(1, highest(policy) + 1):
            column = programme.column(0.0, whole=True)
            columns[p, level] = column
            least = threshold(policy, best[name], level)
            programme.put(enough, column, float(below - least))
            if level > 1:
                order = programme.row(0, math.inf)
                programme.put(order, columns[p, level - 1], 1)
                programme.put(order, column, -1)
            below = least
    return columns


def _start(
    ix: Indexed,
    model: pairs.PairModel,
    columns: Mapping[tuple[int, int], int],
    best: Mapping[str, int],
    weeks: Weeks,
    up_to: int,
) -> list[float]:
    number = {name: g for g, name in enumerate(ix.groups)}
    packages = [tuple(sorted(number[g] for g in weeks.get(name, ()))) for name in ix.people]
    x = model.start(packages)
    on = levels(ix.problem, best, weeks)
    for (p, level), column in columns.items():
        x[column] = 1.0 if on[ix.people[p]] >= level and level <= up_to else 0.0
    return x


def _certificate(ix: Indexed, best: Mapping[str, int], level: int, seconds: float | None) -> dict[str, float]:
    """Prices and weights from the relaxation that lets people reach a level in part; empty: no time."""
    model = pairs.build(ix, whole=False)
    programme, policy = model.programme, ix.problem.policy
    programme.worth = [0.0] * len(programme.worth)
    rows: dict[str, int] = {}
    for p, name in enumerate(ix.people):
        least = threshold(policy, best[name], level)
        if least > 0:
            rows[name] = programme.row(0, math.inf)
            programme.put(rows[name], programme.column(1.0), -float(least))
            for g in np.flatnonzero(ix.allowed[p]).tolist():
                programme.put(rows[name], model.pair[p, g], float(ix.worth[p, g]))
    answer = linear.solve(programme, seconds=seconds)
    if answer.x is None or answer.stopped:
        return {}
    found = {row: price for row, price in model.prices(answer.prices).items() if price > 0}
    found.update({WEIGHT + name: max(0.0, -float(answer.prices[row])) for name, row in rows.items()})
    return {row: price for row, price in found.items() if price > 0}
