"""A job coach's own list, and planned and actual coach hours by coach and week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.calendar import queries as calendar
from pfa.calendar.open_days import is_open
from pfa.calendar.week import DAYS, HALF_NAMES
from pfa.internships.models import CoachVisit, Placement, PlacementState, Review
from pfa.internships.queries.daily import Slot, on_day
from pfa.internships.queries.sight import COACH, names, user_names, visible
from pfa.internships.queries.waiting import Unseen, due_reviews, not_seen
from pfa.internships.schedule import FRIDAY, WEEK, Step, monday, planned_hours, week_of
from pfa.people.models import YoungPerson

BACK, AHEAD = 7, 4  # weeks of the hours' table before and after this one


@dataclass(frozen=True, slots=True)
class CoachDesk:
    """What a job coach finds: who is at work today, reviews that are due, who was not seen, and everybody of theirs."""

    today: Sequence[Slot]
    reviews: Sequence[Review]
    unseen: Sequence[Unseen]
    mine: Sequence[Placement]

    @property
    def names(self) -> int:
        """How many young people the page names."""
        return len(self.mine)

    @property
    def by_placement(self) -> Sequence[tuple[Placement, str]]:
        """Each placement of today, with its half days in words."""
        found: dict[int, tuple[Placement, list[str]]] = {}
        for slot in self.today:
            words = f"{HALF_NAMES[slot.half_day.half].capitalize()}, {slot.place}"
            found.setdefault(slot.placement.id, (slot.placement, []))[1].append(words)
        return [(placement, " · ".join(words)) for placement, words in found.values()]


@dataclass(frozen=True, slots=True)
class Hours:
    """Planned and actual coach hours of one week."""

    week: int
    begins: dt.date
    planned: float
    actual: float


@dataclass(frozen=True, slots=True)
class CoachHours:
    """One coach's hours, week by week; `name` says that nobody is named where that is so."""

    name: str
    weeks: Sequence[Hours]

    @property
    def planned(self) -> float:
        return sum(each.planned for each in self.weeks)

    @property
    def actual(self) -> float:
        return sum(each.actual for each in self.weeks)


def coach_desk(session: Session, asker: Asker, today: dt.date) -> CoachDesk:
    """A job coach's own list."""
    query = (
        visible(asker, COACH)
        .join(YoungPerson, YoungPerson.id == Placement.young_person_id)
        .options(*names())
        .order_by(YoungPerson.last_name, YoungPerson.first_name, Placement.id)
    )
    whose = joinedload(Review.placement).options(*names())
    return CoachDesk(
        today=on_day(session, asker, today, COACH),
        reviews=session.scalars(due_reviews(asker, today, COACH).options(whose)).all(),
        unseen=not_seen(session, asker, today, COACH),
        mine=session.scalars(query).all(),
    )


def hours_of(session: Session, placement: Placement, today: dt.date) -> Sequence[Hours]:
    """Coach hours of every week of a placement up to this one: planned where it runs, actual from visits.

    Minutes logged before its first week count in the first: getting to know somebody is part of it.
    """
    terms = calendar.terms(session, placement.authority_id)
    last = min(placement.ended_on or placement.ends_on, max(today, placement.starts_on))
    actual: dict[int, int] = {}
    for visit in placement.visits:
        week = max(1, week_of(placement.starts_on, visit.on))
        actual[week] = actual.get(week, 0) + visit.minutes
    weeks = max([week_of(placement.starts_on, last), *actual])
    first = monday(placement.starts_on)
    days = (first + dt.timedelta(days=n) for n in range(7 * weeks))
    open_days = {day for day in days if is_open(day, terms)}
    return [
        Hours(
            week,
            first + (week - 1) * WEEK,
            _planned(placement, first + (week - 1) * WEEK, open_days),
            actual.get(week, 0) / 60,
        )
        for week in range(1, weeks + 1)
    ]


def hours_by_coach(session: Session, asker: Asker, today: dt.date) -> Sequence[CoachHours]:
    """Planned and actual hours of every coach, from seven weeks ago to four weeks ahead, by name."""
    weeks = [monday(today) + n * WEEK for n in range(-BACK, AHEAD + 1)]
    first, last = weeks[0], weeks[-1] + FRIDAY
    planned = _planned_by_coach(session, asker, weeks, last)
    actual = _actual_by_coach(session, asker, first, weeks[-1] + WEEK)
    found = user_names(session, [*planned, *actual])
    coaches = sorted({*planned, *actual}, key=lambda each: (each is None, found.get(each or 0, "")))
    return [
        CoachHours(
            found.get(coach or 0, "No coach named yet"),
            [
                Hours(
                    number,
                    begins,
                    planned.get(coach, {}).get(begins, 0.0),
                    actual.get(coach, {}).get(begins, 0) / 60,
                )
                for number, begins in enumerate(weeks, 1)
            ],
        )
        for coach in coaches
    ]


def _planned_by_coach(
    session: Session, asker: Asker, weeks: Sequence[dt.date], last: dt.date
) -> dict[int | None, dict[dt.date, float]]:
    query = (
        visible(asker)
        .where(
            Placement.starts_on <= last,
            sa.func.coalesce(Placement.ended_on, Placement.ends_on) >= weeks[0],
            sa.or_(Placement.state != PlacementState.ended, Placement.ended_on.is_not(None)),
        )
        .options(selectinload(Placement.coach_plan))
        .order_by(Placement.id)
    )
    rows = session.scalars(query).all()
    days = [begins + dt.timedelta(days=n) for begins in weeks for n in range(5)]
    terms = {each: calendar.terms(session, each) for each in sorted({row.authority_id for row in rows})}
    open_days = {owner: {day for day in days if is_open(day, known)} for owner, known in terms.items()}
    found: dict[int | None, dict[dt.date, float]] = {}
    for row in rows:
        of_coach = found.setdefault(row.coach_id, {})
        for begins in weeks:
            of_coach[begins] = of_coach.get(begins, 0.0) + _planned(row, begins, open_days[row.authority_id])
    return found


def _actual_by_coach(
    session: Session, asker: Asker, first: dt.date, before: dt.date
) -> dict[int | None, dict[dt.date, int]]:
    query = (
        sa.select(CoachVisit.coach_id, CoachVisit.on, sa.func.sum(CoachVisit.minutes))
        .where(
            CoachVisit.authority_id.in_(asker.authorities_for("placement:read")),
            CoachVisit.on >= first,
            CoachVisit.on < before,
        )
        .group_by(CoachVisit.coach_id, CoachVisit.on)
        .order_by(CoachVisit.on)
    )
    found: dict[int | None, dict[dt.date, int]] = {}
    for coach, on, minutes in session.execute(query):
        of_coach = found.setdefault(coach, {})
        of_coach[monday(on)] = of_coach.get(monday(on), 0) + minutes
    return found


def _planned(placement: Placement, begins: dt.date, open_days: Collection[dt.date]) -> float:
    """Planned hours of the week from a Monday; none in a week in which the placement does not run."""
    last = placement.ended_on or placement.ends_on
    days = (begins + dt.timedelta(days=DAYS.index(session[:3])) for session in placement.sessions)
    if not any(placement.starts_on <= day <= last and day in open_days for day in days):
        return 0.0
    plan = [Step(row.from_week, row.hours_a_week) for row in placement.coach_plan]
    return planned_hours(plan, week_of(placement.starts_on, begins))
