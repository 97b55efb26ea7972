"""More tables of the starts room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("change_request", sa.Column("own_words", sa.String(length=1000), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("change_request", "own_words")
