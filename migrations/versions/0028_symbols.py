"""Symbols: an authority's own drawings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "symbol_drawing",
        sa.Column("concept", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_symbol_drawing_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_symbol_drawing_made_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["user_account.id"], name=op.f("fk_symbol_drawing_removed_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symbol_drawing")),
        sa.UniqueConstraint(
            "authority_id", "concept", "number", name=op.f("uq_symbol_drawing_authority_id_concept_number")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_symbol_drawing_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_symbol_drawing_public_id")),
    )
    op.create_index(op.f("ix_symbol_drawing_authority_id"), "symbol_drawing", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_symbol_drawing_authority_id"), table_name="symbol_drawing")
    op.drop_table("symbol_drawing")
