"""Symbols: whole sets, ideas of an authority's own, and who drew a drawing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import every_row

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

OPENED_FOR = "any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"
ADMITTED = f"authority_id = {OPENED_FOR}"
STATES = sa.Enum(
    "loaded",
    "applied",
    "discarded",
    "taken-back",
    name="symbol_set_state",
    native_enum=False,
    create_constraint=True,
    length=40,
)
LINK = "fk_symbol_drawing_authority_id_set_id_symbol_set"


def upgrade() -> None:
    op.create_table(
        "symbol_set",
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_symbol_set_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["loaded_by_id"], ["user_account.id"], name=op.f("fk_symbol_set_loaded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symbol_set")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_symbol_set_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_symbol_set_public_id")),
    )
    op.create_index(op.f("ix_symbol_set_authority_id"), "symbol_set", ["authority_id"], unique=False)
    op.create_index("ix_symbol_set_loaded", "symbol_set", ["authority_id", "loaded_at"], unique=False)
    op.create_table(
        "waiting_drawing",
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("concept", sa.String(length=40), nullable=False),
        sa.Column("stands_for", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("credit", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "set_id"],
            ["symbol_set.authority_id", "symbol_set.id"],
            name=op.f("fk_waiting_drawing_authority_id_set_id_symbol_set"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_waiting_drawing_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_drawing")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_waiting_drawing_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_waiting_drawing_public_id")),
    )
    op.create_index(op.f("ix_waiting_drawing_authority_id"), "waiting_drawing", ["authority_id"], unique=False)
    op.create_index(op.f("ix_waiting_drawing_set_id"), "waiting_drawing", ["set_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for table in ("symbol_set", "waiting_drawing"):
            op.execute(f"alter table {table} enable row level security")
            op.execute(f"alter table {table} force row level security")
            op.execute(f"create policy authority_wall on {table} using ({ADMITTED}) with check ({ADMITTED})")
    with op.batch_alter_table("symbol_drawing") as table:
        table.add_column(sa.Column("stands_for", sa.String(length=60), server_default="", nullable=False))
        table.add_column(sa.Column("credit", sa.String(length=200), server_default="", nullable=False))
        table.add_column(sa.Column("set_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(LINK), "symbol_set", ["authority_id", "set_id"], ["authority_id", "id"])
        table.create_index(op.f("ix_symbol_drawing_set_id"), ["set_id"], unique=False)


def downgrade() -> None:
    with every_row(op.get_bind(), "symbol_drawing"):  # an older version knows no ideas of an authority's own
        op.execute("delete from symbol_drawing where stands_for <> ''")
    with op.batch_alter_table("symbol_drawing") as table:
        table.drop_constraint(op.f(LINK), type_="foreignkey")
        table.drop_index(op.f("ix_symbol_drawing_set_id"))
        table.drop_column("set_id")
        table.drop_column("credit")
        table.drop_column("stands_for")
    op.drop_table("waiting_drawing")
    op.drop_table("symbol_set")
