"""Which version of a year's demand stands: the newest that was published."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import orm

from pfa.demand.models import DemandVersion


def newest_published() -> sa.ColumnElement[bool]:
    """The condition that a `DemandVersion` in the query is the newest published one of its entry year."""
    other = orm.aliased(DemandVersion)
    newest = (
        sa.select(sa.func.max(other.number))
        .where(
            other.authority_id == DemandVersion.authority_id,
            other.entry_year == DemandVersion.entry_year,
            other.published_at.is_not(None),
        )
        .correlate(DemandVersion)
        .scalar_subquery()
    )
    return DemandVersion.number == newest
