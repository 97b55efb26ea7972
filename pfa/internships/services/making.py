"""Making a placement from an agreed week, and changing what was planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar import queries as calendar
from pfa.calendar.week import in_week_order
from pfa.core.errors import Refused
from pfa.employers.models import Employer
from pfa.internships import schedule
from pfa.internships.models import Attendance, CoachPlan, Placement, Review
from pfa.internships.names import WORK_KINDS
from pfa.packages.models import Package, PackageState
from pfa.packages.services.versions import locked
from pfa.provision.models import Group, Provider
from pfa.web.forms import check_version

HOURS_AT_MOST = 40.0  # clock hours a week; nobody's placement is longer than a full working week
YEARS_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class PlacementValues:
    """What somebody plans for a placement. `sessions` are half days of a week, hours are clock hours a week."""

    starts_on: dt.date
    ends_on: dt.date
    sessions: Sequence[str]
    hours_a_week: float
    coach: User | None
    employer_contact: str


def make(
    session: Session, package: Package, group: Group, values: PlacementValues, *, actor: Doer, now: dt.datetime
) -> Placement:
    """Make a placement of one thing in an agreed week: with its reviews, and a first plan of coach hours that fades.

    Raises Refused where the week is not agreed, does not hold it, has a placement of it already, or a value is wrong.
    """
    package = locked(session, package)  # two who make it at one moment do not both
    if package.state is not PackageState.agreed:
        raise Refused("Only an agreed week becomes a placement. Somebody has still to say yes.")
    if group.id not in package.current.group_ids or group.opportunity.kind not in WORK_KINDS:
        raise Refused("That is no supported internship or work experience of this week.")
    known = sa.select(Placement.id).where(Placement.package_id == package.id, Placement.group_id == group.id)
    if session.scalars(known).first() is not None:
        raise Refused("There is a placement for this already.")
    _check(values)
    placement = Placement(
        authority_id=package.authority_id,
        young_person_id=package.young_person_id,
        package_id=package.id,
        group_id=group.id,
        employer_id=_employer_of(session, group),
    )
    _put(placement, values)
    session.add(placement)
    audit.record(session, actor=actor, now=now, action="placement.made", subject=placement)
    key = {"authority_id": placement.authority_id, "placement_id": placement.id}
    session.add_all(
        CoachPlan(**key, from_week=step.from_week, hours_a_week=step.hours_a_week)
        for step in schedule.fading(values.hours_a_week)
    )
    _set_reviews(session, placement)
    return placement


def edit(
    session: Session, placement: Placement, values: PlacementValues, *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Change what was planned. Reviews that are not done yet move with the dates.

    Raises Changed, or Refused where half days already marked would fall outside the placement.
    """
    check_version(placement, seen)
    _check(values)
    _refuse_if_marked_outside(session, placement, values)
    _put(placement, values)
    audit.record(session, actor=actor, now=now, action="placement.edited", subject=placement)
    _set_reviews(session, placement)


def choose_employer(
    session: Session, placement: Placement, employer: Employer, *, actor: Doer, now: dt.datetime
) -> None:
    """Say at which employer a placement is."""
    placement.employer_id = employer.id
    audit.record(session, actor=actor, now=now, action="placement.employer", subject=placement)


def _check(values: PlacementValues) -> None:
    if values.ends_on < values.starts_on:
        raise Refused("The last day must not be before the first.", "ends_on")
    if values.ends_on > values.starts_on + dt.timedelta(days=366 * YEARS_AT_MOST):
        raise Refused(f"A placement lasts {YEARS_AT_MOST} years at most. Check the dates.", "ends_on")
    if not in_week_order(values.sessions):
        raise Refused("Choose at least one half day.", "sessions")
    if not 0 < values.hours_a_week <= HOURS_AT_MOST:
        raise Refused(f"Hours a week are more than 0 and at most {HOURS_AT_MOST:g}.", "hours_a_week")


def _refuse_if_marked_outside(session: Session, placement: Placement, values: PlacementValues) -> None:
    outside = sa.select(Attendance.id).where(
        Attendance.placement_id == placement.id,
        sa.or_(Attendance.on < values.starts_on, Attendance.on > values.ends_on),
    )
    if session.scalars(outside.limit(1)).first() is not None:
        raise Refused("Attendance is marked on days outside these dates. Choose dates that hold them.", "starts_on")


def _put(placement: Placement, values: PlacementValues) -> None:
    placement.starts_on, placement.ends_on = values.starts_on, values.ends_on
    placement.sessions = in_week_order(values.sessions)
    placement.hours_a_week = values.hours_a_week
    placement.coach_id = values.coach.id if values.coach is not None else None
    placement.employer_contact = values.employer_contact.strip()[:160]


def _employer_of(session: Session, group: Group) -> int | None:
    """The employer at whose place the group is held: its own provider first, then those of single half days."""
    ids = [group.opportunity.provider_id, *sorted(set(group.held_at.values()))]
    query = (
        sa.select(Provider.id, Employer.id)
        .join(
            Employer,
            sa.and_(
                Employer.organisation_id == Provider.organisation_id, Employer.authority_id == Provider.authority_id
            ),
        )
        .where(Provider.id.in_(ids))
        .order_by(Provider.id)
    )
    found: dict[int, int] = dict(session.execute(query).all())
    return next((found[each] for each in ids if each in found), None)


def _set_reviews(session: Session, placement: Placement) -> None:
    """Reviews as the dates ask for them. What was done, or was said for one, stays whatever the dates."""
    terms = calendar.terms(session, placement.authority_id)
    wanted = dict(schedule.review_days(placement.sessions, placement.starts_on, placement.ends_on, terms))
    rows = session.scalars(sa.select(Review).where(Review.placement_id == placement.id).order_by(Review.week)).all()
    for row in rows:
        if row.week in wanted and row.done_on is None:
            row.due_on = wanted[row.week]
        elif row.week not in wanted and row.done_on is None and row.own_view_at is None:
            session.delete(row)
    have = {row.week for row in rows}
    session.add_all(
        Review(authority_id=placement.authority_id, placement_id=placement.id, week=week, due_on=due_on)
        for week, due_on in wanted.items()
        if week not in have
    )
    session.flush()
    session.expire(placement, ["reviews", "coach_plan"])
