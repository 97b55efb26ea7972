"""An answer folder in which one cell was changed is refused, or what it then says is still true."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pfa.matching.solver.answer import answer
from pfa.matching.solver.problem import MODES, Problem, ProblemFaults
from pfa.matching.solver.reader import StatedAnswer, read_answer
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.writer import write_found
from tests.matching.solver import brute

HISTORY = frozenset({"seconds", "seed", "stopped_by", "contradiction"})
"""What result.json tells of the run and nobody can look at again; where there is no answer, which rows the solver named
(`match diagnose` finds out anew)."""
WEAKER = frozenset({"bound", "status", "bound_from", "levels_proved"})
"""What may be claimed less of than is so, or is the solver's word and called so."""


def fair(p: Problem) -> Problem:
    return replace(p, policy=replace(p.policy, mode=MODES[1], tolerance_percent=25))


PROBLEMS = {f"seed {seed}": brute.random_problem(seed, people=3, groups=5) for seed in (3, 11, 24, 42)}
PROBLEMS["levels"] = fair(brute.random_problem(8, people=3, groups=5))


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def cells_changed(path: Path, p: Problem) -> Iterator[tuple[str, list[list[str]]]]:
    """Every cell in turn in several ways, every row left out, every row twice."""
    rows = table(path)
    for n in range(1, len(rows)):
        yield f"row {n} left out", rows[:n] + rows[n + 1 :]
        yield f"row {n} twice", [*rows[: n + 1], *rows[n:]]
        for k, cell in enumerate(rows[n]):
            for other in {*others(rows[0][k], cell, p), ""} - {cell}:
                yield (
                    f"{rows[0][k]} {cell} -> {other}",
                    [
                        *rows[:n],
                        [*rows[n][:k], other, *rows[n][k + 1 :]],
                        *rows[n + 1 :],
                    ],
                )


def others(column: str, cell: str, p: Problem) -> list[str]:
    if column == "person_id":
        return [*p.people, "nobody"]
    if column in ("group_id", "in_the_way"):
        return [*p.groups, "nothing"]
    if column == "price":
        return [str(float(cell) * 2), str(float(cell) / 2), str(float(cell) + 0.5), "-1", "x"]
    if column == "level":
        return [str(int(cell) + 1), "0", "99"]
    if column == "others_would_lose":
        return ["yes", "no"]
    if column == "reason":
        return ["full", "travel", "clash", "not-chosen", "did-not-run", "apart", "age", "gibberish"]
    if column == "words":
        return [f"{cell} P1 is there instead.", "Please ask the named worker about this one."]
    return [f"{cell}x"]


def figures_changed(stated: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, figure in stated.items():
        yield f"{key} left out", {name: each for name, each in stated.items() if name != key}
        for other in (
            0,
            1,
            -1,
            10**9,
            "optimal",
            "feasible",
            "infeasible",
            "invalid",
            "solver",
            [],
            [1],
            {},
            None,
            True,
        ):
            if other != figure:
                yield f"{key} {figure} -> {other}", {**stated, key: other}
        if isinstance(figure, int | float):
            yield f"{key} + 1", {**stated, key: figure + 1}
            yield f"{key} - 1", {**stated, key: figure - 1}


def accepted(folder: Path, p: Problem) -> StatedAnswer | None:
    """The answer as it is read, where nothing is found against it."""
    try:
        stated = read_answer(folder, p)
    except ProblemFaults:
        return None
    return stated if recheck(p, stated).right else None


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_change_is_refused_or_leaves_what_is_true(name: str, tmp_path: Path) -> None:
    p = PROBLEMS[name]
    write_found(tmp_path / "true", answer(p))
    true = accepted(tmp_path / "true", p)
    assert true is not None
    refused = tried = 0
    for file in sorted(each.name for each in (tmp_path / "true").glob("*.csv")):
        for what, rows in cells_changed(tmp_path / "true" / file, p):
            shutil.copytree(tmp_path / "true", tmp_path / "false", dirs_exist_ok=True)
            write(tmp_path / "false" / file, rows)
            found = accepted(tmp_path / "false", p)
            tried += 1
            refused += found is None
            if found is not None:
                is_true(p, found, f"{file}: {what}")
    original = json.loads((tmp_path / "true" / "result.json").read_text("utf-8"))
    shutil.copytree(tmp_path / "true", tmp_path / "false", dirs_exist_ok=True)
    for what, stated in figures_changed(original):
        (tmp_path / "false" / "result.json").write_text(json.dumps(stated), "utf-8")
        found = accepted(tmp_path / "false", p)
        tried += 1
        refused += found is None
        if found is not None:
            assert what.split()[0] in HISTORY | WEAKER, what
            is_true(p, found, what)
    assert refused > 0.6 * tried


def is_true(p: Problem, found: StatedAnswer, what: str) -> None:
    """Everything that brute force can say of it: a valid answer, of the value stated, below the bound."""
    assert not any(name in row.words for row in found.explanations for name in p.people), what
    if found.status == "infeasible":
        assert not brute.every_answer(p), what
        return
    weeks = {name: found.assignments.get(name, frozenset()) for name in p.people}
    assert all(weeks[name] in brute.every_week(p, name) for name in p.people), what
    assert brute.shared_rules_hold(p, weeks), what
    assert brute.total(p, weeks) == found.value, what
    best = brute.best_value(p)
    assert best is not None
    assert found.bound >= best - 1e-3, what
    assert found.status != "optimal" or found.value == best, what
