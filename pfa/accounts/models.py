"""Authorities, organisations, users, memberships and sign-ins."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pfa.core.database import Base, Row, Versioned
from pfa.core.types import Moment, by_value


class Authority(Row, Versioned, Base):
    """A local authority: the wall around every personal row."""

    __tablename__ = "authority"

    name: Mapped[str] = mapped_column(sa.String(120), unique=True)
    code: Mapped[str] = mapped_column(sa.String(9), unique=True)  # GSS code, or a made-up one for invented data
    accent: Mapped[str] = mapped_column(sa.String(7), default="#1d5b79")
    help_words: Mapped[str] = mapped_column(sa.Text, default="")  # help that is there now, shown to young people
    region: Mapped[str] = mapped_column(sa.String(80), default="")  # authorities of one name compare their figures
    reading_hours: Mapped[int] = mapped_column(default=24)  # hours in which a free-text answer must be read
    talk_hours: Mapped[int] = mapped_column(default=4)  # hours in which "I need to talk to someone" must be met
    is_synthetic: Mapped[bool] = mapped_column(default=False)


class OrganisationKind(enum.Enum):
    authority = "authority"
    school = "school"
    college = "college"
    specialist_college = "specialist-college"
    training_provider = "training-provider"
    employer = "employer"
    community = "community"
    health = "health"


class Organisation(Row, Versioned, Base):
    """A school, college, employer or other body, shared between authorities."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(sa.String(160), index=True)
    kind: Mapped[OrganisationKind] = mapped_column(by_value(OrganisationKind, "organisation_kind"))
    urn: Mapped[str | None] = mapped_column(sa.String(6), unique=True)
    ukprn: Mapped[str | None] = mapped_column(sa.String(8), unique=True)
    is_synthetic: Mapped[bool] = mapped_column(default=False)

    sites: Mapped[list[Site]] = relationship(back_populates="organisation", order_by="Site.id")


class Site(Row, Versioned, Base):
    """One place of an organisation. Coordinates are WGS 84 degrees, found from the postcode; None if it is unknown."""

    __tablename__ = "site"

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    postcode: Mapped[str] = mapped_column(sa.String(8), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]

    organisation: Mapped[Organisation] = relationship(back_populates="sites")


class User(Row, Versioned, Base):
    """Somebody who can sign in. A young person's user has no e-mail and no password: they have a card."""

    __tablename__ = "user_account"

    name: Mapped[str] = mapped_column(sa.String(120))
    email: Mapped[str | None] = mapped_column(sa.String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    is_synthetic: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", order_by="Membership.id", foreign_keys="Membership.user_id"
    )


class Role(enum.Enum):
    """What somebody does here. What each role may do stands in `permissions.py`."""

    coordinator = "coordinator"
    authority_admin = "authority-admin"
    approver = "approver"
    safeguarding_lead = "safeguarding-lead"
    school_staff = "school-staff"
    college_staff = "college-staff"
    job_coach = "job-coach"
    young_person = "young-person"
    parent = "parent"  # or a carer: linked to one or more young people by the staff


BY_CARD = (Role.young_person, Role.parent)  # who signs in with a card, and is nobody of the staff


