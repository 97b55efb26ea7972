"""A comma-separated file as rows of cells, each with its line; a broken line costs that line and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pfa.matching.solver.problem import Fault
from pfa.matching.solver.problem.ranges import shown, text_fault
from pfa.matching.solver.reader.bytes import has_bad_bytes, read_text

_CELL = re.compile(r'"((?:[^"]++|"")*+)"|([^",]*)')  # possessive: a missing quote fails at once
NOT_UTF8 = "holds bytes that are not UTF-8"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file: those that must be there and those that may."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """The rows of one file: (line, cells by column).

    `whole` is False where a line, or all of them, was lost; `spoilt` holds (row from 0, column) of cells with
    characters that cannot be used.
    """

    file: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    whole: bool = True
    spoilt: set[tuple[int, str]] = field(default_factory=set)


def read_table(path: Path, columns: Columns, faults: list[Fault]) -> Table:
    """Read a file; add every fault of its form. Cells lose spaces at their ends. Never raises for what is inside."""
    table = Table(path.name)
    text = read_text(path, faults)
    if text is None:
        table.whole = False
        return table
    records = _records(text, table, faults)
    header = next(records, None)
    if header is None:
        faults.append(Fault(table.file, 1, "", "has no header row"))
        table.whole = False
        return table
    names = _header(table, columns, header, faults)
    suspect = has_bad_bytes(text) or not text.replace("\n", "").replace("\r", "").isprintable()
    for line, cells in records:
        if len(cells) != len(names):
            words = f"{len(cells)} cells where the header has {len(names)}"
            faults.append(Fault(table.file, line, "", words))
            table.whole = False
            continue
        row = dict(zip(names, map(str.strip, cells), strict=True))
        if suspect:
            _characters(table, line, row, faults)
        table.rows.append((line, row))
    if not set(columns.required) <= set(names):
        table.rows, table.whole = [], False
    return table


def _header(table: Table, columns: Columns, record: tuple[int, list[str]], faults: list[Fault]) -> list[str]:
    line, cells = record
    names = [cell.strip() for cell in cells]
    for number, name in enumerate(names):
        if name in names[:number]:
            faults.append(Fault(table.file, line, name, "the column is there twice"))
            names[number] = f"{number}:{name}"  # keeps the number of cells right; the first one counts
        elif name not in columns.required + columns.optional:
            words = NOT_UTF8 if has_bad_bytes(name) else f"there is no column {shown(name)}"
            faults.append(Fault(table.file, line, shown(name)[1:-1], words))
    for name in columns.required:
        if name not in names:
            faults.append(Fault(table.file, line, name, "the column is missing"))
    return names


def _characters(table: Table, line: int, row: dict[str, str], faults: list[Fault]) -> None:
    for column, cell in row.items():
        words = NOT_UTF8 if has_bad_bytes(cell) else text_fault(cell)
        if words:
            faults.append(Fault(table.file, line, shown(column)[1:-1], words))
            table.spoilt.add((len(table.rows), column))


def _records(text: str, table: Table, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, with the line each begins on."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        start, end = at, at + 1
        if '"' in lines[start]:
            quotes = lines[start].count('"')
            while quotes % 2 and end < len(lines):
                quotes += lines[end].count('"')
                end += 1
            cells = _quoted("\n".join(lines[start:end]).removesuffix("\r"))
            if cells is None:
                faults.append(Fault(table.file, start + 1, "", "the quotation marks in this line do not fit"))
                table.whole = False
                at = start + 1
                continue
        else:
            cells = lines[start].removesuffix("\r").split(",")
        at = end
        if any(cell.strip() for cell in cells):
            yield start + 1, cells


def _quoted(record: str) -> list[str] | None:
    cells = []
    at = 0
    while match := _CELL.match(record, at):
        quoted, plain = match.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if at == len(record):
            return cells
        if record[at] != ",":
            return None
        at += 1
    return None
