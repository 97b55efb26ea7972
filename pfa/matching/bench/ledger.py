"""The JSON of all measurements: the best bound ever proved for each problem, and the newest row of everyone on it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from pfa.matching.bench.goals import GOALS
from pfa.matching.bench.rows import Row

VERSION = 1
BEFORE = "known before"


@dataclass
class Ledger:
    """`bounds[problem]`: the lowest upper bound ever proved, and by what; `rows[problem][solver]`: the newest row."""

    bounds: dict[str, tuple[float, str]] = field(default_factory=dict)
    rows: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)

    def best(self, problem: str) -> float | None:
        """The best bound so far."""
        return self.bounds[problem][0] if problem in self.bounds else None

    def offer_bound(self, problem: str, bound: float, proved_by: str) -> None:
        """Keep a bound if it is lower than the best so far."""
        best = self.best(problem)
        if best is None or bound < best:
            self.bounds[problem] = (bound, proved_by)

    def keep(self, row: Row) -> None:
        """Keep a row in place of an older one of the same problem and solver."""
        self.rows.setdefault(row.problem, {})[row.solver] = row.as_json()


def read_ledger(path: Path | None) -> Ledger:
    """What was stored before, or what was known before anything was. Raises `ValueError` for a file that is none."""
    ledger = Ledger({name: (goal.bound, BEFORE) for name, goal in GOALS.items() if goal.bound is not None})
    if path is None or not path.exists():
        return ledger
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["version"] != VERSION:
            raise ValueError
        for problem, each in stored["bounds"].items():
            ledger.offer_bound(problem, float(each["bound"]), str(each["proved_by"]))
        ledger.rows = {problem: dict(rows) for problem, rows in stored["rows"].items()}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path}: not a file of this command's measurements") from error
    return ledger


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Write all of it beside the target, then change names."""
    bounds = {name: {"bound": bound, "proved_by": by} for name, (bound, by) in sorted(ledger.bounds.items())}
    beside = path.with_name(f".{path.name}.new")
    text = json.dumps({"version": VERSION, "bounds": bounds, "rows": ledger.rows}, ensure_ascii=False, indent=1)
    beside.write_text(text + "\n", encoding="utf-8")
    os.replace(beside, path)
