"""Young people as a file: only what was asked for, only for a stated purpose, every cell safe to open."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.accounts import throttle
from pfa.accounts.actor import Asker
from pfa.accounts.models import Authority
from pfa.audit import services as audit
from pfa.calendar.years import academic_year
from pfa.imports.writing import csv_bytes
from pfa.people import queries
from pfa.people.codes import NEED_TYPES, PLAN_NAMES
from pfa.people.queries import Chosen, Listed
from pfa.people.words import month_name, year_group_name

AT_MOST = 100_000  # no authority has as many
COLUMNS = (
    "Reference",
    "First name",
    "Last name",
    "Date of birth",
    "Year group",
    "School or college",
    "Plan",
    "Main need",
    "Entry year",
    "Annual review",
    "Named worker",
)


def people(session: Session, asker: Asker, chosen: Chosen, *, purpose: str, today: dt.date, now: dt.datetime) -> bytes:
    """The people of a list as CSV, and a record of who took how many names out, and what for.

    Raises TooMany after ten files in an hour.
    """
    throttle.allow_export(session, asker.user_id, now=now)
    year = academic_year(today)
    page = queries.listed(
        session,
        asker,
        chosen,
        academic_year=year,
        month=today.month,
        number=1,
        size=AT_MOST,
        permission="person:export",
    )
    authority = session.get_one(Authority, asker.authority_id)
    reason = f"{page.total} young people: {purpose}"
    audit.record(
        session,
        actor=asker,
        now=now,
        action="people.exported",
        subject=authority,
        authority_id=authority.id,
        fields=COLUMNS,
        reason=reason[:500],
    )
    return csv_bytes(COLUMNS, [_cells(row) for row in page.rows])


def _cells(row: Listed) -> list[str]:
    person, enrolment = row.person, row.enrolment
    return [
        person.reference,
        person.first_name,
        person.last_name,
        person.born_on.isoformat(),
        year_group_name(enrolment.year_group) if enrolment else "",
        row.school,
        PLAN_NAMES[enrolment.plan_type] if enrolment else "",
        NEED_TYPES.get(row.main_need, row.main_need),
        str(person.entry_year or ""),
        month_name(person.review_month),
        row.worker,
    ]
