"""Placements at work and everything that is logged about them."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, Words, by_value
from pfa.employers.models import Employer
from pfa.packages.models import Package
from pfa.people.models import YoungPerson
from pfa.provision.models import Group
from pfa.starts.models import Feeling


class PlacementState(enum.Enum):
    planned = "planned"
    running = "running"
    ended = "ended"


class EndReason(enum.Enum):
    """How a placement ended. Getting a job on the way is an end, and a good one."""

    completed = "completed"
    paid_job_here = "paid-job-here"
    paid_job_elsewhere = "paid-job-elsewhere"
    young_person_left = "young-person-left"
    employer_ended = "employer-ended"
    health = "health"
    moved_away = "moved-away"
    other = "other"


class Placement(Row, Versioned, Owned, Base):
    """A supported internship or work experience of an agreed week, at one employer.

    `sessions` are half days of a week; hours are clock hours a week; coach hours per week fade by `CoachPlan`.
    """

    __tablename__ = "placement"
    __table_args__ = walled(
        sa.UniqueConstraint("package_id", "group_id"),
        sa.Index("ix_placement_state", "authority_id", "state", "ends_on"),
        young_person_id="young_person",
        package_id="package",
        group_id="opportunity_group",
        employer_id="employer",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    package_id: Mapped[int | None]
    group_id: Mapped[int] = mapped_column(index=True)
    employer_id: Mapped[int | None] = mapped_column(index=True)
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    sessions: Mapped[list[str]] = mapped_column(Words)
    hours_a_week: Mapped[float]
    coach_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    employer_contact: Mapped[str] = mapped_column(sa.String(160), default="")  # name and how to reach them
    state: Mapped[PlacementState] = mapped_column(
        by_value(PlacementState, "placement_state"), default=PlacementState.planned
    )
    ended_on: Mapped[dt.date | None]
    end_reason: Mapped[EndReason | None] = mapped_column(by_value(EndReason, "end_reason"))
    end_words: Mapped[str] = mapped_column(sa.String(600), default="")

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Placement.young_person_id) == YoungPerson.id
    )
    package: Mapped[Package | None] = relationship(primaryjoin=lambda: foreign(Placement.package_id) == Package.id)
    group: Mapped[Group] = relationship(primaryjoin=lambda: foreign(Placement.group_id) == Group.id)
    employer: Mapped[Employer | None] = relationship(primaryjoin=lambda: foreign(Placement.employer_id) == Employer.id)
    coach: Mapped[User | None] = relationship(foreign_keys=[coach_id])
    signatures: Mapped[list[Signature]] = relationship(
        primaryjoin=lambda: Placement.id == foreign(Signature.placement_id), order_by="Signature.id"
    )
    attendance: Mapped[list[Attendance]] = relationship(
        primaryjoin=lambda: Placement.id == foreign(Attendance.placement_id), order_by="Attendance.on, Attendance.half"
    )
    coach_plan: Mapped[list[CoachPlan]] = relationship(
        primaryjoin=lambda: Placement.id == foreign(CoachPlan.placement_id), order_by="CoachPlan.from_week"
    )
    visits: Mapped[list[CoachVisit]] = relationship(
        primaryjoin=lambda: Placement.id == foreign(CoachVisit.placement_id), order_by="CoachVisit.on, CoachVisit.id"
    )
    reviews: Mapped[list[Review]] = relationship(
        primaryjoin=lambda: Placement.id == foreign(Review.placement_id), order_by="Review.week"
    )


class Signer(enum.Enum):
    young_person = "young-person"
    employer = "employer"
    provider = "provider"
    family = "family"


class Signature(Row, Owned, Base):
    """Who signed the placement's agreement, and when: one for each party."""

    __tablename__ = "placement_signature"
    __table_args__ = walled(sa.UniqueConstraint("placement_id", "party"), placement_id="placement")
    follows_an_act = True

    placement_id: Mapped[int]
    party: Mapped[Signer] = mapped_column(by_value(Signer, "signer"))
    name: Mapped[str] = mapped_column(sa.String(160))
    signed_on: Mapped[dt.date]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))


class Mark(enum.Enum):
    there = "there"
    late = "late"
    away_agreed = "away-agreed"  # illness, an appointment, leave: they or somebody told us
    away = "away"


class Attendance(Row, Versioned, Owned, Base):
    """One half day of a placement: was the young person there, and if not, why."""

    __tablename__ = "attendance"
    __table_args__ = walled(
        sa.UniqueConstraint("placement_id", "on", "half"),
        sa.Index("ix_attendance_on", "authority_id", "on"),
        placement_id="placement",
    )
    follows_an_act = True

    placement_id: Mapped[int]
    on: Mapped[dt.date]
    half: Mapped[str] = mapped_column(sa.String(2))  # am or pm
    mark: Mapped[Mark] = mapped_column(by_value(Mark, "mark"))
    reason: Mapped[str] = mapped_column(sa.String(300), default="")
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)


class CoachPlan(Owned, Base):
    """Planned coach hours a week from one week of the placement on, until the next row: how support fades."""

    __tablename__ = "coach_plan"
    __table_args__ = walled(sa.UniqueConstraint("placement_id", "from_week"), placement_id="placement")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int]
    from_week: Mapped[int]  # 1 is the first
    hours_a_week: Mapped[float]


class VisitWay(enum.Enum):
    on_site = "on-site"
    phone = "phone"
    online = "online"


class CoachVisit(Row, Versioned, Owned, Base):
    """One visit or call of a job coach, logged on a phone. `minutes` with the young person or the employer."""

    __tablename__ = "coach_visit"
    __table_args__ = walled(sa.Index("ix_coach_visit_on", "authority_id", "on"), placement_id="placement")

    placement_id: Mapped[int] = mapped_column(index=True)
    coach_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    on: Mapped[dt.date]
    way: Mapped[VisitWay] = mapped_column(by_value(VisitWay, "visit_way"), default=VisitWay.on_site)
    minutes: Mapped[int]
    going: Mapped[Feeling | None] = mapped_column(by_value(Feeling, "coach_going"))
    words: Mapped[str] = mapped_column(sa.String(1000), default="")
    logged_at: Mapped[dt.datetime] = mapped_column(Moment)


class Review(Row, Versioned, Owned, Base):
    """A review at a set week: the young person's own view first, then the employer's and the coach's."""

    __tablename__ = "placement_review"
    __table_args__ = walled(
        sa.UniqueConstraint("placement_id", "week"),
        sa.Index("ix_placement_review_due", "authority_id", "done_on", "due_on"),
        placement_id="placement",
    )

    placement_id: Mapped[int]
    week: Mapped[int]
    due_on: Mapped[dt.date]
    done_on: Mapped[dt.date | None]
    felt: Mapped[Feeling | None] = mapped_column(by_value(Feeling, "review_felt"))
    own_view: Mapped[str] = mapped_column(sa.String(1000), default="")
    own_view_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    own_view_is_theirs: Mapped[bool] = mapped_column(default=False)  # said on their own page: staff do not reword it
    employer_view: Mapped[str] = mapped_column(sa.String(1000), default="")
    coach_view: Mapped[str] = mapped_column(sa.String(1000), default="")
    next_steps: Mapped[str] = mapped_column(sa.String(1000), default="")
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    placement: Mapped[Placement] = relationship(
        primaryjoin=lambda: foreign(Review.placement_id) == Placement.id, overlaps="reviews"
    )
