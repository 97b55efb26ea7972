"""What is wrong with a problem, said with its place, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and where it stands.

    `line` counts from 1; 0: the whole file, or no file at all. `column` is a heading of the file, or a path inside
    `policy.json` such as `week[2].day`; empty: the whole line. `row` names the row where there is no file.
    """

    file: str
    line: int
    column: str
    words: str
    row: str = ""

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(f"line {self.line}")
        elif self.row:
            place.append(self.row)
        if self.column:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.words}"


class ProblemFaults(ValueError):
    """A problem, or an answer, that cannot be used: every fault found, in the order of the files and their lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
