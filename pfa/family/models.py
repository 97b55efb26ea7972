"""Parents' links to young people, what parents said, and the conversations about differences."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.aspirations.models import Reading, Round
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, Words, by_value
from pfa.people.models import YoungPerson


class ParentLink(Row, Versioned, Owned, Base):
    """One parent or carer of one young person, as the staff linked them; two children are two links of one account.

    `contact_id` is the person beside the young person that they are: no key holds it, because a contact who is taken
    away ends what the link opens, as one who is barred does. Without an account their answers come on paper.
    """

    __tablename__ = "parent_link"
    __table_args__ = walled(young_person_id="young_person")

    young_person_id: Mapped[int] = mapped_column(index=True)
    contact_id: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    relationship_words: Mapped[str] = mapped_column(sa.String(80))
    has_responsibility: Mapped[bool]  # parental responsibility in law, as the staff know it
    since_on: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    agreed: Mapped[bool | None]  # past compulsory school age: does the young person let them see? None: not said
    agreed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    closed_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # the view, by a safeguarding lead, without a word
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    closed_because: Mapped[str] = mapped_column(sa.String(500), default="")

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(ParentLink.young_person_id) == YoungPerson.id
    )
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])


class FamilySight(Row, Versioned, Owned, Base):
    """Questions whose answers no parent's account sees: closed by the young person, and by a safeguarding lead."""

    __tablename__ = "family_sight"
    __table_args__ = walled(sa.UniqueConstraint("young_person_id"), young_person_id="young_person")

    young_person_id: Mapped[int]
    closed: Mapped[list[str]] = mapped_column(Words, default=list)
    lead_closed: Mapped[list[str]] = mapped_column(Words, default=list)


class ParentWay(enum.Enum):
    account = "account"
    paper = "paper"


class ParentResponse(Row, Versioned, Owned, Base):
    """What one parent says in one round. It counts for no points and no demand: nothing below this room reads it."""

    __tablename__ = "parent_response"
    __table_args__ = walled(
        sa.UniqueConstraint("round_id", "link_id"),
        round_id="survey_round",
        link_id="parent_link",
        young_person_id="young_person",
    )

    round_id: Mapped[int] = mapped_column(index=True)
    link_id: Mapped[int] = mapped_column(index=True)
    young_person_id: Mapped[int] = mapped_column(index=True)
    way: Mapped[ParentWay] = mapped_column(by_value(ParentWay, "parent_way"), default=ParentWay.account)
    started_at: Mapped[dt.datetime] = mapped_column(Moment)
    sent_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    shows_young_person: Mapped[bool] = mapped_column(default=False)  # may the young person read it?

    round: Mapped[Round] = relationship(primaryjoin=lambda: foreign(ParentResponse.round_id) == Round.id)
    link: Mapped[ParentLink] = relationship(primaryjoin=lambda: foreign(ParentResponse.link_id) == ParentLink.id)
    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(ParentResponse.young_person_id) == YoungPerson.id
    )


class ParentAnswer(Row, Owned, Base):
    """One answer of a parent. Rows are only ever added: the newest of a question counts."""

    __tablename__ = "parent_answer"
    __table_args__ = walled(
        sa.Index("ix_parent_answer_newest", "response_id", "question", "id"),
        response_id="parent_response",
        reading_id="reading",
    )
    follows_an_act = True

    response_id: Mapped[int]
    question: Mapped[str] = mapped_column(sa.String(40))
    question_version: Mapped[int] = mapped_column(default=1)
    choices: Mapped[list[str]] = mapped_column(Words, default=list)
    text: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[dt.datetime] = mapped_column(Moment)
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    reading_id: Mapped[int | None]

    response: Mapped[ParentResponse] = relationship(
        primaryjoin=lambda: foreign(ParentAnswer.response_id) == ParentResponse.id
    )
    reading: Mapped[Reading | None] = relationship(primaryjoin=lambda: foreign(ParentAnswer.reading_id) == Reading.id)


class FamilyTalk(Row, Owned, Base):
    """That somebody of the staff talked about where the two views differ."""

    __tablename__ = "family_talk"
    __table_args__ = walled(young_person_id="young_person", round_id="survey_round")

    young_person_id: Mapped[int] = mapped_column(index=True)
    round_id: Mapped[int] = mapped_column(index=True)
    topics: Mapped[list[str]] = mapped_column(Words, default=list)
    note: Mapped[str] = mapped_column(sa.String(1000))
    talked_on: Mapped[dt.date]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"))

    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])
