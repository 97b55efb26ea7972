"""Tables of the provision room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coach_pool",
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_coach_pool_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_pool")),
        sa.UniqueConstraint(
            "authority_id", "entry_year", "name", name=op.f("uq_coach_pool_authority_id_entry_year_name")
        ),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_coach_pool_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coach_pool_public_id")),
    )
    op.create_index(op.f("ix_coach_pool_authority_id"), "coach_pool", ["authority_id"], unique=False)
    op.create_table(
        "provider",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_provider_authority_id_authority")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_provider_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_provider_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_provider_authority_id_id")),
        sa.UniqueConstraint("authority_id", "site_id", name=op.f("uq_provider_authority_id_site_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_provider_public_id")),
    )
    op.create_index(op.f("ix_provider_authority_id"), "provider", ["authority_id"], unique=False)
    op.create_index(op.f("ix_provider_organisation_id"), "provider", ["organisation_id"], unique=False)
    op.create_table(
        "opportunity",
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "kind",
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
                name="opportunity_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kind_of_work", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.String(length=600), nullable=False),
        sa.Column("level_min", sa.Integer(), nullable=True),
        sa.Column("level_max", sa.Integer(), nullable=True),
        sa.Column("age_min", sa.Integer(), nullable=True),
        sa.Column("age_max", sa.Integer(), nullable=True),
        sa.Column("plan_types", sa.JSON(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("features_to_ask", sa.JSON(), nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_opportunity_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_opportunity_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_opportunity_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_opportunity_public_id")),
    )
    op.create_index(op.f("ix_opportunity_authority_id"), "opportunity", ["authority_id"], unique=False)
    op.create_index("ix_opportunity_kind", "opportunity", ["authority_id", "kind"], unique=False)
    op.create_index(op.f("ix_opportunity_provider_id"), "opportunity", ["provider_id"], unique=False)
    op.create_table(
        "opportunity_group",
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sessions", sa.JSON(), nullable=False),
        sa.Column("held_at", sa.JSON(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("smallest_viable", sa.Integer(), nullable=False),
        sa.Column("support_ceiling", sa.Integer(), nullable=True),
        sa.Column("pool_id", sa.Integer(), nullable=True),
        sa.Column("hours_a_session", sa.Double(), nullable=False),
        sa.Column("weeks_a_year", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum("confirmed", "provisional", name="certainty", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("places >= 0 and smallest_viable >= 0", name=op.f("ck_opportunity_group_places")),
        sa.ForeignKeyConstraint(
            ["authority_id", "opportunity_id"],
            ["opportunity.authority_id", "opportunity.id"],
            name=op.f("fk_opportunity_group_authority_id_opportunity_id_opportunity"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "pool_id"],
            ["coach_pool.authority_id", "coach_pool.id"],
            name=op.f("fk_opportunity_group_authority_id_pool_id_coach_pool"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_opportunity_group_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity_group")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_opportunity_group_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_opportunity_group_public_id")),
    )
    op.create_index(op.f("ix_opportunity_group_authority_id"), "opportunity_group", ["authority_id"], unique=False)
    op.create_index(op.f("ix_opportunity_group_opportunity_id"), "opportunity_group", ["opportunity_id"], unique=False)
    op.create_index("ix_opportunity_group_year", "opportunity_group", ["authority_id", "entry_year"], unique=False)
    op.create_table(
        "place_taken",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("young_person_id", sa.Integer(), nullable=True),
        sa.Column(
            "because",
            sa.Enum("agreed", "continuing", name="taken_because", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("support_units", sa.Integer(), nullable=False),
        sa.Column("coach_units", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_place_taken_people")),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["opportunity_group.authority_id", "opportunity_group.id"],
            name=op.f("fk_place_taken_authority_id_group_id_opportunity_group"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_place_taken_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_place_taken_authority_id_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_taken")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_place_taken_authority_id_id")),
        sa.UniqueConstraint("group_id", "young_person_id", name=op.f("uq_place_taken_group_id_young_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_place_taken_public_id")),
    )
    op.create_index(op.f("ix_place_taken_authority_id"), "place_taken", ["authority_id"], unique=False)
    op.create_index(op.f("ix_place_taken_group_id"), "place_taken", ["group_id"], unique=False)
    op.create_index(op.f("ix_place_taken_young_person_id"), "place_taken", ["young_person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_place_taken_young_person_id"), table_name="place_taken")
    op.drop_index(op.f("ix_place_taken_group_id"), table_name="place_taken")
    op.drop_index(op.f("ix_place_taken_authority_id"), table_name="place_taken")
    op.drop_table("place_taken")
    op.drop_index("ix_opportunity_group_year", table_name="opportunity_group")
    op.drop_index(op.f("ix_opportunity_group_opportunity_id"), table_name="opportunity_group")
    op.drop_index(op.f("ix_opportunity_group_authority_id"), table_name="opportunity_group")
    op.drop_table("opportunity_group")
    op.drop_index(op.f("ix_opportunity_provider_id"), table_name="opportunity")
    op.drop_index("ix_opportunity_kind", table_name="opportunity")
    op.drop_index(op.f("ix_opportunity_authority_id"), table_name="opportunity")
    op.drop_table("opportunity")
    op.drop_index(op.f("ix_provider_organisation_id"), table_name="provider")
    op.drop_index(op.f("ix_provider_authority_id"), table_name="provider")
    op.drop_table("provider")
    op.drop_index(op.f("ix_coach_pool_authority_id"), table_name="coach_pool")
    op.drop_table("coach_pool")
