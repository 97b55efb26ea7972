"""About me: what young people tell of themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "about_item",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "photo",
                "drawing",
                "voice",
                "good",
                "matters",
                "support",
                name="about_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.JSON(), nullable=False),
        sa.Column("is_printed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("helped_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "reading_id"],
            ["reading.authority_id", "reading.id"],
            name=op.f("fk_about_item_authority_id_reading_id_reading"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_about_item_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_about_item_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["helped_by_id"], ["user_account.id"], name=op.f("fk_about_item_helped_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about_item")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_about_item_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_about_item_public_id")),
    )
    op.create_index(op.f("ix_about_item_authority_id"), "about_item", ["authority_id"], unique=False)
    op.create_index("ix_about_item_of", "about_item", ["authority_id", "young_person_id", "removed_at"], unique=False)
    op.create_index(op.f("ix_about_item_young_person_id"), "about_item", ["young_person_id"], unique=False)
    op.create_table(
        "about_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_item_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "about_item_id"],
            ["about_item.authority_id", "about_item.id"],
            name=op.f("fk_about_file_authority_id_about_item_id_about_item"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_about_file_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about_file")),
        sa.UniqueConstraint("about_item_id", name=op.f("uq_about_file_about_item_id")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_about_file_authority_id_id")),
    )
    op.create_index(op.f("ix_about_file_authority_id"), "about_file", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_about_file_authority_id"), table_name="about_file")
    op.drop_table("about_file")
    op.drop_index(op.f("ix_about_item_young_person_id"), table_name="about_item")
    op.drop_index("ix_about_item_of", table_name="about_item")
    op.drop_index(op.f("ix_about_item_authority_id"), table_name="about_item")
    op.drop_table("about_item")
