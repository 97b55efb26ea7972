"""Engines of the two databases, and how writers take turns on SQLite."""

from __future__ import annotations

import random
import threading
import time
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

try:  # a library that came by pip is newer than the system's, on machines for which one is built
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:
    import sqlite3

# Versions 3.7.0 to 3.51.2 can corrupt a write-ahead log in a rare race (fixed in 3.51.3, March 2026).
WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)
CONNECTIONS_KEPT = 16  # of SQLite's, in each process; a connection that is opened anew reads the whole schema again
WAIT_MS = 10_000  # for somebody else's write; then the page says that we are busy
PRIMARY_CODE = 0xFF  # the rest of an error's number says why
ASK_AGAIN = (0.0003, 0.0012)  # seconds between two tries to begin a write
BEGIN = "BEGIN IMMEDIATE"
READS_FIRST = "pfa_reads_first"


def journal_mode() -> str:
    """The journal mode that is safe with the SQLite library in use."""
    return "WAL" if WAL_IS_SAFE else "TRUNCATE"


def engine_of(url: str | sa.URL, **options: Any) -> sa.Engine:
    """An engine as SQLAlchemy makes it; of SQLite always with the one library, as two must not share a file's log."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        options["module"] = sqlite3
    return sa.create_engine(parsed, **options)


def sqlite_engine(url: sa.URL, *, read_only: bool) -> sa.Engine:
    """An engine whose transactions write, and begin by taking the write lock; or one that can only read."""
    engine = engine_of(url, pool_size=CONNECTIONS_KEPT)

    @event.listens_for(engine, "connect")
    def _connect(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # the driver starts no transaction by itself
        _choose_journal(dbapi)
        pragmas = [
            f"busy_timeout={WAIT_MS}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "secure_delete=ON",
            "cell_size_check=ON",
        ]
        for pragma in [*pragmas, "query_only=ON"] if read_only else pragmas:
            dbapi.execute(f"PRAGMA {pragma}")

    if not read_only:  # each statement of a reader sees what is committed by then, as it does on PostgreSQL
        turn = threading.Lock()
        event.listen(engine, "begin", partial(_begin, turn))
        event.listen(engine, "before_cursor_execute", partial(_begin_late, turn))
    return engine


def _choose_journal(driver: Any) -> None:
    """Set the journal mode. A new file's is changed once; of several who open it at that moment some are told at once
    that it is locked, whatever their busy timeout, and ask again."""
    until = time.monotonic() + WAIT_MS / 1000
    while True:
        try:
            driver.execute(f"PRAGMA journal_mode={journal_mode()}")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(random.uniform(*ASK_AGAIN))


def reading_first(engine: sa.Engine) -> sa.Engine:
    """The same engine for transactions that look before they write, as they would on PostgreSQL.

    On SQLite they take the write lock at their first write or `with_for_update`, and others may write until then:
    what was read before has to be read again where it matters. PostgreSQL does so anyway.
    """
    return engine.execution_options(**{READS_FIRST: True})


def _begin(turn: threading.Lock, connection: sa.Connection) -> None:
    if not connection.get_execution_options().get(READS_FIRST):
        _take_write_lock(turn, connection)


def _begin_late(
    turn: threading.Lock,
    connection: sa.Connection,
    _cursor: Any,
    statement: str,
    _given: Any,
    context: Any,
    _many: bool,
) -> None:
    if not connection.get_execution_options().get(READS_FIRST):
        return
    driver: Any = connection.connection.dbapi_connection
    if driver.in_transaction or statement == BEGIN:
        return
    compiled = context.compiled if context is not None else None
    locks = getattr(getattr(compiled, "statement", None), "_for_update_arg", None) is not None
    if locks or not statement.startswith("SELECT"):
        _take_write_lock(turn, connection)


def _take_write_lock(turn: threading.Lock, connection: sa.Connection) -> None:
    """Begin to write as soon as nobody else does. Raises OperationalError after `WAIT_MS`.

    SQLite waits longer after each vain try, so of many who write whoever came first may wait to the end; asking at
    short and equal intervals gives every process the same chance, and the lock is hardly ever idle. Within a process
    one thread asks and the others wait for their `turn`.
    """
    driver: Any = connection.connection.dbapi_connection
    until = time.monotonic() + WAIT_MS / 1000
    driver.execute("PRAGMA busy_timeout=0")
    try:
        if turn.acquire(timeout=WAIT_MS / 1000):
            try:
                if _has_begun(driver, until):
                    return
            finally:
                turn.release()
        connection.exec_driver_sql(BEGIN)  # for its error, in the words of the rest
    finally:
        driver.execute(f"PRAGMA busy_timeout={WAIT_MS}")


def _has_begun(driver: Any, until: float) -> bool:
    while time.monotonic() < until:
        try:
            driver.execute(BEGIN)
            return True
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
                return False
        time.sleep(random.uniform(*ASK_AGAIN))
    return False


def postgresql_engine(url: sa.URL, *, statement_timeout_ms: int) -> sa.Engine:
    """An engine of which no statement, lock or idle transaction takes for ever."""
    options = (
        f"-c statement_timeout={statement_timeout_ms} -c lock_timeout=3000"
        " -c idle_in_transaction_session_timeout=15000 -c timezone=UTC"
    )
    return engine_of(url, pool_pre_ping=True, connect_args={"options": options})
