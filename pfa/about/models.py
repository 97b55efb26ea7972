"""What a young person tells of themselves, and whom they show it to."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.aspirations.models import RELEASES, Reading
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, Words, by_value
from pfa.people.models import YoungPerson


class AboutKind(enum.Enum):
    photo = "photo"
    drawing = "drawing"
    voice = "voice"
    good = "good"  # what people like about me
    matters = "matters"  # what matters to me
    support = "support"  # how best to support me


class Audience(enum.Enum):
    """Whom a young person can show something to. Nobody is the default."""

    worker = "worker"
    school = "school"
    college = "college"
    parent = "parent"


class AboutItem(Row, Versioned, Owned, Base):
    """One thing a young person tells of themselves: words, or a picture or sound with words of its own.

    The safeguarding lead sees it first; nobody else does before the lead has closed its reading without handing it on.
    Taken away, it is gone at once for everybody but the lead: until they have looked, or for as long as they need it
    because they passed it on or referred it.
    """

    __tablename__ = "about_item"
    __table_args__ = walled(
        sa.Index("ix_about_item_of", "authority_id", "young_person_id", "removed_at"),
        young_person_id="young_person",
        reading_id="reading",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[AboutKind] = mapped_column(by_value(AboutKind, "about_kind"))
    words: Mapped[str] = mapped_column(sa.Text, default="")  # the text itself, or what a picture or sound is of
    media_type: Mapped[str] = mapped_column(sa.String(40), default="")
    size: Mapped[int] = mapped_column(default=0)  # bytes of the file
    shown_to: Mapped[list[str]] = mapped_column(Words, default=list)  # values of Audience
    is_printed: Mapped[bool] = mapped_column(default=False)  # with "my views"
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    helped_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    removed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    reading_id: Mapped[int]

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(AboutItem.young_person_id) == YoungPerson.id
    )
    reading: Mapped[Reading] = relationship(primaryjoin=lambda: foreign(AboutItem.reading_id) == Reading.id)

    @property
    def is_picture(self) -> bool:
        return self.kind in (AboutKind.photo, AboutKind.drawing)

    @property
    def is_released(self) -> bool:
        """Has the safeguarding lead looked, and kept nothing back?"""
        return self.reading.outcome in RELEASES


class AboutFile(Owned, Base):
    """The bytes of a picture or sound, apart from its row so that a list never carries them."""

    __tablename__ = "about_file"
    __table_args__ = walled(sa.UniqueConstraint("about_item_id"), about_item_id="about_item")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    about_item_id: Mapped[int]
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
