"""Themes of what young people wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "round_id"],
            ["survey_round.authority_id", "survey_round.id"],
            name=op.f("fk_theme_authority_id_round_id_survey_round"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_theme_authority_id_authority")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_theme_made_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_theme_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_theme_public_id")),
        sa.UniqueConstraint("round_id", "name", name=op.f("uq_theme_round_id_name")),
    )
    op.create_index(op.f("ix_theme_authority_id"), "theme", ["authority_id"], unique=False)
    op.create_index(op.f("ix_theme_round_id"), "theme", ["round_id"], unique=False)
    op.create_table(
        "theme_mark",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("put_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "answer_id"],
            ["answer.authority_id", "answer.id"],
            name=op.f("fk_theme_mark_authority_id_answer_id_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "theme_id"],
            ["theme.authority_id", "theme.id"],
            name=op.f("fk_theme_mark_authority_id_theme_id_theme"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_theme_mark_authority_id_authority")),
        sa.ForeignKeyConstraint(["put_by_id"], ["user_account.id"], name=op.f("fk_theme_mark_put_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_mark")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_theme_mark_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_theme_mark_public_id")),
        sa.UniqueConstraint("theme_id", "answer_id", name=op.f("uq_theme_mark_theme_id_answer_id")),
    )
    op.create_index(op.f("ix_theme_mark_answer_id"), "theme_mark", ["answer_id"], unique=False)
    op.create_index(op.f("ix_theme_mark_authority_id"), "theme_mark", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_theme_mark_authority_id"), table_name="theme_mark")
    op.drop_index(op.f("ix_theme_mark_answer_id"), table_name="theme_mark")
    op.drop_table("theme_mark")
    op.drop_index(op.f("ix_theme_round_id"), table_name="theme")
    op.drop_index(op.f("ix_theme_authority_id"), table_name="theme")
    op.drop_table("theme")
