"""A run of several authorities: what is proposed to each of them, and what each has said."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import Authority, User
from pfa.core.database import Base, Between, Row, Versioned
from pfa.core.types import Moment, by_value


class PartState(enum.Enum):
    """Where one authority's part in a joint run stands."""

    proposed = "proposed"
    agreed = "agreed"
    declined = "declined"
    withdrawn = "withdrawn"
    begun = "begun"  # it runs, or has run: see its own run
    left_out = "left-out"  # it began without them


class JointPart(Row, Versioned, Between, Base):
    """One authority's part in a joint run: the terms as they were proposed to it, and what it said.

    The lead (`owner`) sees every part, the other authority only its own; the lead's own part has both sides alike.
    Parts of one joint run have the same `joint`. `run_id` is the authority's own run, which nobody else can read.
    """

    __tablename__ = "joint_part"
    __table_args__ = (sa.UniqueConstraint("joint", "other_id"),)

    joint: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(sa.String(120))
    entry_year: Mapped[int]
    terms: Mapped[dict[str, Any]] = mapped_column(sa.JSON)  # authorities by name, policy by name and settings, seconds
    state: Mapped[PartState] = mapped_column(by_value(PartState, "part_state"), default=PartState.proposed)
    proposed_at: Mapped[dt.datetime] = mapped_column(Moment)
    proposed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    answered_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    run_id: Mapped[int | None] = mapped_column(sa.ForeignKey("run.id"), index=True)

    owner: Mapped[Authority] = relationship(primaryjoin=lambda: foreign(JointPart.owner_id) == Authority.id)
    other: Mapped[Authority] = relationship(primaryjoin=lambda: foreign(JointPart.other_id) == Authority.id)
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def is_the_leads(self) -> bool:
        return self.owner_id == self.other_id
