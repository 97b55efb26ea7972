"""Aspirations: what came with the whole survey."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "companion",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("asked_name", sa.String(length=80), nullable=False),
        sa.Column("other_person_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("matched_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "other_person_id is null or matched_at is not null", name=op.f("ck_companion_matched_by_somebody")
        ),
        sa.CheckConstraint(
            "other_person_id is null or other_person_id <> young_person_id", name=op.f("ck_companion_somebody_else")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "other_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_companion_authority_id_other_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "response_id"],
            ["response.authority_id", "response.id"],
            name=op.f("fk_companion_authority_id_response_id_response"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_companion_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_companion_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["matched_by_id"], ["user_account.id"], name=op.f("fk_companion_matched_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companion")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_companion_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_companion_public_id")),
    )
    op.create_index(op.f("ix_companion_authority_id"), "companion", ["authority_id"], unique=False)
    op.create_index(op.f("ix_companion_other_person_id"), "companion", ["other_person_id"], unique=False)
    op.create_index(op.f("ix_companion_young_person_id"), "companion", ["young_person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_companion_young_person_id"), table_name="companion")
    op.drop_index(op.f("ix_companion_other_person_id"), table_name="companion")
    op.drop_index(op.f("ix_companion_authority_id"), table_name="companion")
    op.drop_table("companion")
