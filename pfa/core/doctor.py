"""Is this machine fit for real people's data? Each thing that must hold, asked of the machine itself.

In production the web and the worker refuse to start unless all hold; `pfa doctor` prints them anywhere.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from pfa.core.database import Database
from pfa.core.engines import journal_mode
from pfa.core.errors import SettingsError
from pfa.core.settings import Settings

LOCAL = ("", "localhost", "127.0.0.1", "::1")
DURABLE = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must hold, whether it does, and what to do if not."""

    what: str
    holds: bool
    mend: str


def examine(settings: Settings, database: Database) -> list[Finding]:
    """Everything that must hold in production, in a fixed order."""
    findings = [
        Finding("The address begins with https://", settings.https, "Set PFA_PUBLIC_BASE_URL to the https address."),
        Finding("The environment is production", settings.production, "Set PFA_ENVIRONMENT to production."),
    ]
    look = _postgresql if database.dialect == "postgresql" else _sqlite
    return [*findings, *look(settings, database)]


def refuse_if_unfit(settings: Settings, database: Database) -> None:
    """Raise SettingsError naming everything that does not hold; only in production."""
    if not settings.production:
        return
    faults = [f"  {found.what}: no. {found.mend}" for found in examine(settings, database) if not found.holds]
    if faults:
        raise SettingsError("This machine is not fit for real people's data:\n" + "\n".join(faults))


def _postgresql(_settings: Settings, database: Database) -> Iterator[Finding]:
    with database.engine.connect() as connection:
        role = connection.execute(
            sa.text("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        ).one()
        owns = connection.scalar(
            sa.text("select count(*) from pg_tables where schemaname = 'public' and tableowner = current_user")
        )
        unwalled = connection.scalar(
            sa.text(
                "select count(*) from pg_class c join pg_attribute a on a.attrelid = c.oid "
                "join pg_policies p on p.tablename = c.relname "
                "where a.attname = 'authority_id' and not (c.relrowsecurity and c.relforcerowsecurity)"
            )
        )
        on = {name: connection.scalar(sa.text(f"show {name}")) == "on" for name in DURABLE}
    yield Finding("The database role is no superuser", not role.rolsuper, "Connect as pfa_app.")
    yield Finding("The database role passes no wall", not role.rolbypassrls, "Connect as pfa_app.")
    yield Finding("The database role owns no table", not owns, "Migrate with PFA_OWNER_DATABASE_URL, serve as pfa_app.")
    yield Finding("Row-level security is forced", not unwalled, "Run `pfa migrate up`.")
    for name in DURABLE:
        yield Finding(f"PostgreSQL has {name} on", on[name], f"Set {name} = on, or start the cluster with it.")
    far = (database.url.host or "") not in LOCAL and not (database.url.host or "").startswith("/")
    verified = database.url.query.get("sslmode") == "verify-full"
    yield Finding(
        "The way to the database is verified", not far or verified, "Add ?sslmode=verify-full to its address."
    )


def _sqlite(_settings: Settings, database: Database) -> Iterator[Finding]:
    path = Path(database.url.database or "")
    with database.engine.connect() as connection:
        mode = str(connection.exec_driver_sql("pragma journal_mode").scalar()).upper()
        full = connection.exec_driver_sql("pragma synchronous").scalar() == 2
        keys = connection.exec_driver_sql("pragma foreign_keys").scalar() == 1
    private = path.is_file() and not stat.S_IMODE(path.stat().st_mode) & 0o077
    yield Finding(
        f"SQLite's journal mode is safe ({mode})", mode == journal_mode(), "Let pfa open the database itself."
    )
    yield Finding("SQLite writes through to the disk", full, "Let pfa open the database itself.")
    yield Finding("SQLite keeps its links", keys, "Let pfa open the database itself.")
    yield Finding("Nobody else can read the database file", private, f"chmod 600 {path}")
