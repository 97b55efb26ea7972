"""Which heading of a file is which column: as it was last time, else by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pfa.imports.kinds import Column


def suggested(headings: Sequence[str], columns: Sequence[Column], remembered: Mapping[str, str]) -> dict[str, str]:
    """Heading to column key, each column once: what was matched last time first, then titles and known other names."""
    keys = {column.key for column in columns}
    found: dict[str, str] = {}
    for heading in headings:
        key = remembered.get(heading.casefold())
        if key in keys and key not in found.values():
            found[heading] = str(key)
    for heading in headings:
        if heading in found or heading.casefold() in remembered:
            continue
        for column in columns:
            if column.key not in found.values() and _folded(heading) in _names(column):
                found[heading] = column.key
                break
    return found


def missing(mapping: Mapping[str, str], columns: Sequence[Column]) -> list[Column]:
    """The columns that a file must have and that no heading was matched with."""
    return [column for column in columns if column.required and column.key not in mapping.values()]


def _names(column: Column) -> set[str]:
    return {_folded(name) for name in (column.key, column.title, *column.also)}


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.casefold())
