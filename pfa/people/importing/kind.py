"""Files of young people: a row changes the record with its reference, or adds one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.calendar.years import academic_year
from pfa.imports.kinds import Change, Checked, Fault, ImportKind, Row
from pfa.people import queries
from pfa.people.importing import wanted
from pfa.people.importing.fields import BY_KEY, FIELDS, Known
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.services.record import by_age
from pfa.people.services.saving import changed

PERMISSION = "person:import"
AT_ONCE = 500  # references in one statement


@dataclass(frozen=True, slots=True)
class Meant:
    """A row with the record it means, new or saved, its values, and the faults of its cells."""

    row: Row
    person: YoungPerson
    values: dict[str, Any]
    faults: list[Fault]

    @property
    def is_new(self) -> bool:
        return self.person.id is None


def check(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> Checked:
    """Every fault and every change of a file of young people; nothing is written."""
    known = _known(session, asker, now)
    meant = list(_meant(session, asker, rows, known))
    faults = [fault for one in meant for fault in one.faults]
    faults += [fault for one in meant for fault in wanted.faults(one.person, one.values, known, one.row, now.date())]
    faults += [*_twice(meant), *_closed(meant), *_taken(session, asker, meant)]
    column_order = {field.column.title: number for number, field in enumerate(FIELDS)}
    faults.sort(key=lambda fault: (fault.row, column_order.get(fault.column, -1)))
    changes = [
        Change(one.row.number, _name(one), one.is_new, wanted.changes(one.person, one.values, known)) for one in meant
    ]
    return Checked(faults, changes)


def apply(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> None:
    """Add and change the young people of a file that has no fault; one audit record each.

    All rows are written together, then their audit records: one flush of young people, not one for each.
    """
    known = _known(session, asker, now)
    done: list[tuple[str, YoungPerson, list[str]]] = []
    with session.no_autoflush:
        for one in _meant(session, asker, rows, known):
            if not one.is_new and not wanted.changes(one.person, one.values, known):
                continue
            action = "person.added" if one.is_new else "person.imported"
            if one.is_new and "decision_maker" not in one.values:
                one.values["decision_maker"] = by_age(one.values["born_on"], now.date())
            lists = tuple(wanted.lay(one.person, one.values, known, actor=asker, now=now))
            session.add(one.person)
            done.append((action, one.person, changed(one.person, lists)))
    session.flush()
    for action, person, fields in done:
        audit.record(session, actor=asker, now=now, action=action, subject=person, fields=fields)


def _known(session: Session, asker: Asker, now: dt.datetime) -> Known:
    schools = queries.schools(session)
    authority = min(asker.authorities_for(PERMISSION))
    workers = queries.workers(session, authority, now.date())
    return Known(
        academic_year=academic_year(now.date()),
        schools={school.name.casefold(): school for school in schools}
        | {school.urn: school for school in schools if school.urn},
        workers={user.name.casefold(): user for user in workers}
        | {user.email.casefold(): user for user in workers if user.email},
    )


def _meant(session: Session, asker: Asker, rows: Sequence[Row], known: Known) -> Iterator[Meant]:
    authority = min(asker.authorities_for(PERMISSION))
    references = sorted({row.said("reference") for row in rows})
    saved: dict[str, YoungPerson] = {}
    for first in range(0, len(references), AT_ONCE):
        query = (
            sa.select(YoungPerson)
            .where(
                YoungPerson.authority_id == authority, YoungPerson.reference.in_(references[first : first + AT_ONCE])
            )
            .options(
                selectinload(YoungPerson.enrolments).selectinload(Enrolment.organisation),
                selectinload(YoungPerson.needs),
                selectinload(YoungPerson.own_sessions),
                selectinload(YoungPerson.named_worker),
            )
            .order_by(YoungPerson.id)
        )
        saved |= {person.reference: person for person in session.scalars(query)}
    for row in rows:
        values, faults = wanted.read(row, known)
        if "reference" not in values and not faults:
            faults = [Fault(row.number, BY_KEY["reference"].column.title, "Every row needs a reference.")]
        yield Meant(row, saved.get(row.said("reference")) or wanted.blank(authority), values, faults)


def _name(one: Meant) -> str:
    names = [one.values.get(key, getattr(one.person, key)) for key in ("first_name", "last_name")]
    return " ".join(filter(None, [one.row.said("reference"), *names]))


def _twice(meant: Sequence[Meant]) -> Iterator[Fault]:
    for key in ("reference", "upn", "uln"):
        counted = Counter(one.values[key] for one in meant if key in one.values)
        for one in meant:
            if counted[one.values.get(key, "")] > 1:
                said = f"{one.values[key]} is in the file more than once. Keep one row."
                yield Fault(one.row.number, BY_KEY[key].column.title, said)


def _closed(meant: Sequence[Meant]) -> Iterator[Fault]:
    for one in meant:
        if one.person.closed_on is not None:
            said = "This record is closed. Open it again on screen first, or remove the row."
            yield Fault(one.row.number, BY_KEY["reference"].column.title, said)


def _taken(session: Session, asker: Asker, meant: Sequence[Meant]) -> Iterator[Fault]:
    """Numbers that another record has already: the same person under another reference?"""
    authority = min(asker.authorities_for(PERMISSION))
    for key in ("upn", "uln"):
        column = getattr(YoungPerson, key)
        if not any(key in one.values for one in meant):
            continue
        query = sa.select(column, YoungPerson.reference).where(
            YoungPerson.authority_id == authority, column.is_not(None)
        )
        owners: dict[str, str] = dict(session.execute(query).all())
        for one in meant:
            owner = owners.get(one.values.get(key, ""))
            if owner is not None and owner != one.row.said("reference"):
                said = f"The record {owner} has this number already. Is it the same person?"
                yield Fault(one.row.number, BY_KEY[key].column.title, said)


YOUNG_PEOPLE = ImportKind(
    name="young-people",
    title="Young people",
    one="young person",
    many="young people",
    permission=PERMISSION,
    columns=tuple(field.column for field in FIELDS),
    check=check,
    apply=apply,
    listed_at="people.people",
    lead="A row changes the record with its reference, or adds one. School, year group and plan are those of this "
    "academic year.",
)
