"""Tables of the calendar room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clock_times",
        sa.Column("morning_from", sa.Time(), nullable=False),
        sa.Column("morning_to", sa.Time(), nullable=False),
        sa.Column("afternoon_from", sa.Time(), nullable=False),
        sa.Column("afternoon_to", sa.Time(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_clock_times_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_times")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_clock_times_authority_id_id")),
        sa.UniqueConstraint("authority_id", name=op.f("uq_clock_times_authority_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_clock_times_public_id")),
    )
    op.create_index(op.f("ix_clock_times_authority_id"), "clock_times", ["authority_id"], unique=False)
    op.create_table(
        "term",
        sa.Column("academic_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_term_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint(
            "authority_id", "academic_year", "starts_on", name=op.f("uq_term_authority_id_academic_year_starts_on")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_term_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_term_public_id")),
    )
    op.create_index(op.f("ix_term_authority_id"), "term", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_term_authority_id"), table_name="term")
    op.drop_table("term")
    op.drop_index(op.f("ix_clock_times_authority_id"), table_name="clock_times")
    op.drop_table("clock_times")
