"""A copy of an SQLite database while it is in use: one file, checked, that only its user may read."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa

from pfa.core.database import Database
from pfa.core.engines import engine_of
from pfa.core.errors import PfaError


def copy(database: Database, to: Path) -> int:
    """Write the database as it is at this moment to a new file; its size in bytes.

    With a write-ahead log nobody who reads or writes meanwhile has to wait for it. Raises PfaError if the database is
    PostgreSQL or not there, if there is a file already or none can be made, or if the copy is not sound; then nothing
    is left of it.
    """
    if database.dialect != "sqlite":
        raise PfaError("PostgreSQL makes its own copies: use pg_dump, or its write-ahead archive.")
    source = Path(database.url.database or "")
    if not source.is_file():
        raise PfaError(f"There is no database at {source}.")
    try:
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise PfaError(f"There is a file {to} already: name another.") from error
    except OSError as error:
        raise PfaError(f"{to} cannot be made: {error.strerror}.") from error
    is_sound = False
    try:
        with _engine(source).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(to),))
        is_sound = _is_sound(to)
    except sa.exc.SQLAlchemyError as error:
        raise PfaError(f"The copy could not be made: {getattr(error, 'orig', error)}.") from error
    finally:
        if not is_sound:
            to.unlink(missing_ok=True)
    if not is_sound:
        raise PfaError("The copy is not sound, and so the database may not be: keep it and your last good copy.")
    return to.stat().st_size


def _is_sound(file: Path) -> bool:
    with _engine(file).connect() as connection:
        faults = list(connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars())
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return faults == ["ok"] and loose is None


def _engine(file: Path) -> sa.Engine:
    return engine_of(sa.URL.create("sqlite", database=str(file)), poolclass=sa.NullPool)
