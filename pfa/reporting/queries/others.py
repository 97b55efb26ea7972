"""The first pages of everybody but the co-ordinator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts import leads
from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, Role
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import HandOver, Reading, Round
from pfa.aspirations.queries import Member, MemberFilter, QueueSummary, Rates, Standing, State
from pfa.calendar.picture import Cell
from pfa.core.errors import NotFound
from pfa.demand import queries as demand
from pfa.demand.queries import Waiting
from pfa.internships import queries as internships
from pfa.packages import queries as packages
from pfa.packages import shown
from pfa.packages.models import Package, PackageState
from pfa.packages.queries import Consultation
from pfa.people.models import YoungPerson
from pfa.provision import queries as provision
from pfa.provision.models import Group
from pfa.reporting.queries.desk import TOP, newest_round, organisation_names
from pfa.reporting.queries.feedback import my_release
from pfa.starts import queries as starts


@dataclass(frozen=True, slots=True)
class InCharge:
    """What waits for whoever is in charge of something; None for what is not theirs to see."""

    queue: QueueSummary | None = None
    readings: Sequence[Reading] = ()
    passed: Sequence[HandOver] = ()  # passed to the reader by name and not yet taken over
    approvals: Sequence[Package] | None = None
    roles: Sequence[tuple[Role, int]] | None = None
    is_unread: bool = False  # no safeguarding lead can sign in, and the reader can change that

    @property
    def names(self) -> int:
        """How many young people the page names."""
        return len(self.readings) + len(self.passed) + len((self.approvals or [])[:TOP])


def in_charge(session: Session, asker: Asker, now: dt.datetime, today: dt.date) -> InCharge:
    """The queues of those who are in charge of something."""
    reads = asker.can("safeguarding:read")
    return InCharge(
        queue=aspirations.queue_summary(session, asker, now, today) if reads else None,
        readings=aspirations.queue(session, asker).rows[:TOP] if reads else [],
        passed=_passed(session, asker) if asker.can("answer:read") else [],
        approvals=packages.approvals(session, asker) if asker.can("package:approve") else None,
        roles=_roles(session, asker, today) if asker.can("user:manage") else None,
        is_unread=not all(
            leads.readers(session, authority_id, today) for authority_id in asker.authorities_for("user:manage")
        ),
    )


def _passed(session: Session, asker: Asker) -> list[HandOver]:
    return [row for row in aspirations.passed_to(session, asker) if row.taken_at is None]


def _roles(session: Session, asker: Asker, today: dt.date) -> list[tuple[Role, int]]:
    held = (
        sa.select(Membership.role, sa.func.count(Membership.user_id.distinct()).label("people"))
        .where(
            Membership.authority_id.in_(asker.authorities_for("user:manage")),
            Membership.starts_on <= today,
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        )
        .group_by(Membership.role)
    )
    found: dict[Role, int] = {row.role: row.people for row in session.execute(held)}
    return [(role, found.get(role, 0)) for role in Role]


@dataclass(frozen=True, slots=True)
class AtSchool:
    """A school's first page: the newest round among those whom the reader may see. No round: nobody was asked yet."""

    schools: Sequence[str]
    asked: Round | None
    rates: Rates | None
    silent: Sequence[Member]


def at_school(session: Session, asker: Asker, today: dt.date) -> AtSchool:
    """What a school's staff need to know of the round."""
    asked = newest_round(session, asker, today)
    silent = MemberFilter(state=State.not_started)
    return AtSchool(
        schools=organisation_names(session, asker, "round:read"),
        asked=asked,
        rates=aspirations.rates(session, asker, asked) if asked else None,
        silent=aspirations.members(session, asker, asked, silent, number=1).rows[:TOP] if asked else [],
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """One group of a college with its places and how many are taken."""

    group: Group
    taken: int

    @property
    def left(self) -> int:
        return max(0, self.group.places - self.taken)


@dataclass(frozen=True, slots=True)
class AtCollege:
    """A college's first page: its groups of the next September, and what it is asked about young people."""

    colleges: Sequence[str]
    entry_year: int
    groups: Sequence[Counted]
    waiting: Sequence[Consultation]
    late: int
    sheets: Sequence[Waiting]
    sheets_late: bool


def at_college(session: Session, asker: Asker, today: dt.date) -> AtCollege:
    """What a college's staff need to know and to answer."""
    entry_year = provision.default_year(today)
    groups = provision.groups_to_count(session, asker, entry_year)
    taken = provision.taken_of(session, [group.id for group in groups])
    waiting = [asked for asked in packages.consultations(session, asker) if asked.said is None]
    sheets = demand.sheets_waiting(session, asker)
    return AtCollege(
        sheets=sheets,
        sheets_late=any(sheet.is_late(today) for sheet in sheets),
        colleges=organisation_names(session, asker, "provision:counts"),
        entry_year=entry_year,
        groups=[Counted(group, taken[group.id].people if group.id in taken else 0) for group in groups],
        waiting=waiting,
        late=sum(asked.reply_by is not None and asked.reply_by < today for asked in waiting),
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """A young person's first page. A week is theirs to see once it was shared with them."""

    person: YoungPerson | None = None
    standing: Standing | None = None
    package: Package | None = None
    cells: Sequence[Cell] = ()
    has_work: bool = False
    has_visits: bool = False
    has_news: bool = False  # somebody has told what came of what they said


def mine(session: Session, asker: Asker, today: dt.date) -> Mine:
    """What a young person may answer, and their week. Empty if their record is closed."""
    try:
        person, package = packages.own_package(session, asker)
    except NotFound:
        return Mine()
    found = Mine(
        person,
        aspirations.standing(session, person, today),
        has_work=internships.has_work(session, person),
        has_visits=starts.has_visits(session, person, today),
        has_news=my_release(session, asker) is not None,
    )
    if package is None or package.state not in (PackageState.shared, PackageState.agreed):
        return found
    names = packages.provider_names(session, [item.group for item in package.current.items])
    return replace(found, package=package, cells=shown.cells(package, package.current, names))
