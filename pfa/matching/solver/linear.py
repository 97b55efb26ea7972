"""The only door to OR-Tools: linear and whole-number programmes given as arrays, answers as arrays.

GLOP (dual and primal simplex) solves the linear programmes, HiGHS those with whole numbers. Both run on one thread,
so the same arrays give the same answer. OR-Tools is imported at the first solve: it takes a third of a second.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Basis = tuple[Sequence[int], Sequence[int]]
"""Statuses of columns and of rows where a simplex run ended, to start the next one from."""


@dataclass
class Programme:
    """Maximise `worth` · x subject to row_low ≤ A x ≤ row_high and low ≤ x ≤ high.

    Columns are added with their entries; rows are numbered from 0 and must be declared before they are used.
    """

    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)
    worth: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    entry_row: list[int] = field(default_factory=list)
    entry_column: list[int] = field(default_factory=list)
    entry: list[float] = field(default_factory=list)

    def row(self, low: float, high: float) -> int:
        """Declare a row; its number."""
        self.row_low.append(low)
        self.row_high.append(high)
        return len(self.row_low) - 1

    def column(self, worth: float, low: float = 0.0, high: float = 1.0, whole: bool = False) -> int:
        """Declare a column; its number."""
        self.worth.append(worth)
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.worth) - 1

    def put(self, row: int, column: int, entry: float) -> None:
        """Set one entry of A; each only once."""
        self.entry_row.append(row)
        self.entry_column.append(column)
        self.entry.append(entry)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver said. `x` None: it has no answer. `bound`: no answer is worth more. `prices`: one a row, of a
    linear programme: what one unit more of the row's limit is worth. `stopped`: it ran into its limit."""

    x: Floats | None
    bound: float
    prices: Floats
    infeasible: bool
    stopped: bool
    basis: Basis | None = None


def solve(
    programme: Programme,
    *,
    seconds: float | None = None,
    seed: int = 0,
    start: Sequence[float] | Floats | None = None,
    basis: Basis | None = None,
    nodes: int | None = None,
    relative_gap: float = 0.0,
) -> Answer:
    """Solve a programme: by HiGHS if any column is whole, else by GLOP.

    `start` is an answer to improve on (whole-number programmes), `basis` where to start (linear ones), `nodes` a limit
    that repeats exactly, unlike `seconds`.
    """
    from ortools.math_opt.python import mathopt

    if not programme.worth:
        return Answer(
            np.zeros(0), 0.0, np.zeros(len(programme.row_low)), infeasible=_empty_fails(programme), stopped=False
        )
    whole = any(programme.whole)
    model = mathopt.Model.from_model_proto(_proto(programme))
    columns, rows = list(model.variables()), list(model.linear_constraints())
    params = mathopt.SolveParameters(
        time_limit=None if seconds is None else datetime.timedelta(seconds=max(seconds, 0.01)),
        random_seed=seed % 2**31,
        node_limit=nodes,
        relative_gap_tolerance=relative_gap if whole else None,
    )
    params.highs.int_options["threads"] = 1
    hints = mathopt.ModelSolveParameters()
    if start is not None and whole:
        values = dict(zip(columns, (float(v) for v in start), strict=True))
        hints.solution_hints = [mathopt.SolutionHint(variable_values=values)]
    if basis is not None and not whole:
        hints.initial_basis = _basis_in(mathopt, columns, rows, basis)
    kind = mathopt.SolverType.HIGHS if whole else mathopt.SolverType.GLOP
    result = mathopt.solve(model, kind, params=params, model_params=hints)
    return _answer(mathopt, result, columns, rows, whole)


def _empty_fails(programme: Programme) -> bool:
    return any(low > 0 for low in programme.row_low) or any(high < 0 for high in programme.row_high)


def _proto(programme: Programme) -> Any:
    from ortools.math_opt import model_pb2

    proto = model_pb2.ModelProto()
    n, m = len(programme.worth), len(programme.row_low)
    proto.variables.ids.extend(range(n))
    proto.variables.lower_bounds.extend(programme.low)
    proto.variables.upper_bounds.extend(programme.high)
    proto.variables.integers.extend(programme.whole)
    proto.objective.maximize = True
    worth = np.array(programme.worth)
    kept = np.flatnonzero(worth)
    proto.objective.linear_coefficients.ids.extend(kept.tolist())
    proto.objective.linear_coefficients.values.extend(worth[kept].tolist())
    proto.linear_constraints.ids.extend(range(m))
    proto.linear_constraints.lower_bounds.extend(programme.row_low)
    proto.linear_constraints.upper_bounds.extend(programme.row_high)
    row, column = np.array(programme.entry_row, dtype=np.int64), np.array(programme.entry_column, dtype=np.int64)
    order = np.lexsort((column, row))
    proto.linear_constraint_matrix.row_ids.extend(row[order].tolist())
    proto.linear_constraint_matrix.column_ids.extend(column[order].tolist())
    proto.linear_constraint_matrix.coefficients.extend(np.array(programme.entry, dtype=np.float64)[order].tolist())
    return proto


def _basis_in(mathopt: Any, columns: list[Any], rows: list[Any], basis: Basis) -> Any:
    """The old basis, new columns at their lower bound and new rows basic."""
    status = list(mathopt.BasisStatus)
    by_value = {s.value: s for s in status}
    old_columns, old_rows = basis
    lower, basic = mathopt.BasisStatus.AT_LOWER_BOUND, mathopt.BasisStatus.BASIC
    result = mathopt.Basis()
    result.variable_status = {
        v: by_value[old_columns[j]] if j < len(old_columns) else lower for j, v in enumerate(columns)
    }
    result.constraint_status = {r: by_value[old_rows[i]] if i < len(old_rows) else basic for i, r in enumerate(rows)}
    return result


def _answer(mathopt: Any, result: Any, columns: list[Any], rows: list[Any], whole: bool) -> Answer:
    reason = result.termination.reason
    infeasible = reason in (
        mathopt.TerminationReason.INFEASIBLE,
        mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED,
    )
    has = result.has_primal_feasible_solution()
    x = np.array(result.variable_values(columns)) if has else None
    prices = np.zeros(len(rows))
    basis: Basis | None = None
    if not whole and result.has_dual_feasible_solution():
        prices = np.array(result.dual_values(rows))
    if not whole and has and result.has_basis():
        prices_basis = result.solutions[0].basis
        basis = (
            [prices_basis.variable_status[v].value for v in columns],
            [prices_basis.constraint_status[r].value for r in rows],
        )
    return Answer(
        x=x,
        bound=float(result.termination.objective_bounds.dual_bound),
        prices=prices,
        infeasible=infeasible,
        stopped=reason in (mathopt.TerminationReason.FEASIBLE, mathopt.TerminationReason.NO_SOLUTION_FOUND),
        basis=basis,
    )
