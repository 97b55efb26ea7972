"""Employers an authority knows: how far the relationship is, who they are, what was done, what is checked."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.accounts.models import Organisation, Site, User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.provision.models import Group


class Stage(enum.Enum):
    """How far the relationship with an employer is: the five steps that councils describe, and "not now"."""

    identified = "identified"
    contact = "contact"
    designing = "designing"
    first_placement = "first-placement"
    evaluated = "evaluated"
    established = "established"
    not_now = "not-now"


class Employer(Row, Versioned, Owned, Base):
    """An authority's own relationship with an employer; the organisation itself is shared."""

    __tablename__ = "employer"
    __table_args__ = walled(
        sa.UniqueConstraint("authority_id", "organisation_id"),
        sa.Index("ix_employer_stage", "authority_id", "stage"),
        sa.Index("ix_employer_next", "authority_id", "next_action_on"),
    )

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    kind_of_work: Mapped[str] = mapped_column(sa.String(40), default="")  # a key of KINDS_OF_WORK, or none
    stage: Mapped[Stage] = mapped_column(by_value(Stage, "stage"), default=Stage.identified)
    not_now_because: Mapped[str] = mapped_column(sa.String(300), default="")
    next_action: Mapped[str] = mapped_column(sa.String(200), default="")
    next_action_on: Mapped[dt.date | None]
    adjustments: Mapped[str] = mapped_column(sa.String(600), default="")
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    is_synthetic: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    contacts: Mapped[list[EmployerContact]] = relationship(
        primaryjoin=lambda: Employer.id == foreign(EmployerContact.employer_id), order_by="EmployerContact.id"
    )
    activities: Mapped[list[Activity]] = relationship(
        primaryjoin=lambda: Employer.id == foreign(Activity.employer_id),
        order_by="Activity.on.desc(), Activity.id.desc()",
    )
    checks: Mapped[list[EmployerCheck]] = relationship(
        primaryjoin=lambda: Employer.id == foreign(EmployerCheck.employer_id), order_by="EmployerCheck.id"
    )

    @property
    def whom_to_ask(self) -> EmployerContact | None:
        """The contact who opens doors, else the first who has not left."""
        there = [contact for contact in self.contacts if contact.left_on is None]
        return next((contact for contact in there if contact.is_key), there[0] if there else None)


class EmployerContact(Row, Versioned, Owned, Base):
    """Somebody who works for an employer. `is_key` opens doors; who has left stays for the timeline."""

    __tablename__ = "employer_contact"
    __table_args__ = walled(employer_id="employer")

    employer_id: Mapped[int] = mapped_column(index=True)
    site_id: Mapped[int | None] = mapped_column(sa.ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(sa.String(120))
    job: Mapped[str] = mapped_column(sa.String(120), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    phone: Mapped[str] = mapped_column(sa.String(30), default="")
    is_key: Mapped[bool] = mapped_column(default=False)
    left_on: Mapped[dt.date | None]

    site: Mapped[Site | None] = relationship()


class ActivityKind(enum.Enum):
    call = "call"
    visit = "visit"
    meeting = "meeting"
    message = "message"
    note = "note"
    stage = "stage"  # the stage was changed
    evaluation = "evaluation"  # what was learned, for the young person and for the employer
    reply = "reply"  # the employer's own answer by a link


class Activity(Row, Owned, Base):
    """One thing that was done with an employer. Never changed: a correction is another entry.

    An evaluation says in `words` what it was like for young people, in `for_employer` what it was like for the
    employer, and in `again` whether they would host again (None: not known yet).
    """

    __tablename__ = "employer_activity"
    __table_args__ = walled(sa.Index("ix_employer_activity_on", "employer_id", "on"), employer_id="employer")

    employer_id: Mapped[int]
    kind: Mapped[ActivityKind] = mapped_column(by_value(ActivityKind, "activity_kind"))
    on: Mapped[dt.date]
    words: Mapped[str] = mapped_column(sa.String(1000), default="")
    for_employer: Mapped[str] = mapped_column(sa.String(1000), default="")
    again: Mapped[bool | None]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)

    by: Mapped[User | None] = relationship(foreign_keys=[by_id])


class CheckKind(enum.Enum):
    insurance = "insurance"  # employers' liability
    health_and_safety = "health-and-safety"
    risk_assessment = "risk-assessment"
    safeguarding = "safeguarding"


class EmployerCheck(Row, Versioned, Owned, Base):
    """One check of an employer, for all its sites or for one: when it was made and until when it holds."""

    __tablename__ = "employer_check"
    __table_args__ = walled(sa.Index("ix_employer_check_expiry", "authority_id", "expires_on"), employer_id="employer")

    employer_id: Mapped[int] = mapped_column(index=True)
    site_id: Mapped[int | None] = mapped_column(sa.ForeignKey("site.id"))
    kind: Mapped[CheckKind] = mapped_column(by_value(CheckKind, "check_kind"))
    checked_on: Mapped[dt.date]
    expires_on: Mapped[dt.date | None]
    words: Mapped[str] = mapped_column(sa.String(300), default="")
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    site: Mapped[Site | None] = relationship()


class OfferSaid(enum.Enum):
    yes = "yes"
    no = "no"


class OfferLink(Row, Versioned, Owned, Base):
    """A signed link with which an employer says yes or no to a placement on offer, once, without an account.

    The address carries a signature and no secret is kept here; `ends_at` is when it stops to work, `read_at` when
    somebody here has seen the answer.
    """

    __tablename__ = "offer_link"
    __table_args__ = walled(employer_id="employer", group_id="opportunity_group")

    employer_id: Mapped[int] = mapped_column(index=True)
    group_id: Mapped[int] = mapped_column(index=True)
    sent_to: Mapped[str] = mapped_column(sa.String(160), default="")
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    ends_at: Mapped[dt.datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    said: Mapped[OfferSaid | None] = mapped_column(by_value(OfferSaid, "offer_said"))
    said_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    said_by: Mapped[str] = mapped_column(sa.String(120), default="")
    places: Mapped[int | None]
    words: Mapped[str] = mapped_column(sa.String(600), default="")
    read_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])
    employer: Mapped[Employer] = relationship(primaryjoin=lambda: foreign(OfferLink.employer_id) == Employer.id)
    group: Mapped[Group] = relationship(primaryjoin=lambda: foreign(OfferLink.group_id) == Group.id)
