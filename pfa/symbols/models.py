"""Drawings that an authority loaded, one by one or as a set: in the place of ours, or for ideas of its own."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pfa.accounts.models import User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.web.symbols import SYMBOLS


class Pictured:
    """A drawing and what is said of it. `content` is what is left after cleaning, never the file as it came."""

    concept: Mapped[str] = mapped_column(sa.String(40))  # a name of `web.symbols.SYMBOLS`, or an own one
    stands_for: Mapped[str] = mapped_column(sa.String(60), default="")  # of an own idea; what ours stand for is known
    words: Mapped[str] = mapped_column(sa.String(120))  # what the picture shows, for those who do not see it
    credit: Mapped[str] = mapped_column(sa.String(200), default="")  # who drew it, and under which licence
    media_type: Mapped[str] = mapped_column(sa.String(20))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)

    @property
    def title(self) -> str:
        """What it stands for."""
        return SYMBOLS.get(self.concept) or self.stands_for


class SymbolDrawing(Pictured, Row, Versioned, Owned, Base):
    """One version of an authority's own drawing of an idea. The newest that was not taken away is shown.

    An idea of the authority's own (`concepts.OWN`) is there as long as a drawing of it is shown; what it stands for is
    kept with each drawing, so that an earlier one comes back with its words.
    """

    __tablename__ = "symbol_drawing"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "concept", "number"), set_id="symbol_set")

    number: Mapped[int]  # the version of this drawing, from 1
    set_id: Mapped[int | None] = mapped_column(index=True)  # the set it came in with
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    removed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    removed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])


class SetState(enum.Enum):
    loaded = "loaded"
    applied = "applied"
    discarded = "discarded"
    taken_back = "taken-back"


class SymbolSet(Row, Versioned, Owned, Base):
    """Drawings that came in one zip file: looked through, then shown all at once, and taken back all at once."""

    __tablename__ = "symbol_set"
    __table_args__ = walled(sa.Index("ix_symbol_set_loaded", "authority_id", "loaded_at"))

    file_name: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[SetState] = mapped_column(by_value(SetState, "symbol_set_state"), default=SetState.loaded)
    summary: Mapped[str] = mapped_column(sa.String(200), default="")  # what came of it
    loaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"))
    loaded_at: Mapped[dt.datetime] = mapped_column(Moment)
    applied_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    taken_back_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    loaded_by: Mapped[User] = relationship()


class WaitingDrawing(Pictured, Row, Owned, Base):
    """One drawing of a set that is being looked through: cleaned, shown to nobody else, gone once that is decided."""

    __tablename__ = "waiting_drawing"
    __table_args__ = walled(set_id="symbol_set")
    follows_an_act = True

    set_id: Mapped[int] = mapped_column(index=True)
    file: Mapped[str] = mapped_column(sa.String(200))
    is_ours: Mapped[bool]  # the very drawing that came with pfa
