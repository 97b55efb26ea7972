"""Packages: what a young person was told of a wish."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_version_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("target_words", sa.String(length=200), nullable=False),
        sa.Column("told", sa.String(length=20), nullable=False),
        sa.Column("next_step", sa.String(length=20), nullable=False),
        sa.Column("talked_on", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_version_id"],
            ["package_version.authority_id", "package_version.id"],
            name=op.f("fk_told_reason_authority_id_package_version_id_package_version"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_told_reason_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["user_account.id"], name=op.f("fk_told_reason_told_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_reason")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_told_reason_authority_id_id")),
    )
    op.create_index(op.f("ix_told_reason_authority_id"), "told_reason", ["authority_id"], unique=False)
    op.create_index(
        "uq_told_reason",
        "told_reason",
        ["package_version_id", "target"],
        unique=True,
        sqlite_where=sa.text("taken_back_at is null"),
        postgresql_where=sa.text("taken_back_at is null"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_told_reason",
        table_name="told_reason",
        sqlite_where=sa.text("taken_back_at is null"),
        postgresql_where=sa.text("taken_back_at is null"),
    )
    op.drop_index(op.f("ix_told_reason_authority_id"), table_name="told_reason")
    op.drop_table("told_reason")
