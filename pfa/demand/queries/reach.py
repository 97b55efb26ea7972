"""Which version of a year's demand stands, and which still waits for answers."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy import orm

from pfa.calendar.years import academic_year
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


def waits(today: dt.date | None) -> sa.ColumnElement[bool]:
    """The condition that a `DemandVersion` in the query waits for answers: newest published, its September to come.

    `today` is None for whoever asks on no day; then no September has passed.
    """
    if today is None:
        return newest_published()
    return sa.and_(newest_published(), DemandVersion.entry_year > academic_year(today))
