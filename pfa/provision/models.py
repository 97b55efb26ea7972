"""Providers, opportunities, weekly groups and coach pools of an authority."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import Authority, Organisation, Site, User
from pfa.core.database import Base, Between, Owned, Row, Versioned, walled
from pfa.core.types import Moment, Words, by_value
from pfa.provision.kinds import CARRIES_THE_WEEK, Certainty, OpportunityKind


class Provider(Row, Versioned, Owned, Base):
    """One place where an authority's young people can go: its own row, pointing at a shared organisation and site."""

    __tablename__ = "provider"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "site_id"))

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"))
    contact_name: Mapped[str] = mapped_column(sa.String(120), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(254), default="")
    is_synthetic: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship()
    site: Mapped[Site] = relationship()
    opportunities: Mapped[list[Opportunity]] = relationship(
        primaryjoin=lambda: Provider.id == foreign(Opportunity.provider_id),
        order_by="Opportunity.name",
        back_populates="provider",
    )

    @property
    def name(self) -> str:
        """The organisation, and the site where it has another name."""
        own, site = self.organisation.name, self.site.name
        return own if site in ("", own) else f"{own}, {site}"


class Opportunity(Row, Versioned, Owned, Base):
    """One thing on offer. Bounds left empty: no such rule. `features_to_ask` are needs the provider may yet meet."""

    __tablename__ = "opportunity"
    __table_args__ = walled(sa.Index("ix_opportunity_kind", "authority_id", "kind"), provider_id="provider")

    provider_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    kind: Mapped[OpportunityKind] = mapped_column(by_value(OpportunityKind, "opportunity_kind"))
    kind_of_work: Mapped[str] = mapped_column(sa.String(40), default="")  # a key of KINDS_OF_WORK, or none
    summary: Mapped[str] = mapped_column(sa.String(600), default="")
    level_min: Mapped[int | None]
    level_max: Mapped[int | None]
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    plan_types: Mapped[list[str]] = mapped_column(Words, default=list)  # empty: any
    features: Mapped[list[str]] = mapped_column(Words, default=list)
    features_to_ask: Mapped[list[str]] = mapped_column(Words, default=list)
    is_synthetic: Mapped[bool] = mapped_column(default=False)
    closed_on: Mapped[dt.date | None]

    provider: Mapped[Provider] = relationship(
        primaryjoin=lambda: foreign(Opportunity.provider_id) == Provider.id, back_populates="opportunities"
    )
    groups: Mapped[list[Group]] = relationship(
        primaryjoin=lambda: Opportunity.id == foreign(Group.opportunity_id),
        order_by="Group.id",
        back_populates="opportunity",
    )

    @property
    def carries_the_week(self) -> bool:
        return self.kind in CARRIES_THE_WEEK


class Group(Row, Versioned, Owned, Base):
    """One weekly pattern of an opportunity for one entry year.

    `places` are all places for new starters of this authority. `hours_a_session` are taught or worked hours.
    `support_ceiling` and `smallest_viable` as in the matching problem (`support_units`, `min_viable`). `chance` is how
    likely it runs at all, in per cent; `cost` what each person in it costs its `funder` (a key of FUNDERS) in a year,
    in whole pounds.
    """

    __tablename__ = "opportunity_group"
    __table_args__ = walled(
        sa.CheckConstraint("places >= 0 and smallest_viable >= 0", name="places"),
        sa.Index("ix_opportunity_group_year", "authority_id", "entry_year"),
        opportunity_id="opportunity",
        pool_id="coach_pool",
    )

    opportunity_id: Mapped[int] = mapped_column(index=True)
    entry_year: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(80), default="")
    sessions: Mapped[list[str]] = mapped_column(Words)
    held_at: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)  # session -> provider id, where elsewhere
    places: Mapped[int]
    smallest_viable: Mapped[int] = mapped_column(default=1)
    support_ceiling: Mapped[int | None]
    pool_id: Mapped[int | None]
    hours_a_session: Mapped[float] = mapped_column(default=3.0)
    weeks_a_year: Mapped[int] = mapped_column(default=36)
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    certainty: Mapped[Certainty] = mapped_column(by_value(Certainty, "certainty"), default=Certainty.provisional)
    chance: Mapped[int] = mapped_column(default=100)
    funder: Mapped[str] = mapped_column(sa.String(40), default="")
    cost: Mapped[int] = mapped_column(default=0)

    opportunity: Mapped[Opportunity] = relationship(
        primaryjoin=lambda: foreign(Group.opportunity_id) == Opportunity.id, back_populates="groups"
    )
    pool: Mapped[CoachPool | None] = relationship(primaryjoin=lambda: foreign(Group.pool_id) == CoachPool.id)

    @property
    def hours_a_week(self) -> float:
        return self.hours_a_session * len(self.sessions)

    @property
    def hours_a_year(self) -> float:
        return self.hours_a_week * self.weeks_a_year


