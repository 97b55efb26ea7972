"""Alembic's environment: every table imported, one transaction, batch mode so that SQLite can alter tables."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, pool

from pfa.core.engines import engine_of
from pfa.core.types import Moment, Words
from pfa.models import TABLES


def render(kind: str, value: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as the plain ones behind them: a migration must not change when our code does."""
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, Words):
        return "sa.JSON()"
    return False


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=TABLES, render_as_batch=True, render_item=render)
    with context.begin_transaction():
        context.run_migrations()


engine = engine_of(context.config.get_main_option("sqlalchemy.url") or "", poolclass=pool.NullPool)
with engine.begin() as opened:
    if engine.dialect.name == "postgresql":
        opened.exec_driver_sql("set local lock_timeout = '5s'")
    run(opened)
