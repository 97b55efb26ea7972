"""Tables of the employers room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "employer",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=30), nullable=False),
        sa.Column("adjustments", sa.String(length=600), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_employer_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_employer_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_employer_owner_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_employer_authority_id_id")),
        sa.UniqueConstraint("authority_id", "organisation_id", name=op.f("uq_employer_authority_id_organisation_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_employer_public_id")),
    )
    op.create_index(op.f("ix_employer_authority_id"), "employer", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_employer_authority_id"), table_name="employer")
    op.drop_table("employer")
