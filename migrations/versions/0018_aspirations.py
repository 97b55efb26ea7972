"""More tables of the aspirations room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import allow_values, every_row

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WAY_BEFORE = ("alone", "with-help", "paper")
WAY_AFTER = ("advocate", "observed", "group", "annual-review")


def upgrade() -> None:
    op.execute(
        "alter table answer add column level varchar(40) default 'plain' not null constraint ck_answer_level "
        "check (level in ('plain', 'easy', 'pictures'))"
    )
    op.create_table(
        "own_question",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("takes", sa.String(length=10), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_own_question_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_own_question_made_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_question")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_own_question_authority_id_id")),
        sa.UniqueConstraint("authority_id", "key", "number", name=op.f("uq_own_question_authority_id_key_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_own_question_public_id")),
    )
    op.create_index(op.f("ix_own_question_authority_id"), "own_question", ["authority_id"], unique=False)
    op.create_table(
        "question_set",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_question_set_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_question_set_made_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_set")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_question_set_authority_id_id")),
        sa.UniqueConstraint("authority_id", "number", name=op.f("uq_question_set_authority_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_question_set_public_id")),
    )
    op.create_index(op.f("ix_question_set_authority_id"), "question_set", ["authority_id"], unique=False)
    op.create_table(
        "comfort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_comfort_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_comfort_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comfort")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_comfort_authority_id_id")),
        sa.UniqueConstraint("young_person_id", name=op.f("uq_comfort_young_person_id")),
    )
    op.create_index(op.f("ix_comfort_authority_id"), "comfort", ["authority_id"], unique=False)
    op.add_column("response", sa.Column("year_group", sa.Integer(), nullable=True))
    op.add_column("response", sa.Column("way_note", sa.String(length=200), server_default="", nullable=False))
    allow_values(op.get_bind(), "response", "way", "way", WAY_BEFORE + WAY_AFTER)


def downgrade() -> None:
    response = sa.table("response", sa.column("way"))
    with every_row(op.get_bind(), "response"):
        op.execute(response.update().where(response.c.way.in_(WAY_AFTER)).values(way="with-help"))
    allow_values(op.get_bind(), "response", "way", "way", WAY_BEFORE)
    op.drop_column("response", "way_note")
    op.drop_column("response", "year_group")
    op.drop_column("answer", "level")
    op.drop_index(op.f("ix_comfort_authority_id"), table_name="comfort")
    op.drop_table("comfort")
    op.drop_index(op.f("ix_question_set_authority_id"), table_name="question_set")
    op.drop_table("question_set")
    op.drop_index(op.f("ix_own_question_authority_id"), table_name="own_question")
    op.drop_table("own_question")
