"""Who is where on a day, and the half days of one week of a placement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.calendar import queries as calendar
from pfa.calendar.open_days import is_open
from pfa.calendar.week import DAYS, in_week_order
from pfa.calendar.years import academic_year
from pfa.internships.models import Attendance, Placement
from pfa.internships.queries.sight import LIVE, names, visible
from pfa.internships.schedule import FRIDAY, HalfDay, half_days, monday
from pfa.packages import queries as packages
from pfa.people.models import YoungPerson
from pfa.provision.models import Group
from pfa.web.pages import Page, page_of

A_PAGE = 25  # people on a page of attendance


@dataclass(frozen=True, slots=True)
class Slot:
    """One half day of a placement on a page of attendance, with where it is and what was marked."""

    placement: Placement
    half_day: HalfDay
    place: str
    row: Attendance | None


def on_day(session: Session, asker: Asker, day: dt.date, permission: str = "placement:read") -> Sequence[Slot]:
    """Everybody who should be somewhere on a day, half day by half day, by name."""
    return slots_on(session, session.scalars(_at_work(session, asker, day, permission)).all(), day)


def day_page(
    session: Session, asker: Asker, day: dt.date, *, number: int, permission: str = "placement:read"
) -> Page[Placement]:
    """One page of the placements that run on a day, by name: few enough to mark on a phone."""
    return page_of(session, _at_work(session, asker, day, permission), number=number, size=A_PAGE)


def slots_on(session: Session, rows: Sequence[Placement], day: dt.date) -> Sequence[Slot]:
    """The half days of a day on which these placements run."""
    name = DAYS[day.weekday()] if day.weekday() < len(DAYS) else ""
    half = [
        (row, HalfDay(day, each.split("-")[1]))
        for row in rows
        for each in in_week_order(row.sessions)
        if each.startswith(f"{name}-")
    ]
    return _slots(session, half)


def _at_work(session: Session, asker: Asker, day: dt.date, permission: str) -> sa.Select[Placement]:
    """Live placements with a half day on this weekday, of the authorities in which there is teaching that day."""
    name = DAYS[day.weekday()] if day.weekday() < len(DAYS) else ""
    owners = [
        each
        for each in sorted(asker.authorities_for(permission))
        if name and is_open(day, calendar.terms(session, each, academic_year(day)))
    ]
    return (
        visible(asker, permission)
        .join(YoungPerson, YoungPerson.id == Placement.young_person_id)
        .where(
            Placement.authority_id.in_(owners),
            Placement.state.in_(LIVE),
            Placement.starts_on <= day,
            Placement.ends_on >= day,
            sa.cast(Placement.sessions, sa.Text).contains(f'"{name}-'),
        )
        .options(*names())
        .order_by(YoungPerson.last_name, YoungPerson.first_name, Placement.id)
    )


def week(session: Session, placement: Placement, first: dt.date) -> Sequence[Slot]:
    """The half days of a placement in the week of a Monday."""
    begins = monday(first)
    terms = calendar.terms(session, placement.authority_id)
    last = placement.ended_on or placement.ends_on
    days = half_days(placement.sessions, placement.starts_on, last, begins, begins + FRIDAY, terms)
    return _slots(session, [(placement, each) for each in days])


def _slots(session: Session, half: Sequence[tuple[Placement, HalfDay]]) -> Sequence[Slot]:
    groups: dict[int, Group] = {row.group_id: row.group for row, _ in half}
    elsewhere = packages.provider_names(session, groups.values())
    marked = _marked(session, half)
    return [Slot(row, each, _place(row, each, elsewhere), marked.get((row.id, each))) for row, each in half]


def _marked(session: Session, half: Sequence[tuple[Placement, HalfDay]]) -> dict[tuple[int, HalfDay], Attendance]:
    if not half:
        return {}
    query = (
        sa.select(Attendance)
        .where(
            Attendance.placement_id.in_({row.id for row, _ in half}),
            Attendance.on.in_({each.on for _, each in half}),
        )
        .order_by(Attendance.id)
    )
    return {(row.placement_id, HalfDay(row.on, row.half)): row for row in session.scalars(query)}


def _place(placement: Placement, each: HalfDay, elsewhere: Mapping[int, str]) -> str:
    """Where the half day is: another provider where the group says so, else the employer, else the provider."""
    held = placement.group.held_at.get(each.session)
    if held is not None and held in elsewhere:
        return elsewhere[held]
    if placement.employer is not None:
        return placement.employer.organisation.name
    return placement.group.opportunity.provider.name
