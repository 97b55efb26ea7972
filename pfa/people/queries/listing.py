"""The list of young people: filtered, searched, sorted, one page at a time in a fixed number of statements."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, User
from pfa.people.codes import NO_SCHOOL_NAMES, NoSchool, PlanType
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.people.queries.sight import visible
from pfa.web.pages import Page, page_of

OLDER = "older"  # every year group after Year 14
ANYWHERE_ELSE = "none"  # everybody without a local school, whatever the reason
UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person has asked the list for; an empty value asks for nothing. Values that mean nothing are dropped."""

    search: str = ""
    year_group: str = ""
    school: str = ""
    tutor_group: str = ""
    plan: str = ""
    need: str = ""
    entry_year: str = ""
    worker: str = ""
    settled: str = ""
    records: str = ""
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    person: YoungPerson
    enrolment: Enrolment | None
    school: str
    main_need: str
    worker: str


def listed(
    session: Session,
    asker: Asker,
    chosen: Chosen,
    *,
    academic_year: int,
    month: int,
    number: int,
    size: int = 50,
    permission: str = "person:read",
) -> Page[Listed]:
    """One page of the young people that somebody asked for. `month` is this month: reviews sort from it onwards."""
    query = _joined(visible(asker, permission, closed=chosen.records == "closed"), academic_year)
    if chosen.records == "closed":
        query = query.where(YoungPerson.closed_on.is_not(None))
    query = _filtered(query, chosen)
    query = query.order_by(None).order_by(*_order(chosen, month))
    page = page_of(session, query, number=number, size=size, scalars=False)
    main = _main_needs(session, [row[0].id for row in page.rows])
    rows = [_line(row, main.get(row[0].id, "")) for row in page.rows]
    return Page(rows=rows, number=page.number, total=page.total, size=page.size)


def _joined(query: sa.Select[Any], academic_year: int) -> sa.Select[Any]:
    return (
        query.outerjoin(
            Enrolment,
            sa.and_(Enrolment.young_person_id == YoungPerson.id, Enrolment.academic_year == academic_year),
        )
        .outerjoin(Organisation, Organisation.id == Enrolment.organisation_id)
        .outerjoin(User, User.id == YoungPerson.named_worker_id)
        .add_columns(Enrolment, Organisation.name, User.name)
    )


def _main_needs(session: Session, ids: list[int]) -> dict[int, str]:
    """The main need of each of these people. Not a join: for every person SQLite would look at every need there is."""
    query = sa.select(Need.young_person_id, Need.code).where(Need.young_person_id.in_(ids), Need.rank == 1)
    return dict(session.execute(query).all())


def _line(row: Sequence[Any], need: str) -> Listed:
    person, enrolment, school, worker = row
    if enrolment is None:
        school = "Not recorded for this year"
    elif enrolment.no_school is not None:
        school = NO_SCHOOL_NAMES[enrolment.no_school]
    return Listed(person, enrolment, school or "", need, worker or "")


def _filtered(query: sa.Select[Any], chosen: Chosen) -> sa.Select[Any]:
    for word in chosen.search.lower().split()[:5]:
        names = (YoungPerson.first_name, YoungPerson.last_name, YoungPerson.known_as, YoungPerson.reference)
        query = query.where(sa.or_(*[sa.func.lower(name).contains(word, autoescape=True) for name in names]))
    if _is_number(chosen.year_group):
        query = query.where(Enrolment.year_group == int(chosen.year_group))
    elif chosen.year_group == OLDER:
        query = query.where(Enrolment.year_group > 14)
    if chosen.tutor_group:
        query = query.where(Enrolment.tutor_group == chosen.tutor_group)
    if chosen.plan in {plan.value for plan in PlanType}:
        query = query.where(Enrolment.plan_type == PlanType(chosen.plan))
    if chosen.need:
        having = sa.select(Need.young_person_id).where(Need.code == chosen.need)
        query = query.where(YoungPerson.id.in_(having))
    if _is_number(chosen.entry_year):
        query = query.where(YoungPerson.entry_year == int(chosen.entry_year))
    elif chosen.entry_year == ANYWHERE_ELSE:
        query = query.where(YoungPerson.entry_year.is_(None))
    if chosen.worker == ANYWHERE_ELSE:
        query = query.where(YoungPerson.named_worker_id.is_(None))
    elif _is_id(chosen.worker):
        query = query.where(User.public_id == uuid.UUID(chosen.worker))
    settled = sa.and_(YoungPerson.settled_year.is_not(None), YoungPerson.settled_year == YoungPerson.entry_year)
    if chosen.settled in ("yes", "no"):
        query = query.where(settled if chosen.settled == "yes" else sa.func.coalesce(~settled, sa.true()))
    return _at_school(query, chosen.school)


def _at_school(query: sa.Select[Any], school: str) -> sa.Select[Any]:
    if school == ANYWHERE_ELSE:
        return query.where(Enrolment.no_school.is_not(None))
    if school == UNRECORDED:
        return query.where(Enrolment.id.is_(None))
    if school in {reason.value for reason in NoSchool}:
        return query.where(Enrolment.no_school == NoSchool(school))
    return query.where(Organisation.public_id == uuid.UUID(school)) if _is_id(school) else query


def _order(chosen: Chosen, month: int) -> list[Any]:
    name = [YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id]
    ahead = (YoungPerson.review_month - month + 12) % 12
    first: dict[str, list[Any]] = {
        "review": [YoungPerson.review_month.is_(None), ahead],
        "reference": [YoungPerson.reference],
        "year": [Enrolment.year_group.is_(None), Enrolment.year_group],
        "school": [Organisation.name.is_(None), Organisation.name],
        "tutor": [Organisation.name.is_(None), Organisation.name, Enrolment.tutor_group],
    }
    columns = first.get(chosen.sort, [])
    if not chosen.descending:
        return [*columns, *name]
    return [*columns[:-1], columns[-1].desc(), *name] if columns else [part.desc() for part in name]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
