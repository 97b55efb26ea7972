"""Visits, check-ins that are due, and wishes to change something, each limited to what whoever asks may see."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people import queries as people
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Provider
from pfa.starts.models import ChangeRequest, StartCheck, Visit, VisitState

READ = "start:read"
CHECK_WEEKS = (2, 6)  # when placements fail (practice, "Who starts what, when")
LATEST = dt.timedelta(weeks=26)  # a check-in at a start that nobody asked about in half a year is no longer one
EARLY = dt.timedelta(weeks=1)  # a young person may say how it goes a week before they would be asked
AHEAD = dt.timedelta(weeks=8)  # visits further away are on the person's own page


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check-in that nobody has made yet. `starts_on` is the first day of the first thing in the agreed week."""

    package: Package
    weeks: int
    starts_on: dt.date

    @property
    def due_on(self) -> dt.date:
        return self.starts_on + dt.timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits about starts, for first pages and reports."""

    changes: int  # without an outcome
    untaken: int  # of these, nobody has taken up
    checks: int  # due
    untold: int  # visits whose day has passed without a word


@dataclass(frozen=True, slots=True)
class Lists:
    """What waits about starts: wishes to change, check-ins due, visits nobody has told of yet, visits to come."""

    changes: Sequence[ChangeRequest]
    checks: Sequence[DueCheck]
    untold: Sequence[Visit]
    coming: Sequence[Visit]

    @property
    def names(self) -> int:
        """How many young people the page names."""
        return sum(map(len, (self.changes, self.checks, self.untold, self.coming)))


def lists(session: Session, asker: Asker, today: dt.date) -> Lists:
    """Everything that waits, each list with what is oldest first."""
    booked = _visits(asker).where(Visit.state == VisitState.booked).order_by(Visit.on, Visit.id)
    return Lists(
        changes=open_changes(session, asker),
        checks=due_checks(session, asker, today),
        untold=session.scalars(booked.where(Visit.on < today)).all(),
        coming=session.scalars(booked.where(Visit.on >= today, Visit.on <= today + AHEAD)).all(),
    )


def counts(session: Session, asker: Asker, today: dt.date) -> Counts:
    """How much waits."""
    found = lists(session, asker, today)
    untaken = sum(wish.taken_at is None for wish in found.changes)
    return Counts(len(found.changes), untaken, len(found.checks), len(found.untold))


def open_changes(session: Session, asker: Asker) -> Sequence[ChangeRequest]:
    """Wishes to change that have no outcome yet: those nobody has taken up first, the oldest first."""
    query = _changes(asker).where(ChangeRequest.closed_at.is_(None))
    return session.scalars(
        query.order_by(ChangeRequest.taken_at.is_not(None), ChangeRequest.asked_at, ChangeRequest.id)
    ).all()


def due_checks(session: Session, asker: Asker, today: dt.date, permission: str = READ) -> Sequence[DueCheck]:
    """Check-ins of agreed weeks that are due and not made, the earliest due day first.

    Where the second is due nobody asks for the first any more: one talk answers both.
    """
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    found = {
        package.id: DueCheck(package, weeks, starts_on)
        for weeks in CHECK_WEEKS
        for package, starts_on in session.execute(_unchecked(weeks, today).where(Package.young_person_id.in_(seen)))
    }
    return sorted(found.values(), key=lambda each: (each.due_on, each.package.young_person.last_name, each.package.id))


def check_of(session: Session, asker: Asker, package_id: uuid.UUID, weeks: int, permission: str) -> DueCheck:
    """One check-in of an agreed week, made or not. Raises NotFound."""
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    query = _begun().where(Package.public_id == package_id, Package.young_person_id.in_(seen))
    found = session.execute(query).first()
    if found is None or weeks not in CHECK_WEEKS:
        raise NotFound("We could not find that check-in.")
    return DueCheck(found[0], weeks, found[1])


def checks_of(session: Session, person: YoungPerson) -> Sequence[StartCheck]:
    """The check-ins made with somebody, the newest first."""
    query = (
        sa.select(StartCheck)
        .where(StartCheck.young_person_id == person.id, StartCheck.done_at.is_not(None))
        .options(joinedload(StartCheck.done_by))
        .order_by(StartCheck.done_at.desc(), StartCheck.id.desc())
    )
    return session.scalars(query).all()


def row_of(session: Session, due: DueCheck) -> StartCheck | None:
    """What is kept of a check-in, if anything."""
    query = sa.select(StartCheck).where(StartCheck.package_id == due.package.id, StartCheck.weeks == due.weeks)
    return session.scalars(query).first()


def starts_of(session: Session, person: YoungPerson) -> Sequence[DueCheck]:
    """Both check-ins of each of a person's agreed weeks, the newest week first."""
    query = _begun().where(Package.young_person_id == person.id).order_by(Package.entry_year.desc())
    return [DueCheck(row, weeks, first) for row, first in session.execute(query) for weeks in CHECK_WEEKS]


def visits_of(session: Session, person: YoungPerson) -> Sequence[Visit]:
    """Somebody's visits, the next first, then the past ones from the newest."""
    query = sa.select(Visit).where(Visit.young_person_id == person.id).options(*_with_place())
    return session.scalars(query.order_by(Visit.on.desc(), Visit.id.desc())).all()


