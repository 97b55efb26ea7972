"""What a safeguarding lead hands over to somebody by name: each step a row of its own, behind its wall."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import every_row

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

TABLE = "hand_over"
OPENED_FOR = "any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"
ADMITTED = f"authority_id = {OPENED_FOR}"
ENDS = sa.Enum(
    "done", "given-back", "taken-back", name="hand_over_end", native_enum=False, create_constraint=True, length=40
)
MOMENT = sa.DateTime(timezone=True)
AUTHORITY = sa.table("authority", sa.column("id"), sa.column("reading_hours"))
READING = sa.table(
    "reading",
    *[sa.column(name) for name in ("id", "authority_id", "kind", "outcome", "read_by_id", "passed_to_id", "note")],
    *[sa.column(name, MOMENT) for name in ("due_at", "closed_at", "taken_at")],
)
HAND_OVER = sa.table(
    TABLE,
    sa.column("public_id", sa.Uuid()),
    *[
        sa.column(name)
        for name in ("id", "authority_id", "version", "reading_id", "by_id", "to_id", "note", "end_note")
    ],
    *[sa.column(name, MOMENT) for name in ("handed_at", "due_at", "taken_at", "ended_at")],
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("handed_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("why_ended", ENDS, nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("end_note", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("by_id <> to_id", name=op.f("ck_hand_over_to_somebody_else")),
        sa.CheckConstraint("(ended_at is null) = (why_ended is null)", name=op.f("ck_hand_over_ended_for_a_reason")),
        sa.CheckConstraint("ended_at is null or ended_by_id is not null", name=op.f("ck_hand_over_ended_by_somebody")),
        sa.CheckConstraint(
            "why_ended is null or why_ended <> 'done' or (taken_at is not null and end_note <> '')",
            name=op.f("ck_hand_over_done_with_words"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "reading_id"],
            ["reading.authority_id", "reading.id"],
            name=op.f("fk_hand_over_authority_id_reading_id_reading"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_hand_over_authority_id_authority")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_hand_over_by_id_user_account")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["user_account.id"], name=op.f("fk_hand_over_ended_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["user_account.id"], name=op.f("fk_hand_over_to_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_hand_over_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hand_over_public_id")),
    )
    op.create_index(op.f("ix_hand_over_authority_id"), TABLE, ["authority_id"], unique=False)
    op.create_index(op.f("ix_hand_over_reading_id"), TABLE, ["reading_id"], unique=False)
    op.create_index(op.f("ix_hand_over_to_id"), TABLE, ["to_id"], unique=False)
    op.create_index(
        "uq_hand_over_running",
        TABLE,
        ["reading_id"],
        unique=True,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )
    _hand_over_what_was_passed_on()
    op.drop_column("reading", "taken_at")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"alter table {TABLE} enable row level security")
        op.execute(f"alter table {TABLE} force row level security")
        op.execute(f"create policy authority_wall on {TABLE} using ({ADMITTED}) with check ({ADMITTED})")


def downgrade() -> None:
    op.add_column("reading", sa.Column("taken_at", MOMENT, nullable=True))
    connection = op.get_bind()
    with every_row(connection, "reading"), every_row(connection, TABLE):
        newest = sa.select(sa.func.max(HAND_OVER.c.id)).group_by(HAND_OVER.c.reading_id)
        taken = sa.select(HAND_OVER.c.taken_at).where(
            HAND_OVER.c.id.in_(newest), HAND_OVER.c.reading_id == READING.c.id
        )
        still = READING.update().where(READING.c.outcome == "passed-on")
        connection.execute(still.values(taken_at=taken.scalar_subquery()))
    op.drop_table(TABLE)


def _hand_over_what_was_passed_on() -> None:
    """What was passed on becomes a hand-over that runs; due as it would be had it been one from the beginning."""
    connection = op.get_bind()
    with every_row(connection, "reading"):
        hours = {row.id: dt.timedelta(hours=row.reading_hours) for row in connection.execute(sa.select(AUTHORITY))}
        passed = sa.select(READING).where(READING.c.outcome == "passed-on").order_by(READING.c.id)
        for row in connection.execute(passed).all():
            due_at = row.closed_at + hours[row.authority_id]
            connection.execute(
                HAND_OVER.insert().values(
                    public_id=uuid.uuid4(),
                    version=1,
                    authority_id=row.authority_id,
                    reading_id=row.id,
                    by_id=row.read_by_id,
                    to_id=row.passed_to_id,
                    note=row.note,
                    handed_at=row.closed_at,
                    due_at=max(row.due_at, row.closed_at) if row.kind == "talk" else due_at,
                    taken_at=row.taken_at,
                    end_note="",
                )
            )
