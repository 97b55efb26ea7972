"""What reporting publishes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("told", sa.Integer(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_feedback_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["user_account.id"], name=op.f("fk_feedback_released_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint(
            "authority_id", "entry_year", "number", name=op.f("uq_feedback_authority_id_entry_year_number")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_feedback_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_feedback_public_id")),
    )
    op.create_index(op.f("ix_feedback_authority_id"), "feedback", ["authority_id"], unique=False)
    op.create_table(
        "figure_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("is_fresh", sa.Boolean(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_figure_basis_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_basis")),
        sa.UniqueConstraint(
            "authority_id",
            "entry_year",
            "edition",
            "measure",
            "category",
            name=op.f("uq_figure_basis_authority_id_entry_year_edition_measure_category"),
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_figure_basis_authority_id_id")),
    )
    op.create_index(op.f("ix_figure_basis_authority_id"), "figure_basis", ["authority_id"], unique=False)
    op.create_table(
        "published_figure",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("academic_year", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_published_figure_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figure")),
        sa.UniqueConstraint(
            "authority_id",
            "academic_year",
            "measure",
            "category",
            "edition",
            name=op.f("uq_published_figure_authority_id_academic_year_measure_category_edition"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_published_figure_public_id")),
    )
    op.create_index(op.f("ix_published_figure_authority_id"), "published_figure", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_published_figure_authority_id"), table_name="published_figure")
    op.drop_table("published_figure")
    op.drop_index(op.f("ix_figure_basis_authority_id"), table_name="figure_basis")
    op.drop_table("figure_basis")
    op.drop_index(op.f("ix_feedback_authority_id"), table_name="feedback")
    op.drop_table("feedback")
