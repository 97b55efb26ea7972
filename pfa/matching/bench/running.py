"""A run in a process of its own, timed and weighed from outside, and what its answer is worth."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from pfa.matching.bench.changed import CHANGED
from pfa.matching.bench.contender import OURS
from pfa.matching.bench.country import country
from pfa.matching.bench.goals import GOALS
from pfa.matching.bench.ledger import Ledger
from pfa.matching.bench.rivals import RIVALS
from pfa.matching.bench.rows import Row, early_time
from pfa.matching.bench.weighing import Scales
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_answer, read_problem, read_weeks
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.writer import write_problem

PATIENCE = 1.5
GRACE_SECONDS = 60
"""A run that has not ended after one and a half times its limit and a minute is ended: its solver did not stop."""

INVENTED_SEED = 1

__all__ = ["OURS", "RIVALS", "run"]


def run(
    problem: str,
    solver: str,
    data: Path,
    ledger: Ledger,
    *,
    seconds: float | None = None,
    seed: int = 0,
    answers: Path | None = None,
) -> Row:
    """Let a solver (`OURS` or one of `RIVALS`) solve a known problem within `seconds`, those of its goal by default.

    The row and any better bound are kept in the ledger. Our answers are kept in the folder `answers`, so that a changed
    problem need not have its base solved again.
    """
    goal = GOALS[problem]
    limit = (goal.asked or goal.seconds) if seconds is None else seconds
    with tempfile.TemporaryDirectory(prefix="pfa-bench-") as there:
        out = Path(there)
        folder, start = data / goal.folder, None
        if goal.changed is not None and goal.base is not None:
            start = (answers or out) / goal.base
            if not start.exists():
                run(goal.base, OURS, data, ledger, seed=seed, answers=answers or out)
            if not start.exists():
                return Row(problem, solver, limit, 0.0, 0.0, words=f"{goal.base} has no answer")
            before = read_problem(folder)
            folder = out / "changed"
            write_problem(CHANGED[goal.changed](before, read_weeks(start).assignments), folder)
        if goal.invented:
            folder = out / "invented"
            write_problem(country(goal.invented, INVENTED_SEED), folder)
        began = time.monotonic()
        asked = {
            "solver": solver,
            "folder": str(folder),
            "out": there,
            "seconds": limit,
            "seed": seed,
            "start": str(start) if start else "",
            "began": began,
        }
        status, mebibytes, words = _process(json.dumps(asked), PATIENCE * limit + GRACE_SECONDS)
        took = time.monotonic() - began
        told = out / "trace.json"
        if status or not told.exists():
            row = Row(problem, solver, limit, took, mebibytes, words=words or f"ended with status {status}")
        else:
            stated = json.loads(told.read_text(encoding="utf-8"))
            row = _judged(Row(problem, solver, limit, took, mebibytes), read_problem(folder), out, stated, ledger)
        if answers is not None and solver == OURS and (out / "answer").exists():
            shutil.copytree(out / "answer", answers / problem, dirs_exist_ok=True)
    ledger.keep(row)
    return row


def _judged(row: Row, problem: Problem, out: Path, stated: dict[str, object], ledger: Ledger) -> Row:
    trace = [(float(seconds), int(worth)) for seconds, worth in stated["trace"]]  # type: ignore[attr-defined]  # a list
    verified: float | None = None
    if row.solver == OURS:
        answer = read_answer(out / "answer", problem)
        found = recheck(problem, answer, share=True)
        worth, right, verified = found.value, found.right, float(found.verified.points)
        if right and not GOALS[row.problem].own_bound:
            # Values are whole, so nothing lies between a bound and the whole number below it.
            ledger.offer_bound(row.problem, float(found.verified.whole_points), "prices, verified")
            ledger.offer_bound(row.problem, math.floor(answer.bound + 1e-6), "the solver's word")
    else:
        weeks = stated["weeks"]
        if not isinstance(weeks, dict):
            return Row(row.problem, row.solver, row.limit, row.seconds, row.mebibytes, words="it found none")
        worth, right = value(problem, weeks), not check(problem, weeks)
    best = verified if GOALS[row.problem].own_bound else ledger.best(row.problem)
    return Row(
        row.problem,
        row.solver,
        row.limit,
        row.seconds,
        row.mebibytes,
        value=worth,
        verified=verified,
        best=best,
        early=early_time(trace, best),
        right=right,
    )


def _process(arguments: str, at_most: float) -> tuple[int, float, str]:
    """Exit status, peak memory in MiB and last words of a contender, which is ended after `at_most` seconds."""
    with tempfile.TemporaryFile("w+") as words:
        process = subprocess.Popen(  # noqa: S603 — our own module with our own arguments
            [sys.executable, "-m", "pfa.matching.bench.contender", arguments], stdout=words, stderr=subprocess.STDOUT
        )
        late = threading.Timer(at_most, process.kill)
        late.start()
        try:
            with Scales(process.pid) as scales:
                _, status, used = os.wait4(process.pid, 0)
        finally:
            late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        lines = words.read().strip().splitlines()
    last = lines[-1] if lines else ""
    if process.returncode < 0 and not last:
        last = f"it did not stop by itself within {at_most:.0f} s" if not late.is_alive() else "it was ended"
    return process.returncode, max(used.ru_maxrss / 1024, scales.mebibytes), last
