"""Leavers, spells and check-ins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leaver",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("cohort", sa.Integer(), nullable=False),
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
                name="leaver_pathway",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("stop_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stop_words", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_leaver_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "opportunity_id"],
            ["opportunity.authority_id", "opportunity.id"],
            name=op.f("fk_leaver_authority_id_opportunity_id_opportunity"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_leaver_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_leaver_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_leaver_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_leaver_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaver")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_leaver_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_leaver_public_id")),
        sa.UniqueConstraint("young_person_id", "left_on", name=op.f("uq_leaver_young_person_id_left_on")),
    )
    op.create_index(op.f("ix_leaver_authority_id"), "leaver", ["authority_id"], unique=False)
    op.create_index("ix_leaver_cohort", "leaver", ["authority_id", "cohort"], unique=False)
    op.create_index(op.f("ix_leaver_employer_id"), "leaver", ["employer_id"], unique=False)
    op.create_index(op.f("ix_leaver_provider_id"), "leaver", ["provider_id"], unique=False)
    op.create_index(op.f("ix_leaver_young_person_id"), "leaver", ["young_person_id"], unique=False)
    op.create_table(
        "check_in",
        sa.Column("leaver_id", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "due",
                "done",
                "not-reached",
                "stopped",
                name="check_in_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "spoke_with",
            sa.Enum(
                "employer",
                "provider",
                "young-person",
                "family",
                "other",
                name="spoke_with",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "own_life",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "would-not-say",
                name="own_life",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("own_words", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "leaver_id"],
            ["leaver.authority_id", "leaver.id"],
            name=op.f("fk_check_in_authority_id_leaver_id_leaver"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_check_in_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_check_in_authority_id_id")),
        sa.UniqueConstraint("leaver_id", "weeks", name=op.f("uq_check_in_leaver_id_weeks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_check_in_public_id")),
    )
    op.create_index(op.f("ix_check_in_authority_id"), "check_in", ["authority_id"], unique=False)
    op.create_index("ix_check_in_due", "check_in", ["authority_id", "state", "due_on"], unique=False)
    op.create_table(
        "check_in_attempt",
        sa.Column("check_in_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=120), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "check_in_id"],
            ["check_in.authority_id", "check_in.id"],
            name=op.f("fk_check_in_attempt_authority_id_check_in_id_check_in"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_check_in_attempt_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_check_in_attempt_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_attempt")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_check_in_attempt_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_check_in_attempt_public_id")),
    )
    op.create_index(op.f("ix_check_in_attempt_authority_id"), "check_in_attempt", ["authority_id"], unique=False)
    op.create_index(op.f("ix_check_in_attempt_check_in_id"), "check_in_attempt", ["check_in_id"], unique=False)
    op.create_table(
        "spell",
        sa.Column("leaver_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=3), nullable=False),
        sa.Column("outcome", sa.String(length=5), nullable=False),
        sa.Column("hours_a_week", sa.Double(), nullable=True),
        sa.Column("is_paid", sa.Boolean(), nullable=True),
        sa.Column("is_seasonal", sa.Boolean(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("where", sa.String(length=160), nullable=False),
        sa.Column(
            "evidence",
            sa.Enum(
                "employer",
                "provider",
                "young-person",
                "family",
                "other",
                name="evidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("check_in_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "check_in_id"],
            ["check_in.authority_id", "check_in.id"],
            name=op.f("fk_spell_authority_id_check_in_id_check_in"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_spell_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "leaver_id"],
            ["leaver.authority_id", "leaver.id"],
            name=op.f("fk_spell_authority_id_leaver_id_leaver"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_spell_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_spell_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_spell_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_spell_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spell")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_spell_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_spell_public_id")),
    )
    op.create_index(op.f("ix_spell_authority_id"), "spell", ["authority_id"], unique=False)
    op.create_index(op.f("ix_spell_leaver_id"), "spell", ["leaver_id"], unique=False)
    op.create_index("ix_spell_person", "spell", ["young_person_id", "starts_on"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_spell_person", table_name="spell")
    op.drop_index(op.f("ix_spell_leaver_id"), table_name="spell")
    op.drop_index(op.f("ix_spell_authority_id"), table_name="spell")
    op.drop_table("spell")
    op.drop_index(op.f("ix_check_in_attempt_check_in_id"), table_name="check_in_attempt")
    op.drop_index(op.f("ix_check_in_attempt_authority_id"), table_name="check_in_attempt")
    op.drop_table("check_in_attempt")
    op.drop_index("ix_check_in_due", table_name="check_in")
    op.drop_index(op.f("ix_check_in_authority_id"), table_name="check_in")
    op.drop_table("check_in")
    op.drop_index(op.f("ix_leaver_young_person_id"), table_name="leaver")
    op.drop_index(op.f("ix_leaver_provider_id"), table_name="leaver")
    op.drop_index(op.f("ix_leaver_employer_id"), table_name="leaver")
    op.drop_index("ix_leaver_cohort", table_name="leaver")
    op.drop_index(op.f("ix_leaver_authority_id"), table_name="leaver")
    op.drop_table("leaver")
