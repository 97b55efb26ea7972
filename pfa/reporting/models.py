"""Figures that authorities of a region show each other. Nothing here is about a person."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pfa.accounts.models import Authority
from pfa.core.database import Base, Row
from pfa.core.types import Moment


class PublishedFigure(Row, Base):
    """One figure an authority published: a count to the nearest 5, or None where it was 1 to 9 and is hidden.

    It stands outside the wall between authorities, so nothing finer than this is ever kept here (security 9.2, P10).
    """

    __tablename__ = "published_figure"
    __table_args__ = (sa.UniqueConstraint("authority_id", "academic_year", "measure", "category", "edition"),)

    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)
    academic_year: Mapped[int]
    measure: Mapped[str] = mapped_column(sa.String(60))
    category: Mapped[str] = mapped_column(sa.String(60), default="")
    edition: Mapped[int] = mapped_column(default=1)
    count: Mapped[int | None]
    published_at: Mapped[dt.datetime] = mapped_column(Moment)

    authority: Mapped[Authority] = relationship()
