"""Survey rounds, responses and answers."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.aspirations.comfort import Level
from pfa.aspirations.questions import SET_VERSION
from pfa.calendar.clock import ENGLAND
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.people.models import YoungPerson


class Round(Row, Versioned, Owned, Base):
    """One asking of chosen year groups. Everyone without a local school is in it unless the round says otherwise."""

    __tablename__ = "survey_round"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "name"))

    name: Mapped[str] = mapped_column(sa.String(120))
    academic_year: Mapped[int]
    year_groups: Mapped[list[int]] = mapped_column(sa.JSON)
    includes_without_school: Mapped[bool] = mapped_column(default=True)
    opens_on: Mapped[dt.date]
    closes_on: Mapped[dt.date]
    reminder_days: Mapped[int] = mapped_column(default=7)  # nobody is reminded again before so many days


class Way(enum.Enum):
    """How an answer was given. Recorded, reported, never counted for less."""

    alone = "alone"
    with_help = "with-help"
    paper = "paper"
    advocate = "advocate"
    observed = "observed"  # by people who know them well, for those who do not use words
    group = "group"
    annual_review = "annual-review"


ON_SCREEN = frozenset({Way.alone, Way.with_help})
WAY_NAMES = {
    Way.alone: "On their own",
    Way.with_help: "With help",
    Way.paper: "On paper",
    Way.advocate: "Through an advocate",
    Way.observed: "Observed by people who know them",
    Way.group: "In a group",
    Way.annual_review: "At the annual review",
}


class QuestionSet(Row, Owned, Base):
    """The questions an authority asks, once it has changed them: each change is a new row, and old ones stay.

    `number` is what `Response.set_version` says, from `FIRST_OWN_SET` on; `entries` are the questions in order, as
    `sets.Entry` writes them. So answers stay tied to the questions they answered.
    """

    __tablename__ = "question_set"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "number"))

    number: Mapped[int]
    entries: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))


class OwnQuestion(Row, Owned, Base):
    """One version of a question that an authority wrote itself. Rows are only ever added: new words, new version."""

    __tablename__ = "own_question"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "key", "number"))

    key: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int]  # the version of this question, from 1
    takes: Mapped[str] = mapped_column(sa.String(10))
    wording: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))


class Response(Row, Versioned, Owned, Base):
    """One young person's answers in one round: begun, perhaps sent, and open to "I changed my mind" at any time."""

    __tablename__ = "response"
    __table_args__ = walled(
        sa.UniqueConstraint("round_id", "young_person_id"), round_id="survey_round", young_person_id="young_person"
    )

    round_id: Mapped[int] = mapped_column(index=True)
    young_person_id: Mapped[int] = mapped_column(index=True)
    set_version: Mapped[int] = mapped_column(default=SET_VERSION)  # which questions were asked, in which order
    year_group: Mapped[int | None]  # theirs when they began: it decides which questions of the set they are asked
    helper: Mapped[str] = mapped_column(sa.String(40), default="")  # who they say helps them on screen; "": nobody
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    started_at: Mapped[dt.datetime] = mapped_column(Moment)
    sent_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    changed_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # a change of mind after sending
    change_seen_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # when somebody of the staff took note of it
    change_seen_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    round: Mapped[Round] = relationship(primaryjoin=lambda: foreign(Response.round_id) == Round.id)
    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Response.young_person_id) == YoungPerson.id
    )

    @property
    def has_unseen_change(self) -> bool:
        """Did they change their mind after sending, and nobody has taken note yet?"""
        return self.changed_at is not None and (self.change_seen_at is None or self.change_seen_at < self.changed_at)


def _day_kept(context: Any) -> dt.date:
    kept: dt.datetime = context.get_current_parameters()["answered_at"]
    return kept.astimezone(ENGLAND).date()


class Answer(Row, Owned, Base):
    """One answer to one question. Rows are only ever added: the newest of a question counts, the old ones are kept.

    The newest is the one given last (`queries.newest`), whenever it was typed in. `choices` are what the question
    takes, in order where order matters; `skipped` where the person went past it. `way` and `way_note` are how this
    very answer was given: who spoke for them and what was seen, or who helped.
    """

    __tablename__ = "answer"
    __table_args__ = walled(
        sa.Index("ix_answer_newest", "response_id", "question", "given_on", "id"), response_id="response"
    )
    follows_an_act = True

    response_id: Mapped[int]
    question: Mapped[str] = mapped_column(sa.String(40))
    question_version: Mapped[int] = mapped_column(default=1)
    level: Mapped[Level] = mapped_column(by_value(Level, "level"), default=Level.plain)  # as which it was read
    choices: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    text: Mapped[str] = mapped_column(sa.Text, default="")
    skipped: Mapped[bool] = mapped_column(default=False)
    way: Mapped[Way] = mapped_column(by_value(Way, "way"), default=Way.alone)
    way_note: Mapped[str] = mapped_column(sa.Text, default="")
    given_on: Mapped[dt.date] = mapped_column(default=_day_kept)  # the day in England on which they said so
    answered_at: Mapped[dt.datetime] = mapped_column(Moment)  # when it was kept: on screen, or typed in
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))  # typed it, or sat beside them
    submission_key: Mapped[str | None] = mapped_column(sa.String(64), unique=True)

    response: Mapped[Response] = relationship(primaryjoin=lambda: foreign(Answer.response_id) == Response.id)
    entered_by: Mapped[User | None] = relationship(foreign_keys=[entered_by_id])

    @property
    def is_typed_in(self) -> bool:
        """Was it given elsewhere than on a screen of their own, and typed in by staff?"""
        return self.way not in ON_SCREEN


class Companion(Row, Owned, Base):
    """Somebody a young person wants to be with, by the name they typed. It counts only where both asked for each other.

    Rows are only ever added: a name that was taken away is withdrawn. `matched_at` without `other_person_id` says that
    staff looked and found nobody of that name.
    """

    __tablename__ = "companion"
    __table_args__ = walled(
        sa.CheckConstraint("other_person_id is null or matched_at is not null", name="matched_by_somebody"),
        sa.CheckConstraint("other_person_id is null or other_person_id <> young_person_id", name="somebody_else"),
        young_person_id="young_person",
        other_person_id="young_person",
        response_id="response",
    )
    follows_an_act = True  # of answering; what staff match is recorded by itself

    young_person_id: Mapped[int] = mapped_column(index=True)
    asked_name: Mapped[str] = mapped_column(sa.String(80))  # as they typed it
    other_person_id: Mapped[int | None] = mapped_column(index=True)  # the record that staff matched it to
    response_id: Mapped[int]
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    matched_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    matched_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Companion.young_person_id) == YoungPerson.id
    )
    other_person: Mapped[YoungPerson | None] = relationship(
        primaryjoin=lambda: foreign(Companion.other_person_id) == YoungPerson.id
    )


class Comfort(Owned, Base):
    """How a young person likes their pages (`comfort.SETTINGS`). What they chose last counts; nothing else is kept."""

    __tablename__ = "comfort"
    __table_args__ = walled(sa.UniqueConstraint("young_person_id"), young_person_id="young_person")
    follows_an_act = True  # a liking for larger letters is nobody's act: it is kept, and not recorded

    id: Mapped[int] = mapped_column(primary_key=True)
    young_person_id: Mapped[int]
    chosen: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
