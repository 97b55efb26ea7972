"""Engines, sessions and the walls between authorities, for the web, the worker and the command line.

Every personal row carries `authority_id`. Two walls keep authorities apart: a filter added here to every ORM statement
on such rows, and row-level security on PostgreSQL (see migrations). Both read the authorities that the session was
opened for; a session opened for none sees no personal row.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, orm
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.sql.base import ExecutableOption

from pfa.core.engines import postgresql_engine, reading_first, sqlite_engine
from pfa.core.statements import is_kept


class Base(DeclarativeBase):
    """Every table: named constraints, so that migrations can find them on both databases."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Row:
    """What every addressable row has: an integer key inside, a random id in every address, file and link."""

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, unique=True)


class Versioned:
    """Rows that people edit: forms carry `version`, and a save on top of an unseen change is refused."""

    version: Mapped[int] = mapped_column(default=1)

    @orm.declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared_attr passes the class
        return {"version_id_col": cls.version}


class Owned:
    """Rows of one authority, walled off from all others'."""

    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)


class Between:
    """Rows about an agreement of two authorities, which hold nothing about any young person: both see it, no other."""

    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)


class Database:
    """The one database of a running pfa: sessions that read, sessions that write, each for named authorities."""

    def __init__(self, url: str, *, statement_timeout_ms: int = 5000) -> None:
        parsed = sa.make_url(url)
        self.url = parsed
        if parsed.get_backend_name() == "sqlite":
            self.engine = sqlite_engine(parsed, read_only=False)
            self._read_engine = sqlite_engine(parsed, read_only=True)
        else:
            self.engine = postgresql_engine(parsed, statement_timeout_ms=statement_timeout_ms)
            self._read_engine = self.engine.execution_options(postgresql_readonly=True)
        self._writing = sessionmaker(self.engine, class_=WalledSession, expire_on_commit=False)
        self._reads_first = reading_first(self.engine)
        self._reading = sessionmaker(self._read_engine, class_=WalledSession, expire_on_commit=False)

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    def writing(self, authorities: Iterable[int] = (), *, reads_first: bool = False) -> Session:
        """A session that may write, for these authorities. SQLite takes the write lock at its first query.

        `reads_first`: at its first write or `with_for_update` instead; see `reading_first` of the engines.
        """
        bind = self._reads_first if reads_first else self.engine
        return self._writing(bind=bind, info={"authorities": frozenset(authorities)})

    def reading(self, authorities: Iterable[int] = ()) -> Session:
        """A session that only reads; a write through it fails on both databases."""
        return self._reading(info={"authorities": frozenset(authorities)})

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_error: object) -> None:
        self.dispose()

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()
        self._read_engine.dispose()


class WalledSession(Session):
    """A session that knows which authorities' rows it may touch (`info["authorities"]`)."""


def authorities_of(session: Session) -> frozenset[int]:
    """The authorities whose rows this session may touch."""
    found: frozenset[int] = session.info.get("authorities", frozenset())
    return found


def open_for(session: Session, authorities: Iterable[int]) -> None:
    """Say which authorities' rows the session may touch from now on, in the running transaction as well."""
    session.info["authorities"] = frozenset(authorities)
    if session.in_transaction():
        _tell_postgresql(session, session.connection())


def _tell_postgresql(session: Session, connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        ids = ",".join(str(number) for number in sorted(authorities_of(session)))
        connection.execute(sa.text("select set_config('app.authorities', :ids, true)"), {"ids": ids})


@event.listens_for(WalledSession, "after_begin")
def _after_begin(session: Session, _transaction: Any, connection: sa.Connection) -> None:
    _tell_postgresql(session, connection)


@event.listens_for(WalledSession, "do_orm_execute")
def _wall(state: orm.ORMExecuteState) -> None:
    if not (state.is_select or state.is_update or state.is_delete) or state.is_column_load:
        return
    backend = state.session.get_bind().dialect.name
    walled = _walled_once if is_kept(state.statement) else _walled
    state.statement = walled(state.statement, authorities_of(state.session), backend)


def _walled(statement: Any, allowed: frozenset[int], backend: str) -> Any:
    return statement.options(*_walls(allowed, backend))


_walled_once = lru_cache(maxsize=4096)(_walled)  # a statement that is always the same is not prepared anew either


@lru_cache(maxsize=1024)
def _walls(allowed: frozenset[int], backend: str) -> tuple[ExecutableOption, ExecutableOption]:
    """The filters for these authorities: built once, as building them takes longer than many a statement.

    SQLite keeps no figures of its tables and takes the first index that fits; so it is told that most rows are of
    these authorities, or it would look through all that an authority has for the few rows of one young person. As it
    serves one authority, its number stands in the statement itself: a bound one is worked out anew at each execution.
    PostgreSQL may serve many, whose statements should be one.
    """
    if backend == "sqlite":
        numbers = ", ".join(str(int(number)) for number in sorted(allowed))
        inside: sa.ColumnElement[Any] = sa.literal_column(f"({numbers})")
        return _criteria(
            lambda row: sa.func.likely(row.authority_id.op("IN", is_comparison=True)(inside)),
            lambda row: sa.or_(*[one.op("IN", is_comparison=True)(inside) for one in (row.owner_id, row.other_id)]),
        )
    return _criteria(
        lambda row: row.authority_id.in_(allowed),
        lambda row: sa.or_(row.owner_id.in_(allowed), row.other_id.in_(allowed)),
    )


def _criteria(owned: Any, between: Any) -> tuple[ExecutableOption, ExecutableOption]:
    return (
        orm.with_loader_criteria(Owned, owned, include_aliases=True, propagate_to_loaders=True),
        orm.with_loader_criteria(Between, between, include_aliases=True, propagate_to_loaders=True),
    )


@event.listens_for(WalledSession, "before_flush")
def _no_row_over_the_wall(session: Session, _context: Any, _instances: Any) -> None:
    allowed = authorities_of(session)
    for row in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(row, Owned) and row.authority_id not in allowed:
            raise PermissionError(f"a {type(row).__name__} of an authority this session was not opened for")
        if isinstance(row, Between) and allowed.isdisjoint({row.owner_id, row.other_id}):
            raise PermissionError(f"a {type(row).__name__} of two authorities this session was not opened for")


def walled(*more: sa.schema.SchemaItem, **links: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Table arguments of an `Owned` table: its key within the authority, and links that cannot cross the wall.

    `links` name a column of this table and the owned table it points at: `young_person_id="young_person"`.
    """
    keys = [
        sa.ForeignKeyConstraint(["authority_id", column], [f"{table}.authority_id", f"{table}.id"])
        for column, table in links.items()
    ]
    return (sa.UniqueConstraint("authority_id", "id"), *keys, *more)
