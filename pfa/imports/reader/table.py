"""A table of text with its limits, and how raw rows become one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pfa.core.errors import Refused
from pfa.imports.cells import said

BYTES = 5 * 1024 * 1024
ROWS, COLUMNS = 5_000, 60
CELL = 4_000  # characters
TEXT = 5_000_000  # characters in all
FAULTS_SHOWN = 20
TOO_LONG = f"The file has more than {ROWS:,} rows or is too long. Split it into several."


class Unreadable(Refused):
    """The file cannot be read as a table; `more` are further reasons, each a sentence fit to show."""

    def __init__(self, words: str, more: Sequence[str] = ()) -> None:
        super().__init__(words)
        self.more = list(more)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows with the numbers a spreadsheet shows beside them; every cell is text, every row as long."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def table_of(raw: Iterable[Sequence[str]]) -> Table:
    """Make a table of raw rows: the first that is not empty holds the headings. Raises Unreadable.

    Empty rows are left out, empty columns at the right as well; spaces at the ends of cells go.
    """
    headings: list[str] | None = None
    rows: list[tuple[int, list[str]]] = []
    faults: list[str] = []
    length = 0
    for number, cells in enumerate(raw, 1):
        texts = [_cell(cell, number, column, faults) for column, cell in enumerate(cells)]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if headings is None:
            headings = _headings(texts)
            continue
        length += sum(map(len, texts))
        if len(rows) == ROWS or length > TEXT:
            raise Unreadable(TOO_LONG)
        if len(texts) > len(headings):
            faults.append(f"Row {number} has more cells than there are headings. Check for a missing quote or heading.")
        rows.append((number, (texts + [""] * len(headings))[: len(headings)]))
        if len(faults) >= FAULTS_SHOWN:
            break
    if faults:
        raise Unreadable(faults[0], faults[1:])
    if headings is None or not rows:
        raise Unreadable("There is nothing below the headings." if headings else "The file is empty.")
    return Table(headings, rows)


def column_letter(column: int) -> str:
    """0 is A, 26 is AA: the letter above a column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _headings(texts: list[str]) -> list[str]:
    if len(texts) > COLUMNS:
        raise Unreadable(f"The file has {len(texts):,} columns; {COLUMNS} is the most. Remove those you do not need.")
    named = [text or f"Column {column_letter(column)}" for column, text in enumerate(texts)]
    folded = [text.casefold() for text in named]
    twice = sorted({text for text in named if folded.count(text.casefold()) > 1})
    if twice:
        raise Unreadable(f"Two columns have the heading “{twice[0]}”. Rename or remove one.")
    return named


def _cell(cell: str, number: int, column: int, faults: list[str]) -> str:
    if len(cell) > CELL:
        faults.append(f"Row {number}, column {column_letter(column)}: the cell is longer than {CELL:,} characters.")
        return ""
    text = " ".join(unicodedata.normalize("NFC", cell).split())
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        faults.append(
            f"Row {number}, column {column_letter(column)}: the cell holds characters that are no text. "
            "Type it anew, or save the file as CSV UTF-8."
        )
        return ""
    return said(text).strip()
