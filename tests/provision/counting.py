"""Counting the statements that reach the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

KINDS = {"SELECT", "INSERT", "UPDATE", "DELETE"}


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The SELECT, INSERT, UPDATE and DELETE statements that run inside the block, in order."""
    run: list[str] = []
    engine = session.get_bind().engine

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.split(maxsplit=1)[0].upper() in KINDS and "set_config" not in statement:
            run.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(engine, "before_cursor_execute", note)
