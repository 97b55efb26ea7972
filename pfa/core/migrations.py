"""Running migrations from code: no alembic.ini, so that a wheel carries all it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import pfa.core.database as core
from pfa.core.resources import folder


def configuration(url: str) -> Config:
    """Alembic's settings for a database. `%` is doubled: socket addresses carry it."""
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def up(url: str, revision: str = "head") -> None:
    """Bring the database up to a revision."""
    command.upgrade(configuration(url), revision)


def down(url: str, revision: str) -> None:
    """Take the database down to a revision (`base` for nothing at all)."""
    command.downgrade(configuration(url), revision)


def newest() -> str | None:
    """The revision this version of pfa wants."""
    return ScriptDirectory.from_config(configuration("sqlite://")).get_current_head()


def current(database: core.Database) -> str | None:
    """The revision a database is at; None for an empty one."""
    with database.engine.connect() as connection:
        context: Any = MigrationContext.configure(connection)
        found: str | None = context.get_current_revision()
        return found


@contextmanager
def every_row(connection: sa.Connection, table: str) -> Iterator[None]:
    """Let a table's owner see every row of it for a while: row-level security holds for the owner too."""
    is_walled = connection.dialect.name == "postgresql"
    if is_walled:
        connection.exec_driver_sql(f"alter table {table} no force row level security")
    yield
    if is_walled:
        connection.exec_driver_sql(f"alter table {table} force row level security")


def allow_values(connection: sa.Connection, table: str, column: str, name: str, values: Iterable[str]) -> None:
    """Change which values a column with a check constraint `ck_TABLE_NAME` may hold. For migrations only."""
    allowed, constraint = ", ".join(f"'{value}'" for value in values), f"ck_{table}_{name}"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"alter table {table} drop constraint {constraint}")
        connection.exec_driver_sql(f"alter table {table} add constraint {constraint} check ({column} in ({allowed}))")
        return
    pattern = rf"(CONSTRAINT {constraint} CHECK \({column} IN \()[^)]*(\)\))"
    _redefine(connection, table, pattern, rf"\g<1>{allowed}\g<2>")


def allow_any_value(connection: sa.Connection, table: str, column: str, name: str) -> None:
    """Take a column's check constraint `ck_TABLE_NAME` away, so that the column can go. For migrations only."""
    constraint = f"ck_{table}_{name}"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"alter table {table} drop constraint {constraint}")
        return
    _redefine(connection, table, rf"(?i),?\s*CONSTRAINT {constraint} CHECK \({column} IN \([^)]*\)\)", "")


def link(connection: sa.Connection, table: str, column: str, target: str) -> None:
    """Tie a new, empty column of an owned table to an owned table, within one authority. For migrations only."""
    clause = f"CONSTRAINT {_link_name(table, column, target)} FOREIGN KEY(authority_id, {column})"
    clause += f" REFERENCES {target} (authority_id, id)"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"alter table {table} add {clause}")
        return
    _redefine(connection, table, r"\s*\)\s*$", f", {clause})")


def unlink(connection: sa.Connection, table: str, column: str, target: str) -> None:
    """Take the tie of `link` away, so that the column can go."""
    name = _link_name(table, column, target)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"alter table {table} drop constraint {name}")
        return
    _redefine(connection, table, rf",\s*CONSTRAINT {name} FOREIGN KEY\([^)]*\) REFERENCES \w+ \([^)]*\)", "")


def _link_name(table: str, column: str, target: str) -> str:
    return f"fk_{table}_authority_id_{column}_{target}"


def _redefine(connection: sa.Connection, table: str, pattern: str, replacement: str) -> None:
    """Edit the stored definition of a table of SQLite, which cannot change a constraint in another way.

    It is the documented way for changes that leave every row as it is
    (https://www.sqlite.org/lang_altertable.html, section 7).
    """
    query = "select sql from sqlite_master where type = 'table' and name = ?"
    before = connection.exec_driver_sql(query, (table,)).scalar_one()
    after, changed = re.subn(pattern, replacement, before)
    if changed != 1:
        raise RuntimeError(f"the definition of {table} is not as this migration expects it")
    connection.exec_driver_sql("pragma writable_schema = on")
    connection.exec_driver_sql("update sqlite_master set sql = ? where type = 'table' and name = ?", (after, table))
    connection.exec_driver_sql("pragma writable_schema = reset")
