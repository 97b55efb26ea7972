"""The engine measured on known problems, each in a process of its own, against the goals set for it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.recheck import recheck


@dataclass(frozen=True, slots=True)
class Goal:
    """What a problem must reach: within `share` of its own verified bound, or of `optimum` where that is known, in
    `seconds` and `gibibytes` of memory (None: no such goal)."""

    folder: str
    seconds: float
    share: float | None
    optimum: int | None = None
    gibibytes: float | None = None


GOALS = {
    "la-300": Goal("problems/la-300", 20, 0.01),
    "la-300-half-days": Goal("problems/la-300-half-days", 20, 0.01),
    "la-300-wishes": Goal("problems/la-300-wishes", 20, 0.005, optimum=255_647),
    "course-wishes-703": Goal("real/course-wishes-703", 60, 0.01, optimum=2_145_045),
    "county-1400": Goal("problems/county-1400", 180, 0.02, gibibytes=4),
    "region-4000": Goal("problems/region-4000", 600, None),
}
"""The optima were proved by branch and bound on the pair model."""

USUAL = tuple(name for name, goal in GOALS.items() if goal.share is not None)
HEADING = (
    f"{'problem':<18} {'value':>12} {'verified bound':>16} {'gap':>8} {'goal':>12} {'seconds':>9} {'goal':>6} "
    f"{'MiB':>7}  rules"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `bound` is the one verified from the prices; None: the run failed with `words`."""

    name: str
    goal: Goal
    seconds: float
    mebibytes: float
    value: int = 0
    bound: float | None = None
    right: bool = False
    words: str = ""

    @property
    def gap(self) -> float:
        """The share by which the value misses the known optimum or, where none is known, the verified bound."""
        best = self.goal.optimum or self.bound
        return (best - self.value) / best if best else 0.0

    @property
    def met(self) -> bool:
        """Whether every goal was met by an answer that is right."""
        return (
            self.right
            and self.seconds <= self.goal.seconds
            and (self.goal.share is None or self.gap <= self.goal.share)
            and (self.goal.gibibytes is None or self.mebibytes <= 1024 * self.goal.gibibytes)
        )

    def line(self) -> str:
        """The row as text under `HEADING`."""
        if self.bound is None:
            return f"{self.name:<18} {self.words}"
        share = "–" if self.goal.share is None else f"{self.goal.share:.1%} {'opt' if self.goal.optimum else 'bound'}"
        return (
            f"{self.name:<18} {self.value:>12,} {self.bound:>16,.1f} {self.gap:>8.3%} {share:>12} "
            f"{self.seconds:>9.1f} {self.goal.seconds:>6.0f} {self.mebibytes:>7.0f}  "
            f"{'all hold' if self.right else 'BROKEN'}{'' if self.met else '  goal missed'}"
        )


def run(name: str, data: Path, seed: int) -> Row:
    """Solve one problem within its goal's seconds and check the answer."""
    goal = GOALS[name]
    folder = data / goal.folder
    with tempfile.TemporaryDirectory(prefix="pfa-bench-") as there:
        out = Path(there) / "answer"
        began = time.monotonic()
        status, mebibytes, words = _solve(folder, out, goal.seconds, seed)
        seconds = time.monotonic() - began
        if status:
            return Row(name, goal, seconds, mebibytes, words=words)
        problem: Problem = read_problem(folder)
        found = recheck(problem, read_answer(out, problem))
        return Row(name, goal, seconds, mebibytes, found.value, float(found.verified.points), found.right)


def _solve(folder: Path, out: Path, seconds: float, seed: int) -> tuple[int, float, str]:
    """Exit status, peak memory in MiB and last words of `pfa match solve` in a process of its own."""
    limit = str(0.95 * seconds - 0.5)  # the process has to start, and to read and write its files, too
    command = "from pfa.matching.cli import match; match()"
    arguments = ["solve", str(folder), "--out", str(out), "--seconds", limit, "--seed", str(seed), "--quiet"]
    with tempfile.TemporaryFile("w+") as words:
        process = subprocess.Popen(  # noqa: S603 — our own command with our own arguments
            [sys.executable, "-c", command, *arguments], stdout=words, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        lines = words.read().strip().splitlines()
    return process.returncode, used.ru_maxrss / 1024, lines[-1] if lines else ""