class Membership(Row, Base):
    """A role for one authority, at one organisation where that matters. It works from its first to its last day."""

    __tablename__ = "membership"
    __table_args__ = (sa.UniqueConstraint("user_id", "authority_id", "organisation_id", "role"),)

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    role: Mapped[Role] = mapped_column(by_value(Role, "role"))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]

    user: Mapped[User] = relationship(back_populates="memberships", foreign_keys=[user_id])
    authority: Mapped[Authority] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    def works_on(self, day: dt.date) -> bool:
        """Has this role begun, and not ended, on a day?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class SignInWay(enum.Enum):
    password = "password"  # noqa: S105 - the name of a way to sign in
    card_code = "card-code"
    card_link = "card-link"
    supervised = "supervised"
    helped = "helped"


class SignIn(Row, Base):
    """One sign-in, kept here so that signing out ends it. The cookie holds a random token, this row only its hash."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    way: Mapped[SignInWay] = mapped_column(by_value(SignInWay, "sign_in_way"))
    browser: Mapped[str] = mapped_column(sa.String(40), default="")  # its family and system, never the whole name
    helped_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    started_at: Mapped[dt.datetime] = mapped_column(Moment)
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)
    ends_at: Mapped[dt.datetime] = mapped_column(Moment)
    idle_minutes: Mapped[int]
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # None: the secret was right, a second page is due
    proved_at: Mapped[dt.datetime | None] = mapped_column(
        Moment
    )  # when the second factor was; None: none was asked for
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class PasswordLink(Row, Base):
    """A link with which one user sets a password, once, within 48 hours. Only the hash of its 256 bits is kept."""

    __tablename__ = "password_link"

    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))  # None: the command line
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    ends_at: Mapped[dt.datetime] = mapped_column(Moment)
    used_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class SecondFactor(Base):
    """The app of a member of staff that shows a new code every 30 seconds.

    Its secret is kept nowhere: it is worked out from this seed and the pepper, which is in no table.
    """

    __tablename__ = "second_factor"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), unique=True)
    seed: Mapped[str] = mapped_column(sa.String(64))
    pepper_key: Mapped[str] = mapped_column(sa.String(16))
    last_step: Mapped[int]  # codes of this step of 30 seconds since 1970, and of earlier ones, work no more
    set_at: Mapped[dt.datetime] = mapped_column(Moment)


class RecoveryCode(Base):
    """A code on paper for whoever is without their app: it works once, and only its slow hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(200))
    pepper_key: Mapped[str] = mapped_column(sa.String(16))
    used_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class LearnerCard(Row, Base):
    """A young person's card: a locator that is no secret, and a secret typed or carried by the QR code.

    Only hashes are kept: argon2id over an HMAC with the pepper for the typed secret, SHA-256 for the 256-bit link.
    """

    __tablename__ = "learner_card"
    __table_args__ = (
        sa.Index(
            "uq_learner_card_live_locator",
            "locator",
            unique=True,
            sqlite_where=sa.text("replaced_at is null"),
            postgresql_where=sa.text("replaced_at is null"),
        ),
    )

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)
    locator: Mapped[str] = mapped_column(sa.String(5))
    secret_hash: Mapped[str] = mapped_column(sa.String(200))
    link_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    pepper_key: Mapped[str] = mapped_column(sa.String(16))  # which pepper was used, for rotation
    picture: Mapped[str] = mapped_column(sa.String(40), default="")  # chosen; shown once the secret was right
    issued_at: Mapped[dt.datetime] = mapped_column(Moment)
    expires_on: Mapped[dt.date]
    replaced_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    typing_paused_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class Counted(Base):
    """Something counted against a limit: a wrong secret by what was tried or from where (hashed), an invitation."""

    __tablename__ = "counted"
    __table_args__ = (sa.Index("ix_counted_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(80))
    at: Mapped[dt.datetime] = mapped_column(Moment)


class SupervisedWindow(Row, Base):
    """An hour at most in which a group signs in with short codes, in a room with the member of staff who opened it."""

    __tablename__ = "supervised_window"

    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id"), index=True)
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    opened_at: Mapped[dt.datetime] = mapped_column(Moment)
    closes_at: Mapped[dt.datetime] = mapped_column(Moment)

    codes: Mapped[list[SupervisedCode]] = relationship(back_populates="window", order_by="SupervisedCode.id")


class SupervisedCode(Base):
    """One young person's five-character code for one window: ten tries, then it is dead."""

    __tablename__ = "supervised_code"
    __table_args__ = (sa.UniqueConstraint("window_id", "user_id"), sa.UniqueConstraint("window_id", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(4), index=True)  # which young person; no two open windows share one
    window_id: Mapped[int] = mapped_column(sa.ForeignKey("supervised_window.id"), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"))
    code_hash: Mapped[str] = mapped_column(sa.String(200))
    failures: Mapped[int] = mapped_column(default=0)
    signed_in_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    window: Mapped[SupervisedWindow] = relationship(back_populates="codes")
