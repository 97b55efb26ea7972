"""A record is added, its details are changed, it is closed and opened again."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts import sign_in
from pfa.accounts.models import User
from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar.years import decides_for_themselves, is_of_age
from pfa.core.errors import Refused
from pfa.people import identifiers, words
from pfa.people.codes import CLOSING_NAMES, Closing, DecisionMaker
from pfa.people.models import YoungPerson
from pfa.people.services.saving import begin, finish, refuse_first
from pfa.people.values import Details
from pfa.web.forms import check_version


def add(
    session: Session,
    authority_id: int,
    details: Details,
    *,
    decision_maker: DecisionMaker | None = None,
    is_synthetic: bool = False,
    actor: Doer,
    now: dt.datetime,
) -> YoungPerson:
    """Add a young person. Raises Refused if the details cannot be right, or are another record's.

    Unless said otherwise, who decides follows from their age.
    """
    who = decision_maker or by_age(details.born_on, now.date())
    person = YoungPerson(authority_id=authority_id, decision_maker=who, is_synthetic=is_synthetic)
    _refuse_taken(session, person, details)
    put_details(person, details, now.date())
    session.add(person)
    finish(session, person, "person.added", actor=actor, now=now)
    return person


def edit_details(
    session: Session, person: YoungPerson, details: Details, *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Change who somebody is. Raises Refused or Changed."""
    begin(person, seen, words.details(person))
    _refuse_taken(session, person, details)
    put_details(person, details, now.date())
    finish(session, person, "person.details-edited", actor=actor, now=now)


def close(session: Session, person: YoungPerson, reason: Closing, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Close a record: nobody plans with it, and the young person can no longer sign in. Nothing is deleted."""
    begin(person, seen, {})
    person.closed_on = now.date()
    _let_in(session, person, False, now)
    audit.record(session, actor=actor, now=now, action="person.closed", subject=person, reason=CLOSING_NAMES[reason])


def reopen(session: Session, person: YoungPerson, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Open a closed record again."""
    check_version(person, seen)
    person.closed_on = None
    _let_in(session, person, True, now)
    finish(session, person, "person.reopened", actor=actor, now=now)


def faults(details: Details, today: dt.date) -> list[tuple[str, str]]:
    """What cannot be right in somebody's details: pairs of field and words. Needs no database."""
    found = []
    if not is_of_age(details.born_on, today):
        found.append(("born_on", "Check the year: this is for young people from 9 to 25 years old."))
    if details.upn and not identifiers.is_upn(identifiers.tidy(details.upn)):
        found.append(("upn", "Check the unique pupil number: its check letter does not fit. Or leave it empty."))
    if details.uln and not identifiers.is_uln(identifiers.tidy(details.uln)):
        found.append(("uln", "Check the unique learner number: its last digit does not fit. Or leave it empty."))
    return found


def put_details(person: YoungPerson, details: Details, today: dt.date) -> None:
    """Lay somebody's details into a record. Raises Refused if they cannot be right."""
    refuse_first(faults(details, today))
    person.reference = details.reference
    person.upn, person.uln = identifiers.tidy(details.upn) or None, identifiers.tidy(details.uln) or None
    person.first_name, person.last_name, person.known_as = details.first_name, details.last_name, details.known_as
    person.born_on, person.sex, person.ethnicity = details.born_on, details.sex, details.ethnicity


def by_age(born_on: dt.date, today: dt.date) -> DecisionMaker:
    """Who decides as the law has it for somebody of that age, if nobody knows better."""
    return DecisionMaker.young_person if decides_for_themselves(born_on, today) else DecisionMaker.parent


def _refuse_taken(session: Session, person: YoungPerson, details: Details) -> None:
    wanted = {
        "reference": details.reference,
        "upn": identifiers.tidy(details.upn),
        "uln": identifiers.tidy(details.uln),
    }
    for field, value in wanted.items():
        if value and _another_has(session, person, field, value):
            raise Refused(f"Another record has this already: {value}. Is it the same person?", field)


def _another_has(session: Session, person: YoungPerson, field: str, value: str) -> bool:
    query = sa.select(YoungPerson.id).where(
        YoungPerson.authority_id == person.authority_id, getattr(YoungPerson, field) == value
    )
    if person.id is not None:
        query = query.where(YoungPerson.id != person.id)
    with session.no_autoflush:
        return session.scalars(query.limit(1)).first() is not None


def _let_in(session: Session, person: YoungPerson, is_active: bool, now: dt.datetime) -> None:
    user = session.get(User, person.user_id) if person.user_id else None
    if user is None:
        return
    user.is_active = is_active
    if not is_active:
        sign_in.end_all(session, user.id, now=now)
