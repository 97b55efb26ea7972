"""Tables of the aspirations room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_round",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("academic_year", sa.Integer(), nullable=False),
        sa.Column("year_groups", sa.JSON(), nullable=False),
        sa.Column("includes_without_school", sa.Boolean(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_survey_round_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_round")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_survey_round_authority_id_id")),
        sa.UniqueConstraint("authority_id", "name", name=op.f("uq_survey_round_authority_id_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_survey_round_public_id")),
    )
    op.create_index(op.f("ix_survey_round_authority_id"), "survey_round", ["authority_id"], unique=False)
    op.create_table(
        "response",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("set_version", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("alone", "with-help", "paper", name="way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("change_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("change_seen_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "round_id"],
            ["survey_round.authority_id", "survey_round.id"],
            name=op.f("fk_response_authority_id_round_id_survey_round"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_response_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_response_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["change_seen_by_id"], ["user_account.id"], name=op.f("fk_response_change_seen_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user_account.id"], name=op.f("fk_response_entered_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_response_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_response_public_id")),
        sa.UniqueConstraint("round_id", "young_person_id", name=op.f("uq_response_round_id_young_person_id")),
    )
    op.create_index(op.f("ix_response_authority_id"), "response", ["authority_id"], unique=False)
    op.create_index(op.f("ix_response_round_id"), "response", ["round_id"], unique=False)
    op.create_index(op.f("ix_response_young_person_id"), "response", ["young_person_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("question_version", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("submission_key", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "response_id"],
            ["response.authority_id", "response.id"],
            name=op.f("fk_answer_authority_id_response_id_response"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_answer_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user_account.id"], name=op.f("fk_answer_entered_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_answer_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_answer_public_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_answer_submission_key")),
    )
    op.create_index(op.f("ix_answer_authority_id"), "answer", ["authority_id"], unique=False)
    op.create_index("ix_answer_newest", "answer", ["response_id", "question", "id"], unique=False)
    op.create_table(
        "reading",
        sa.Column(
            "kind",
            sa.Enum("free-text", "talk", name="reading_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("page", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "no-concern",
                "talked-with-them",
                "passed-on",
                "referred",
                name="reading_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("passed_to_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome is null or outcome <> 'passed-on' or passed_to_id is not null", name=op.f("ck_reading_passed_on")
        ),
        sa.CheckConstraint("(closed_at is null) = (outcome is null)", name=op.f("ck_reading_closed_with_outcome")),
        sa.CheckConstraint("closed_at is null or read_by_id is not null", name=op.f("ck_reading_closed_by_a_reader")),
        sa.ForeignKeyConstraint(
            ["authority_id", "answer_id"],
            ["answer.authority_id", "answer.id"],
            name=op.f("fk_reading_authority_id_answer_id_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_reading_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_reading_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["passed_to_id"], ["user_account.id"], name=op.f("fk_reading_passed_to_id_user_account")
        ),
        sa.ForeignKeyConstraint(["read_by_id"], ["user_account.id"], name=op.f("fk_reading_read_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_reading_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reading_public_id")),
    )
    op.create_index(op.f("ix_reading_authority_id"), "reading", ["authority_id"], unique=False)
    op.create_index(op.f("ix_reading_passed_to_id"), "reading", ["passed_to_id"], unique=False)
    op.create_index("ix_reading_queue", "reading", ["authority_id", "closed_at", "due_at"], unique=False)
    op.create_index(op.f("ix_reading_young_person_id"), "reading", ["young_person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_reading_young_person_id"), table_name="reading")
    op.drop_index("ix_reading_queue", table_name="reading")
    op.drop_index(op.f("ix_reading_passed_to_id"), table_name="reading")
    op.drop_index(op.f("ix_reading_authority_id"), table_name="reading")
    op.drop_table("reading")
    op.drop_index("ix_answer_newest", table_name="answer")
    op.drop_index(op.f("ix_answer_authority_id"), table_name="answer")
    op.drop_table("answer")
    op.drop_index(op.f("ix_response_young_person_id"), table_name="response")
    op.drop_index(op.f("ix_response_round_id"), table_name="response")
    op.drop_index(op.f("ix_response_authority_id"), table_name="response")
    op.drop_table("response")
    op.drop_index(op.f("ix_survey_round_authority_id"), table_name="survey_round")
    op.drop_table("survey_round")
