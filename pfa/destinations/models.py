"""Leavers, their spells after leaving, and check-ins with every attempt."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.employers.models import Employer
from pfa.internships.models import Placement
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Opportunity, Provider


class Leaver(Row, Versioned, Owned, Base):
    """A young person who left something on a day, and is asked afterwards how life is, unless they said stop.

    `cohort` is the academic year in which they left, by the calendar year of its September; pathway, provider and
    employer are those of what they left, kept here because reports count by them.
    """

    __tablename__ = "leaver"
    __table_args__ = walled(
        sa.UniqueConstraint("young_person_id", "left_on"),
        sa.Index("ix_leaver_cohort", "authority_id", "cohort"),
        young_person_id="young_person",
        opportunity_id="opportunity",
        provider_id="provider",
        employer_id="employer",
        placement_id="placement",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    left_on: Mapped[dt.date]
    cohort: Mapped[int]
    pathway: Mapped[OpportunityKind] = mapped_column(by_value(OpportunityKind, "leaver_pathway"))
    opportunity_id: Mapped[int | None]
    provider_id: Mapped[int | None] = mapped_column(index=True)
    employer_id: Mapped[int | None] = mapped_column(index=True)
    placement_id: Mapped[int | None]
    stop_asked_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # "stop asking": nobody asks from then on
    stop_words: Mapped[str] = mapped_column(sa.String(300), default="")

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Leaver.young_person_id) == YoungPerson.id
    )
    opportunity: Mapped[Opportunity | None] = relationship(
        primaryjoin=lambda: foreign(Leaver.opportunity_id) == Opportunity.id
    )
    provider: Mapped[Provider | None] = relationship(primaryjoin=lambda: foreign(Leaver.provider_id) == Provider.id)
    employer: Mapped[Employer | None] = relationship(primaryjoin=lambda: foreign(Leaver.employer_id) == Employer.id)
    placement: Mapped[Placement | None] = relationship(primaryjoin=lambda: foreign(Leaver.placement_id) == Placement.id)
    check_ins: Mapped[list[CheckIn]] = relationship(
        primaryjoin=lambda: Leaver.id == foreign(CheckIn.leaver_id), order_by="CheckIn.weeks", back_populates="leaver"
    )
    spells: Mapped[list[Spell]] = relationship(
        primaryjoin=lambda: Leaver.id == foreign(Spell.leaver_id), order_by="Spell.starts_on, Spell.id"
    )


class Evidence(enum.Enum):
    """Who says so, strongest first."""

    employer = "employer"
    provider = "provider"
    young_person = "young-person"
    family = "family"
    other = "other"


class Spell(Row, Versioned, Owned, Base):
    """What somebody did from one day on. Spells may contradict each other: both are kept, with who said so.

    `activity` is a NCCIS current-activity code, `outcome` an ILR outcome code; hours are paid or worked hours a week.
    """

    __tablename__ = "spell"
    __table_args__ = walled(
        sa.Index("ix_spell_person", "young_person_id", "starts_on"),
        leaver_id="leaver",
        young_person_id="young_person",
        employer_id="employer",
        provider_id="provider",
        check_in_id="check_in",
    )

    leaver_id: Mapped[int] = mapped_column(index=True)
    young_person_id: Mapped[int]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]  # the last day; None: it goes on, as far as we know
    confirmed_on: Mapped[dt.date]  # the last day on which this evidence said so: what goes on is known to here
    activity: Mapped[str] = mapped_column(sa.String(3))
    outcome: Mapped[str] = mapped_column(sa.String(5), default="")
    hours_a_week: Mapped[float | None]
    is_paid: Mapped[bool | None]
    is_seasonal: Mapped[bool | None]
    employer_id: Mapped[int | None]
    provider_id: Mapped[int | None]
    where: Mapped[str] = mapped_column(sa.String(160), default="")  # by name, where it is none of ours
    evidence: Mapped[Evidence] = mapped_column(by_value(Evidence, "evidence"))
    check_in_id: Mapped[int | None]
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # typed in by mistake: kept, counted no more
    withdrawn_because: Mapped[str] = mapped_column(sa.String(300), default="")

    leaver: Mapped[Leaver] = relationship(primaryjoin=lambda: foreign(Spell.leaver_id) == Leaver.id, overlaps="spells")
    employer: Mapped[Employer | None] = relationship(primaryjoin=lambda: foreign(Spell.employer_id) == Employer.id)
    provider: Mapped[Provider | None] = relationship(primaryjoin=lambda: foreign(Spell.provider_id) == Provider.id)


class OwnLife(enum.Enum):
    """What they say to "is this the life you wanted?", in the young person's own words only."""

    yes = "yes"
    partly = "partly"
    no = "no"
    would_not_say = "would-not-say"


class CheckInState(enum.Enum):
    due = "due"
    done = "done"
    not_reached = "not-reached"  # tried, and given up: what became of them is unknown
    stopped = "stopped"  # they said stop asking


class CheckIn(Row, Versioned, Owned, Base):
    """One asking, 4, 13, 26 or 52 weeks after leaving."""

    __tablename__ = "check_in"
    __table_args__ = walled(
        sa.UniqueConstraint("leaver_id", "weeks"),
        sa.Index("ix_check_in_due", "authority_id", "state", "due_on"),
        leaver_id="leaver",
    )

    leaver_id: Mapped[int]
    weeks: Mapped[int]
    due_on: Mapped[dt.date]
    state: Mapped[CheckInState] = mapped_column(by_value(CheckInState, "check_in_state"), default=CheckInState.due)
    done_on: Mapped[dt.date | None]
    spoke_with: Mapped[Evidence | None] = mapped_column(by_value(Evidence, "spoke_with"))
    own_life: Mapped[OwnLife | None] = mapped_column(by_value(OwnLife, "own_life"))
    own_words: Mapped[str] = mapped_column(sa.String(1000), default="")

    leaver: Mapped[Leaver] = relationship(
        primaryjoin=lambda: foreign(CheckIn.leaver_id) == Leaver.id, back_populates="check_ins"
    )
    attempts: Mapped[list[Attempt]] = relationship(
        primaryjoin=lambda: CheckIn.id == foreign(Attempt.check_in_id), order_by="Attempt.id"
    )


class Attempt(Row, Owned, Base):
    """One try to reach somebody."""

    __tablename__ = "check_in_attempt"
    __table_args__ = walled(check_in_id="check_in")
    follows_an_act = True

    check_in_id: Mapped[int] = mapped_column(index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    how: Mapped[str] = mapped_column(sa.String(120))
    reached: Mapped[bool]
    words: Mapped[str] = mapped_column(sa.String(300), default="")
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
