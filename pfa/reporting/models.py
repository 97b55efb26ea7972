"""What was released: figures for the authorities of a region, and what young people are told came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pfa.accounts.models import Authority, User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment


class PublishedFigure(Row, Base):
    """One figure an authority published: a count to the nearest 5, or None where it was 1 to 9 and is hidden.

    It stands outside the wall between authorities, so nothing finer than this is ever kept here (security 9.2, P10).
    """

    __tablename__ = "published_figure"
    __table_args__ = (sa.UniqueConstraint("authority_id", "academic_year", "measure", "category", "edition"),)

    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)
    academic_year: Mapped[int]  # the September in which the cohort started
    measure: Mapped[str] = mapped_column(sa.String(60))
    category: Mapped[str] = mapped_column(sa.String(60), default="")
    edition: Mapped[int] = mapped_column(default=1)
    count: Mapped[int | None]
    published_at: Mapped[dt.datetime] = mapped_column(Moment)

    authority: Mapped[Authority] = relationship()


class FigureBasis(Owned, Base):
    """Who was behind one published figure, kept inside the wall so that the next edition can be checked against it.

    `people` are row ids of young people. `is_fresh`: the figure was worked out from them; if not it was kept from the
    edition before. `is_held`: hidden although it was ten or more, because it would have told about a smaller one.
    """

    __tablename__ = "figure_basis"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "entry_year", "edition", "measure", "category"))
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_year: Mapped[int]
    edition: Mapped[int]
    measure: Mapped[str] = mapped_column(sa.String(60))
    category: Mapped[str] = mapped_column(sa.String(60), default="")
    count: Mapped[int | None]
    is_fresh: Mapped[bool] = mapped_column(default=True)
    is_held: Mapped[bool] = mapped_column(default=False)
    people: Mapped[list[int]] = mapped_column(sa.JSON, default=list)


class Feedback(Row, Versioned, Owned, Base):
    """One release of "you said, we did" for those who start in one September: frozen, numbered, by a named person.

    `lines` are those of `pfa.reporting.feedback.Line`, in bands; nothing in them counts fewer than five people.
    """

    __tablename__ = "feedback"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "entry_year", "number"))

    entry_year: Mapped[int]
    number: Mapped[int]
    released_at: Mapped[dt.datetime] = mapped_column(Moment)
    released_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    words: Mapped[str] = mapped_column(sa.String(300), default="")  # the council's own, shown at the top
    told: Mapped[int | None]  # lower end of the band of those who said what they want; None: too few to be told
    lines: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # nobody but the staff sees it from then on

    released_by: Mapped[User | None] = relationship(foreign_keys=[released_by_id])
