"""Tables of the people room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "young_person",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("known_as", sa.String(length=80), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("upn", sa.String(length=13), nullable=True),
        sa.Column("uln", sa.String(length=10), nullable=True),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column(
            "travel_way",
            sa.Enum(
                "alone",
                "learning",
                "with-someone",
                "council-transport",
                "unknown",
                name="travel_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("travel_limit_minutes", sa.Integer(), nullable=True),
        sa.Column("travel_confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("travel_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entry_year", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("sessions_wanted", sa.Integer(), nullable=False),
        sa.Column("unavailable", sa.JSON(), nullable=False),
        sa.Column("providers_at_most", sa.Integer(), nullable=True),
        sa.Column("one_place_a_day", sa.Boolean(), nullable=False),
        sa.Column("whole_days", sa.Boolean(), nullable=False),
        sa.Column("access_needs", sa.JSON(), nullable=False),
        sa.Column("support_units", sa.Integer(), nullable=False),
        sa.Column("coach_units", sa.Integer(), nullable=False),
        sa.Column("named_worker_id", sa.Integer(), nullable=True),
        sa.Column("school_contact", sa.String(length=160), nullable=False),
        sa.Column(
            "decision_maker",
            sa.Enum(
                "parent",
                "young-person",
                "representative",
                name="decision_maker",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decision_maker_name", sa.String(length=160), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("needs_interpreter", sa.Boolean(), nullable=False),
        sa.Column("communication", sa.String(length=500), nullable=False),
        sa.Column("review_month", sa.Integer(), nullable=True),
        sa.Column("settled_year", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_young_person_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["named_worker_id"], ["user_account.id"], name=op.f("fk_young_person_named_worker_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["travel_confirmed_by_id"],
            ["user_account.id"],
            name=op.f("fk_young_person_travel_confirmed_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_young_person_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_young_person")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_young_person_authority_id_id")),
        sa.UniqueConstraint("authority_id", "reference", name=op.f("uq_young_person_authority_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_young_person_public_id")),
        sa.UniqueConstraint("user_id", name=op.f("uq_young_person_user_id")),
    )
    op.create_index(op.f("ix_young_person_authority_id"), "young_person", ["authority_id"], unique=False)
    op.create_index("ix_young_person_entry", "young_person", ["authority_id", "entry_year"], unique=False)
    op.create_index("ix_young_person_name", "young_person", ["authority_id", "last_name", "first_name"], unique=False)
    op.create_index(op.f("ix_young_person_named_worker_id"), "young_person", ["named_worker_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("relationship_words", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("is_barred", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_contact_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_contact_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_contact_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_public_id")),
    )
    op.create_index(op.f("ix_contact_authority_id"), "contact", ["authority_id"], unique=False)
    op.create_index(op.f("ix_contact_young_person_id"), "contact", ["young_person_id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("academic_year", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "no_school",
            sa.Enum(
                "home-educated",
                "otherwise-educated",
                "out-of-area",
                "pupil-referral-unit",
                "hospital",
                "custody",
                "awaiting-provision",
                "not-in-education",
                name="no_school",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("year_group", sa.Integer(), nullable=False),
        sa.Column(
            "plan_type",
            sa.Enum(
                "ehcp",
                "isp",
                "sen-support",
                "none",
                name="plan_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(organisation_id is null) <> (no_school is null)", name=op.f("ck_enrolment_school_or_why_none")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_enrolment_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_enrolment_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_enrolment_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_enrolment_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_enrolment_public_id")),
        sa.UniqueConstraint(
            "young_person_id", "academic_year", name=op.f("uq_enrolment_young_person_id_academic_year")
        ),
    )
    op.create_index(op.f("ix_enrolment_authority_id"), "enrolment", ["authority_id"], unique=False)
    op.create_index(op.f("ix_enrolment_organisation_id"), "enrolment", ["organisation_id"], unique=False)
    op.create_index(
        "ix_enrolment_year_group", "enrolment", ["authority_id", "academic_year", "year_group"], unique=False
    )
    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_need_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_need_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_need_authority_id_id")),
        sa.UniqueConstraint("young_person_id", "code", name=op.f("uq_need_young_person_id_code")),
    )
    op.create_index(op.f("ix_need_authority_id"), "need", ["authority_id"], unique=False)
    op.create_table(
        "own_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.String(length=10), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "therapy",
                "paid-job",
                "assistant",
                "rest",
                "other",
                name="own_session_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_own_session_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_own_session_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_session")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_own_session_authority_id_id")),
        sa.UniqueConstraint("young_person_id", "session", name=op.f("uq_own_session_young_person_id_session")),
    )
    op.create_index(op.f("ix_own_session_authority_id"), "own_session", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_own_session_authority_id"), table_name="own_session")
    op.drop_table("own_session")
    op.drop_index(op.f("ix_need_authority_id"), table_name="need")
    op.drop_table("need")
    op.drop_index("ix_enrolment_year_group", table_name="enrolment")
    op.drop_index(op.f("ix_enrolment_organisation_id"), table_name="enrolment")
    op.drop_index(op.f("ix_enrolment_authority_id"), table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index(op.f("ix_contact_young_person_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_authority_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_young_person_named_worker_id"), table_name="young_person")
    op.drop_index("ix_young_person_name", table_name="young_person")
    op.drop_index("ix_young_person_entry", table_name="young_person")
    op.drop_index(op.f("ix_young_person_authority_id"), table_name="young_person")
    op.drop_table("young_person")
