"""A region of authorities; a role for job coaches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import allow_values

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ROLE_BEFORE = (
    "coordinator",
    "authority-admin",
    "approver",
    "safeguarding-lead",
    "school-staff",
    "college-staff",
    "young-person",
)
ROLE_AFTER = ("job-coach",)


def upgrade() -> None:
    op.add_column("authority", sa.Column("region", sa.String(length=80), server_default="", nullable=False))
    allow_values(op.get_bind(), "membership", "role", "role", ROLE_BEFORE + ROLE_AFTER)


def downgrade() -> None:
    membership = sa.table("membership", sa.column("role"))
    op.execute(membership.delete().where(membership.c.role.in_(ROLE_AFTER)))
    allow_values(op.get_bind(), "membership", "role", "role", ROLE_BEFORE)
    op.drop_column("authority", "region")
