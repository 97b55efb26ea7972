"""Packages, their immutable numbered versions, and the answers of everyone who has a say."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, Words, by_value
from pfa.people.codes import OwnSessionKind
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Provider


class PackageState(enum.Enum):
    draft = "draft"
    shared = "shared"  # the young person can see it; answers are being asked for
    agreed = "agreed"
    set_aside = "set-aside"  # replaced by another, or no longer wanted


LIVE = (PackageState.draft, PackageState.shared, PackageState.agreed)
_IS_LIVE = sa.text("state <> 'set-aside'")


class Package(Row, Versioned, Owned, Base):
    """One young person's week for one entry year. Its content stands in versions that never change.

    A young person has one live package for an entry year; the others are set aside. Without a plan the authority
    cannot place anybody: then `applied_on`, `offered_on` and `enrolled_on` say how far their own application is.
    """

    __tablename__ = "package"
    __table_args__ = walled(
        sa.Index("ix_package_year", "authority_id", "entry_year", "state"),
        sa.Index(
            "uq_package_live",
            "young_person_id",
            "entry_year",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        young_person_id="young_person",
        run_id="run",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    entry_year: Mapped[int]
    state: Mapped[PackageState] = mapped_column(by_value(PackageState, "package_state"), default=PackageState.draft)
    run_id: Mapped[int | None]
    newest: Mapped[int] = mapped_column(default=1)  # the number of the newest version
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    agreed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    agreed_number: Mapped[int | None]
    applied_on: Mapped[dt.date | None]
    offered_on: Mapped[dt.date | None]
    enrolled_on: Mapped[dt.date | None]

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Package.young_person_id) == YoungPerson.id
    )
    versions: Mapped[list[PackageVersion]] = relationship(
        primaryjoin=lambda: Package.id == foreign(PackageVersion.package_id),
        order_by="PackageVersion.number",
        back_populates="package",
    )
    current: Mapped[PackageVersion] = relationship(
        primaryjoin=lambda: sa.and_(
            Package.id == foreign(PackageVersion.package_id), Package.newest == foreign(PackageVersion.number)
        ),
        viewonly=True,
        uselist=False,
    )

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_edited_by_hand(self) -> bool:
        """Has anybody worked on it, or is it just as a run suggested it?"""
        return self.run_id is None or self.newest > 1


class PackageVersion(Row, Owned, Base):
    """One numbered state of a week. Signatures and prints name it; it is never changed.

    `filled` counts its sessions, own ones included; it is kept here so that lists can ask for gaps.
    """

    __tablename__ = "package_version"
    __table_args__ = walled(sa.UniqueConstraint("package_id", "number"), package_id="package")
    follows_an_act = True

    package_id: Mapped[int]
    number: Mapped[int]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    why: Mapped[str] = mapped_column(sa.String(300), default="")
    filled: Mapped[int] = mapped_column(default=0)

    package: Mapped[Package] = relationship(
        primaryjoin=lambda: foreign(PackageVersion.package_id) == Package.id, back_populates="versions"
    )
    items: Mapped[list[PackageItem]] = relationship(
        primaryjoin=lambda: PackageVersion.id == foreign(PackageItem.package_version_id), order_by="PackageItem.id"
    )
    own: Mapped[list[PackageOwnSession]] = relationship(
        primaryjoin=lambda: PackageVersion.id == foreign(PackageOwnSession.package_version_id),
        order_by="PackageOwnSession.id",
    )
    overridden: Mapped[list[OverriddenRule]] = relationship(
        primaryjoin=lambda: PackageVersion.id == foreign(OverriddenRule.package_version_id),
        order_by="OverriddenRule.id",
    )
    answers: Mapped[list[PackageAnswer]] = relationship(
        primaryjoin=lambda: PackageVersion.id == foreign(PackageAnswer.package_version_id),
        order_by="PackageAnswer.id",
        back_populates="version",
    )

    @property
    def standing(self) -> list[PackageAnswer]:
        """The answers that count: each party's newest."""
        return [answer for answer in self.answers if answer.replaced_at is None]

    @property
    def group_ids(self) -> frozenset[int]:
        return frozenset(item.group_id for item in self.items)


