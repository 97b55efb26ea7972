"""How much memory a run may take."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("memory_mb_at_most", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("run", "memory_mb_at_most")
