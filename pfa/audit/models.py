"""The audit trail. Rows hold ids and names of fields, never values: it is no second copy of anyone's life."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pfa.core.database import Base
from pfa.core.types import Moment, Words


class AuditEvent(Base):
    """One thing somebody did, chained to the one before it in the same authority. Never updated, never deleted."""

    __tablename__ = "audit_event"
    __table_args__ = (sa.Index("ix_audit_event_chain", "chain", "id"), sa.Index("ix_audit_event_subject", "subject_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    chain: Mapped[int]  # the authority's id; 0 for what belongs to none
    actor_id: Mapped[int | None]
    actor_role: Mapped[str] = mapped_column(sa.String(40))
    action: Mapped[str] = mapped_column(sa.String(60))
    subject_type: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[uuid.UUID | None]
    fields: Mapped[list[str]] = mapped_column(Words)
    reason: Mapped[str | None] = mapped_column(sa.String(500))
    request_id: Mapped[str | None] = mapped_column(sa.String(40))
    previous: Mapped[str] = mapped_column(sa.String(64))
    mac: Mapped[str] = mapped_column(sa.String(64))


class AccessEvent(Base):
    """Somebody opened a page that names young people. No `subject_id`: a list; `count` is how many it named."""

    __tablename__ = "access_event"
    __table_args__ = (sa.Index("ix_access_event_subject", "subject_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    authority_id: Mapped[int]
    actor_id: Mapped[int]
    page: Mapped[str] = mapped_column(sa.String(80))
    subject_id: Mapped[uuid.UUID | None]
    count: Mapped[int] = mapped_column(default=1)
