"""Placements at work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("package_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("sessions", sa.JSON(), nullable=False),
        sa.Column("hours_a_week", sa.Double(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=True),
        sa.Column("employer_contact", sa.String(length=160), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "running",
                "ended",
                name="placement_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "completed",
                "paid-job-here",
                "paid-job-elsewhere",
                "young-person-left",
                "employer-ended",
                "health",
                "moved-away",
                "other",
                name="end_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("end_words", sa.String(length=600), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_placement_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_placement_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_id"],
            ["package.authority_id", "package.id"],
            name=op.f("fk_placement_authority_id_package_id_package"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_placement_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_placement_authority_id_authority")),
        sa.ForeignKeyConstraint(["coach_id"], ["user_account.id"], name=op.f("fk_placement_coach_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_placement_authority_id_id")),
        sa.UniqueConstraint("package_id", "group_id", name=op.f("uq_placement_package_id_group_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_public_id")),
    )
    op.create_index(op.f("ix_placement_authority_id"), "placement", ["authority_id"], unique=False)
    op.create_index(op.f("ix_placement_coach_id"), "placement", ["coach_id"], unique=False)
    op.create_index(op.f("ix_placement_employer_id"), "placement", ["employer_id"], unique=False)
    op.create_index(op.f("ix_placement_group_id"), "placement", ["group_id"], unique=False)
    op.create_index("ix_placement_state", "placement", ["authority_id", "state", "ends_on"], unique=False)
    op.create_index(op.f("ix_placement_young_person_id"), "placement", ["young_person_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=2), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "there",
                "late",
                "away-agreed",
                "away",
                name="mark",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_attendance_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_attendance_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_attendance_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_attendance_authority_id_id")),
        sa.UniqueConstraint("placement_id", "on", "half", name=op.f("uq_attendance_placement_id_on_half")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attendance_public_id")),
    )
    op.create_index(op.f("ix_attendance_authority_id"), "attendance", ["authority_id"], unique=False)
    op.create_index("ix_attendance_on", "attendance", ["authority_id", "on"], unique=False)
    op.create_table(
        "coach_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("from_week", sa.Integer(), nullable=False),
        sa.Column("hours_a_week", sa.Double(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_coach_plan_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_coach_plan_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_plan")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_coach_plan_authority_id_id")),
        sa.UniqueConstraint("placement_id", "from_week", name=op.f("uq_coach_plan_placement_id_from_week")),
    )
    op.create_index(op.f("ix_coach_plan_authority_id"), "coach_plan", ["authority_id"], unique=False)
    op.create_table(
        "placement_signature",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "young-person",
                "employer",
                "provider",
                "family",
                name="signer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_placement_signature_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_placement_signature_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_placement_signature_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_signature")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_placement_signature_authority_id_id")),
        sa.UniqueConstraint("placement_id", "party", name=op.f("uq_placement_signature_placement_id_party")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_signature_public_id")),
    )
    op.create_index(op.f("ix_placement_signature_authority_id"), "placement_signature", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_placement_signature_authority_id"), table_name="placement_signature")
    op.drop_table("placement_signature")
    op.drop_index(op.f("ix_coach_plan_authority_id"), table_name="coach_plan")
    op.drop_table("coach_plan")
    op.drop_index("ix_attendance_on", table_name="attendance")
    op.drop_index(op.f("ix_attendance_authority_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_placement_young_person_id"), table_name="placement")
    op.drop_index("ix_placement_state", table_name="placement")
    op.drop_index(op.f("ix_placement_group_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_employer_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_coach_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_authority_id"), table_name="placement")
    op.drop_table("placement")
