"""Themes of a round, the words that belong to them, and the answers that were put under them by hand."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.aspirations.models import Round
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, Words


class Theme(Row, Versioned, Owned, Base):
    """A name for what several young people wrote about in one round.

    An answer is under it if it holds one of its `words` (a word, or several in a row), or was put there by hand.
    """

    __tablename__ = "theme"
    __table_args__ = walled(sa.UniqueConstraint("round_id", "name"), round_id="survey_round")

    round_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    words: Mapped[list[str]] = mapped_column(Words, default=list)
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    shared_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # since when colleges see its name and a band
    removed_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    round: Mapped[Round] = relationship(primaryjoin=lambda: foreign(Theme.round_id) == Round.id)
    marks: Mapped[list[ThemeMark]] = relationship(
        primaryjoin=lambda: Theme.id == foreign(ThemeMark.theme_id), order_by="ThemeMark.id"
    )


class ThemeMark(Row, Owned, Base):
    """One answer put under a theme by hand, or taken out of it although it holds one of its words."""

    __tablename__ = "theme_mark"
    __table_args__ = walled(sa.UniqueConstraint("theme_id", "answer_id"), theme_id="theme", answer_id="answer")
    follows_an_act = True

    theme_id: Mapped[int]
    answer_id: Mapped[int] = mapped_column(index=True)
    is_in: Mapped[bool]
    put_at: Mapped[dt.datetime] = mapped_column(Moment)
    put_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
