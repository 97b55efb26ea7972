"""The job table."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pfa.core.database import Base, Row
from pfa.core.types import Moment, by_value


class JobState(enum.Enum):
    waiting = "waiting"
    running = "running"
    done = "done"
    failed = "failed"


class Job(Row, Base):
    """One piece of slow work: its kind and the ids it needs. A lease that runs out puts it back, thrice at most."""

    __tablename__ = "job"
    __table_args__ = (sa.Index("ix_job_claim", "state", "not_before", "id"),)

    kind: Mapped[str] = mapped_column(sa.String(40))
    arguments: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    authority_id: Mapped[int]
    asked_by_id: Mapped[int | None]
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    not_before: Mapped[dt.datetime] = mapped_column(Moment)
    state: Mapped[JobState] = mapped_column(by_value(JobState, "job_state"), default=JobState.waiting)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    worker: Mapped[str | None] = mapped_column(sa.String(80))
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    words: Mapped[str | None] = mapped_column(sa.String(500))
