"""Tables of the cards room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted")),
    )
    op.create_index("ix_counted_key_at", "counted", ["key", "at"], unique=False)
    op.create_table(
        "learner_card",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(length=5), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("pepper_key", sa.String(length=16), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("typing_paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_learner_card_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_learner_card_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner_card")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_learner_card_link_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_learner_card_public_id")),
    )
    op.create_index(op.f("ix_learner_card_authority_id"), "learner_card", ["authority_id"], unique=False)
    op.create_index(op.f("ix_learner_card_user_id"), "learner_card", ["user_id"], unique=False)
    op.create_index(
        "uq_learner_card_live_locator",
        "learner_card",
        ["locator"],
        unique=True,
        sqlite_where=sa.text("replaced_at is null"),
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.create_table(
        "supervised_window",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_supervised_window_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user_account.id"], name=op.f("fk_supervised_window_opened_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervised_window")),
        sa.UniqueConstraint("public_id", name=op.f("uq_supervised_window_public_id")),
    )
    op.create_index(op.f("ix_supervised_window_authority_id"), "supervised_window", ["authority_id"], unique=False)
    op.create_table(
        "supervised_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=4), nullable=False),
        sa.Column("window_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_supervised_code_user_id_user_account")),
        sa.ForeignKeyConstraint(
            ["window_id"], ["supervised_window.id"], name=op.f("fk_supervised_code_window_id_supervised_window")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervised_code")),
        sa.UniqueConstraint("window_id", "number", name=op.f("uq_supervised_code_window_id_number")),
        sa.UniqueConstraint("window_id", "user_id", name=op.f("uq_supervised_code_window_id_user_id")),
    )
    op.create_index(op.f("ix_supervised_code_number"), "supervised_code", ["number"], unique=False)
    op.create_index(op.f("ix_supervised_code_window_id"), "supervised_code", ["window_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_supervised_code_window_id"), table_name="supervised_code")
    op.drop_index(op.f("ix_supervised_code_number"), table_name="supervised_code")
    op.drop_table("supervised_code")
    op.drop_index(op.f("ix_supervised_window_authority_id"), table_name="supervised_window")
    op.drop_table("supervised_window")
    op.drop_index(
        "uq_learner_card_live_locator",
        table_name="learner_card",
        sqlite_where=sa.text("replaced_at is null"),
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.drop_index(op.f("ix_learner_card_user_id"), table_name="learner_card")
    op.drop_index(op.f("ix_learner_card_authority_id"), table_name="learner_card")
    op.drop_table("learner_card")
    op.drop_index("ix_counted_key_at", table_name="counted")
    op.drop_table("counted")
