"""More tables of the matching room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import link, unlink

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policy_agreement",
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "policy_id"],
            ["policy.authority_id", "policy.id"],
            name=op.f("fk_policy_agreement_authority_id_policy_id_policy"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_policy_agreement_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_policy_agreement_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_agreement")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_policy_agreement_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_policy_agreement_public_id")),
    )
    op.create_index("ix_policy_agreement", "policy_agreement", ["policy_id", "id"], unique=False)
    op.create_index(op.f("ix_policy_agreement_authority_id"), "policy_agreement", ["authority_id"], unique=False)
    op.create_table(
        "hint",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "must",
                "never",
                "prefer",
                "apart",
                name="hint_rule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("other_person_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=300), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(group_id is not null and rule = 'must' and opportunity_id is null and other_person_id is null) or "
            "(opportunity_id is not null and rule in ('never', 'prefer') and group_id is null "
            "and other_person_id is null) or "
            "(other_person_id is not null and rule = 'apart' and group_id is null and opportunity_id is null)",
            name=op.f("ck_hint_one_target"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_hint_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "opportunity_id"],
            ["opportunity.authority_id", "opportunity.id"],
            name=op.f("fk_hint_authority_id_opportunity_id_opportunity"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "other_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_hint_authority_id_other_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_hint_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_hint_authority_id_authority")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user_account.id"], name=op.f("fk_hint_ended_by_id_user_account")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_hint_made_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hint")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_hint_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hint_public_id")),
    )
    op.create_index(op.f("ix_hint_authority_id"), "hint", ["authority_id"], unique=False)
    op.create_index(op.f("ix_hint_other_person_id"), "hint", ["other_person_id"], unique=False)
    op.create_index(op.f("ix_hint_young_person_id"), "hint", ["young_person_id"], unique=False)
    op.add_column("run", sa.Column("agreed", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("run", sa.Column("earlier_id", sa.Integer(), nullable=True))
    link(op.get_bind(), "run", "earlier_id", "run")


def downgrade() -> None:
    unlink(op.get_bind(), "run", "earlier_id", "run")
    op.drop_column("run", "earlier_id")
    op.drop_column("run", "agreed")
    op.drop_index(op.f("ix_hint_young_person_id"), table_name="hint")
    op.drop_index(op.f("ix_hint_other_person_id"), table_name="hint")
    op.drop_index(op.f("ix_hint_authority_id"), table_name="hint")
    op.drop_table("hint")
    op.drop_index(op.f("ix_policy_agreement_authority_id"), table_name="policy_agreement")
    op.drop_index("ix_policy_agreement", table_name="policy_agreement")
    op.drop_table("policy_agreement")
