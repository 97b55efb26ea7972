"""The week's picture: ten half days, the same on every page, with sessions of the same thing drawn as one block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pfa.calendar.week import DAY_NAMES, DAYS, HALF_NAMES, HALVES, SESSIONS

KIND_WORDS = {
    "study": "Study",
    "work": "Work",
    "community": "Community",
    "travel": "Travel training",
    "health": "Health",
    "own": "Own time",
    "free": "Free",
}

SAME = ("kind", "title", "place", "provisional", "href", "warning", "chosen")  # what two cells share to be drawn as one


@dataclass(frozen=True, slots=True)
class Cell:
    """What one session of a week holds. `kind` is a key of KIND_WORDS; `href` opens it; `warning` is a rule broken.

    `chosen`: the page shows more about it below.
    """

    session: str
    kind: str = "free"
    title: str = ""
    place: str = ""
    time: str = ""
    provisional: bool = False
    href: str | None = None
    warning: str | None = None
    chosen: bool = False

    @property
    def kind_name(self) -> str:
        return KIND_WORDS[self.kind]

    def goes_with(self, other: Cell) -> bool:
        """Is it the same thing in the same place, so that the two are drawn as one?"""
        return all(getattr(self, name) == getattr(other, name) for name in SAME)


@dataclass(frozen=True, slots=True)
class Block:
    """A cell, or several that go together: columns are the days from 1, rows are morning (1) and afternoon (2)."""

    cell: Cell
    column: int
    row: int
    width: int
    height: int
    time: str

    @property
    def when(self) -> str:
        """Its sessions as people say them: Monday to Wednesday, all day."""
        days = [DAY_NAMES[day] for day in DAYS[self.column - 1 : self.column - 1 + self.width]]
        half = HALF_NAMES[HALVES[self.row - 1]]
        if self.width == 1:
            return f"{days[0]}, all day" if self.height == 2 else f"{days[0]} {half}"
        between = " and " if self.width == 2 else " to "
        return f"{days[0]}{between}{days[-1]}, {'all day' if self.height == 2 else half + 's'}"


def full_week(cells: Iterable[Any]) -> list[Cell]:
    """All ten cells in the week's order; a session without one is free. Takes cells, mappings or anything alike."""
    given = {cell.session: cell for cell in map(_as_cell, cells)}
    return [given.get(session, Cell(session)) for session in SESSIONS]


def row_by_row(cells: Iterable[Any]) -> list[Cell]:
    """All ten cells as the small picture draws them: five mornings, then five afternoons."""
    return sorted(full_week(cells), key=lambda cell: cell.session.endswith("pm"))


def blocks(cells: Iterable[Any]) -> list[Block]:
    """The blocks of a week in reading order.

    A whole day joins whole days beside it and a half day half days; free sessions grow over a day only.
    """
    at = {cell.session: cell for cell in full_week(cells)}
    whole = {day for day in DAYS if at[f"{day}-am"].goes_with(at[f"{day}-pm"])}
    found: list[Block] = []
    drawn: set[str] = set()
    for column, day in enumerate(DAYS, 1):
        for row, half in enumerate(HALVES, 1):
            if f"{day}-{half}" in drawn:
                continue
            halves = HALVES if day in whole else (half,)
            width = 1
            for beside in DAYS[column:]:
                pairs = [(at[f"{day}-{one}"], at[f"{beside}-{one}"]) for one in halves]
                alike = all(here.goes_with(there) and here.time == there.time for here, there in pairs)
                if pairs[0][0].kind == "free" or (beside in whole) != (day in whole) or not alike:
                    break
                width += 1
            drawn |= {f"{each}-{one}" for each in DAYS[column - 1 : column - 1 + width] for one in halves}
            times = dict.fromkeys(at[f"{day}-{one}"].time for one in halves)
            said = " and ".join(time for time in times if time)
            found.append(Block(at[f"{day}-{half}"], column, row, width, len(halves), said))
    return found


def in_words(cells: Iterable[Any]) -> str:
    """A week in one sentence, for those who do not see the picture."""
    said = [f"{block.when} {block.cell.title or block.cell.kind_name}" for block in blocks(cells)]
    return "; ".join(said)


def _as_cell(given: Any) -> Cell:
    if isinstance(given, Cell):
        return given
    if isinstance(given, Mapping):
        return Cell(**given)
    return Cell(**{name: getattr(given, name) for name in Cell.__slots__ if hasattr(given, name)})


def tools() -> dict[str, Any]:
    """What the week's templates use."""
    return {"week_blocks": blocks, "week_cells": row_by_row, "week_words": in_words}
