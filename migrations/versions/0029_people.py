"""People: tutor groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enrolment", sa.Column("tutor_group", sa.String(length=40), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("enrolment", "tutor_group")