class PackageItem(Owned, Base):
    """One group in a week."""

    __tablename__ = "package_item"
    __table_args__ = walled(
        sa.UniqueConstraint("package_version_id", "group_id"),
        package_version_id="package_version",
        group_id="opportunity_group",
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    package_version_id: Mapped[int]
    group_id: Mapped[int] = mapped_column(index=True)

    group: Mapped[Group] = relationship(primaryjoin=lambda: foreign(PackageItem.group_id) == Group.id)


class PackageOwnSession(Owned, Base):
    """A session of a week that is theirs alone, as it stood when the version was made."""

    __tablename__ = "package_own_session"
    __table_args__ = walled(sa.UniqueConstraint("package_version_id", "session"), package_version_id="package_version")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    package_version_id: Mapped[int]
    session: Mapped[str] = mapped_column(sa.String(10))
    kind: Mapped[OwnSessionKind] = mapped_column(by_value(OwnSessionKind, "package_own_session_kind"))
    label: Mapped[str] = mapped_column(sa.String(80), default="")


class OverriddenRule(Owned, Base):
    """A rule that a person chose to break in this week, and why. It stays visible.

    `rule` is the checker's code, `about` the solver's ids of the groups that break it together.
    """

    __tablename__ = "overridden_rule"
    __table_args__ = walled(package_version_id="package_version")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    package_version_id: Mapped[int]
    about: Mapped[list[str]] = mapped_column(Words)
    rule: Mapped[str] = mapped_column(sa.String(40))
    words: Mapped[str] = mapped_column(sa.String(400))
    reason: Mapped[str] = mapped_column(sa.String(500))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))


class Party(enum.Enum):
    """Who has a say. The young person is always asked; the decision-maker may be the same person."""

    young_person = "young-person"
    decision_maker = "decision-maker"
    provider = "provider"
    authority = "authority"


class Said(enum.Enum):
    yes = "yes"
    no = "no"
    talk = "talk-to-me"


_STANDS_OF_PROVIDER = sa.text("replaced_at is null and provider_id is not null")
_STANDS_OF_PARTY = sa.text("replaced_at is null and provider_id is null")


class PackageAnswer(Row, Owned, Base):
    """A question put to one party about one version, and what they said. `said` empty: still waiting.

    Whoever changes their mind gets a new row; the earlier one stays, with the moment it was replaced.
    """

    __tablename__ = "package_answer"
    __table_args__ = walled(
        sa.Index(
            "uq_package_answer_provider",
            "package_version_id",
            "provider_id",
            unique=True,
            sqlite_where=_STANDS_OF_PROVIDER,
            postgresql_where=_STANDS_OF_PROVIDER,
        ),
        sa.Index(
            "uq_package_answer_party",
            "package_version_id",
            "party",
            unique=True,
            sqlite_where=_STANDS_OF_PARTY,
            postgresql_where=_STANDS_OF_PARTY,
        ),
        sa.Index("ix_package_answer_waiting", "authority_id", "said", "reply_by"),
        package_version_id="package_version",
        provider_id="provider",
    )
    follows_an_act = True

    package_version_id: Mapped[int]
    party: Mapped[Party] = mapped_column(by_value(Party, "party"))
    provider_id: Mapped[int | None] = mapped_column(index=True)
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    reply_by: Mapped[dt.date | None]
    said: Mapped[Said | None] = mapped_column(by_value(Said, "said"))
    said_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    said_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    how: Mapped[str] = mapped_column(sa.String(120), default="")  # in the app, by phone, by letter, at a meeting
    note: Mapped[str] = mapped_column(sa.String(1000), default="")
    replaced_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    version: Mapped[PackageVersion] = relationship(
        primaryjoin=lambda: foreign(PackageAnswer.package_version_id) == PackageVersion.id, back_populates="answers"
    )
    provider: Mapped[Provider | None] = relationship(
        primaryjoin=lambda: foreign(PackageAnswer.provider_id) == Provider.id
    )


_IS_STANDING = sa.text("taken_back_at is null")


class ToldReason(Owned, Base):
    """Why a wish is not in a week, in the young person's words, released by somebody who has talked with them.

    It is told of one version and shown with that version only: of another week it may not be so. `told` is one of the
    solver's `TELLINGS`, `next_step` what is tried next (see `words`).
    """

    __tablename__ = "told_reason"
    __table_args__ = walled(
        sa.Index(
            "uq_told_reason",
            "package_version_id",
            "target",
            unique=True,
            sqlite_where=_IS_STANDING,
            postgresql_where=_IS_STANDING,
        ),
        package_version_id="package_version",
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    package_version_id: Mapped[int]
    rank: Mapped[int]
    target: Mapped[str] = mapped_column(sa.String(80))
    target_words: Mapped[str] = mapped_column(sa.String(200))
    told: Mapped[str] = mapped_column(sa.String(20))
    next_step: Mapped[str] = mapped_column(sa.String(20))
    talked_on: Mapped[dt.date]
    told_at: Mapped[dt.datetime] = mapped_column(Moment)
    told_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    taken_back_at: Mapped[dt.datetime | None] = mapped_column(Moment)
