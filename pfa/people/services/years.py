"""Where somebody is in each academic year, and when they next start something new."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation
from pfa.audit.services import Doer
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.people import words
from pfa.people.codes import NoSchool
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.services.saving import begin, finish
from pfa.people.values import Year

YEAR_GROUPS = range(4, 21)  # from age 8 on 31 August to 24
LEFT_WITHOUT = frozenset({NoSchool.awaiting, NoSchool.not_in_education})


def set_year(
    session: Session, person: YoungPerson, year: Year, *, seen: int, actor: Doer, now: dt.datetime
) -> Enrolment:
    """Say where somebody is in one academic year, or say it anew. Raises Refused or Changed."""
    row = next((one for one in person.enrolments if one.academic_year == year.academic_year), None)
    begin(person, seen, words.year(row) if row else {})
    _check(session, year, now)
    row = put_year(person, year)
    finish(session, person, "person.year-set", actor=actor, now=now, rows=("enrolments",))
    session.expire(row, ["organisation"])
    return row


def put_year(person: YoungPerson, year: Year) -> Enrolment:
    """Lay where somebody is in one academic year into a record; the year's parts are right already."""
    row = next((one for one in person.enrolments if one.academic_year == year.academic_year), None)
    if row is None:
        row = Enrolment(authority_id=person.authority_id, academic_year=year.academic_year)
        person.enrolments.append(row)
    row.organisation_id, row.no_school = year.organisation_id, year.no_school
    row.year_group, row.tutor_group, row.plan_type = year.year_group, year.tutor_group, year.plan_type
    return row


def suggested_entry(enrolment: Enrolment | None, today: dt.date) -> int | None:
    """The September in which somebody probably starts something new next; only ever a suggestion.

    Up to Year 11: the September after Year 11. From Year 14 on, or without a place: the next one. In Years 12 and 13
    they may stay, or leave: nobody can tell but them, so None.
    """
    if enrolment is None:
        return None
    group, year = enrolment.year_group, enrolment.academic_year
    if group <= 11:
        return max(year + 12 - group, academic_year(today) + 1)
    if group >= 14 or enrolment.no_school in LEFT_WITHOUT:
        return max(year, academic_year(today)) + 1
    return None


def _check(session: Session, year: Year, now: dt.datetime) -> None:
    if year.year_group not in YEAR_GROUPS:
        raise Refused(f"The year group must be from {YEAR_GROUPS[0]} to {YEAR_GROUPS[-1]}.", "year_group")
    if abs(year.academic_year - academic_year(now.date())) > 20:
        raise Refused("Check the academic year.", "academic_year")
    if (year.organisation_id is None) == (year.no_school is None):
        raise Refused("Choose a school, or say why there is none.", "place")
    if year.organisation_id is not None:
        known = session.scalars(sa.select(Organisation.id).where(Organisation.id == year.organisation_id)).first()
        if known is None:
            raise Refused("Choose a school from the list.", "place")
