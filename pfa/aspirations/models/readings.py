"""The queue of what somebody has to read, and what was handed over to somebody by name."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.aspirations.models.survey import Answer
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.people.models import YoungPerson


class ReadingKind(enum.Enum):
    free_text = "free-text"
    talk = "talk"


class ReadingOutcome(enum.Enum):
    no_concern = "no-concern"
    talked = "talked-with-them"
    passed_on = "passed-on"
    referred = "referred"


# What the lead read and found fit for the staff who plan with them to read as well.
RELEASES = frozenset({ReadingOutcome.no_concern, ReadingOutcome.talked})


class Reading(Row, Versioned, Owned, Base):
    """Something the safeguarding lead has to read or act on by a due time. Closed only with an outcome, by a reader."""

    __tablename__ = "reading"
    __table_args__ = walled(
        sa.Index("ix_reading_queue", "authority_id", "closed_at", "due_at"),
        sa.CheckConstraint("(closed_at is null) = (outcome is null)", name="closed_with_outcome"),
        sa.CheckConstraint("closed_at is null or read_by_id is not null", name="closed_by_a_reader"),
        sa.CheckConstraint("outcome is null or outcome <> 'passed-on' or passed_to_id is not null", name="passed_on"),
        young_person_id="young_person",
        answer_id="answer",
    )

    kind: Mapped[ReadingKind] = mapped_column(by_value(ReadingKind, "reading_kind"))
    young_person_id: Mapped[int] = mapped_column(index=True)
    answer_id: Mapped[int | None]
    page: Mapped[str] = mapped_column(sa.String(80), default="")
    words: Mapped[str] = mapped_column(sa.Text, default="")  # written elsewhere than in a survey; else in `answer`
    said_by: Mapped[str] = mapped_column(sa.String(160), default="")  # who, if it was not the young person
    shows: Mapped[str] = mapped_column(sa.String(10), default="")  # "picture" or "sound", if there is more than words
    shown_at: Mapped[str] = mapped_column(sa.String(120), default="")  # the path where that is seen or heard
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    due_at: Mapped[dt.datetime] = mapped_column(Moment)
    read_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    read_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    closed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    outcome: Mapped[ReadingOutcome | None] = mapped_column(by_value(ReadingOutcome, "reading_outcome"))
    note: Mapped[str] = mapped_column(sa.String(1000), default="")
    # Of its newest hand-over, so that the database itself refuses to let anything be passed on to nobody.
    passed_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Reading.young_person_id) == YoungPerson.id
    )
    answer: Mapped[Answer | None] = relationship(primaryjoin=lambda: foreign(Reading.answer_id) == Answer.id)
    read_by: Mapped[User | None] = relationship(foreign_keys=[read_by_id])


class HandOverEnd(enum.Enum):
    """Why a hand-over is no longer with the person named."""

    done = "done"  # they did what was needed, and said what
    given_back = "given-back"  # they cannot do it
    taken_back = "taken-back"  # a safeguarding lead took it back, or passed it to somebody else


class HandOver(Row, Versioned, Owned, Base):
    """Something that a safeguarding lead read and handed to somebody by name. Each step stays on record.

    It runs until `ended_at`; at most one of a reading does. What was given back or taken back is open in the lead's
    queue again.
    """

    __tablename__ = "hand_over"
    __table_args__ = walled(
        sa.Index(
            "uq_hand_over_running",
            "reading_id",
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        ),
        sa.CheckConstraint("by_id <> to_id", name="to_somebody_else"),
        sa.CheckConstraint("(ended_at is null) = (why_ended is null)", name="ended_for_a_reason"),
        sa.CheckConstraint("ended_at is null or ended_by_id is not null", name="ended_by_somebody"),
        sa.CheckConstraint(
            "why_ended is null or why_ended <> 'done' or (taken_at is not null and end_note <> '')",
            name="done_with_words",
        ),
        reading_id="reading",
    )

    reading_id: Mapped[int] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"))
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    note: Mapped[str] = mapped_column(sa.String(1000))
    handed_at: Mapped[dt.datetime] = mapped_column(Moment)
    due_at: Mapped[dt.datetime] = mapped_column(Moment)  # by when it is to be taken over
    taken_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    why_ended: Mapped[HandOverEnd | None] = mapped_column(by_value(HandOverEnd, "hand_over_end"))
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    end_note: Mapped[str] = mapped_column(sa.String(1000), default="")

    reading: Mapped[Reading] = relationship(primaryjoin=lambda: foreign(HandOver.reading_id) == Reading.id)
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    to: Mapped[User] = relationship(foreign_keys=[to_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])
