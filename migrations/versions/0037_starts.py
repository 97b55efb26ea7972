"""Starts: a young person's own words and those of the staff stand apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import every_row

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

REQUEST = sa.table(
    "change_request", *[sa.column(name) for name in ("words", "own_words")], sa.column("by_themselves", sa.Boolean())
)


def upgrade() -> None:
    op.add_column("change_request", sa.Column("own_words", sa.String(length=1000), server_default="", nullable=False))
    theirs = REQUEST.update().where(REQUEST.c.by_themselves)
    with every_row(op.get_bind(), "change_request"):
        op.execute(theirs.values(own_words=REQUEST.c.words, words=""))


def downgrade() -> None:
    both = sa.func.substr(sa.func.trim(REQUEST.c.own_words + " " + REQUEST.c.words), 1, 1000)
    with every_row(op.get_bind(), "change_request"):
        op.execute(REQUEST.update().values(words=both))
    op.drop_column("change_request", "own_words")
