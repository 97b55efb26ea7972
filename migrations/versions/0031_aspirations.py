"""Aspirations: papers typed in twice, reminders, whom somebody wants to be with, and what a reading shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_entry",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("set_version", sa.Integer(), nullable=False),
        sa.Column("year_group", sa.Integer(), nullable=True),
        sa.Column("way_note", sa.String(length=200), nullable=False),
        sa.Column("first", sa.JSON(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_by_id", sa.Integer(), nullable=True),
        sa.Column("second", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("filed", sa.JSON(), nullable=False),
        sa.Column("waived_because", sa.String(length=300), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("dropped_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "round_id"],
            ["survey_round.authority_id", "survey_round.id"],
            name=op.f("fk_paper_entry_authority_id_round_id_survey_round"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_paper_entry_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_paper_entry_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["user_account.id"], name=op.f("fk_paper_entry_closed_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["first_by_id"], ["user_account.id"], name=op.f("fk_paper_entry_first_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["user_account.id"], name=op.f("fk_paper_entry_second_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_entry")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_paper_entry_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_entry_public_id")),
    )
    op.create_index(op.f("ix_paper_entry_authority_id"), "paper_entry", ["authority_id"], unique=False)
    op.create_index("ix_paper_entry_open", "paper_entry", ["round_id", "closed_at"], unique=False)
    op.create_index(op.f("ix_paper_entry_young_person_id"), "paper_entry", ["young_person_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "slip",
                "told",
                "phone",
                "letter",
                "family",
                name="reminder_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "round_id"],
            ["survey_round.authority_id", "survey_round.id"],
            name=op.f("fk_reminder_authority_id_round_id_survey_round"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_reminder_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_reminder_authority_id_authority")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_reminder_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_reminder_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reminder_public_id")),
    )
    op.create_index(op.f("ix_reminder_authority_id"), "reminder", ["authority_id"], unique=False)
    op.create_index("ix_reminder_latest", "reminder", ["round_id", "young_person_id", "reminded_on"], unique=False)
    op.create_index(op.f("ix_reminder_young_person_id"), "reminder", ["young_person_id"], unique=False)
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
    op.add_column("reading", sa.Column("said_by", sa.String(length=160), server_default="", nullable=False))
    op.add_column("reading", sa.Column("shows", sa.String(length=10), server_default="", nullable=False))
    op.add_column("reading", sa.Column("shown_at", sa.String(length=120), server_default="", nullable=False))
    op.add_column("survey_round", sa.Column("reminder_days", sa.Integer(), server_default="7", nullable=False))


def downgrade() -> None:
    op.drop_column("survey_round", "reminder_days")
    op.drop_column("reading", "shown_at")
    op.drop_column("reading", "shows")
    op.drop_column("reading", "said_by")
    op.drop_index(op.f("ix_companion_young_person_id"), table_name="companion")
    op.drop_index(op.f("ix_companion_other_person_id"), table_name="companion")
    op.drop_index(op.f("ix_companion_authority_id"), table_name="companion")
    op.drop_table("companion")
    op.drop_index(op.f("ix_reminder_young_person_id"), table_name="reminder")
    op.drop_index("ix_reminder_latest", table_name="reminder")
    op.drop_index(op.f("ix_reminder_authority_id"), table_name="reminder")
    op.drop_table("reminder")
    op.drop_index(op.f("ix_paper_entry_young_person_id"), table_name="paper_entry")
    op.drop_index("ix_paper_entry_open", table_name="paper_entry")
    op.drop_index(op.f("ix_paper_entry_authority_id"), table_name="paper_entry")
    op.drop_table("paper_entry")
