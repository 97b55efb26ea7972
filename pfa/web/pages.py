"""Long lists: one page of rows at a time, in a stated order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from flask import request
from sqlalchemy.orm import Session

T = TypeVar("T")
ROWS = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its rows, its number from 1, and how many rows there are in all."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = ROWS

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return min(self.number * self.size, self.total)


def page_of(
    session: Session, query: sa.Select[*tuple[Any, ...]], *, number: int, size: int = ROWS, scalars: bool = True
) -> Page[Any]:
    """Run an ordered query for one page: two statements, whatever the size of the list."""
    total = session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(max(number, 1), max(1, -(-total // size)))
    limited = query.limit(size).offset((number - 1) * size)
    rows = session.scalars(limited).all() if scalars else session.execute(limited).all()
    return Page(rows=rows, number=number, total=total, size=size)


def page_number(text: str | None) -> int:
    """The page asked for in an address; 1 for anything that is not a number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1


def number_asked(name: str) -> int | None:
    """A whole number that the address asks for; None for anything else, and for one that no column holds."""
    return whole(request.args.get(name, ""))


def whole(text: str) -> int | None:
    """The whole number that a form or an address says; None for anything else, and for one that no column holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