def visit(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "start:edit") -> Visit:
    """One visit of a young person whom somebody may see. Raises NotFound."""
    found = session.scalars(_visits(asker, permission).where(Visit.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that visit.")
    return found


def changes_of(session: Session, person: YoungPerson) -> Sequence[ChangeRequest]:
    """What somebody wanted to change, the newest first."""
    query = (
        sa.select(ChangeRequest)
        .where(ChangeRequest.young_person_id == person.id)
        .options(joinedload(ChangeRequest.taken_by))
        .order_by(ChangeRequest.asked_at.desc(), ChangeRequest.id.desc())
    )
    return session.scalars(query).all()


def change(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "start:edit") -> ChangeRequest:
    """One wish to change. Raises NotFound."""
    found = session.scalars(_changes(asker, permission).where(ChangeRequest.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that wish.")
    return found


def own(session: Session, asker: Asker) -> YoungPerson:
    """The young person who is signed in. Raises NotFound."""
    return people.of_user(session, asker.user_id or 0)


def own_check(session: Session, person: YoungPerson, today: dt.date) -> DueCheck | None:
    """The check-in that a young person may answer themselves now: due, or due within a week, and not made."""
    soon = today + EARLY
    for weeks in reversed(CHECK_WEEKS):
        found = session.execute(_unchecked(weeks, soon).where(Package.young_person_id == person.id)).first()
        if found is not None:
            return DueCheck(found[0], weeks, found[1])
    return None


def has_visits(session: Session, person: YoungPerson, today: dt.date) -> bool:
    """Has a young person a visit, or a start they may tell about: is there a page of theirs to see?"""
    query = sa.select(Visit.id).where(Visit.young_person_id == person.id, Visit.state != VisitState.called_off)
    return session.scalars(query.limit(1)).first() is not None or own_check(session, person, today) is not None


def places(session: Session, person: YoungPerson) -> Sequence[Provider]:
    """Where a visit can be booked: every provider of the authority, by name."""
    query = (
        sa.select(Provider)
        .where(Provider.authority_id == person.authority_id)
        .options(joinedload(Provider.organisation), joinedload(Provider.site))
        .order_by(Provider.id)
    )
    return sorted(session.scalars(query), key=lambda each: (each.name.lower(), each.id))


def places_of_week(session: Session, person: YoungPerson) -> frozenset[int]:
    """The providers in somebody's live weeks, by id: those a visit is most often for."""
    query = (
        sa.select(Group)
        .join(PackageItem, PackageItem.group_id == Group.id)
        .join(PackageVersion, PackageVersion.id == PackageItem.package_version_id)
        .join(Package, sa.and_(Package.id == PackageVersion.package_id, Package.newest == PackageVersion.number))
        .where(Package.young_person_id == person.id, Package.state != PackageState.set_aside)
        .options(joinedload(Group.opportunity))
        .order_by(Group.id)
    )
    groups = session.scalars(query).unique().all()
    return frozenset(each for group in groups for each in (group.opportunity.provider_id, *group.held_at.values()))


def _visits(asker: Asker, permission: str = READ) -> sa.Select[Visit]:
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    whose = joinedload(Visit.young_person)
    return sa.select(Visit).where(Visit.young_person_id.in_(seen)).options(whose, *_with_place())


def _changes(asker: Asker, permission: str = READ) -> sa.Select[ChangeRequest]:
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    return (
        sa.select(ChangeRequest)
        .where(ChangeRequest.young_person_id.in_(seen))
        .options(joinedload(ChangeRequest.young_person), joinedload(ChangeRequest.taken_by))
    )


def _with_place() -> tuple[sa.orm.interfaces.LoaderOption, ...]:
    place = joinedload(Visit.provider)
    return (place.joinedload(Provider.organisation), place.joinedload(Provider.site))


def _begun() -> sa.Select[Package, dt.date]:
    """Agreed weeks with the first day of the first thing in them."""
    first = (
        sa.select(PackageVersion.package_id, sa.func.min(Group.starts_on).label("starts_on"))
        .join(Package, sa.and_(Package.id == PackageVersion.package_id, Package.newest == PackageVersion.number))
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .join(Group, Group.id == PackageItem.group_id)
        .group_by(PackageVersion.package_id)
        .subquery()
    )
    return (
        sa.select(Package, first.c.starts_on)
        .join(first, first.c.package_id == Package.id)
        .where(Package.state == PackageState.agreed)
        .options(joinedload(Package.young_person))
    )


def _unchecked(weeks: int, today: dt.date) -> sa.Select[Package, dt.date]:
    made = sa.select(StartCheck.id).where(
        StartCheck.package_id == Package.id, StartCheck.weeks >= weeks, StartCheck.done_at.is_not(None)
    )
    query = _begun()
    starts_on = query.selected_columns["starts_on"]
    until = today - dt.timedelta(weeks=weeks)
    return query.where(starts_on <= until, starts_on > until - LATEST, ~made.exists()).order_by(starts_on, Package.id)
