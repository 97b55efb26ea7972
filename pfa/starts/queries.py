"""Visits, check-ins that are due, and wishes to change something, each limited to what whoever asks may see."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
AT_MOST = 50  # lines of a list on the page; the figure beside it counts all of them


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
    coming: int  # visits in the next eight weeks


@dataclass(frozen=True, slots=True)
class Lists:
    """What waits about starts: wishes to change, check-ins due, visits nobody has told of yet, visits to come."""

    changes: Sequence[ChangeRequest]
    checks: Sequence[DueCheck]
    untold: Sequence[Visit]
    coming: Sequence[Visit]
    counts: Counts

    @property
    def names(self) -> int:
        """How many young people the page names."""
        return sum(map(len, (self.changes, self.checks, self.untold, self.coming)))


def lists(session: Session, asker: Asker, today: dt.date) -> Lists:
    """Everything that waits, each list with what is oldest first: all wishes, the first fifty of the others."""
    untold, coming = _untold(asker, today), _coming(asker, today)
    return Lists(
        changes=open_changes(session, asker),
        checks=due_checks(session, asker, today, at_most=AT_MOST),
        untold=session.scalars(untold.limit(AT_MOST)).all(),
        coming=session.scalars(coming.limit(AT_MOST)).all(),
        counts=counts(session, asker, today),
    )


def counts(session: Session, asker: Asker, today: dt.date) -> Counts:
    """How much waits."""
    wishes = _changes(asker).where(ChangeRequest.closed_at.is_(None))
    return Counts(
        changes=_how_many(session, wishes),
        untaken=_how_many(session, wishes.where(ChangeRequest.taken_at.is_(None))),
        checks=sum(_how_many(session, _due(asker, weeks, today, READ)) for weeks in CHECK_WEEKS),
        untold=_how_many(session, _untold(asker, today)),
        coming=_how_many(session, _coming(asker, today)),
    )


def open_changes(session: Session, asker: Asker) -> Sequence[ChangeRequest]:
    """Wishes to change that have no outcome yet: those nobody has taken up first, the oldest first."""
    query = _changes(asker).where(ChangeRequest.closed_at.is_(None))
    return session.scalars(
        query.order_by(ChangeRequest.taken_at.is_not(None), ChangeRequest.asked_at, ChangeRequest.id)
    ).all()


def due_checks(
    session: Session, asker: Asker, today: dt.date, permission: str = READ, *, at_most: int | None = None
) -> Sequence[DueCheck]:
    """Check-ins of agreed weeks that are due and not made, the earliest due day first.

    Where the second is due nobody asks for the first any more: one talk answers both.
    """
    found = [
        DueCheck(package, weeks, starts_on)
        for weeks in CHECK_WEEKS
        for package, starts_on in session.execute(_due(asker, weeks, today, permission).limit(at_most))
    ]
    found.sort(key=lambda each: (each.due_on, each.package.young_person.last_name, each.package.id))
    return found[:at_most]


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
    """Agreed weeks whose check-in is due on a day and neither made nor overtaken by the next one."""
    made = sa.select(StartCheck.id).where(
        StartCheck.package_id == Package.id, StartCheck.weeks >= weeks, StartCheck.done_at.is_not(None)
    )
    query = _begun()
    starts_on = query.selected_columns["starts_on"]
    until = today - dt.timedelta(weeks=weeks)
    later = [each for each in CHECK_WEEKS if each > weeks]
    since = today - dt.timedelta(weeks=min(later)) if later else until - LATEST
    return query.where(starts_on <= until, starts_on > since, ~made.exists()).order_by(starts_on, Package.id)


def _due(asker: Asker, weeks: int, today: dt.date, permission: str) -> sa.Select[Package, dt.date]:
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    return _unchecked(weeks, today).where(Package.young_person_id.in_(seen))


def _untold(asker: Asker, today: dt.date) -> sa.Select[Visit]:
    booked = _visits(asker).where(Visit.state == VisitState.booked, Visit.on < today)
    return booked.order_by(Visit.on, Visit.id)


def _coming(asker: Asker, today: dt.date) -> sa.Select[Visit]:
    booked = _visits(asker).where(Visit.state == VisitState.booked, Visit.on >= today, Visit.on <= today + AHEAD)
    return booked.order_by(Visit.on, Visit.id)


def _how_many(session: Session, query: sa.Select[*tuple[Any, ...]]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
