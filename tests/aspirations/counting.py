"""How many statements an act takes."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa


def statements(act: Callable[[], object]) -> int:
    """The number of statements sent to any database while something is done, without those that only set things up."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "select set_config")):
            seen.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    return len(seen)
