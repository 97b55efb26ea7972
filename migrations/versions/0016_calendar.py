"""The year planner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "planner_date",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "ask",
                "publish",
                "reply",
                "review",
                "name",
                name="planner_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_planner_date_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planner_date")),
        sa.UniqueConstraint(
            "authority_id", "entry_year", "step", name=op.f("uq_planner_date_authority_id_entry_year_step")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_planner_date_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_planner_date_public_id")),
    )
    op.create_index(op.f("ix_planner_date_authority_id"), "planner_date", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_planner_date_authority_id"), table_name="planner_date")
    op.drop_table("planner_date")
