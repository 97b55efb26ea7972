"""Terms, clock times and the days on which there is teaching."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.calendar.clock import HalfDays
from pfa.calendar.models import ClockTimes, PlannerDate, Term
from pfa.calendar.planner import Planned, Step, usual
from pfa.core.errors import NotFound


def terms(session: Session, authority_id: int, academic_year: int | None = None) -> Sequence[Term]:
    """An authority's terms of one academic year, or of all, from the first on."""
    query = sa.select(Term).where(Term.authority_id == authority_id).order_by(Term.starts_on, Term.id)
    return session.scalars(query if academic_year is None else query.where(Term.academic_year == academic_year)).all()


def term(session: Session, asker: Asker, public_id: uuid.UUID) -> Term:
    """One term that somebody may change. Raises NotFound."""
    allowed = asker.authorities_for("calendar:edit")
    query = sa.select(Term).where(Term.public_id == public_id, Term.authority_id.in_(allowed))
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("We could not find that term.")
    return found


def clock_times(session: Session, authority_id: int) -> ClockTimes | None:
    """What an authority has said of its half days; None if it keeps to the usual times."""
    return session.scalars(sa.select(ClockTimes).where(ClockTimes.authority_id == authority_id)).first()


def half_days(session: Session, authority_id: int) -> HalfDays:
    """When an authority's half days begin and end."""
    row = clock_times(session, authority_id)
    if row is None:
        return HalfDays()
    return HalfDays(row.morning_from, row.morning_to, row.afternoon_from, row.afternoon_to)


def planner_rows(session: Session, authority_id: int, entry_years: Collection[int]) -> Sequence[PlannerDate]:
    """The dates of the year planner that an authority has set for itself, by entry year."""
    query = (
        sa.select(PlannerDate)
        .where(PlannerDate.authority_id == authority_id, PlannerDate.entry_year.in_(entry_years))
        .order_by(PlannerDate.entry_year, PlannerDate.id)
    )
    return session.scalars(query).all()


def planners(session: Session, authority_id: int, entry_years: Collection[int]) -> dict[int, list[Planned]]:
    """The year planner of each entry year, steps in the order of their dates: the usual dates but where set otherwise.

    One statement.
    """
    own = {(row.entry_year, row.step): row.on for row in planner_rows(session, authority_id, entry_years)}
    return {
        year: sorted(
            (Planned(step, own.get((year, step), usual(step, year)), (year, step) in own) for step in Step),
            key=lambda one: one.on,
        )
        for year in entry_years
    }


def planned(session: Session, authority_id: int, entry_year: int, step: Step) -> dt.date:
    """The day by which an authority wants a step done."""
    return next(one.on for one in planners(session, authority_id, [entry_year])[entry_year] if one.step is step)
