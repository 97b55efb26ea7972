"""Term dates of an authority."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pfa.core.database import Base, Owned, Row, Versioned, walled


class Term(Row, Versioned, Owned, Base):
    """One stretch of weeks with teaching, first and last day."""

    __tablename__ = "term"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "academic_year", "starts_on"))

    academic_year: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(60))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
