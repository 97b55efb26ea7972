"""Tables of the packages room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "package",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "shared",
                "agreed",
                "set-aside",
                name="package_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_number", sa.Integer(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("enrolled_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"], ["run.authority_id", "run.id"], name=op.f("fk_package_authority_id_run_id_run")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_package_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_package_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_package_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_package_public_id")),
    )
    op.create_index(op.f("ix_package_authority_id"), "package", ["authority_id"], unique=False)
    op.create_index("ix_package_year", "package", ["authority_id", "entry_year", "state"], unique=False)
    op.create_index(op.f("ix_package_young_person_id"), "package", ["young_person_id"], unique=False)
    op.create_index(
        "uq_package_live",
        "package",
        ["young_person_id", "entry_year"],
        unique=True,
        sqlite_where=sa.text("state <> 'set-aside'"),
        postgresql_where=sa.text("state <> 'set-aside'"),
    )
    op.create_table(
        "package_version",
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_id"],
            ["package.authority_id", "package.id"],
            name=op.f("fk_package_version_authority_id_package_id_package"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_package_version_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_package_version_made_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_version")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_package_version_authority_id_id")),
        sa.UniqueConstraint("package_id", "number", name=op.f("uq_package_version_package_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_package_version_public_id")),
    )
    op.create_index(op.f("ix_package_version_authority_id"), "package_version", ["authority_id"], unique=False)
    op.create_table(
        "overridden_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_version_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_version_id"],
            ["package_version.authority_id", "package_version.id"],
            name=op.f("fk_overridden_rule_authority_id_package_version_id_package_version"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_overridden_rule_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_overridden_rule_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overridden_rule")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_overridden_rule_authority_id_id")),
    )
    op.create_index(op.f("ix_overridden_rule_authority_id"), "overridden_rule", ["authority_id"], unique=False)
    op.create_table(
        "package_answer",
        sa.Column("package_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "young-person",
                "decision-maker",
                "provider",
                "authority",
                name="party",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column(
            "said",
            sa.Enum("yes", "no", "talk-to-me", name="said", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_version_id"],
            ["package_version.authority_id", "package_version.id"],
            name=op.f("fk_package_answer_authority_id_package_version_id_package_version"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_package_answer_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_package_answer_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["user_account.id"], name=op.f("fk_package_answer_said_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_answer")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_package_answer_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_package_answer_public_id")),
    )
    op.create_index(op.f("ix_package_answer_authority_id"), "package_answer", ["authority_id"], unique=False)
    op.create_index(op.f("ix_package_answer_provider_id"), "package_answer", ["provider_id"], unique=False)
    op.create_index("ix_package_answer_waiting", "package_answer", ["authority_id", "said", "reply_by"], unique=False)
    op.create_index(
        "uq_package_answer_party",
        "package_answer",
        ["package_version_id", "party"],
        unique=True,
        sqlite_where=sa.text("replaced_at is null and provider_id is null"),
        postgresql_where=sa.text("replaced_at is null and provider_id is null"),
    )
    op.create_index(
        "uq_package_answer_provider",
        "package_answer",
        ["package_version_id", "provider_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at is null and provider_id is not null"),
        postgresql_where=sa.text("replaced_at is null and provider_id is not null"),
    )
    op.create_table(
        "package_own_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_version_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.String(length=10), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "therapy",
                "paid-job",
                "assistant",
                "rest",
                "other",
                name="package_own_session_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_version_id"],
            ["package_version.authority_id", "package_version.id"],
            name=op.f("fk_package_own_session_authority_id_package_version_id_package_version"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_package_own_session_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_own_session")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_package_own_session_authority_id_id")),
        sa.UniqueConstraint(
            "package_version_id", "session", name=op.f("uq_package_own_session_package_version_id_session")
        ),
    )
    op.create_index(op.f("ix_package_own_session_authority_id"), "package_own_session", ["authority_id"], unique=False)
    op.create_table(
        "package_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_version_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_package_item_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_version_id"],
            ["package_version.authority_id", "package_version.id"],
            name=op.f("fk_package_item_authority_id_package_version_id_package_version"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_package_item_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_item")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_package_item_authority_id_id")),
        sa.UniqueConstraint("package_version_id", "group_id", name=op.f("uq_package_item_package_version_id_group_id")),
    )
    op.create_index(op.f("ix_package_item_authority_id"), "package_item", ["authority_id"], unique=False)
    op.create_index(op.f("ix_package_item_group_id"), "package_item", ["group_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_package_item_group_id"), table_name="package_item")
    op.drop_index(op.f("ix_package_item_authority_id"), table_name="package_item")
    op.drop_table("package_item")
    op.drop_index(op.f("ix_package_own_session_authority_id"), table_name="package_own_session")
    op.drop_table("package_own_session")
    op.drop_index(
        "uq_package_answer_provider",
        table_name="package_answer",
        sqlite_where=sa.text("replaced_at is null and provider_id is not null"),
        postgresql_where=sa.text("replaced_at is null and provider_id is not null"),
    )
    op.drop_index(
        "uq_package_answer_party",
        table_name="package_answer",
        sqlite_where=sa.text("replaced_at is null and provider_id is null"),
        postgresql_where=sa.text("replaced_at is null and provider_id is null"),
    )
    op.drop_index("ix_package_answer_waiting", table_name="package_answer")
    op.drop_index(op.f("ix_package_answer_provider_id"), table_name="package_answer")
    op.drop_index(op.f("ix_package_answer_authority_id"), table_name="package_answer")
    op.drop_table("package_answer")
    op.drop_index(op.f("ix_overridden_rule_authority_id"), table_name="overridden_rule")
    op.drop_table("overridden_rule")
    op.drop_index(op.f("ix_package_version_authority_id"), table_name="package_version")
    op.drop_table("package_version")
    op.drop_index(
        "uq_package_live",
        table_name="package",
        sqlite_where=sa.text("state <> 'set-aside'"),
        postgresql_where=sa.text("state <> 'set-aside'"),
    )
    op.drop_index(op.f("ix_package_young_person_id"), table_name="package")
    op.drop_index("ix_package_year", table_name="package")
    op.drop_index(op.f("ix_package_authority_id"), table_name="package")
    op.drop_table("package")
