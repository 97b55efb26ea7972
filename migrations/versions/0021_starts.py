"""Starts: visits and early check-ins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change_request",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_themselves", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_change_request_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_change_request_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["user_account.id"], name=op.f("fk_change_request_taken_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_request")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_change_request_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_change_request_public_id")),
    )
    op.create_index(op.f("ix_change_request_authority_id"), "change_request", ["authority_id"], unique=False)
    op.create_index("ix_change_request_open", "change_request", ["authority_id", "closed_at", "asked_at"], unique=False)
    op.create_index(op.f("ix_change_request_young_person_id"), "change_request", ["young_person_id"], unique=False)
    op.create_table(
        "start_check",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=120), nullable=False),
        sa.Column(
            "going",
            sa.Enum(
                "good", "mixed", "not-good", name="start_going", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("wants_change", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_id"],
            ["package.authority_id", "package.id"],
            name=op.f("fk_start_check_authority_id_package_id_package"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_start_check_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_start_check_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["user_account.id"], name=op.f("fk_start_check_done_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_check")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_start_check_authority_id_id")),
        sa.UniqueConstraint("package_id", "weeks", name=op.f("uq_start_check_package_id_weeks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_start_check_public_id")),
    )
    op.create_index(op.f("ix_start_check_authority_id"), "start_check", ["authority_id"], unique=False)
    op.create_index("ix_start_check_due", "start_check", ["authority_id", "done_at", "due_on"], unique=False)
    op.create_index(op.f("ix_start_check_young_person_id"), "start_check", ["young_person_id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=2), nullable=False),
        sa.Column("with_whom", sa.String(length=160), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "booked",
                "done",
                "missed",
                "called-off",
                name="visit_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("booked_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "felt",
            sa.Enum(
                "good", "mixed", "not-good", name="visit_felt", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("thoughts", sa.String(length=1000), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "opportunity_id"],
            ["opportunity.authority_id", "opportunity.id"],
            name=op.f("fk_visit_authority_id_opportunity_id_opportunity"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_visit_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_visit_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_visit_authority_id_authority")),
        sa.ForeignKeyConstraint(["booked_by_id"], ["user_account.id"], name=op.f("fk_visit_booked_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_visit_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visit_public_id")),
    )
    op.create_index(op.f("ix_visit_authority_id"), "visit", ["authority_id"], unique=False)
    op.create_index("ix_visit_on", "visit", ["authority_id", "state", "on"], unique=False)
    op.create_index(op.f("ix_visit_provider_id"), "visit", ["provider_id"], unique=False)
    op.create_index(op.f("ix_visit_young_person_id"), "visit", ["young_person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_visit_young_person_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_provider_id"), table_name="visit")
    op.drop_index("ix_visit_on", table_name="visit")
    op.drop_index(op.f("ix_visit_authority_id"), table_name="visit")
    op.drop_table("visit")
    op.drop_index(op.f("ix_start_check_young_person_id"), table_name="start_check")
    op.drop_index("ix_start_check_due", table_name="start_check")
    op.drop_index(op.f("ix_start_check_authority_id"), table_name="start_check")
    op.drop_table("start_check")
    op.drop_index(op.f("ix_change_request_young_person_id"), table_name="change_request")
    op.drop_index("ix_change_request_open", table_name="change_request")
    op.drop_index(op.f("ix_change_request_authority_id"), table_name="change_request")
    op.drop_table("change_request")
