"""The database's own walls and locks, as SQL: row-level security and roles on PostgreSQL, an audit trail nobody edits.

Migrations run these; `pfa doctor` and tests ask whether they stand.
"""

from __future__ import annotations

from collections.abc import Iterable

APP_ROLE = "pfa_app"
ADMITTED = "authority_id = any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"
LOCKED = ("audit_event", "access_event")


def postgresql_role() -> list[str]:
    """Make the role that the web and the worker use, if it is not there: it owns nothing and passes no wall."""
    return [
        f"do $$ begin if not exists (select from pg_roles where rolname = '{APP_ROLE}') then "
        f"create role {APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole; end if; end $$",
    ]


def postgresql_grants() -> list[str]:
    """What that role may do: read and write rows of every table, never their shape; only add to the audit trail."""
    return [
        "revoke all on schema public from public",
        f"grant usage on schema public to {APP_ROLE}",
        f"grant select, insert, update, delete on all tables in schema public to {APP_ROLE}",
        f"grant usage, select on all sequences in schema public to {APP_ROLE}",
        *[f"revoke update, delete on {table} from {APP_ROLE}" for table in LOCKED],
    ]


def postgresql_row_security(tables: Iterable[str]) -> list[str]:
    """Wall off the rows of each table that has an `authority_id` and belongs to one authority, from its owner too."""
    return [
        statement
        for table in tables
        for statement in (
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy authority_wall on {table} using ({ADMITTED}) with check ({ADMITTED})",
        )
    ]


def postgresql_locks() -> list[str]:
    """Refuse to change or remove a row of the audit trail, whoever asks."""
    return [
        "create function refuse_change() returns trigger language plpgsql as "
        "$$ begin raise exception 'the audit trail is never changed'; end $$",
        *[
            f"create trigger {table}_locked before update or delete or truncate on {table} "
            "for each statement execute function refuse_change()"
            for table in LOCKED
        ],
    ]


def sqlite_locks() -> list[str]:
    """The same on SQLite."""
    return [
        f"create trigger {table}_no_{verb} before {verb} on {table} "
        "begin select raise(abort, 'the audit trail is never changed'); end"
        for table in LOCKED
        for verb in ("update", "delete")
    ]
