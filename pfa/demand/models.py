"""Published versions of demand, the sheet of each provider, and what providers answered."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Provider


class DemandVersion(Row, Versioned, Owned, Base):
    """One frozen projection for an entry year. Until it is published only the authority sees it.

    Counts are people, each counted as one starter in all. `assumptions` says what the figures rest on: the seed, the
    number of draws, the ratios used and where they come from, how many were asked and how many answered.
    """

    __tablename__ = "demand_version"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "entry_year", "number"))

    entry_year: Mapped[int]
    number: Mapped[int]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    reply_by: Mapped[dt.date | None]
    likely: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    assumptions: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)

    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])
    lines: Mapped[list[DemandLine]] = relationship(
        primaryjoin=lambda: DemandVersion.id == foreign(DemandLine.demand_version_id), order_by="DemandLine.id"
    )
    sheet: Mapped[list[SheetLine]] = relationship(
        primaryjoin=lambda: DemandVersion.id == foreign(SheetLine.demand_version_id), order_by="SheetLine.id"
    )


class Dimension(enum.Enum):
    """By what likely starters are counted."""

    pathway = "pathway"
    kind_of_work = "kind-of-work"
    level = "level"
    locality = "locality"
    support = "support"


class DemandLine(Owned, Base):
    """Likely starters of one category, with an 80 % interval: a dimension's lines add up to the version's total."""

    __tablename__ = "demand_line"
    __table_args__ = walled(
        sa.UniqueConstraint("demand_version_id", "dimension", "key"), demand_version_id="demand_version"
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    demand_version_id: Mapped[int]
    dimension: Mapped[Dimension] = mapped_column(by_value(Dimension, "dimension"))
    key: Mapped[str] = mapped_column(sa.String(60))
    likely: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]


class SheetLine(Row, Owned, Base):
    """One line of a provider's sheet: likely starters of one kind of programme and work, beside this year's places."""

    __tablename__ = "demand_sheet_line"
    __table_args__ = walled(
        sa.UniqueConstraint("demand_version_id", "provider_id", "pathway", "kind_of_work"),
        demand_version_id="demand_version",
        provider_id="provider",
    )
    follows_an_act = True

    demand_version_id: Mapped[int]
    provider_id: Mapped[int] = mapped_column(index=True)
    pathway: Mapped[OpportunityKind] = mapped_column(by_value(OpportunityKind, "pathway"))
    kind_of_work: Mapped[str] = mapped_column(sa.String(40), default="")  # a key of KINDS_OF_WORK, or none
    likely: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    places: Mapped[int]  # this year's places for new starters

    version: Mapped[DemandVersion] = relationship(
        primaryjoin=lambda: foreign(SheetLine.demand_version_id) == DemandVersion.id, overlaps="sheet"
    )
    provider: Mapped[Provider] = relationship(primaryjoin=lambda: foreign(SheetLine.provider_id) == Provider.id)
    replies: Mapped[list[DemandReply]] = relationship(
        primaryjoin=lambda: SheetLine.id == foreign(DemandReply.sheet_line_id), order_by="DemandReply.id"
    )

    @property
    def reply(self) -> DemandReply | None:
        """The answer that counts: the newest."""
        return next((reply for reply in self.replies if reply.replaced_at is None), None)


class Replied(enum.Enum):
    will_run = "will-run"  # with n places
    if_enough = "if-enough"  # if at least n
    cannot = "cannot"  # because


_STANDS = sa.text("replaced_at is null")


class DemandReply(Row, Owned, Base):
    """A provider's answer to one line. A change of mind is a new row; the earlier one stays."""

    __tablename__ = "demand_reply"
    __table_args__ = walled(
        sa.Index(
            "uq_demand_reply_standing",
            "sheet_line_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        sheet_line_id="demand_sheet_line",
    )

    sheet_line_id: Mapped[int]
    said: Mapped[Replied] = mapped_column(by_value(Replied, "replied"))
    places: Mapped[int | None]  # will run with so many
    at_least: Mapped[int | None]  # will run if so many start
    because: Mapped[str] = mapped_column(sa.String(600), default="")
    said_at: Mapped[dt.datetime] = mapped_column(Moment)
    said_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    replaced_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    line: Mapped[SheetLine] = relationship(
        primaryjoin=lambda: foreign(DemandReply.sheet_line_id) == SheetLine.id, overlaps="replies"
    )
    said_by: Mapped[User | None] = relationship(foreign_keys=[said_by_id])
