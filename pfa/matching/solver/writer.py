"""From a problem, or an answer, to a folder of files: whole, or not at all."""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pfa.matching.solver.policy import settings
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader.answer_folder import EXPLANATIONS
from pfa.matching.solver.reader.problem_folder import COLUMNS

if TYPE_CHECKING:
    from pfa.matching.solver.answer import Answer

PROBLEM_FILES = frozenset({"policy.json", *(f"{table}.csv" for table in COLUMNS)})
ANSWER_FILES = frozenset({"assignments.csv", "prices.csv", "result.json", "explanations.csv", "levels.csv"})


class CannotWriteError(Exception):
    """A folder cannot be written where it was asked for; the words say why."""


def check_target(folder: Path, files: Collection[str] = ANSWER_FILES) -> None:
    """Refuse a target that would lose something: anything but an earlier folder of the same kind, or nothing.

    Raises `CannotWriteError`.
    """
    if not folder.parent.is_dir():
        raise CannotWriteError(f"{folder}: there is no folder {folder.parent} to put it in")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotWriteError(f"{folder}: something else has this name already")
    if folder.is_dir():
        strangers = sorted(each.name for each in folder.iterdir() if each.name not in files or not each.is_file())
        if strangers:
            raise CannotWriteError(f"{folder}: the folder holds other things, such as {strangers[0]}")


def write_problem(problem: Problem, folder: Path) -> None:
    """Write a problem folder; `reader.read_problem` gives an equal problem back. Raises `CannotWriteError`."""
    check_target(folder, PROBLEM_FILES)
    _whole(folder, lambda there: _problem(problem, there))


def write_answer(
    folder: Path,
    *,
    assignments: Mapping[str, Collection[str]],
    prices: Mapping[str, float],
    result: Mapping[str, object],
    explanations: Iterable[Sequence[str]],
    levels: Mapping[int, Mapping[str, float]] | None = None,
) -> None:
    """Write an answer folder, in place of an earlier one.

    `explanations` are rows of the columns of `explanations.csv`; `levels` are the prices and weights behind the bound
    of each level of satisfaction, where the policy asks for levels. Raises `CannotWriteError`.
    """
    check_target(folder)

    def write(there: Path) -> None:
        rows = [(person, group) for person, groups in assignments.items() for group in sorted(groups)]
        _table(there / "assignments.csv", ("person_id", "group_id"), rows)
        kept = [(name, repr(float(price))) for name, price in sorted(prices.items()) if price]
        _table(there / "prices.csv", ("row", "price"), kept)
        _table(there / "explanations.csv", EXPLANATIONS.required, explanations)
        _json(there / "result.json", result)
        if levels is not None:
            every = [(str(level), row, repr(price)) for level, rows in levels.items() for row, price in rows.items()]
            _table(there / "levels.csv", ("level", "row", "price"), every)

    _whole(folder, write)


def write_found(folder: Path, found: Answer) -> None:
    """Write the folder of an answer. Raises `CannotWriteError`."""
    write_answer(
        folder,
        assignments=found.solution.assignments,
        prices=found.solution.prices,
        result=found.result(),
        explanations=[
            (
                row.person_id,
                row.target,
                row.reason,
                row.words,
                row.group_id,
                ";".join(row.in_the_way),
                "yes" if row.others_would_lose else "no",
            )
            for row in found.explanations
        ],
        levels=None if found.fair is None else found.fair.certificates,
    )


def _whole(folder: Path, write: Callable[[Path], None]) -> None:
    """Write beside the target, then change names: whoever looks sees the old folder, or the new one, whole."""
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise CannotWriteError(f"{folder}: {error.strerror or error}") from error
    fresh, old = beside / "new", beside / "old"
    try:
        fresh.mkdir()
        write(fresh)
        if folder.exists():
            os.rename(folder, old)
        try:
            os.rename(fresh, folder)
        except OSError:
            if old.exists():
                os.rename(old, folder)
            raise
    except OSError as error:
        raise CannotWriteError(f"{folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _problem(problem: Problem, folder: Path) -> None:
    _json(folder / "policy.json", settings(problem.policy))
    rows: dict[str, Iterable[Mapping[str, object]]] = {
        "people": (_row(person, "person_id") for person in problem.people.values()),
        "opportunities": (_row(opportunity, "opportunity_id") for opportunity in problem.opportunities.values()),
        "groups": (_row(group, "group_id") for group in problem.groups.values()),
        "preferences": (
            {"person_id": person, "target": target, "points": points}
            for person, targets in problem.preferences.items()
            for target, points in targets.items()
        ),
        "pools": (
            {"pool": pool, "session": session, "units": units} for (pool, session), units in problem.pools.items()
        ),
        "links": (
            {"person_id": one, "other_person_id": other, "rule": rule}
            for rule, pairs in (("apart", problem.apart), ("together", problem.together))
            for one, other in sorted(pairs)
        ),
        "fixed": (
            {"person_id": person, "group_id": group, "rule": rule} for (person, group), rule in problem.fixed.items()
        ),
        "travel": (
            {"person_id": person, "provider_id": provider, "minutes": minutes}
            for (person, provider), minutes in problem.travel.items()
        ),
        "earlier": (
            {"person_id": person, "group_id": group, "told": told} for (person, group), told in problem.earlier.items()
        ),
    }
    for table, columns in COLUMNS.items():
        names = columns.required + columns.optional
        cells = ([_cell(row[name]) for name in names] for row in rows[table])
        _table(folder / f"{table}.csv", names, cells)


def _row(value: object, id_column: str) -> dict[str, object]:
    names = (name for name in type(value).__dataclass_fields__)  # type: ignore[attr-defined]  # one of our dataclasses
    return {id_column if name == "id" else name: getattr(value, name) for name in names}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ";".join(sorted(value))
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, Mapping):
        return ";".join(f"{name}={each}" for name, each in sorted(value.items()))
    return repr(value) if isinstance(value, float) else str(value)


def _table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _json(path: Path, value: Mapping[str, object]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
