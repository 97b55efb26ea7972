"""Provision: how likely a group is to run, what a place costs, and places shared with another authority."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import allow_values, every_row

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TAKEN_BECAUSE_BEFORE = ("agreed", "continuing")
TAKEN_BECAUSE_AFTER = ("elsewhere",)


def upgrade() -> None:
    op.create_table(
        "group_share",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("offer", sa.JSON(), nullable=False),
        sa.Column("offer_number", sa.Integer(), nullable=False),
        sa.Column("offer_taken", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "offered",
                "accepted",
                "declined",
                "ended",
                name="share_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("guest_opportunity_id", sa.Integer(), nullable=True),
        sa.Column("guest_group_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("support_units", sa.Integer(), nullable=False),
        sa.Column("coach_units", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name=op.f("fk_group_share_answered_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["user_account.id"], name=op.f("fk_group_share_ended_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["opportunity_group.id"], name=op.f("fk_group_share_group_id_opportunity_group")
        ),
        sa.ForeignKeyConstraint(
            ["guest_group_id"], ["opportunity_group.id"], name=op.f("fk_group_share_guest_group_id_opportunity_group")
        ),
        sa.ForeignKeyConstraint(
            ["guest_opportunity_id"], ["opportunity.id"], name=op.f("fk_group_share_guest_opportunity_id_opportunity")
        ),
        sa.ForeignKeyConstraint(
            ["offered_by_id"], ["user_account.id"], name=op.f("fk_group_share_offered_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_group_share_opportunity_id_opportunity")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["authority.id"], name=op.f("fk_group_share_other_id_authority")),
        sa.ForeignKeyConstraint(["owner_id"], ["authority.id"], name=op.f("fk_group_share_owner_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_share")),
        sa.UniqueConstraint("public_id", name=op.f("uq_group_share_public_id")),
    )
    op.create_index("ix_group_share_group", "group_share", ["group_id"], unique=False)
    op.create_index("ix_group_share_guest", "group_share", ["guest_group_id"], unique=False)
    op.create_index(op.f("ix_group_share_other_id"), "group_share", ["other_id"], unique=False)
    op.create_index(op.f("ix_group_share_owner_id"), "group_share", ["owner_id"], unique=False)
    op.add_column("opportunity_group", sa.Column("chance", sa.Integer(), server_default="100", nullable=False))
    op.add_column("opportunity_group", sa.Column("funder", sa.String(length=40), server_default="", nullable=False))
    op.add_column("opportunity_group", sa.Column("cost", sa.Integer(), server_default="0", nullable=False))
    allow_values(op.get_bind(), "place_taken", "because", "taken_because", TAKEN_BECAUSE_BEFORE + TAKEN_BECAUSE_AFTER)


def downgrade() -> None:
    taken = sa.table("place_taken", sa.column("because"))
    with every_row(op.get_bind(), "place_taken"):
        op.execute(taken.delete().where(taken.c.because.in_(TAKEN_BECAUSE_AFTER)))
    allow_values(op.get_bind(), "place_taken", "because", "taken_because", TAKEN_BECAUSE_BEFORE)
    op.drop_column("opportunity_group", "cost")
    op.drop_column("opportunity_group", "funder")
    op.drop_column("opportunity_group", "chance")
    op.drop_index(op.f("ix_group_share_owner_id"), table_name="group_share")
    op.drop_index(op.f("ix_group_share_other_id"), table_name="group_share")
    op.drop_index("ix_group_share_guest", table_name="group_share")
    op.drop_index("ix_group_share_group", table_name="group_share")
    op.drop_table("group_share")
