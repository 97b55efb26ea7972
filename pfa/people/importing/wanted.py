"""One row of a file against the record it means: what is wrong, what would change, and how it is laid in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from pfa.audit.services import Doer
from pfa.calendar.years import year_group
from pfa.imports.kinds import Fault, FieldChange, Row
from pfa.people.codes import DecisionMaker, NoSchool, PlanType, TravelWay
from pfa.people.importing.fields import BY_KEY, FIELDS, Known
from pfa.people.models import YoungPerson
from pfa.people.services import beside, record, subjects, years
from pfa.people.values import Around, Details, Home, Own, Start, Support, Week, Year

NEW = ("first_name", "last_name", "born_on")  # what a new record cannot do without
SHOWN = 60  # characters of a cell that cannot be read
YEAR = ("place", "year_group", "tutor_group", "plan_type")


def read(row: Row, known: Known) -> tuple[dict[str, Any], list[Fault]]:
    """The values of a row's cells that are not empty, and a fault for each that cannot be read."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in FIELDS:
        cell = row.said(field.key)
        if not cell:
            continue
        try:
            values[field.key] = field.read(cell, known)
        except ValueError as wrong:
            faults.append(Fault(row.number, field.column.title, f"“{cell[:SHOWN]}”: {wrong}"))
    return values, faults


def blank(authority_id: int) -> YoungPerson:
    """A record that is not in the database yet, with what holds of everybody until it is said otherwise."""
    return YoungPerson(
        authority_id=authority_id,
        reference="",
        first_name="",
        last_name="",
        known_as="",
        sex="U",
        ethnicity="",
        postcode="",
        travel_way=TravelWay.unknown,
        sessions_wanted=10,
        unavailable=[],
        one_place_a_day=False,
        whole_days=False,
        access_needs=[],
        support_units=0,
        coach_units=1,
        school_contact="",
        decision_maker=DecisionMaker.parent,
        decision_maker_name="",
        language="English",
        needs_interpreter=False,
        communication="",
    )


def changes(person: YoungPerson, values: Mapping[str, Any], known: Known) -> tuple[FieldChange, ...]:
    """Every field that the row would change, in words."""
    found = []
    for key, value in values.items():
        field = BY_KEY[key]
        before = field.saved(person, known)
        if before != value:
            shown = "" if before in (None, "", ()) else field.show(before)
            found.append(FieldChange(field.column.title, shown, field.show(value)))
    return tuple(found)


def faults(person: YoungPerson, values: Mapping[str, Any], known: Known, row: Row, today: dt.date) -> list[Fault]:
    """What does not fit together in the record as the row would leave it."""
    is_new = person.id is None
    if is_new and any(key not in values for key in NEW):
        lost = [key for key in NEW if key not in values and not row.said(key)]
        return [
            Fault(row.number, BY_KEY[key].column.title, "A new record needs this. Fill in the cell.") for key in lost
        ]
    found = [*record.faults(_details(person, values), today)]
    found += subjects.home_faults(_home(person, values), person.postcode)
    found += subjects.start_faults(_start(person, values), today)
    found += subjects.week_faults(_week(person, values))
    found += beside.around_faults(_around(person, values))
    year = known.year_of(person)
    if year is None and any(key in values for key in YEAR):
        found += [
            (key, "Fill this in as well: the year has none yet.") for key in ("place", "plan_type") if key not in values
        ]
    unread = {key for key in BY_KEY if row.said(key) and key not in values}  # these have a fault of their own
    return [
        Fault(row.number, BY_KEY[key].column.title, said) for key, said in found if key in BY_KEY and key not in unread
    ]


def lay(person: YoungPerson, values: Mapping[str, Any], known: Known, *, actor: Doer, now: dt.datetime) -> list[str]:
    """Lay a row's values into a record; the names of the lists beside it that changed."""
    today = now.date()
    record.put_details(person, _details(person, values), today)
    subjects.put_support(person, _support(person, values))
    subjects.put_home(person, _home(person, values), actor=actor, now=now)
    subjects.put_start(person, _start(person, values), today)
    beside.put_around(person, _around(person, values))
    subjects.put_week(person, _week(person, values))
    touched = ["own_sessions"] if "own" in values else []
    if "needs" in values:
        subjects.put_needs(person, values["needs"])
        touched.append("needs")
    if any(key in values for key in YEAR):
        years.put_year(person, _year(person, values, known))
        touched.append("enrolments")
    return touched


def _taken(kind: type[Any], person: YoungPerson, values: Mapping[str, Any], **more: Any) -> Any:
    """A subject's value: what the row says, else what the record has."""
    names = [one.name for one in fields(kind) if one.name not in more]
    return kind(**{name: values.get(name, getattr(person, name)) for name in names}, **more)


def _details(person: YoungPerson, values: Mapping[str, Any]) -> Details:
    numbers = {key: values.get(key, getattr(person, key)) or "" for key in ("upn", "uln")}
    made: Details = _taken(Details, person, values, **numbers)
    return made


def _support(person: YoungPerson, values: Mapping[str, Any]) -> Support:
    made: Support = _taken(Support, person, values)
    return replace(made, access_needs=tuple(made.access_needs))


def _home(person: YoungPerson, values: Mapping[str, Any]) -> Home:
    limit = values.get("travel_limit_minutes", person.travel_limit_minutes)
    kept = person.travel_confirmed_at is not None and limit == person.travel_limit_minutes
    made: Home = _taken(Home, person, values, is_confirmed=bool(values.get("is_confirmed", kept)))
    return made


def _start(person: YoungPerson, values: Mapping[str, Any]) -> Start:
    made: Start = _taken(Start, person, values)
    return made


def _week(person: YoungPerson, values: Mapping[str, Any]) -> Week:
    saved = tuple(Own(row.session, row.kind, row.label) for row in person.own_sessions)
    made: Week = _taken(Week, person, values, own=values.get("own", saved))
    return made


def _around(person: YoungPerson, values: Mapping[str, Any]) -> Around:
    worker = values["worker"].id if "worker" in values else person.named_worker_id
    made: Around = _taken(Around, person, values, named_worker_id=worker)
    return made


def _year(person: YoungPerson, values: Mapping[str, Any], known: Known) -> Year:
    row = known.year_of(person)
    place = values.get("place", (row.organisation or row.no_school) if row else None)
    without = place if isinstance(place, NoSchool) else None
    group = row.year_group if row else year_group(person.born_on, known.academic_year)
    plan = row.plan_type if row else PlanType.none
    return Year(
        academic_year=known.academic_year,
        year_group=values.get("year_group", group),
        plan_type=values.get("plan_type", plan),
        organisation_id=None if without or place is None else place.id,
        no_school=without,
        tutor_group=values.get("tutor_group", row.tutor_group if row else ""),
    )
