"""Setting an authority's terms and the clock times of its half days."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.calendar import queries
from pfa.calendar.clock import HalfDays
from pfa.calendar.models import ClockTimes, Term
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


def _check(session: Session, authority_id: int, starts_on: dt.date, ends_on: dt.date, *, but: Term | None) -> None:
    if ends_on < starts_on:
        raise Refused("The last day must not be before the first.", "ends_on")
    if academic_year(ends_on) != academic_year(starts_on):
        year = academic_year(starts_on)
        raise Refused(f"A term lies in one academic year: {year_name(year)} ends on 31 August {year + 1}.", "ends_on")
    for other in queries.terms(session, authority_id):
        if other is not but and other.starts_on <= ends_on and starts_on <= other.ends_on:
            raise Refused(f"These dates meet {other.name}. Two terms cannot share a day.", "starts_on")
