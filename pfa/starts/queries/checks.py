"""Check-ins two and six weeks after a start: which are due, which were made."""

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
from pfa.provision.models import Group
from pfa.starts.models import StartCheck

READ = "start:read"
CHECK_WEEKS = (2, 6)  # when placements fail (practice, "Who starts what, when")
LATEST = dt.timedelta(weeks=26)  # a check-in at a start that nobody asked about in half a year is no longer one
EARLY = dt.timedelta(weeks=1)  # a young person may say how it goes a week before they would be asked


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check-in that nobody has made yet. `starts_on` is the first day of the first thing in the agreed week."""

    package: Package
    weeks: int
    starts_on: dt.date

    @property
    def due_on(self) -> dt.date:
        return self.starts_on + dt.timedelta(weeks=self.weeks)

    def is_overtaken(self, today: dt.date) -> bool:
        """Is a later check-in due already, so that nobody asks for this one any more?"""
        return any(weeks > self.weeks and self.starts_on + dt.timedelta(weeks=weeks) <= today for weeks in CHECK_WEEKS)


def due_checks(
    session: Session, asker: Asker, today: dt.date, permission: str = READ, *, at_most: int | None = None
) -> Sequence[DueCheck]:
    """Check-ins of agreed weeks that are due and not made, the earliest due day first.

    Where the second is due nobody asks for the first any more: one talk answers both.
    """
    found = [
        DueCheck(package, weeks, starts_on)
        for weeks in CHECK_WEEKS
        for package, starts_on in session.execute(due(asker, weeks, today, permission).limit(at_most))
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


def own_check(session: Session, person: YoungPerson, today: dt.date) -> DueCheck | None:
    """The check-in that a young person may answer themselves now: due, or due within a week, and not made."""
    soon = today + EARLY
    for weeks in reversed(CHECK_WEEKS):
        found = session.execute(_unchecked(weeks, soon).where(Package.young_person_id == person.id)).first()
        if found is not None:
            return DueCheck(found[0], weeks, found[1])
    return None


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


def due(asker: Asker, weeks: int, today: dt.date, permission: str) -> sa.Select[Package, dt.date]:
    """The check-ins of one kind that are due to whoever may see the person, the earliest start first."""
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    return _unchecked(weeks, today).where(Package.young_person_id.in_(seen))
