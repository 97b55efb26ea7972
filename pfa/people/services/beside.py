"""The people around a young person: named worker, decision-maker, family and others."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.people import queries, words
from pfa.people.codes import DecisionMaker
from pfa.people.models import Contact, YoungPerson
from pfa.people.services.saving import begin, finish, refuse_first
from pfa.people.values import Around, Beside
from pfa.web.forms import check_version


def set_around(
    session: Session, person: YoungPerson, around: Around, *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Say who works with somebody, who decides, and how to talk with them."""
    begin(person, seen, words.around(person))
    workers = {user.id for user in queries.workers(session, person.authority_id, now.date())}
    wanted = around.named_worker_id
    if wanted is not None and wanted != person.named_worker_id and wanted not in workers:
        raise Refused("Choose a named worker from the list.", "named_worker")
    put_around(person, around)
    finish(session, person, "person.around-set", actor=actor, now=now)
    session.expire(person, ["named_worker"])


def put_around(person: YoungPerson, around: Around) -> None:
    """Lay the people who work with somebody into a record. Raises Refused."""
    refuse_first(around_faults(around))
    person.named_worker_id, person.school_contact = around.named_worker_id, around.school_contact
    person.decision_maker, person.decision_maker_name = around.decision_maker, around.decision_maker_name
    person.language, person.needs_interpreter = around.language, around.needs_interpreter
    person.communication = around.communication


def around_faults(around: Around) -> list[tuple[str, str]]:
    """What cannot be right in who decides."""
    if around.decision_maker is DecisionMaker.representative and not around.decision_maker_name:
        return [("decision_maker_name", "Enter the representative's name.")]
    return []


def add_contact(
    session: Session, person: YoungPerson, beside: Beside, *, seen: int, actor: Doer, now: dt.datetime
) -> Contact:
    """Add a parent, carer or somebody else beside them."""
    begin(person, seen, {})
    row = Contact(authority_id=person.authority_id)
    _put(row, beside)
    person.contacts.append(row)
    audit.record(session, actor=actor, now=now, action="contact.added", subject=row)
    return row


def edit_contact(session: Session, row: Contact, beside: Beside, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Change what is known of somebody beside them. Raises Changed."""
    check_version(row, seen, words.contact(row))
    _put(row, beside)
    audit.record(session, actor=actor, now=now, action="contact.edited", subject=row)


def remove_contact(session: Session, row: Contact, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Take somebody out of the people beside them. Raises Changed."""
    check_version(row, seen, words.contact(row))
    audit.record(session, actor=actor, now=now, action="contact.removed", subject=row)
    session.delete(row)


def _put(row: Contact, beside: Beside) -> None:
    row.name, row.relationship_words = beside.name, beside.relationship_words
    row.phone, row.email, row.is_barred = beside.phone, beside.email, beside.is_barred
