"""Draft."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WALLED = [
    "attendance",
    "change_request",
    "check_in",
    "check_in_attempt",
    "coach_plan",
    "coach_visit",
    "comfort",
    "demand_line",
    "demand_reply",
    "demand_sheet_line",
    "demand_version",
    "employer_activity",
    "employer_check",
    "employer_contact",
    "feedback",
    "figure_basis",
    "hint",
    "leaver",
    "offer_link",
    "own_question",
    "placement",
    "placement_review",
    "placement_signature",
    "planner_date",
    "policy_agreement",
    "question_set",
    "spell",
    "start_check",
    "visit",
]
CHANGED = [
    (
        "membership",
        "role",
        "role",
        [
            "coordinator",
            "authority-admin",
            "approver",
            "safeguarding-lead",
            "school-staff",
            "college-staff",
            "young-person",
        ],
        [
            "coordinator",
            "authority-admin",
            "approver",
            "safeguarding-lead",
            "school-staff",
            "college-staff",
            "job-coach",
            "young-person",
        ],
    ),
    (
        "response",
        "way",
        "way",
        ["alone", "with-help", "paper"],
        ["alone", "with-help", "paper", "advocate", "observed", "group", "annual-review"],
    ),
]
ADMITTED = "authority_id = any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"


def upgrade() -> None:
    op.execute(
        "alter table answer add column level varchar(40) default 'plain' not null constraint ck_answer_level check (level in ('plain', 'easy', 'pictures'))"
    )
    op.execute(
        "alter table employer add column stage varchar(40) default 'identified' not null constraint ck_employer_stage check (stage in ('identified', 'contact', 'designing', 'first-placement', 'evaluated', 'established', 'not-now'))"
    )
    op.create_table(
        "demand_version",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("likely", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("assumptions", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_demand_version_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_demand_version_made_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_version")),
        sa.UniqueConstraint(
            "authority_id", "entry_year", "number", name=op.f("uq_demand_version_authority_id_entry_year_number")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_version_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_demand_version_public_id")),
    )
    op.create_index(op.f("ix_demand_version_authority_id"), "demand_version", ["authority_id"], unique=False)
    op.create_table(
        "feedback",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("told", sa.Integer(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_feedback_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["user_account.id"], name=op.f("fk_feedback_released_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint(
            "authority_id", "entry_year", "number", name=op.f("uq_feedback_authority_id_entry_year_number")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_feedback_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_feedback_public_id")),
    )
    op.create_index(op.f("ix_feedback_authority_id"), "feedback", ["authority_id"], unique=False)
    op.create_table(
        "figure_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("is_fresh", sa.Boolean(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_figure_basis_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_basis")),
        sa.UniqueConstraint(
            "authority_id",
            "entry_year",
            "edition",
            "measure",
            "category",
            name=op.f("uq_figure_basis_authority_id_entry_year_edition_measure_category"),
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_figure_basis_authority_id_id")),
    )
    op.create_index(op.f("ix_figure_basis_authority_id"), "figure_basis", ["authority_id"], unique=False)
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
        "planner_date",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "ask",
                "publish",
                "reply",
                "review",
                "name",
                name="planner_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_planner_date_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planner_date")),
        sa.UniqueConstraint(
            "authority_id", "entry_year", "step", name=op.f("uq_planner_date_authority_id_entry_year_step")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_planner_date_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_planner_date_public_id")),
    )
    op.create_index(op.f("ix_planner_date_authority_id"), "planner_date", ["authority_id"], unique=False)
    op.create_table(
        "published_figure",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("academic_year", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_published_figure_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figure")),
        sa.UniqueConstraint(
            "authority_id",
            "academic_year",
            "measure",
            "category",
            "edition",
            name=op.f("uq_published_figure_authority_id_academic_year_measure_category_edition"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_published_figure_public_id")),
    )
    op.create_index(op.f("ix_published_figure_authority_id"), "published_figure", ["authority_id"], unique=False)
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
        "change_request",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_themselves", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_change_request_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_change_request_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["user_account.id"], name=op.f("fk_change_request_taken_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_request")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_change_request_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_change_request_public_id")),
    )
    op.create_index(op.f("ix_change_request_authority_id"), "change_request", ["authority_id"], unique=False)
    op.create_index("ix_change_request_open", "change_request", ["authority_id", "closed_at", "asked_at"], unique=False)
    op.create_index(op.f("ix_change_request_young_person_id"), "change_request", ["young_person_id"], unique=False)
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
    op.create_table(
        "demand_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "dimension",
            sa.Enum(
                "pathway",
                "kind-of-work",
                "level",
                "locality",
                "support",
                name="dimension",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("likely", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "demand_version_id"],
            ["demand_version.authority_id", "demand_version.id"],
            name=op.f("fk_demand_line_authority_id_demand_version_id_demand_version"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_demand_line_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_line")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_line_authority_id_id")),
        sa.UniqueConstraint(
            "demand_version_id", "dimension", "key", name=op.f("uq_demand_line_demand_version_id_dimension_key")
        ),
    )
    op.create_index(op.f("ix_demand_line_authority_id"), "demand_line", ["authority_id"], unique=False)
    op.create_table(
        "employer_activity",
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "visit",
                "meeting",
                "message",
                "note",
                "stage",
                "evaluation",
                "reply",
                name="activity_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("for_employer", sa.String(length=1000), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_employer_activity_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_employer_activity_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_employer_activity_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_activity")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_employer_activity_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_employer_activity_public_id")),
    )
    op.create_index(op.f("ix_employer_activity_authority_id"), "employer_activity", ["authority_id"], unique=False)
    op.create_index("ix_employer_activity_on", "employer_activity", ["employer_id", "on"], unique=False)
    op.create_table(
        "employer_check",
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "insurance",
                "health-and-safety",
                "risk-assessment",
                "safeguarding",
                name="check_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_employer_check_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_employer_check_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_employer_check_recorded_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_employer_check_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_check")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_employer_check_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_employer_check_public_id")),
    )
    op.create_index(op.f("ix_employer_check_authority_id"), "employer_check", ["authority_id"], unique=False)
    op.create_index(op.f("ix_employer_check_employer_id"), "employer_check", ["employer_id"], unique=False)
    op.create_index("ix_employer_check_expiry", "employer_check", ["authority_id", "expires_on"], unique=False)
    op.create_table(
        "employer_contact",
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("is_key", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_employer_contact_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_employer_contact_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_employer_contact_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_contact")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_employer_contact_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_employer_contact_public_id")),
    )
    op.create_index(op.f("ix_employer_contact_authority_id"), "employer_contact", ["authority_id"], unique=False)
    op.create_index(op.f("ix_employer_contact_employer_id"), "employer_contact", ["employer_id"], unique=False)
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
        "demand_sheet_line",
        sa.Column("demand_version_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column(
            "pathway",
            sa.Enum(
                "study-programme",
                "school-sixth-form",
                "supported-internship",
                "apprenticeship",
                "training",
                "work-experience",
                "volunteering",
                "adult-learning",
                "travel-training",
                "community",
                "health",
                name="pathway",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kind_of_work", sa.String(length=40), nullable=False),
        sa.Column("likely", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "demand_version_id"],
            ["demand_version.authority_id", "demand_version.id"],
            name=op.f("fk_demand_sheet_line_authority_id_demand_version_id_demand_version"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_demand_sheet_line_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_demand_sheet_line_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_sheet_line")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_sheet_line_authority_id_id")),
        sa.UniqueConstraint(
            "demand_version_id",
            "provider_id",
            "pathway",
            "kind_of_work",
            name=op.f("uq_demand_sheet_line_demand_version_id_provider_id_pathway_kind_of_work"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_demand_sheet_line_public_id")),
    )
    op.create_index(op.f("ix_demand_sheet_line_authority_id"), "demand_sheet_line", ["authority_id"], unique=False)
    op.create_index(op.f("ix_demand_sheet_line_provider_id"), "demand_sheet_line", ["provider_id"], unique=False)
    op.create_table(
        "start_check",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=120), nullable=False),
        sa.Column(
            "going",
            sa.Enum(
                "good", "mixed", "not-good", name="start_going", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("wants_change", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_id"],
            ["package.authority_id", "package.id"],
            name=op.f("fk_start_check_authority_id_package_id_package"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_start_check_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_start_check_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["user_account.id"], name=op.f("fk_start_check_done_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_check")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_start_check_authority_id_id")),
        sa.UniqueConstraint("package_id", "weeks", name=op.f("uq_start_check_package_id_weeks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_start_check_public_id")),
    )
    op.create_index(op.f("ix_start_check_authority_id"), "start_check", ["authority_id"], unique=False)
    op.create_index("ix_start_check_due", "start_check", ["authority_id", "done_at", "due_on"], unique=False)
    op.create_index(op.f("ix_start_check_young_person_id"), "start_check", ["young_person_id"], unique=False)
    op.create_table(
        "demand_reply",
        sa.Column("sheet_line_id", sa.Integer(), nullable=False),
        sa.Column(
            "said",
            sa.Enum(
                "will-run", "if-enough", "cannot", name="replied", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("at_least", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=600), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "sheet_line_id"],
            ["demand_sheet_line.authority_id", "demand_sheet_line.id"],
            name=op.f("fk_demand_reply_authority_id_sheet_line_id_demand_sheet_line"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_demand_reply_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["user_account.id"], name=op.f("fk_demand_reply_said_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_reply")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_demand_reply_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_demand_reply_public_id")),
    )
    op.create_index(op.f("ix_demand_reply_authority_id"), "demand_reply", ["authority_id"], unique=False)
    op.create_index(
        "uq_demand_reply_standing",
        "demand_reply",
        ["sheet_line_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at is null"),
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.create_table(
        "visit",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=2), nullable=False),
        sa.Column("with_whom", sa.String(length=160), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "booked",
                "done",
                "missed",
                "called-off",
                name="visit_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("booked_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "felt",
            sa.Enum(
                "good", "mixed", "not-good", name="visit_felt", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("thoughts", sa.String(length=1000), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "opportunity_id"],
            ["opportunity.authority_id", "opportunity.id"],
            name=op.f("fk_visit_authority_id_opportunity_id_opportunity"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_visit_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_visit_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_visit_authority_id_authority")),
        sa.ForeignKeyConstraint(["booked_by_id"], ["user_account.id"], name=op.f("fk_visit_booked_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_visit_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visit_public_id")),
    )
    op.create_index(op.f("ix_visit_authority_id"), "visit", ["authority_id"], unique=False)
    op.create_index("ix_visit_on", "visit", ["authority_id", "state", "on"], unique=False)
    op.create_index(op.f("ix_visit_provider_id"), "visit", ["provider_id"], unique=False)
    op.create_index(op.f("ix_visit_young_person_id"), "visit", ["young_person_id"], unique=False)
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
            "(group_id is not null and rule = 'must' and opportunity_id is null and other_person_id is null) or (opportunity_id is not null and rule in ('never', 'prefer') and group_id is null and other_person_id is null) or (other_person_id is not null and rule = 'apart' and group_id is null and opportunity_id is null)",
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
    op.create_table(
        "offer_link",
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("sent_to", sa.String(length=160), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "said",
            sa.Enum("yes", "no", name="offer_said", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_by", sa.String(length=120), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_offer_link_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_offer_link_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_offer_link_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_offer_link_made_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_link")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_offer_link_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_offer_link_public_id")),
    )
    op.create_index(op.f("ix_offer_link_authority_id"), "offer_link", ["authority_id"], unique=False)
    op.create_index(op.f("ix_offer_link_employer_id"), "offer_link", ["employer_id"], unique=False)
    op.create_index(op.f("ix_offer_link_group_id"), "offer_link", ["group_id"], unique=False)
    op.create_table(
        "placement",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("package_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("sessions", sa.JSON(), nullable=False),
        sa.Column("hours_a_week", sa.Double(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=True),
        sa.Column("employer_contact", sa.String(length=160), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "running",
                "ended",
                name="placement_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "completed",
                "paid-job-here",
                "paid-job-elsewhere",
                "young-person-left",
                "employer-ended",
                "health",
                "moved-away",
                "other",
                name="end_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("end_words", sa.String(length=600), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_placement_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_placement_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "package_id"],
            ["package.authority_id", "package.id"],
            name=op.f("fk_placement_authority_id_package_id_package"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_placement_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_placement_authority_id_authority")),
        sa.ForeignKeyConstraint(["coach_id"], ["user_account.id"], name=op.f("fk_placement_coach_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_placement_authority_id_id")),
        sa.UniqueConstraint("package_id", "group_id", name=op.f("uq_placement_package_id_group_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_public_id")),
    )
    op.create_index(op.f("ix_placement_authority_id"), "placement", ["authority_id"], unique=False)
    op.create_index(op.f("ix_placement_coach_id"), "placement", ["coach_id"], unique=False)
    op.create_index(op.f("ix_placement_employer_id"), "placement", ["employer_id"], unique=False)
    op.create_index(op.f("ix_placement_group_id"), "placement", ["group_id"], unique=False)
    op.create_index("ix_placement_state", "placement", ["authority_id", "state", "ends_on"], unique=False)
    op.create_index(op.f("ix_placement_young_person_id"), "placement", ["young_person_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=2), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "there",
                "late",
                "away-agreed",
                "away",
                name="mark",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_attendance_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_attendance_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_attendance_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_attendance_authority_id_id")),
        sa.UniqueConstraint("placement_id", "on", "half", name=op.f("uq_attendance_placement_id_on_half")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attendance_public_id")),
    )
    op.create_index(op.f("ix_attendance_authority_id"), "attendance", ["authority_id"], unique=False)
    op.create_index("ix_attendance_on", "attendance", ["authority_id", "on"], unique=False)
    op.create_table(
        "coach_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("from_week", sa.Integer(), nullable=False),
        sa.Column("hours_a_week", sa.Double(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_coach_plan_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_coach_plan_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_plan")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_coach_plan_authority_id_id")),
        sa.UniqueConstraint("placement_id", "from_week", name=op.f("uq_coach_plan_placement_id_from_week")),
    )
    op.create_index(op.f("ix_coach_plan_authority_id"), "coach_plan", ["authority_id"], unique=False)
    op.create_table(
        "coach_visit",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "on-site", "phone", "online", name="visit_way", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "going",
            sa.Enum(
                "good", "mixed", "not-good", name="coach_going", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_coach_visit_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_coach_visit_authority_id_authority")),
        sa.ForeignKeyConstraint(["coach_id"], ["user_account.id"], name=op.f("fk_coach_visit_coach_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_visit")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_coach_visit_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coach_visit_public_id")),
    )
    op.create_index(op.f("ix_coach_visit_authority_id"), "coach_visit", ["authority_id"], unique=False)
    op.create_index("ix_coach_visit_on", "coach_visit", ["authority_id", "on"], unique=False)
    op.create_index(op.f("ix_coach_visit_placement_id"), "coach_visit", ["placement_id"], unique=False)
    op.create_table(
        "leaver",
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("cohort", sa.Integer(), nullable=False),
        sa.Column(
            "pathway",
            sa.Enum(
                "study-programme",
                "school-sixth-form",
                "supported-internship",
                "apprenticeship",
                "training",
                "work-experience",
                "volunteering",
                "adult-learning",
                "travel-training",
                "community",
                "health",
                name="leaver_pathway",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("stop_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stop_words", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_leaver_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "opportunity_id"],
            ["opportunity.authority_id", "opportunity.id"],
            name=op.f("fk_leaver_authority_id_opportunity_id_opportunity"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_leaver_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_leaver_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_leaver_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_leaver_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaver")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_leaver_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_leaver_public_id")),
        sa.UniqueConstraint("young_person_id", "left_on", name=op.f("uq_leaver_young_person_id_left_on")),
    )
    op.create_index(op.f("ix_leaver_authority_id"), "leaver", ["authority_id"], unique=False)
    op.create_index("ix_leaver_cohort", "leaver", ["authority_id", "cohort"], unique=False)
    op.create_index(op.f("ix_leaver_employer_id"), "leaver", ["employer_id"], unique=False)
    op.create_index(op.f("ix_leaver_provider_id"), "leaver", ["provider_id"], unique=False)
    op.create_index(op.f("ix_leaver_young_person_id"), "leaver", ["young_person_id"], unique=False)
    op.create_table(
        "placement_review",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "felt",
            sa.Enum(
                "good", "mixed", "not-good", name="review_felt", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("own_view", sa.String(length=1000), nullable=False),
        sa.Column("own_view_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("own_view_is_theirs", sa.Boolean(), nullable=False),
        sa.Column("employer_view", sa.String(length=1000), nullable=False),
        sa.Column("coach_view", sa.String(length=1000), nullable=False),
        sa.Column("next_steps", sa.String(length=1000), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_placement_review_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_placement_review_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_placement_review_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_review")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_placement_review_authority_id_id")),
        sa.UniqueConstraint("placement_id", "week", name=op.f("uq_placement_review_placement_id_week")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_review_public_id")),
    )
    op.create_index(op.f("ix_placement_review_authority_id"), "placement_review", ["authority_id"], unique=False)
    op.create_index("ix_placement_review_due", "placement_review", ["authority_id", "done_on", "due_on"], unique=False)
    op.create_table(
        "placement_signature",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "young-person",
                "employer",
                "provider",
                "family",
                name="signer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "placement_id"],
            ["placement.authority_id", "placement.id"],
            name=op.f("fk_placement_signature_authority_id_placement_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_placement_signature_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_placement_signature_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_signature")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_placement_signature_authority_id_id")),
        sa.UniqueConstraint("placement_id", "party", name=op.f("uq_placement_signature_placement_id_party")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_signature_public_id")),
    )
    op.create_index(op.f("ix_placement_signature_authority_id"), "placement_signature", ["authority_id"], unique=False)
    op.create_table(
        "check_in",
        sa.Column("leaver_id", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "due",
                "done",
                "not-reached",
                "stopped",
                name="check_in_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "spoke_with",
            sa.Enum(
                "employer",
                "provider",
                "young-person",
                "family",
                "other",
                name="spoke_with",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "own_life",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "would-not-say",
                name="own_life",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("own_words", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "leaver_id"],
            ["leaver.authority_id", "leaver.id"],
            name=op.f("fk_check_in_authority_id_leaver_id_leaver"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_check_in_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_check_in_authority_id_id")),
        sa.UniqueConstraint("leaver_id", "weeks", name=op.f("uq_check_in_leaver_id_weeks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_check_in_public_id")),
    )
    op.create_index(op.f("ix_check_in_authority_id"), "check_in", ["authority_id"], unique=False)
    op.create_index("ix_check_in_due", "check_in", ["authority_id", "state", "due_on"], unique=False)
    op.create_table(
        "check_in_attempt",
        sa.Column("check_in_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=120), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "check_in_id"],
            ["check_in.authority_id", "check_in.id"],
            name=op.f("fk_check_in_attempt_authority_id_check_in_id_check_in"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_check_in_attempt_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_check_in_attempt_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_attempt")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_check_in_attempt_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_check_in_attempt_public_id")),
    )
    op.create_index(op.f("ix_check_in_attempt_authority_id"), "check_in_attempt", ["authority_id"], unique=False)
    op.create_index(op.f("ix_check_in_attempt_check_in_id"), "check_in_attempt", ["check_in_id"], unique=False)
    op.create_table(
        "spell",
        sa.Column("leaver_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=3), nullable=False),
        sa.Column("outcome", sa.String(length=5), nullable=False),
        sa.Column("hours_a_week", sa.Double(), nullable=True),
        sa.Column("is_paid", sa.Boolean(), nullable=True),
        sa.Column("is_seasonal", sa.Boolean(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("where", sa.String(length=160), nullable=False),
        sa.Column(
            "evidence",
            sa.Enum(
                "employer",
                "provider",
                "young-person",
                "family",
                "other",
                name="evidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("check_in_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "check_in_id"],
            ["check_in.authority_id", "check_in.id"],
            name=op.f("fk_spell_authority_id_check_in_id_check_in"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "employer_id"],
            ["employer.authority_id", "employer.id"],
            name=op.f("fk_spell_authority_id_employer_id_employer"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "leaver_id"],
            ["leaver.authority_id", "leaver.id"],
            name=op.f("fk_spell_authority_id_leaver_id_leaver"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_spell_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_spell_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_spell_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_spell_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spell")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_spell_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_spell_public_id")),
    )
    op.create_index(op.f("ix_spell_authority_id"), "spell", ["authority_id"], unique=False)
    op.create_index(op.f("ix_spell_leaver_id"), "spell", ["leaver_id"], unique=False)
    op.create_index("ix_spell_person", "spell", ["young_person_id", "starts_on"], unique=False)
    op.add_column("authority", sa.Column("region", sa.String(length=80), server_default="", nullable=False))
    op.add_column("employer", sa.Column("kind_of_work", sa.String(length=40), server_default="", nullable=False))
    op.add_column("employer", sa.Column("not_now_because", sa.String(length=300), server_default="", nullable=False))
    op.add_column("employer", sa.Column("next_action", sa.String(length=200), server_default="", nullable=False))
    op.add_column("employer", sa.Column("next_action_on", sa.Date(), nullable=True))
    op.create_index("ix_employer_next", "employer", ["authority_id", "next_action_on"], unique=False)
    op.create_index("ix_employer_stage", "employer", ["authority_id", "stage"], unique=False)
    op.drop_column("employer", "contact_name")
    op.drop_column("employer", "contact_phone")
    op.drop_column("employer", "contact_email")
    op.add_column("response", sa.Column("year_group", sa.Integer(), nullable=True))
    op.add_column("response", sa.Column("way_note", sa.String(length=200), server_default="", nullable=False))
    op.add_column("run", sa.Column("agreed", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("run", sa.Column("earlier_id", sa.Integer(), nullable=True))
    only_postgresql(
        op.create_foreign_key,
        op.f("fk_run_authority_id_earlier_id_run"),
        "run",
        "run",
        ["authority_id", "earlier_id"],
        ["authority_id", "id"],
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            op.execute(f"alter table {table} enable row level security")
            op.execute(f"alter table {table} force row level security")
            op.execute(f"create policy authority_wall on {table} using ({ADMITTED}) with check ({ADMITTED})")
    for table, column, name, _before, after in CHANGED:
        allow(table, column, name, after)


def only_postgresql(act, *args, **more):
    if op.get_bind().dialect.name == "postgresql":
        act(*args, **more)


def allow(table, column, name, values):
    allowed = ", ".join(f"'{value}'" for value in values)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"alter table {table} drop constraint ck_{table}_{name}")
        op.execute(f"alter table {table} add constraint ck_{table}_{name} check ({column} in ({allowed}))")
        return
    import re

    op.execute("pragma writable_schema=on")
    found = (
        op.get_bind()
        .exec_driver_sql("select sql from sqlite_master where type='table' and name=?", (table,))
        .scalar_one()
    )
    new = re.sub(
        rf"(CONSTRAINT ck_{table}_{name} CHECK [(]{column} IN [(])[^)]*([)][)])",
        lambda m: m.group(1) + allowed + m.group(2),
        found,
    )
    assert new != found, found
    op.get_bind().exec_driver_sql("update sqlite_master set sql=? where type='table' and name=?", (new, table))
    op.execute("pragma writable_schema=reset")


def downgrade() -> None:
    for table, column, name, before, _after in CHANGED:
        allow(table, column, name, before)
    op.drop_constraint(op.f("fk_run_authority_id_earlier_id_run"), "run", type_="foreignkey")
    op.drop_column("run", "earlier_id")
    op.drop_column("run", "agreed")
    op.drop_column("response", "way_note")
    op.drop_column("response", "year_group")
    op.add_column("employer", sa.Column("contact_email", sa.VARCHAR(length=254), nullable=False))
    op.add_column("employer", sa.Column("contact_phone", sa.VARCHAR(length=30), nullable=False))
    op.add_column("employer", sa.Column("contact_name", sa.VARCHAR(length=120), nullable=False))
    op.drop_index("ix_employer_stage", table_name="employer")
    op.drop_index("ix_employer_next", table_name="employer")
    op.drop_column("employer", "next_action_on")
    op.drop_column("employer", "next_action")
    op.drop_column("employer", "not_now_because")
    op.drop_column("employer", "stage")
    op.drop_column("employer", "kind_of_work")
    op.drop_column("authority", "region")
    op.drop_column("answer", "level")
    op.drop_index("ix_spell_person", table_name="spell")
    op.drop_index(op.f("ix_spell_leaver_id"), table_name="spell")
    op.drop_index(op.f("ix_spell_authority_id"), table_name="spell")
    op.drop_table("spell")
    op.drop_index(op.f("ix_check_in_attempt_check_in_id"), table_name="check_in_attempt")
    op.drop_index(op.f("ix_check_in_attempt_authority_id"), table_name="check_in_attempt")
    op.drop_table("check_in_attempt")
    op.drop_index("ix_check_in_due", table_name="check_in")
    op.drop_index(op.f("ix_check_in_authority_id"), table_name="check_in")
    op.drop_table("check_in")
    op.drop_index(op.f("ix_placement_signature_authority_id"), table_name="placement_signature")
    op.drop_table("placement_signature")
    op.drop_index("ix_placement_review_due", table_name="placement_review")
    op.drop_index(op.f("ix_placement_review_authority_id"), table_name="placement_review")
    op.drop_table("placement_review")
    op.drop_index(op.f("ix_leaver_young_person_id"), table_name="leaver")
    op.drop_index(op.f("ix_leaver_provider_id"), table_name="leaver")
    op.drop_index(op.f("ix_leaver_employer_id"), table_name="leaver")
    op.drop_index("ix_leaver_cohort", table_name="leaver")
    op.drop_index(op.f("ix_leaver_authority_id"), table_name="leaver")
    op.drop_table("leaver")
    op.drop_index(op.f("ix_coach_visit_placement_id"), table_name="coach_visit")
    op.drop_index("ix_coach_visit_on", table_name="coach_visit")
    op.drop_index(op.f("ix_coach_visit_authority_id"), table_name="coach_visit")
    op.drop_table("coach_visit")
    op.drop_index(op.f("ix_coach_plan_authority_id"), table_name="coach_plan")
    op.drop_table("coach_plan")
    op.drop_index("ix_attendance_on", table_name="attendance")
    op.drop_index(op.f("ix_attendance_authority_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_placement_young_person_id"), table_name="placement")
    op.drop_index("ix_placement_state", table_name="placement")
    op.drop_index(op.f("ix_placement_group_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_employer_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_coach_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_authority_id"), table_name="placement")
    op.drop_table("placement")
    op.drop_index(op.f("ix_offer_link_group_id"), table_name="offer_link")
    op.drop_index(op.f("ix_offer_link_employer_id"), table_name="offer_link")
    op.drop_index(op.f("ix_offer_link_authority_id"), table_name="offer_link")
    op.drop_table("offer_link")
    op.drop_index(op.f("ix_hint_young_person_id"), table_name="hint")
    op.drop_index(op.f("ix_hint_other_person_id"), table_name="hint")
    op.drop_index(op.f("ix_hint_authority_id"), table_name="hint")
    op.drop_table("hint")
    op.drop_index(op.f("ix_visit_young_person_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_provider_id"), table_name="visit")
    op.drop_index("ix_visit_on", table_name="visit")
    op.drop_index(op.f("ix_visit_authority_id"), table_name="visit")
    op.drop_table("visit")
    op.drop_index(
        "uq_demand_reply_standing",
        table_name="demand_reply",
        sqlite_where=sa.text("replaced_at is null"),
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.drop_index(op.f("ix_demand_reply_authority_id"), table_name="demand_reply")
    op.drop_table("demand_reply")
    op.drop_index(op.f("ix_start_check_young_person_id"), table_name="start_check")
    op.drop_index("ix_start_check_due", table_name="start_check")
    op.drop_index(op.f("ix_start_check_authority_id"), table_name="start_check")
    op.drop_table("start_check")
    op.drop_index(op.f("ix_demand_sheet_line_provider_id"), table_name="demand_sheet_line")
    op.drop_index(op.f("ix_demand_sheet_line_authority_id"), table_name="demand_sheet_line")
    op.drop_table("demand_sheet_line")
    op.drop_index(op.f("ix_policy_agreement_authority_id"), table_name="policy_agreement")
    op.drop_index("ix_policy_agreement", table_name="policy_agreement")
    op.drop_table("policy_agreement")
    op.drop_index(op.f("ix_employer_contact_employer_id"), table_name="employer_contact")
    op.drop_index(op.f("ix_employer_contact_authority_id"), table_name="employer_contact")
    op.drop_table("employer_contact")
    op.drop_index("ix_employer_check_expiry", table_name="employer_check")
    op.drop_index(op.f("ix_employer_check_employer_id"), table_name="employer_check")
    op.drop_index(op.f("ix_employer_check_authority_id"), table_name="employer_check")
    op.drop_table("employer_check")
    op.drop_index("ix_employer_activity_on", table_name="employer_activity")
    op.drop_index(op.f("ix_employer_activity_authority_id"), table_name="employer_activity")
    op.drop_table("employer_activity")
    op.drop_index(op.f("ix_demand_line_authority_id"), table_name="demand_line")
    op.drop_table("demand_line")
    op.drop_index(op.f("ix_comfort_authority_id"), table_name="comfort")
    op.drop_table("comfort")
    op.drop_index(op.f("ix_change_request_young_person_id"), table_name="change_request")
    op.drop_index("ix_change_request_open", table_name="change_request")
    op.drop_index(op.f("ix_change_request_authority_id"), table_name="change_request")
    op.drop_table("change_request")
    op.drop_index(op.f("ix_question_set_authority_id"), table_name="question_set")
    op.drop_table("question_set")
    op.drop_index(op.f("ix_published_figure_authority_id"), table_name="published_figure")
    op.drop_table("published_figure")
    op.drop_index(op.f("ix_planner_date_authority_id"), table_name="planner_date")
    op.drop_table("planner_date")
    op.drop_index(op.f("ix_own_question_authority_id"), table_name="own_question")
    op.drop_table("own_question")
    op.drop_index(op.f("ix_figure_basis_authority_id"), table_name="figure_basis")
    op.drop_table("figure_basis")
    op.drop_index(op.f("ix_feedback_authority_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_index(op.f("ix_demand_version_authority_id"), table_name="demand_version")
    op.drop_table("demand_version")
