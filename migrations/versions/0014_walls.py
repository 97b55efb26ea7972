"""The database's own walls: row-level security and roles on PostgreSQL, an audit trail that nobody edits."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

APP_ROLE = "pfa_app"
LOCKED = ("audit_event", "access_event")
WALLED = (
    "answer",
    "clock_times",
    "coach_pool",
    "contact",
    "employer",
    "enrolment",
    "import_file",
    "need",
    "opportunity",
    "opportunity_group",
    "overridden_rule",
    "own_session",
    "package",
    "package_answer",
    "package_item",
    "package_own_session",
    "package_version",
    "place_taken",
    "policy",
    "provider",
    "provider_request",
    "reading",
    "remembered_mapping",
    "response",
    "run",
    "run_file",
    "run_person",
    "suggested_group",
    "survey_round",
    "term",
    "unmet_wish",
    "young_person",
)
ADMITTED = "authority_id = any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"


def upgrade() -> None:
    for statement in postgresql() if op.get_bind().dialect.name == "postgresql" else sqlite():
        op.get_bind().exec_driver_sql(statement)


def postgresql() -> list[str]:
    role = (
        f"do $$ begin if not exists (select from pg_roles where rolname = '{APP_ROLE}') then "
        f"create role {APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole; end if; end $$"
    )
    statements = [role]
    for table in WALLED:
        statements += [
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy authority_wall on {table} using ({ADMITTED}) with check ({ADMITTED})",
        ]
    statements.append(
        "create function refuse_change() returns trigger language plpgsql as "
        "$$ begin raise exception 'the audit trail is never changed'; end $$"
    )
    statements += [
        f"create trigger {table}_locked before update or delete or truncate on {table} "
        "for each statement execute function refuse_change()"
        for table in LOCKED
    ]
    statements += [
        "revoke all on schema public from public",
        f"grant usage on schema public to {APP_ROLE}",
        f"grant select, insert, update, delete on all tables in schema public to {APP_ROLE}",
        f"grant usage, select on all sequences in schema public to {APP_ROLE}",
        f"alter default privileges in schema public grant select, insert, update, delete on tables to {APP_ROLE}",
        f"alter default privileges in schema public grant usage, select on sequences to {APP_ROLE}",
    ]
    return statements + [f"revoke update, delete on {table} from {APP_ROLE}" for table in LOCKED]


def sqlite() -> list[str]:
    return [
        f"create trigger {table}_no_{verb} before {verb} on {table} "
        "begin select raise(abort, 'the audit trail is never changed'); end"
        for table in LOCKED
        for verb in ("update", "delete")
    ]


def downgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        for table in LOCKED:
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"drop trigger {table}_no_{verb}")
        return
    for table in LOCKED:
        connection.exec_driver_sql(f"drop trigger {table}_locked on {table}")
    connection.exec_driver_sql("drop function refuse_change()")
    for table in WALLED:
        connection.exec_driver_sql(f"drop policy authority_wall on {table}")
        connection.exec_driver_sql(f"alter table {table} no force row level security")
        connection.exec_driver_sql(f"alter table {table} disable row level security")
    connection.exec_driver_sql(f"alter default privileges in schema public revoke all on tables from {APP_ROLE}")
    connection.exec_driver_sql(f"alter default privileges in schema public revoke all on sequences from {APP_ROLE}")
    connection.exec_driver_sql(f"revoke all on all tables in schema public from {APP_ROLE}")
    connection.exec_driver_sql(f"revoke all on all sequences in schema public from {APP_ROLE}")
    connection.exec_driver_sql(f"revoke all on schema public from {APP_ROLE}")
