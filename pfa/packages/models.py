"""Packages, their immutable numbered versions, and the answers of everyone who has a say."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.people.codes import OwnSessionKind
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Provider


class PackageState(enum.Enum):
    draft = "draft"
    shared = "shared"  # the young person can see it; answers are being asked for
    agreed = "agreed"
    set_aside = "set-aside"  # replaced by another, or no longer wanted


class Package(Row, Versioned, Owned, Base):
    """One young person's week for one entry year. Its content stands in versions that never change."""

    __tablename__ = "package"
    __table_args__ = walled(
        sa.Index("ix_package_year", "authority_id", "entry_year", "state"),
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

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Package.young_person_id) == YoungPerson.id
    )
    versions: Mapped[list[PackageVersion]] = relationship(
        primaryjoin=lambda: Package.id == foreign(PackageVersion.package_id),
        order_by="PackageVersion.number",
        back_populates="package",
    )


class PackageVersion(Row, Owned, Base):
    """One numbered state of a week. Signatures and prints name it; it is never changed."""

    __tablename__ = "package_version"
    __table_args__ = walled(sa.UniqueConstraint("package_id", "number"), package_id="package")
    follows_an_act = True

    package_id: Mapped[int]
    number: Mapped[int]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    why: Mapped[str] = mapped_column(sa.String(300), default="")

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
    )


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
    """A rule that a person chose to break in this week, and why. It stays visible."""

    __tablename__ = "overridden_rule"
    __table_args__ = walled(package_version_id="package_version", group_id="opportunity_group")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    package_version_id: Mapped[int]
    group_id: Mapped[int | None]
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


class PackageAnswer(Row, Owned, Base):
    """A question put to one party about one version, and what they said. `said` empty: still waiting."""

    __tablename__ = "package_answer"
    __table_args__ = walled(
        sa.UniqueConstraint("package_version_id", "party", "provider_id"),
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

    provider: Mapped[Provider | None] = relationship(
        primaryjoin=lambda: foreign(PackageAnswer.provider_id) == Provider.id
    )
