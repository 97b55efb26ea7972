"""Visits and travel training before a start, check-ins soon after it, and wishes to change something."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.packages.models import Package
from pfa.people.models import YoungPerson
from pfa.provision.models import Opportunity, Provider


class Feeling(enum.Enum):
    """What a young person says of it: never a mark, and "not sure" is an answer."""

    good = "good"
    mixed = "mixed"
    not_good = "not-good"


class VisitState(enum.Enum):
    booked = "booked"
    done = "done"
    missed = "missed"
    called_off = "called-off"


class Visit(Row, Versioned, Owned, Base):
    """A visit, a taster day or an induction, booked at a provider; afterwards what the young person thought of it.

    What they write themselves enters the safeguarding lead's queue like every free text of theirs.
    """

    __tablename__ = "visit"
    __table_args__ = walled(
        sa.Index("ix_visit_on", "authority_id", "state", "on"),
        young_person_id="young_person",
        provider_id="provider",
        opportunity_id="opportunity",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    provider_id: Mapped[int] = mapped_column(index=True)
    opportunity_id: Mapped[int | None]
    on: Mapped[dt.date]
    half: Mapped[str] = mapped_column(sa.String(2), default="")  # am, pm, or the whole day
    with_whom: Mapped[str] = mapped_column(sa.String(160), default="")
    state: Mapped[VisitState] = mapped_column(by_value(VisitState, "visit_state"), default=VisitState.booked)
    booked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    felt: Mapped[Feeling | None] = mapped_column(by_value(Feeling, "visit_felt"))
    thoughts: Mapped[str] = mapped_column(sa.String(1000), default="")
    said_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Visit.young_person_id) == YoungPerson.id
    )
    provider: Mapped[Provider] = relationship(primaryjoin=lambda: foreign(Visit.provider_id) == Provider.id)
    opportunity: Mapped[Opportunity | None] = relationship(
        primaryjoin=lambda: foreign(Visit.opportunity_id) == Opportunity.id
    )


class TrainingState(enum.Enum):
    learning = "learning"
    knows = "knows"  # they know the way
    stopped = "stopped"  # before they knew it


class TravelTraining(Row, Versioned, Owned, Base):
    """Somebody practises the way to one place with a young person. `ended_on`: since when they know it, or when it was
    stopped; none while they learn. The young person reads the journey on their own page."""

    __tablename__ = "travel_training"
    __table_args__ = walled(
        sa.Index("ix_travel_training_state", "authority_id", "state", "begun_on"),
        sa.CheckConstraint("(ended_on is null) = (state = 'learning')", name="ended_unless_learning"),
        young_person_id="young_person",
        provider_id="provider",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    provider_id: Mapped[int] = mapped_column(index=True)
    journey: Mapped[str] = mapped_column(sa.String(300), default="")
    trained_by: Mapped[str] = mapped_column(sa.String(160), default="")
    begun_on: Mapped[dt.date]
    state: Mapped[TrainingState] = mapped_column(
        by_value(TrainingState, "training_state"), default=TrainingState.learning
    )
    ended_on: Mapped[dt.date | None]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(TravelTraining.young_person_id) == YoungPerson.id
    )
    provider: Mapped[Provider] = relationship(primaryjoin=lambda: foreign(TravelTraining.provider_id) == Provider.id)
    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])


class StartCheck(Row, Versioned, Owned, Base):
    """How a start goes, two or six weeks after it: one row once somebody has asked or the young person has said.

    What is due and not yet done has no row: it follows from the agreed week (`queries.due_checks`).
    """

    __tablename__ = "start_check"
    __table_args__ = walled(
        sa.UniqueConstraint("package_id", "weeks"),
        sa.Index("ix_start_check_due", "authority_id", "done_at", "due_on"),
        young_person_id="young_person",
        package_id="package",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    package_id: Mapped[int]
    weeks: Mapped[int]  # 2 or 6
    due_on: Mapped[dt.date]
    done_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    done_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    how: Mapped[str] = mapped_column(sa.String(120), default="")
    going: Mapped[Feeling | None] = mapped_column(by_value(Feeling, "start_going"))
    words: Mapped[str] = mapped_column(sa.String(1000), default="")
    wants_change: Mapped[bool] = mapped_column(default=False)

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(StartCheck.young_person_id) == YoungPerson.id
    )
    package: Mapped[Package] = relationship(primaryjoin=lambda: foreign(StartCheck.package_id) == Package.id)
    done_by: Mapped[User | None] = relationship(foreign_keys=[done_by_id])


class ChangeRequest(Row, Versioned, Owned, Base):
    """ "I want to change something": it stays on the list until somebody takes it up and says what came of it."""

    __tablename__ = "change_request"
    __table_args__ = walled(
        sa.Index("ix_change_request_open", "authority_id", "closed_at", "asked_at"),
        young_person_id="young_person",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    by_themselves: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(sa.String(1000), default="")  # as staff noted it
    own_words: Mapped[str] = mapped_column(sa.String(1000), default="")  # as the young person wrote it
    taken_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    taken_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    closed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    outcome: Mapped[str] = mapped_column(sa.String(500), default="")

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(ChangeRequest.young_person_id) == YoungPerson.id
    )
    taken_by: Mapped[User | None] = relationship(foreign_keys=[taken_by_id])
