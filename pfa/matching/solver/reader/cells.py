"""From the cells of one row to values. What cannot be read is a fault, and a harmless value takes its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pfa.matching.solver.problem import Fault
from pfa.matching.solver.problem.ranges import WHOLE_AT_MOST, shown

_WHOLE = re.compile("[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class Cells:
    """One row being read. `bad` collects the columns in which something was wrong; of those in `spoilt` it has
    been said already."""

    __slots__ = ("_cells", "_faults", "_file", "_line", "_spoilt", "bad")

    def __init__(
        self,
        file: str,
        line: int,
        cells: Mapping[str, str],
        faults: list[Fault],
        spoilt: Collection[str] = (),
    ) -> None:
        self._file, self._line, self._cells, self._faults = file, line, cells, faults
        self._spoilt = spoilt
        self.bad: set[str] = set(spoilt)

    def text(self, column: str) -> str:
        """A cell as it stands; empty where the column is absent."""
        return self._cells.get(column, "")

    def maybe_text(self, column: str) -> str | None:
        """A cell, or None where it is empty."""
        return self.text(column) or None

    def whole(self, column: str, *, instead: int = 0) -> int:
        """A whole number that must be there; `instead` takes the place of one that cannot be read."""
        if not self.text(column):
            self._fault(column, "must not be empty")
            return instead
        number = self.maybe_whole(column)
        return instead if number is None else number

    def maybe_whole(self, column: str) -> int | None:
        """A whole number, or None where the cell is empty."""
        cell = self.text(column)
        return self._number(column, cell) if cell else None

    def _number(self, column: str, cell: str) -> int | None:
        if not _WHOLE.fullmatch(cell):
            self._fault(column, f"{shown(cell)} is not a whole number of 0 or more")
            return None
        digits = cell.lstrip("0") or "0"
        if len(digits) > len(str(WHOLE_AT_MOST)):  # int() itself refuses thousands of digits
            self._fault(column, f"{shown(cell)} is not from 0 to {WHOLE_AT_MOST}")
            return None
        return int(digits)

    def maybe_decimal(self, column: str) -> float | None:
        """A decimal number, or None where the cell is empty."""
        cell = self.text(column)
        if not cell:
            return None
        if not _DECIMAL.fullmatch(cell):
            self._fault(column, f"{shown(cell)} is not a decimal number")
            return None
        return float(cell)

    def yes(self, column: str) -> bool:
        """Yes or no; empty is no."""
        cell = self.text(column)
        if cell not in ("yes", "no", ""):
            self._fault(column, f"{shown(cell)} is neither “yes” nor “no”")
        return cell == "yes"

    def names(self, column: str) -> tuple[str, ...]:
        """The items of a list, separated by semicolons."""
        cell = self.text(column)
        if not cell:
            return ()
        items = [item.strip() for item in cell.split(";")]
        if "" in items:
            self._fault(column, "an item of the list is empty")
        return self._once(column, items)

    def by_name(self, column: str, like: str) -> list[tuple[str, str]]:
        """A list of a name, = and something; `like` says how one of them looks."""
        pairs: list[tuple[str, str]] = []
        for item in self.names(column):
            name, sign, value = (part.strip() for part in item.partition("="))
            if not (name and sign and value):
                self._fault(column, f"{shown(item)} is not like “{like}”")
            else:
                pairs.append((name, value))
        self._once(column, [name for name, _ in pairs])
        return pairs

    def wholes_by_name(self, column: str, like: str) -> Iterator[tuple[str, int]]:
        """A list of a name, = and a whole number."""
        for name, value in self.by_name(column, like):
            number = self._number(column, value)
            if number is not None:
                yield name, number

    def _once(self, column: str, items: list[str]) -> tuple[str, ...]:
        once = tuple(dict.fromkeys(filter(None, items)))
        for item in once if len(once) < len(items) else ():
            if items.count(item) > 1:
                self._fault(column, f"{shown(item)} is twice in the list")
        return once

    def _fault(self, column: str, words: str) -> None:
        self.bad.add(column)
        if column not in self._spoilt:
            self._faults.append(Fault(self._file, self._line, column, words))
