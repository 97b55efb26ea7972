"""What others would use, on the same problems through their public interfaces: the pair model, and first come.

The pair model has one yes-or-no column for each person and group; it is the same for all three solvers. Each may use
both cores and has no start. An answer is given back as it comes; the bench checks it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pfa.matching.solver import engine, linear, pairs
from pfa.matching.solver.indexed import index
from pfa.matching.solver.linear import Programme
from pfa.matching.solver.problem import Problem

Weeks = Mapping[str, frozenset[str]]
Outcome = tuple[Weeks | None, float | None]
"""The weeks (None: no answer), and an upper bound if the solver says one."""
THREADS = 2


def first_come(problem: Problem, seconds: float) -> Outcome:
    """First come, first served, best choice first: what a spreadsheet does. It has no bound and needs no limit."""
    del seconds
    return engine.first_come(problem).assignments, None


def highs(problem: Problem, seconds: float) -> Outcome:
    """HiGHS, as it comes with OR-Tools."""
    return _by_pairs(problem, lambda programme: _highs(programme, seconds))


def cp_sat(problem: Problem, seconds: float) -> Outcome:
    """CP-SAT of OR-Tools."""
    return _by_pairs(problem, lambda programme: _cp_sat(programme, seconds))


def cbc(problem: Problem, seconds: float) -> Outcome:
    """CBC through PuLP. Raises `ImportError` where the extra `bench` is not installed."""
    return _by_pairs(problem, lambda programme: _cbc(programme, seconds))


RIVALS: Mapping[str, Callable[[Problem, float], Outcome]] = {
    "first come": first_come,
    "PuLP, CBC": cbc,
    "HiGHS": highs,
    "CP-SAT": cp_sat,
}


def _by_pairs(problem: Problem, solve: Callable[[Programme], tuple[list[float] | None, float | None]]) -> Outcome:
    ix = index(problem)
    model = pairs.build(ix)
    x, bound = solve(model.programme)
    if x is None:
        return None, bound
    packages = model.packages(np.array(x), len(ix.people))
    weeks = {ix.people[p]: frozenset(ix.groups[g] for g in package) for p, package in enumerate(packages)}
    return weeks, bound


def _highs(programme: Programme, seconds: float) -> tuple[list[float] | None, float | None]:
    answer = linear.solve(programme, seconds=seconds)
    return None if answer.x is None else answer.x.tolist(), answer.bound if answer.bound < math.inf else None


def _cp_sat(programme: Programme, seconds: float) -> tuple[list[float] | None, float | None]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    bounds = zip(programme.low, programme.high, strict=True)
    columns = [model.new_int_var(int(low), int(high), "") for low, high in bounds]
    for terms, low, high in _rows(programme):
        total = sum(int(entry) * columns[column] for column, entry in terms)
        if low > -math.inf and high < math.inf:
            model.add_linear_constraint(total, int(low), int(high))
        elif high < math.inf:
            model.add(total <= int(high))
        else:
            model.add(total >= int(low))
    model.maximize(sum(int(worth) * column for worth, column in zip(programme.worth, columns, strict=True) if worth))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = THREADS
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None
    return [float(solver.value(column)) for column in columns], float(solver.best_objective_bound)


def _cbc(programme: Programme, seconds: float) -> tuple[list[float] | None, float | None]:
    import pulp

    model = pulp.LpProblem("pairs", pulp.LpMaximize)
    bounds = zip(programme.low, programme.high, strict=True)
    columns = [model.add_variable(f"x{k}", low, high, pulp.LpInteger) for k, (low, high) in enumerate(bounds)]
    model += pulp.LpAffineExpression((c, worth) for c, worth in zip(columns, programme.worth, strict=True) if worth)
    for terms, low, high in _rows(programme):
        total: Any = pulp.LpAffineExpression((columns[column], entry) for column, entry in terms)
        if low == high:
            model += total == low
            continue
        if high < math.inf:
            model += total <= high
        if low > -math.inf:
            model += total >= low
    command = str(Path(sys.executable).with_name("cbc"))  # the extra `bench` installs it beside Python
    model.solve(pulp.COIN_CMD(path=command, msg=False, timeLimit=seconds, threads=THREADS))
    if model.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        return None, None
    return [float(column.value() or 0) for column in columns], None


def _rows(programme: Programme) -> list[tuple[list[tuple[int, float]], float, float]]:
    """The rows that hold anything: (column, entry) pairs and limits."""
    terms: list[list[tuple[int, float]]] = [[] for _ in programme.row_low]
    entries = zip(programme.entry_row, programme.entry_column, programme.entry, strict=True)
    for row, column, entry in entries:
        terms[row].append((column, entry))
    return [
        (each, low, high) for each, low, high in zip(terms, programme.row_low, programme.row_high, strict=True) if each
    ]
