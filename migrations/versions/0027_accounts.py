"""Accounts: a role for parents and carers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import allow_values

revision = "0027"
down_revision = "0026"
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
    "job-coach",
)
ROLE_AFTER = ("parent",)


def upgrade() -> None:
    allow_values(op.get_bind(), "membership", "role", "role", ROLE_BEFORE + ROLE_AFTER)


def downgrade() -> None:
    membership = sa.table("membership", sa.column("role"))
    op.execute(membership.delete().where(membership.c.role.in_(ROLE_AFTER)))
    allow_values(op.get_bind(), "membership", "role", "role", ROLE_BEFORE)
