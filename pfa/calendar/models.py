"""Term dates of an authority, the clock times of its half days, and the dates of its year planner."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pfa.calendar.planner import Step
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import by_value


class Term(Row, Versioned, Owned, Base):
    """One stretch of weeks with teaching, first and last day."""

    __tablename__ = "term"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "academic_year", "starts_on"))

    academic_year: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(60))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]


class ClockTimes(Row, Versioned, Owned, Base):
    """When mornings and afternoons begin and end, by the clock in England. Without a row the usual times hold."""

    __tablename__ = "clock_times"
    __table_args__ = walled(sa.UniqueConstraint("authority_id"))

    morning_from: Mapped[dt.time]
    morning_to: Mapped[dt.time]
    afternoon_from: Mapped[dt.time]
    afternoon_to: Mapped[dt.time]


class PlannerDate(Row, Versioned, Owned, Base):
    """A date of the year planner that an authority set for itself. Without a row the usual date holds."""

    __tablename__ = "planner_date"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "entry_year", "step"))

    entry_year: Mapped[int]
    step: Mapped[Step] = mapped_column(by_value(Step, "planner_step"))
    on: Mapped[dt.date]
