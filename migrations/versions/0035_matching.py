"""Matching: questions to a run, joint runs, and how near somebody's week comes to their best."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inquiry",
        sa.Column(
            "kind",
            sa.Enum(
                "changes", "worth", "check", name="inquiry_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("young_person_id", sa.Integer(), nullable=True),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                "cancelled",
                name="inquiry_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=True),
        sa.Column("failure", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_inquiry_asked_by_id_user_account")),
        sa.ForeignKeyConstraint(
            ["authority_id", "policy_id"],
            ["policy.authority_id", "policy.id"],
            name=op.f("fk_inquiry_authority_id_policy_id_policy"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"], ["run.authority_id", "run.id"], name=op.f("fk_inquiry_authority_id_run_id_run")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_inquiry_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_inquiry_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_inquiry_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_inquiry_public_id")),
    )
    op.create_index(op.f("ix_inquiry_authority_id"), "inquiry", ["authority_id"], unique=False)
    op.create_index("ix_inquiry_run", "inquiry", ["run_id", "kind", "id"], unique=False)
    op.create_index("ix_inquiry_year", "inquiry", ["authority_id", "entry_year", "kind", "id"], unique=False)
    op.create_table(
        "joint_part",
        sa.Column("joint", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "agreed",
                "declined",
                "withdrawn",
                "begun",
                "left-out",
                name="part_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name=op.f("fk_joint_part_answered_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["authority.id"], name=op.f("fk_joint_part_other_id_authority")),
        sa.ForeignKeyConstraint(["owner_id"], ["authority.id"], name=op.f("fk_joint_part_owner_id_authority")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user_account.id"], name=op.f("fk_joint_part_proposed_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_joint_part_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_part")),
        sa.UniqueConstraint("joint", "other_id", name=op.f("uq_joint_part_joint_other_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_joint_part_public_id")),
    )
    op.create_index(op.f("ix_joint_part_other_id"), "joint_part", ["other_id"], unique=False)
    op.create_index(op.f("ix_joint_part_owner_id"), "joint_part", ["owner_id"], unique=False)
    op.create_index(op.f("ix_joint_part_run_id"), "joint_part", ["run_id"], unique=False)
    op.create_table(
        "one_more",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("row", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("pool_id", sa.Integer(), nullable=True),
        sa.Column("session", sa.String(length=10), nullable=False),
        sa.Column("price", sa.Double(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("firsts", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.Column("mains", sa.Integer(), nullable=False),
        sa.Column("full_weeks", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_one_more_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "pool_id"],
            ["coach_pool.authority_id", "coach_pool.id"],
            name=op.f("fk_one_more_authority_id_pool_id_coach_pool"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"], ["run.authority_id", "run.id"], name=op.f("fk_one_more_authority_id_run_id_run")
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_one_more_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_more")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_one_more_authority_id_id")),
        sa.UniqueConstraint("run_id", "row", name=op.f("uq_one_more_run_id_row")),
    )
    op.create_index(op.f("ix_one_more_authority_id"), "one_more", ["authority_id"], unique=False)
    op.create_index(op.f("ix_one_more_group_id"), "one_more", ["group_id"], unique=False)
    op.create_table(
        "wish_change",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("value_now", sa.Integer(), nullable=False),
        sa.Column("week", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_wish_change_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"],
            ["run.authority_id", "run.id"],
            name=op.f("fk_wish_change_authority_id_run_id_run"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_wish_change_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_wish_change_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_change")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_wish_change_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_wish_change_public_id")),
        sa.UniqueConstraint(
            "run_id", "young_person_id", "rank", "kind", name=op.f("uq_wish_change_run_id_young_person_id_rank_kind")
        ),
    )
    op.create_index(op.f("ix_wish_change_authority_id"), "wish_change", ["authority_id"], unique=False)
    op.create_index(op.f("ix_wish_change_group_id"), "wish_change", ["group_id"], unique=False)
    op.create_index(op.f("ix_wish_change_young_person_id"), "wish_change", ["young_person_id"], unique=False)
    op.add_column("run_person", sa.Column("best_alone", sa.Integer(), nullable=True))
    op.add_column(
        "run_person", sa.Column("changes_known", sa.Boolean(), server_default=sa.text("(false)"), nullable=False)
    )
    op.add_column("unmet_wish", sa.Column("told", sa.String(length=20), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("unmet_wish", "told")
    op.drop_column("run_person", "changes_known")
    op.drop_column("run_person", "best_alone")
    op.drop_index(op.f("ix_wish_change_young_person_id"), table_name="wish_change")
    op.drop_index(op.f("ix_wish_change_group_id"), table_name="wish_change")
    op.drop_index(op.f("ix_wish_change_authority_id"), table_name="wish_change")
    op.drop_table("wish_change")
    op.drop_index(op.f("ix_one_more_group_id"), table_name="one_more")
    op.drop_index(op.f("ix_one_more_authority_id"), table_name="one_more")
    op.drop_table("one_more")
    op.drop_index(op.f("ix_joint_part_run_id"), table_name="joint_part")
    op.drop_index(op.f("ix_joint_part_owner_id"), table_name="joint_part")
    op.drop_index(op.f("ix_joint_part_other_id"), table_name="joint_part")
    op.drop_table("joint_part")
    op.drop_index("ix_inquiry_year", table_name="inquiry")
    op.drop_index("ix_inquiry_run", table_name="inquiry")
    op.drop_index(op.f("ix_inquiry_authority_id"), table_name="inquiry")
    op.drop_table("inquiry")
