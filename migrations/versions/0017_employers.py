"""Employers: the pipeline, contacts, checks, activities and links."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import every_row

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

EMPLOYER = sa.table(
    "employer",
    *[sa.column(name) for name in ("id", "authority_id", "contact_name", "contact_email", "contact_phone")],
)
CONTACT = sa.table(
    "employer_contact",
    sa.column("public_id", sa.Uuid()),
    *[sa.column(name) for name in ("id", "authority_id", "employer_id", "version", "name", "job", "email", "phone")],
    sa.column("is_key", sa.Boolean()),
)


def contacts_from_employers() -> None:
    """Whoever was known at an employer becomes its first contact, by name or else by how they are reached."""
    connection = op.get_bind()
    with every_row(connection, "employer"):
        for row in connection.execute(sa.select(EMPLOYER).order_by(EMPLOYER.c.id)).all():
            name = row.contact_name or row.contact_email or row.contact_phone
            if name:
                connection.execute(
                    CONTACT.insert().values(
                        public_id=uuid.uuid4(),
                        authority_id=row.authority_id,
                        employer_id=row.id,
                        version=1,
                        name=name[:120],
                        job="",
                        email=row.contact_email,
                        phone=row.contact_phone,
                        is_key=True,
                    )
                )


def contacts_to_employers() -> None:
    """The first contact of each employer, back where it came from."""
    connection = op.get_bind()
    with every_row(connection, "employer"):
        first = sa.select(sa.func.min(CONTACT.c.id)).group_by(CONTACT.c.employer_id)
        for row in connection.execute(sa.select(CONTACT).where(CONTACT.c.id.in_(first))).all():
            kept = {"contact_name": row.name, "contact_email": row.email, "contact_phone": row.phone}
            connection.execute(EMPLOYER.update().where(EMPLOYER.c.id == row.employer_id).values(kept))


def upgrade() -> None:
    op.execute(
        "alter table employer add column stage varchar(40) default 'identified' not null constraint ck_employer_stage "
        "check (stage in ('identified', 'contact', 'designing', 'first-placement', 'evaluated', 'established', "
        "'not-now'))"
    )
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
    op.add_column("employer", sa.Column("kind_of_work", sa.String(length=40), server_default="", nullable=False))
    op.add_column("employer", sa.Column("not_now_because", sa.String(length=300), server_default="", nullable=False))
    op.add_column("employer", sa.Column("next_action", sa.String(length=200), server_default="", nullable=False))
    op.add_column("employer", sa.Column("next_action_on", sa.Date(), nullable=True))
    op.create_index("ix_employer_next", "employer", ["authority_id", "next_action_on"], unique=False)
    op.create_index("ix_employer_stage", "employer", ["authority_id", "stage"], unique=False)
    contacts_from_employers()
    op.drop_column("employer", "contact_email")
    op.drop_column("employer", "contact_phone")
    op.drop_column("employer", "contact_name")


def downgrade() -> None:
    op.add_column("employer", sa.Column("contact_name", sa.String(length=120), server_default="", nullable=False))
    op.add_column("employer", sa.Column("contact_phone", sa.String(length=30), server_default="", nullable=False))
    op.add_column("employer", sa.Column("contact_email", sa.String(length=254), server_default="", nullable=False))
    contacts_to_employers()
    op.drop_index("ix_employer_stage", table_name="employer")
    op.drop_index("ix_employer_next", table_name="employer")
    op.drop_column("employer", "next_action_on")
    op.drop_column("employer", "next_action")
    op.drop_column("employer", "not_now_because")
    op.drop_column("employer", "stage")
    op.drop_column("employer", "kind_of_work")
    op.drop_index(op.f("ix_offer_link_group_id"), table_name="offer_link")
    op.drop_index(op.f("ix_offer_link_employer_id"), table_name="offer_link")
    op.drop_index(op.f("ix_offer_link_authority_id"), table_name="offer_link")
    op.drop_table("offer_link")
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
