"""Setting an authority's terms and the clock times of its half days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.calendar import queries
from pfa.calendar.clock import HalfDays
from pfa.calendar.models import ClockTimes, PlannerDate, Term
from pfa.calendar.planner import STEP_NAMES, Step, usual
from pfa.calendar.years import academic_year, year_name
from pfa.core.errors import Refused
from pfa.web.forms import check_version


def add_term(
    session: Session,
    authority_id: int,
    *,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    actor: Asker,
    now: dt.datetime,
) -> Term:
    """Add a term to the academic year its first day lies in. Raises Refused if it is no stretch, or meets another."""
    _check(session, authority_id, starts_on, ends_on, but=None)
    term = Term(
        authority_id=authority_id,
        academic_year=academic_year(starts_on),
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    session.add(term)
    audit.record(session, actor=actor, now=now, action="term.added", subject=term)
    return term


def edit_term(
    session: Session,
    term: Term,
    *,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    seen: int,
    actor: Asker,
    now: dt.datetime,
) -> None:
    """Change a term. Raises Refused, or Changed if somebody saved it since it was opened."""
    theirs = {"Name": term.name, "First day": f"{term.starts_on:%d %B %Y}", "Last day": f"{term.ends_on:%d %B %Y}"}
    check_version(term, seen, theirs)
    _check(session, term.authority_id, starts_on, ends_on, but=term)
    term.name, term.starts_on, term.ends_on = name, starts_on, ends_on
    term.academic_year = academic_year(starts_on)
    audit.record(session, actor=actor, now=now, action="term.edited", subject=term)


def remove_term(session: Session, term: Term, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """Take a term out of the calendar."""
    check_version(term, seen)
    audit.record(session, actor=actor, now=now, action="term.removed", subject=term)
    session.delete(term)


def set_clock(
    session: Session, authority_id: int, times: HalfDays, *, seen: int, actor: Asker, now: dt.datetime
) -> None:
    """Say when half days begin and end. Raises Refused if they overlap or run backwards."""
    if not times.morning_from < times.morning_to:
        raise Refused("The morning must end after it begins.", "morning_to")
    if not times.morning_to <= times.afternoon_from:
        raise Refused("The afternoon must not begin before the morning has ended.", "afternoon_from")
    if not times.afternoon_from < times.afternoon_to:
        raise Refused("The afternoon must end after it begins.", "afternoon_to")
    row = queries.clock_times(session, authority_id)
    if row is None:
        row = ClockTimes(authority_id=authority_id)
        session.add(row)
    else:
        check_version(row, seen)
    row.morning_from, row.morning_to = times.morning_from, times.morning_to
    row.afternoon_from, row.afternoon_to = times.afternoon_from, times.afternoon_to
    audit.record(session, actor=actor, now=now, action="clock.set", subject=row)


def set_planner(
    session: Session,
    authority_id: int,
    entry_year: int,
    days: Mapping[Step, dt.date],
    *,
    actor: Asker,
    now: dt.datetime,
) -> int:
    """Set the dates of the year planner for one September; the usual day of a step needs no row of its own.

    The law's last day for naming a setting can be made earlier, never later. Raises Refused. Returns how many dates
    have changed.
    """
    last = usual(Step.name, entry_year)
    if days[Step.name] > last:
        raise Refused(f"The law wants the setting named by {last.day} {last:%B %Y} at the latest.", Step.name.value)
    for step, day in days.items():
        if not dt.date(entry_year - 3, 9, 1) <= day < dt.date(entry_year, 9, 1):
            words = f"{STEP_NAMES[step]}: the day must be in the three years before September {entry_year}."
            raise Refused(words, step.value)
    if days[Step.reply] <= days[Step.publish]:
        raise Refused("Colleges cannot reply before demand is published.", Step.reply.value)
    own = {row.step: row for row in queries.planner_rows(session, authority_id, [entry_year])}
    changed = 0
    for step, day in days.items():
        row = own.get(step)
        if (row.on if row else usual(step, entry_year)) == day:
            continue
        if row is None:
            row = PlannerDate(authority_id=authority_id, entry_year=entry_year, step=step)
            session.add(row)
        row.on = day
        audit.record(session, actor=actor, now=now, action="planner.set", subject=row)
        changed += 1
    return changed


def _check(session: Session, authority_id: int, starts_on: dt.date, ends_on: dt.date, *, but: Term | None) -> None:
    if ends_on < starts_on:
        raise Refused("The last day must not be before the first.", "ends_on")
    if academic_year(ends_on) != academic_year(starts_on):
        year = academic_year(starts_on)
        raise Refused(f"A term lies in one academic year: {year_name(year)} ends on 31 August {year + 1}.", "ends_on")
    for other in queries.terms(session, authority_id):
        if other is not but and other.starts_on <= ends_on and starts_on <= other.ends_on:
            raise Refused(f"These dates meet {other.name}. Two terms cannot share a day.", "starts_on")
