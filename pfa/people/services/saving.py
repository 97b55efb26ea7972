"""How every change to a record is saved: seen, open, recorded, and with a new version of the person."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson
from pfa.web.forms import check_version


def begin(person: YoungPerson, seen: int, saved: dict[str, str]) -> None:
    """Raise Changed if the record was saved since version `seen`, with what is `saved` now; Refused if it is closed."""
    check_version(person, seen, saved)
    if person.closed_on is not None:
        raise Refused("This record is closed. Open it again before you change it.")


def refuse_first(found: list[tuple[str, str]]) -> None:
    """Raise Refused with the first of these faults: pairs of field and words."""
    for field, said in found:
        raise Refused(said, field)


def finish(
    session: Session, person: YoungPerson, action: str, *, actor: Doer, now: dt.datetime, rows: tuple[str, ...] = ()
) -> None:
    """Record the change. `rows` names lists beside the person that changed: that too makes a new version."""
    fields = changed(person, rows)
    audit.record(session, actor=actor, now=now, action=action, subject=person, fields=fields)


def changed(person: YoungPerson, rows: tuple[str, ...] = ()) -> list[str]:
    """The names of what changed and is not yet flushed; lists beside the person make a new version of the person."""
    fields = [*audit.changed_fields(person), *rows]
    if rows and person.id is not None:
        flag_modified(person, "reference")  # writes the person's row, so that its version counts on
    return fields
