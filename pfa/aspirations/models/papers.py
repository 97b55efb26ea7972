"""Papers that are typed in twice, and reminders of a round."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.aspirations.models.survey import Round
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.people.models import YoungPerson


class PaperEntry(Row, Versioned, Owned, Base):
    """One person's paper, typed in twice. What was typed counts once both are the same, or their differences settled.

    `first` and `second` are answers by question: choices, and words. `filed` are the readings of words already put
    into the safeguarding lead's queue, by question: that does not wait for the second typing.
    """

    __tablename__ = "paper_entry"
    __table_args__ = walled(
        sa.Index("ix_paper_entry_open", "round_id", "closed_at"),
        round_id="survey_round",
        young_person_id="young_person",
    )

    round_id: Mapped[int]
    young_person_id: Mapped[int] = mapped_column(index=True)
    set_version: Mapped[int]
    year_group: Mapped[int | None]
    way_note: Mapped[str] = mapped_column(sa.String(200), default="")
    first: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    first_given_on: Mapped[dt.date]  # the day on which the paper was filled in, as each typing says
    first_at: Mapped[dt.datetime] = mapped_column(Moment)
    first_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    second: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    second_given_on: Mapped[dt.date | None]
    second_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    second_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    filed: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    waived_because: Mapped[str] = mapped_column(sa.String(300), default="")  # why nobody typed it in a second time
    closed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    dropped_because: Mapped[str] = mapped_column(sa.String(300), default="")  # closed, and never counted

    round: Mapped[Round] = relationship(primaryjoin=lambda: foreign(PaperEntry.round_id) == Round.id)
    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(PaperEntry.young_person_id) == YoungPerson.id
    )
    first_by: Mapped[User | None] = relationship(foreign_keys=[first_by_id])
    second_by: Mapped[User | None] = relationship(foreign_keys=[second_by_id])

    @property
    def says_two_days(self) -> bool:
        """Do the two typings differ in the day on which the paper was filled in?"""
        return self.second_given_on is not None and self.second_given_on != self.first_given_on


class ReminderWay(enum.Enum):
    """How somebody was reminded of a round. pfa itself sends nothing to anybody."""

    slip = "slip"
    told = "told"
    phone = "phone"
    letter = "letter"
    family = "family"


class Reminder(Row, Owned, Base):
    """Somebody reminded a young person of a round: when, how, and who did. Rows are only ever added."""

    __tablename__ = "reminder"
    __table_args__ = walled(
        sa.Index("ix_reminder_latest", "round_id", "young_person_id", "reminded_on"),
        round_id="survey_round",
        young_person_id="young_person",
    )

    round_id: Mapped[int]
    young_person_id: Mapped[int] = mapped_column(index=True)
    reminded_on: Mapped[dt.date]
    way: Mapped[ReminderWay] = mapped_column(by_value(ReminderWay, "reminder_way"))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Reminder.young_person_id) == YoungPerson.id
    )
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
