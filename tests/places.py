"""Databases for tests on the two servers: made by the migrations, copied from a template, and put back by what differs.

`keep()` says what the rows are that `reset()` goes back to; before it there are none. On SQLite that is a copied file.
On PostgreSQL the kept rows stand in a schema of their own, and going back is for the tables that differ: a hundred
times faster than to make the database anew, so that every request of a walk over all routes can have the same rows.
"""

from __future__ import annotations

import hashlib
import itertools
import shutil
from abc import ABC, abstractmethod
from pathlib import Path

import sqlalchemy as sa

from pfa.core import migrations
from pfa.core.engines import engine_of

_NUMBERS = itertools.count(1)


class Place(ABC):
    """A database on one of the two servers, and the way back to what was kept in it."""

    url: str  # as the application signs in: on PostgreSQL as the role that owns nothing

    @abstractmethod
    def another(self, name: str) -> Place:
        """A database beside this one with every table and nothing in it."""

    @abstractmethod
    def keep(self) -> None:
        """From now on `reset()` goes back to the rows as they are. Nobody may be connected."""

    @abstractmethod
    def reset(self) -> None:
        """Put the kept rows back."""

    @abstractmethod
    def changed(self) -> list[str]:
        """The tables that differ from what was kept."""

    def close(self) -> None:  # noqa: B027 - a file needs no closing, a server does
        """Let go of what is open."""


class SqlitePlace(Place):
    def __init__(self, folder: Path, name: str = "test", *, template: Path | None = None) -> None:
        self._folder, self._file = folder, folder / f"{name}.db"
        self._empty = self._kept = template or folder / "empty.db"
        self.url = f"sqlite:///{self._file}"
        if template is None:
            migrations.up(f"sqlite:///{self._empty}")
        self._digests: dict[str, str] = {}
        self.reset()

    def another(self, name: str) -> SqlitePlace:
        number = next(_NUMBERS)  # a file of its own: a server that is still ending may hold the last one's
        return SqlitePlace(self._folder, f"{name}-{number}", template=self._empty)

    def keep(self) -> None:
        self._kept = self._file.with_suffix(".kept")
        shutil.copyfile(self._file, self._kept)
        self._digests = digests(self._kept)

    def reset(self) -> None:
        for suffix in ("-wal", "-shm", "-journal"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._file)

    def changed(self) -> list[str]:
        log = Path(f"{self._file}-wal")
        if not (log.exists() and log.stat().st_size) and self._file.read_bytes() == self._kept.read_bytes():
            return []
        now = digests(self._file)
        return sorted(name for name in now if self._digests[name] != now[name])


class PostgresqlPlace(Place):
    def __init__(self, server: sa.URL, name: str, *, template: str | None = None) -> None:
        self._server, self._empty = server, template or f"{name}_empty"
        if template is None:
            _create(server, self._empty)
            migrations.up(server.set(database=self._empty).render_as_string(hide_password=False))
        _create(server, name, template=self._empty)
        app = server.set(database=name, username="pfa_app", password=None)
        self.url = app.render_as_string(hide_password=False)
        self._owner = sa.create_engine(server.set(database=name), pool_size=1, connect_args={"options": "-c jit=off"})
        self._tables = tables(self._owner)
        self.keep()

    def another(self, name: str) -> PostgresqlPlace:
        return PostgresqlPlace(self._server, f"{self._empty.removesuffix('_empty')}_{name}", template=self._empty)

    def keep(self) -> None:
        with self._owner.begin() as connection:
            connection.exec_driver_sql("drop schema if exists kept cascade")
            connection.exec_driver_sql("create schema kept")
            for name in self._tables:
                connection.exec_driver_sql(f'create table kept."{name}" as table public."{name}"')
            empty = {name for name in self._tables if not connection.exec_driver_sql(f'table kept."{name}"').first()}
        differs = ((_IS_FILLED if name in empty else _DIFFERS).format(name) for name in self._tables)
        self._differing = " union all ".join(differs)
        self._seen = self._written()

    def reset(self) -> None:
        changed = self.changed()
        if not changed:
            return
        with self._owner.begin() as connection:
            connection.exec_driver_sql("set local session_replication_role = replica")  # no keys, no triggers
            connection.exec_driver_sql(";".join(map(_PUT_BACK.format, changed)))
        self._seen = self._written()

    def changed(self) -> list[str]:
        written = self._written()
        if self._seen == written:
            return []
        with self._owner.connect() as connection:
            found = sorted(connection.scalars(sa.text(self._differing)))
        if not found:
            self._seen = written
        return found

    def close(self) -> None:
        self._owner.dispose()

    def _written(self) -> int:
        """A number that goes up with every transaction of this server that wrote anything."""
        with self._owner.connect() as connection:
            return int(connection.scalar(sa.text("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")) or 0)


_DIFFERS = (
    "select '{0}' where (select coalesce(string_agg(now::text, '|' order by id), '') from public.\"{0}\" now)"
    " <> (select coalesce(string_agg(kept::text, '|' order by id), '') from kept.\"{0}\" kept)"
)
_IS_FILLED = "select '{0}' where exists (table public.\"{0}\")"  # of a table that was empty: ten times faster
_PUT_BACK = (
    'delete from public."{0}"; insert into public."{0}" table kept."{0}";'
    "select setval(pg_get_serial_sequence('public.\"{0}\"', 'id'), coalesce(max(id), 0) + 1, false) from public.\"{0}\""
)


def _create(server: sa.URL, name: str, *, template: str = "template1") -> None:
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"drop database if exists {name} with (force)")
        connection.exec_driver_sql(f"create database {name} template {template}")
    admin.dispose()


def tables(engine: sa.Engine) -> list[str]:
    """Every table of ours in a database."""
    return sorted(set(sa.inspect(engine).get_table_names()) - {"alembic_version"})


def digests(file: Path) -> dict[str, str]:
    """Each table of a database file as a digest of its rows."""
    engine = engine_of(f"sqlite:///{file}", poolclass=sa.NullPool)
    names = tables(engine)
    with engine.connect() as connection:
        return {
            name: hashlib.sha256(repr(connection.exec_driver_sql(f'select * from "{name}"').all()).encode()).hexdigest()
            for name in names
        }
