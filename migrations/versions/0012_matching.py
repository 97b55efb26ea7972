"""Tables of the matching room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policy",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_policy_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_policy_authority_id_id")),
        sa.UniqueConstraint("authority_id", "name", name=op.f("uq_policy_authority_id_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_policy_public_id")),
    )
    op.create_index(op.f("ix_policy_authority_id"), "policy", ["authority_id"], unique=False)
    op.create_table(
        "run",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("policy_name", sa.String(length=120), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("seconds_at_most", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                "cancelled",
                name="run_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phase", sa.String(length=80), nullable=False),
        sa.Column("value_so_far", sa.Integer(), nullable=True),
        sa.Column("bound_so_far", sa.Double(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("failure", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_run_asked_by_id_user_account")),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_run_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_run_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_run_public_id")),
    )
    op.create_index(op.f("ix_run_authority_id"), "run", ["authority_id"], unique=False)
    op.create_index("ix_run_year", "run", ["authority_id", "entry_year", "id"], unique=False)
    op.create_table(
        "run_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"], ["run.authority_id", "run.id"], name=op.f("fk_run_file_authority_id_run_id_run")
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_run_file_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_file")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_run_file_authority_id_id")),
        sa.UniqueConstraint("run_id", "name", name=op.f("uq_run_file_run_id_name")),
    )
    op.create_index(op.f("ix_run_file_authority_id"), "run_file", ["authority_id"], unique=False)
    op.create_table(
        "run_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("sessions_wanted", sa.Integer(), nullable=False),
        sa.Column("own_sessions", sa.Integer(), nullable=False),
        sa.Column("wish_met", sa.Integer(), nullable=True),
        sa.Column("wishes_made", sa.Integer(), nullable=False),
        sa.Column("has_main", sa.Boolean(), nullable=False),
        sa.Column("has_answered", sa.Boolean(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"],
            ["run.authority_id", "run.id"],
            name=op.f("fk_run_person_authority_id_run_id_run"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_run_person_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_run_person_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_person")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_run_person_authority_id_id")),
        sa.UniqueConstraint("run_id", "young_person_id", name=op.f("uq_run_person_run_id_young_person_id")),
    )
    op.create_index(op.f("ix_run_person_authority_id"), "run_person", ["authority_id"], unique=False)
    op.create_index(op.f("ix_run_person_young_person_id"), "run_person", ["young_person_id"], unique=False)
    op.create_table(
        "unmet_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("target_words", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"],
            ["run.authority_id", "run.id"],
            name=op.f("fk_unmet_wish_authority_id_run_id_run"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_unmet_wish_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_unmet_wish_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmet_wish")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_unmet_wish_authority_id_id")),
    )
    op.create_index(op.f("ix_unmet_wish_authority_id"), "unmet_wish", ["authority_id"], unique=False)
    op.create_index("ix_unmet_wish_person", "unmet_wish", ["run_id", "young_person_id"], unique=False)
    op.create_table(
        "provider_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(length=40), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_provider_request_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"],
            ["run.authority_id", "run.id"],
            name=op.f("fk_provider_request_authority_id_run_id_run"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_provider_request_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_provider_request_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_request")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_provider_request_authority_id_id")),
        sa.UniqueConstraint(
            "run_id",
            "young_person_id",
            "group_id",
            "need",
            name=op.f("uq_provider_request_run_id_young_person_id_group_id_need"),
        ),
    )
    op.create_index(op.f("ix_provider_request_authority_id"), "provider_request", ["authority_id"], unique=False)
    op.create_table(
        "suggested_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_suggested_group_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"],
            ["run.authority_id", "run.id"],
            name=op.f("fk_suggested_group_authority_id_run_id_run"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_suggested_group_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_suggested_group_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggested_group")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_suggested_group_authority_id_id")),
        sa.UniqueConstraint(
            "run_id", "young_person_id", "group_id", name=op.f("uq_suggested_group_run_id_young_person_id_group_id")
        ),
    )
    op.create_index(op.f("ix_suggested_group_authority_id"), "suggested_group", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_suggested_group_authority_id"), table_name="suggested_group")
    op.drop_table("suggested_group")
    op.drop_index(op.f("ix_provider_request_authority_id"), table_name="provider_request")
    op.drop_table("provider_request")
    op.drop_index("ix_unmet_wish_person", table_name="unmet_wish")
    op.drop_index(op.f("ix_unmet_wish_authority_id"), table_name="unmet_wish")
    op.drop_table("unmet_wish")
    op.drop_index(op.f("ix_run_person_young_person_id"), table_name="run_person")
    op.drop_index(op.f("ix_run_person_authority_id"), table_name="run_person")
    op.drop_table("run_person")
    op.drop_index(op.f("ix_run_file_authority_id"), table_name="run_file")
    op.drop_table("run_file")
    op.drop_index("ix_run_year", table_name="run")
    op.drop_index(op.f("ix_run_authority_id"), table_name="run")
    op.drop_table("run")
    op.drop_index(op.f("ix_policy_authority_id"), table_name="policy")
    op.drop_table("policy")
