"""Tables of the web room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "done_once",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_done_once")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_done_once_user_id_key")),
    )
    op.create_index(op.f("ix_done_once_at"), "done_once", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_done_once_at"), table_name="done_once")
    op.drop_table("done_once")
