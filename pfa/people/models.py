"""Young people and what is known about them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import Organisation, User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, Words, by_value
from pfa.people.codes import DecisionMaker, NoSchool, OwnSessionKind, PlanType, TravelWay


class YoungPerson(Row, Versioned, Owned, Base):
    """A young person of 9 to 25 that an authority prepares for adult life with.

    Minutes are whole minutes one way from home; units are support and coach units of the matching problem.
    """

    __tablename__ = "young_person"
    __table_args__ = walled(
        sa.UniqueConstraint("authority_id", "reference"),
        sa.Index("ix_young_person_name", "authority_id", "last_name", "first_name"),
        sa.Index("ix_young_person_entry", "authority_id", "entry_year"),
    )

    reference: Mapped[str] = mapped_column(sa.String(20))  # the authority's own case number
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), unique=True)
    first_name: Mapped[str] = mapped_column(sa.String(80))
    last_name: Mapped[str] = mapped_column(sa.String(80))
    known_as: Mapped[str] = mapped_column(sa.String(80), default="")
    born_on: Mapped[dt.date]
    sex: Mapped[str] = mapped_column(sa.String(1), default="U")  # F, M, or U: not known
    ethnicity: Mapped[str] = mapped_column(sa.String(60), default="")
    upn: Mapped[str | None] = mapped_column(sa.String(13))
    uln: Mapped[str | None] = mapped_column(sa.String(10))
    is_synthetic: Mapped[bool] = mapped_column(default=False)

    # home and travel
    postcode: Mapped[str] = mapped_column(sa.String(8), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    travel_way: Mapped[TravelWay] = mapped_column(by_value(TravelWay, "travel_way"), default=TravelWay.unknown)
    travel_limit_minutes: Mapped[int | None]
    travel_confirmed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    travel_confirmed_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    # the week they want
    entry_year: Mapped[int | None]  # the September in which they next start something new
    level: Mapped[int | None]
    sessions_wanted: Mapped[int] = mapped_column(default=10)
    unavailable: Mapped[list[str]] = mapped_column(Words, default=list)
    providers_at_most: Mapped[int | None]
    one_place_a_day: Mapped[bool] = mapped_column(default=False)
    whole_days: Mapped[bool] = mapped_column(default=False)
    access_needs: Mapped[list[str]] = mapped_column(Words, default=list)
    support_units: Mapped[int] = mapped_column(default=0)
    coach_units: Mapped[int] = mapped_column(default=1)

    # who speaks, and how
    named_worker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    school_contact: Mapped[str] = mapped_column(sa.String(160), default="")
    decision_maker: Mapped[DecisionMaker] = mapped_column(
        by_value(DecisionMaker, "decision_maker"), default=DecisionMaker.parent
    )
    decision_maker_name: Mapped[str] = mapped_column(sa.String(160), default="")
    language: Mapped[str] = mapped_column(sa.String(60), default="English")
    needs_interpreter: Mapped[bool] = mapped_column(default=False)
    communication: Mapped[str] = mapped_column(sa.String(500), default="")
    review_month: Mapped[int | None]  # month of the annual review, 1 to 12

    settled_year: Mapped[int | None]  # the entry year for which their week is agreed: they leave that year's runs
    closed_on: Mapped[dt.date | None]
    merged_into_id: Mapped[int | None]

    enrolments: Mapped[list[Enrolment]] = relationship(
        primaryjoin=lambda: YoungPerson.id == foreign(Enrolment.young_person_id),
        order_by="Enrolment.academic_year",
        back_populates="young_person",
        cascade="all, delete-orphan",
    )
    needs: Mapped[list[Need]] = relationship(
        primaryjoin=lambda: YoungPerson.id == foreign(Need.young_person_id),
        order_by="Need.rank",
        cascade="all, delete-orphan",
    )
    own_sessions: Mapped[list[OwnSession]] = relationship(
        primaryjoin=lambda: YoungPerson.id == foreign(OwnSession.young_person_id),
        order_by="OwnSession.id",
        cascade="all, delete-orphan",
    )
    contacts: Mapped[list[Contact]] = relationship(
        primaryjoin=lambda: YoungPerson.id == foreign(Contact.young_person_id),
        order_by="Contact.id",
        cascade="all, delete-orphan",
    )
    named_worker: Mapped[User | None] = relationship(foreign_keys=[named_worker_id])
    travel_confirmed_by: Mapped[User | None] = relationship(foreign_keys=[travel_confirmed_by_id])

    @property
    def name(self) -> str:
        """First and last name as they are called."""
        return f"{self.known_as or self.first_name} {self.last_name}"

    @property
    def confirmed_travel_minutes(self) -> int | None:
        """The travel limit as far as staff have confirmed it: what matching may use. None: not confirmed, or none."""
        return self.travel_limit_minutes if self.travel_confirmed_at is not None else None

    @property
    def is_settled(self) -> bool:
        """Is their week for the September they next start something agreed?"""
        return self.settled_year is not None and self.settled_year == self.entry_year

    @property
    def called(self) -> str:
        """The first name they go by."""
        return self.known_as or self.first_name


class Enrolment(Row, Versioned, Owned, Base):
    """Where a young person is in one academic year: a school, or the reason why none."""

    __tablename__ = "enrolment"
    __table_args__ = walled(
        sa.UniqueConstraint("young_person_id", "academic_year"),
        sa.CheckConstraint("(organisation_id is null) <> (no_school is null)", name="school_or_why_none"),
        sa.Index("ix_enrolment_year_group", "authority_id", "academic_year", "year_group"),
        young_person_id="young_person",
    )
    follows_an_act = True

    young_person_id: Mapped[int]
    academic_year: Mapped[int]
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    no_school: Mapped[NoSchool | None] = mapped_column(by_value(NoSchool, "no_school"))
    year_group: Mapped[int]
    tutor_group: Mapped[str] = mapped_column(sa.String(40), default="")  # as the school calls it: 10B, Maple
    plan_type: Mapped[PlanType] = mapped_column(by_value(PlanType, "plan_type"))

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Enrolment.young_person_id) == YoungPerson.id, back_populates="enrolments"
    )
    organisation: Mapped[Organisation | None] = relationship()


class Need(Owned, Base):
    """A need by DfE code; rank 1 is the primary need."""

    __tablename__ = "need"
    __table_args__ = walled(sa.UniqueConstraint("young_person_id", "code"), young_person_id="young_person")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    young_person_id: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(4))
    rank: Mapped[int]


class OwnSession(Owned, Base):
    """A session of the week that is theirs alone."""

    __tablename__ = "own_session"
    __table_args__ = walled(sa.UniqueConstraint("young_person_id", "session"), young_person_id="young_person")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    young_person_id: Mapped[int]
    session: Mapped[str] = mapped_column(sa.String(10))
    kind: Mapped[OwnSessionKind] = mapped_column(by_value(OwnSessionKind, "own_session_kind"))
    label: Mapped[str] = mapped_column(sa.String(80), default="")


class Contact(Row, Versioned, Owned, Base):
    """A parent, carer or other person beside a young person. `is_barred` overrides everything else."""

    __tablename__ = "contact"
    __table_args__ = walled(young_person_id="young_person")

    young_person_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    relationship_words: Mapped[str] = mapped_column(sa.String(80))
    phone: Mapped[str] = mapped_column(sa.String(30), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    is_barred: Mapped[bool] = mapped_column(default=False)
