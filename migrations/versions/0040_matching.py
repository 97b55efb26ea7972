"""The half days, or the day, that a change for an unmet wish is about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wish_change", sa.Column("times", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("wish_change", "times")
