"""Visits of job coaches, and reviews of placements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coach_visit",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "on-site", "phone", "online", name="visit_way", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "going",
            sa.Enum(
                "good", "mixed", "not-good", name="coach_going", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_coach_visit_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_coach_visit_authority_id_authority")),
        sa.ForeignKeyConstraint(["coach_id"], ["user_account.id"], name=op.f("fk_coach_visit_coach_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_visit")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_coach_visit_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coach_visit_public_id")),
    )
    op.create_index(op.f("ix_coach_visit_authority_id"), "coach_visit", ["authority_id"], unique=False)
    op.create_index("ix_coach_visit_on", "coach_visit", ["authority_id", "on"], unique=False)
    op.create_index(op.f("ix_coach_visit_placement_id"), "coach_visit", ["placement_id"], unique=False)
    op.create_table(
        "placement_review",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "felt",
            sa.Enum(
                "good", "mixed", "not-good", name="review_felt", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("own_view", sa.String(length=1000), nullable=False),
        sa.Column("own_view_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("own_view_is_theirs", sa.Boolean(), nullable=False),
        sa.Column("employer_view", sa.String(length=1000), nullable=False),
        sa.Column("coach_view", sa.String(length=1000), nullable=False),
        sa.Column("next_steps", sa.String(length=1000), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_placement_review_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_placement_review_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_placement_review_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_review")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_placement_review_authority_id_id")),
        sa.UniqueConstraint("placement_id", "week", name=op.f("uq_placement_review_placement_id_week")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_review_public_id")),
    )
    op.create_index(op.f("ix_placement_review_authority_id"), "placement_review", ["authority_id"], unique=False)
    op.create_index("ix_placement_review_due", "placement_review", ["authority_id", "done_on", "due_on"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_placement_review_due", table_name="placement_review")
    op.drop_index(op.f("ix_placement_review_authority_id"), table_name="placement_review")
    op.drop_table("placement_review")
    op.drop_index(op.f("ix_coach_visit_placement_id"), table_name="coach_visit")
    op.drop_index("ix_coach_visit_on", table_name="coach_visit")
    op.drop_index(op.f("ix_coach_visit_authority_id"), table_name="coach_visit")
    op.drop_table("coach_visit")
