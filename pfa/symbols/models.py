"""Drawings that an authority loaded to take the place of ours."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pfa.accounts.models import User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment


class SymbolDrawing(Row, Versioned, Owned, Base):
    """One version of an authority's own drawing of a concept. The newest that was not taken away is shown.

    `content` is what is left after cleaning (`cleaning.py`), never the file as it came. `words` say what the picture
    shows, for those who do not see it.
    """

    __tablename__ = "symbol_drawing"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "concept", "number"))

    concept: Mapped[str] = mapped_column(sa.String(40))  # a name of `web.symbols.SYMBOLS`
    number: Mapped[int]  # the version of this drawing, from 1
    media_type: Mapped[str] = mapped_column(sa.String(20))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    words: Mapped[str] = mapped_column(sa.String(120))
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    removed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    removed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])
