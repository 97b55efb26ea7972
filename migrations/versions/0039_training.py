"""Travel training, behind its wall of row-level security."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE = "travel_training"
OPENED_FOR = "any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"
ADMITTED = f"authority_id = {OPENED_FOR}"
STATES = sa.Enum(
    "learning", "knows", "stopped", name="training_state", native_enum=False, create_constraint=True, length=40
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("young_person_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("journey", sa.String(length=300), nullable=False),
        sa.Column("trained_by", sa.String(length=160), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(ended_on is null) = (state = 'learning')", name=op.f("ck_travel_training_ended_unless_learning")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "provider_id"],
            ["provider.authority_id", "provider.id"],
            name=op.f("fk_travel_training_authority_id_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "young_person_id"],
            ["young_person.authority_id", "young_person.id"],
            name=op.f("fk_travel_training_authority_id_young_person_id_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_travel_training_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_travel_training_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_training")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_travel_training_authority_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_travel_training_public_id")),
    )
    op.create_index(op.f("ix_travel_training_authority_id"), TABLE, ["authority_id"], unique=False)
    op.create_index(op.f("ix_travel_training_provider_id"), TABLE, ["provider_id"], unique=False)
    op.create_index("ix_travel_training_state", TABLE, ["authority_id", "state", "begun_on"], unique=False)
    op.create_index(op.f("ix_travel_training_young_person_id"), TABLE, ["young_person_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"alter table {TABLE} enable row level security")
        op.execute(f"alter table {TABLE} force row level security")
        op.execute(f"create policy authority_wall on {TABLE} using ({ADMITTED}) with check ({ADMITTED})")


def downgrade() -> None:
    op.drop_table(TABLE)