class TakenBecause(enum.Enum):
    agreed = "agreed"  # an agreed week of a young person
    continuing = "continuing"  # people who stay on from the year before, as a number
    elsewhere = "elsewhere"  # agreed weeks of authorities that share the group, as a number


class PlaceTaken(Row, Owned, Base):
    """Places of a group that are gone before a run: `people` of them, with the support and coach units they use."""

    __tablename__ = "place_taken"
    __table_args__ = walled(
        sa.UniqueConstraint("group_id", "young_person_id"),
        sa.CheckConstraint("people > 0", name="people"),
        group_id="opportunity_group",
        young_person_id="young_person",
    )
    follows_an_act = True

    group_id: Mapped[int] = mapped_column(index=True)
    young_person_id: Mapped[int | None] = mapped_column(index=True)
    because: Mapped[TakenBecause] = mapped_column(by_value(TakenBecause, "taken_because"))
    people: Mapped[int] = mapped_column(default=1)
    support_units: Mapped[int] = mapped_column(default=0)
    coach_units: Mapped[int] = mapped_column(default=0)


class CoachPool(Row, Versioned, Owned, Base):
    """Job-coach time that several groups share, in units a session."""

    __tablename__ = "coach_pool"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "entry_year", "name"))

    entry_year: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(80))
    units: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)  # session -> units; a missing session is 0


class ShareState(enum.Enum):
    """Where an agreement about places stands."""

    offered = "offered"
    accepted = "accepted"
    declined = "declined"
    ended = "ended"


class GroupShare(Row, Versioned, Between, Base):
    """Places of one authority's group for another's young people: at most so many, and only once both have said yes.

    `offer` describes the group as its owner last offered it, in words and numbers that name no young person. The other
    side has an opportunity and a group of its own (`guest_…`) for them, made from the offer that it accepted
    (`offer_taken`). `people`, `support_units` and `coach_units` are what its agreed weeks use, as sums.
    """

    __tablename__ = "group_share"
    __table_args__ = (
        sa.Index("ix_group_share_group", "group_id"),
        sa.Index("ix_group_share_guest", "guest_group_id"),
    )

    entry_year: Mapped[int]
    opportunity_id: Mapped[int] = mapped_column(sa.ForeignKey("opportunity.id"))
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("opportunity_group.id"))
    places: Mapped[int]
    offer: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    offer_number: Mapped[int] = mapped_column(default=1)
    offer_taken: Mapped[int] = mapped_column(default=0)
    state: Mapped[ShareState] = mapped_column(by_value(ShareState, "share_state"), default=ShareState.offered)
    offered_at: Mapped[dt.datetime] = mapped_column(Moment)
    offered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    answered_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    guest_opportunity_id: Mapped[int | None] = mapped_column(sa.ForeignKey("opportunity.id"))
    guest_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("opportunity_group.id"))
    people: Mapped[int] = mapped_column(default=0)
    support_units: Mapped[int] = mapped_column(default=0)
    coach_units: Mapped[int] = mapped_column(default=0)

    owner: Mapped[Authority] = relationship(primaryjoin=lambda: foreign(GroupShare.owner_id) == Authority.id)
    other: Mapped[Authority] = relationship(primaryjoin=lambda: foreign(GroupShare.other_id) == Authority.id)
    offered_by: Mapped[User | None] = relationship(foreign_keys=[offered_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def is_up_to_date(self) -> bool:
        """Is what the other side has made of it what its owner offers now?"""
        return self.offer_taken == self.offer_number
