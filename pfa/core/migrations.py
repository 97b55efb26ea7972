"""Running migrations from code: no alembic.ini, so that a wheel carries all it needs."""

from __future__ import annotations

from typing import Any

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
