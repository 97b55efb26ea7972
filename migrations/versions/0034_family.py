"""Parents and carers: their links, what they said, and conversations to have."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "family_sight",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("closed", sa.JSON(), nullable=False),
        sa.Column("lead_closed", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_family_sight_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_family_sight_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_sight")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_family_sight_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_family_sight_public_id")),
        sa.UniqueConstraint("young_person_id", name=op.f("uq_family_sight_young_person_id")),
    )
    op.create_index(op.f("ix_family_sight_authority_id"), "family_sight", ["authority_id"], unique=False)
    op.create_table(
        "family_talk",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("talked_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "round_id"],
            ["survey_round.authority_id", "survey_round.id"],
            name=op.f("fk_family_talk_authority_id_round_id_survey_round"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_family_talk_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_family_talk_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_family_talk_made_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_talk")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_family_talk_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_family_talk_public_id")),
    )
    op.create_index(op.f("ix_family_talk_authority_id"), "family_talk", ["authority_id"], unique=False)
    op.create_index(op.f("ix_family_talk_round_id"), "family_talk", ["round_id"], unique=False)
    op.create_index(op.f("ix_family_talk_young_person_id"), "family_talk", ["young_person_id"], unique=False)
    op.create_table(
        "parent_link",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("relationship_words", sa.String(length=80), nullable=False),
        sa.Column("has_responsibility", sa.Boolean(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_because", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_parent_link_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_parent_link_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["user_account.id"], name=op.f("fk_parent_link_closed_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_parent_link_made_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_parent_link_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_link")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_parent_link_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_parent_link_public_id")),
    )
    op.create_index(op.f("ix_parent_link_authority_id"), "parent_link", ["authority_id"], unique=False)
    op.create_index(op.f("ix_parent_link_user_id"), "parent_link", ["user_id"], unique=False)
    op.create_index(op.f("ix_parent_link_young_person_id"), "parent_link", ["young_person_id"], unique=False)
    op.create_table(
        "parent_response",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("account", "paper", name="parent_way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shows_young_person", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "link_id"],
            ["parent_link.authority_id", "parent_link.id"],
            name=op.f("fk_parent_response_authority_id_link_id_parent_link"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "round_id"],
            ["survey_round.authority_id", "survey_round.id"],
            name=op.f("fk_parent_response_authority_id_round_id_survey_round"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_parent_response_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_parent_response_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_response")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_parent_response_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_parent_response_public_id")),
        sa.UniqueConstraint("round_id", "link_id", name=op.f("uq_parent_response_round_id_link_id")),
    )
    op.create_index(op.f("ix_parent_response_authority_id"), "parent_response", ["authority_id"], unique=False)
    op.create_index(op.f("ix_parent_response_link_id"), "parent_response", ["link_id"], unique=False)
    op.create_index(op.f("ix_parent_response_round_id"), "parent_response", ["round_id"], unique=False)
    op.create_index(op.f("ix_parent_response_young_person_id"), "parent_response", ["young_person_id"], unique=False)
    op.create_table(
        "parent_answer",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("question_version", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("reading_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "reading_id"],
            ["reading.authority_id", "reading.id"],
            name=op.f("fk_parent_answer_authority_id_reading_id_reading"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "response_id"],
            ["parent_response.authority_id", "parent_response.id"],
            name=op.f("fk_parent_answer_authority_id_response_id_parent_response"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_parent_answer_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user_account.id"], name=op.f("fk_parent_answer_entered_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_answer")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_parent_answer_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_parent_answer_public_id")),
    )
    op.create_index(op.f("ix_parent_answer_authority_id"), "parent_answer", ["authority_id"], unique=False)
    op.create_index("ix_parent_answer_newest", "parent_answer", ["response_id", "question", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_parent_answer_newest", table_name="parent_answer")
    op.drop_index(op.f("ix_parent_answer_authority_id"), table_name="parent_answer")
    op.drop_table("parent_answer")
    op.drop_index(op.f("ix_parent_response_young_person_id"), table_name="parent_response")
    op.drop_index(op.f("ix_parent_response_round_id"), table_name="parent_response")
    op.drop_index(op.f("ix_parent_response_link_id"), table_name="parent_response")
    op.drop_index(op.f("ix_parent_response_authority_id"), table_name="parent_response")
    op.drop_table("parent_response")
    op.drop_index(op.f("ix_parent_link_young_person_id"), table_name="parent_link")
    op.drop_index(op.f("ix_parent_link_user_id"), table_name="parent_link")
    op.drop_index(op.f("ix_parent_link_authority_id"), table_name="parent_link")
    op.drop_table("parent_link")
    op.drop_index(op.f("ix_family_talk_young_person_id"), table_name="family_talk")
    op.drop_index(op.f("ix_family_talk_round_id"), table_name="family_talk")
    op.drop_index(op.f("ix_family_talk_authority_id"), table_name="family_talk")
    op.drop_table("family_talk")
    op.drop_index(op.f("ix_family_sight_authority_id"), table_name="family_sight")
    op.drop_table("family_sight")
