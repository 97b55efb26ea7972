"""Demand: versions, sheets and replies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demand_version",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("likely", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("assumptions", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_demand_version_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_demand_version_made_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_version")),
        sa.UniqueConstraint(
            "authority_id", "entry_year", "number", name=op.f("uq_demand_version_authority_id_entry_year_number")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_version_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_demand_version_public_id")),
    )
    op.create_index(op.f("ix_demand_version_authority_id"), "demand_version", ["authority_id"], unique=False)
    op.create_table(
        "demand_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "dimension",
            sa.Enum(
                "pathway",
                "kind-of-work",
                "level",
                "locality",
                "support",
                name="dimension",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("likely", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "demand_version_id"],
            ["demand_version.authority_id", "demand_version.id"],
            name=op.f("fk_demand_line_authority_id_demand_version_id_demand_version"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_demand_line_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_line")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_line_authority_id_id")),
        sa.UniqueConstraint(
            "demand_version_id", "dimension", "key", name=op.f("uq_demand_line_demand_version_id_dimension_key")
        ),
    )
    op.create_index(op.f("ix_demand_line_authority_id"), "demand_line", ["authority_id"], unique=False)
    op.create_table(
        "demand_sheet_line",
        sa.Column("demand_version_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column(
            "pathway",
            sa.Enum(
                "study-programme",
                "school-sixth-form",
                "supported-internship",
                "apprenticeship",
                "training",
                "work-experience",
                "volunteering",
                "adult-learning",
                "travel-training",
                "community",
                "health",
                name="pathway",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kind_of_work", sa.String(length=40), nullable=False),
        sa.Column("likely", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "demand_version_id"],
            ["demand_version.authority_id", "demand_version.id"],
            name=op.f("fk_demand_sheet_line_authority_id_demand_version_id_demand_version"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_demand_sheet_line_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_demand_sheet_line_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_sheet_line")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_sheet_line_authority_id_id")),
        sa.UniqueConstraint(
            "demand_version_id",
            "provider_id",
            "pathway",
            "kind_of_work",
            name=op.f("uq_demand_sheet_line_demand_version_id_provider_id_pathway_kind_of_work"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_demand_sheet_line_public_id")),
    )
    op.create_index(op.f("ix_demand_sheet_line_authority_id"), "demand_sheet_line", ["authority_id"], unique=False)
    op.create_index(op.f("ix_demand_sheet_line_provider_id"), "demand_sheet_line", ["provider_id"], unique=False)
    op.create_table(
        "demand_reply",
        sa.Column("sheet_line_id", sa.Integer(), nullable=False),
        sa.Column(
            "said",
            sa.Enum(
                "will-run", "if-enough", "cannot", name="replied", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("at_least", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=600), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "sheet_line_id"],
            ["demand_sheet_line.authority_id", "demand_sheet_line.id"],
            name=op.f("fk_demand_reply_authority_id_sheet_line_id_demand_sheet_line"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_demand_reply_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["user_account.id"], name=op.f("fk_demand_reply_said_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_reply")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_reply_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_demand_reply_public_id")),
    )
    op.create_index(op.f("ix_demand_reply_authority_id"), "demand_reply", ["authority_id"], unique=False)
    op.create_index(
        "uq_demand_reply_standing",
        "demand_reply",
        ["sheet_line_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at is null"),
        postgresql_where=sa.text("replaced_at is null"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_demand_reply_standing",
        table_name="demand_reply",
        sqlite_where=sa.text("replaced_at is null"),
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.drop_index(op.f("ix_demand_reply_authority_id"), table_name="demand_reply")
    op.drop_table("demand_reply")
    op.drop_index(op.f("ix_demand_sheet_line_provider_id"), table_name="demand_sheet_line")
    op.drop_index(op.f("ix_demand_sheet_line_authority_id"), table_name="demand_sheet_line")
    op.drop_table("demand_sheet_line")
    op.drop_index(op.f("ix_demand_line_authority_id"), table_name="demand_line")
    op.drop_table("demand_line")
    op.drop_index(op.f("ix_demand_version_authority_id"), table_name="demand_version")
    op.drop_table("demand_version")
