"""Who opened whose record: written in a short transaction of its own before the page is shown."""

from __future__ import annotations

import uuid

from pfa.accounts.login import actor
from pfa.audit import services as audit
from pfa.people.models import YoungPerson
from pfa.web.request import db, now, short_write


def note_opened(person: YoungPerson, page: str) -> None:
    """Record that whoever asks opened a page (its endpoint) that names this young person.

    Call it once the person is found and before anything is changed: it ends the request's transaction so far.
    """
    _note(page, authority_id=person.authority_id, subject_id=person.public_id, count=1)


def note_list(page: str, count: int) -> None:
    """Record that whoever asks opened a list (its endpoint) that names `count` young people; nothing for none."""
    if count:
        _note(page, authority_id=actor().authority_id, subject_id=None, count=count)


def _note(page: str, *, authority_id: int, subject_id: uuid.UUID | None, count: int) -> None:
    who = actor().user_id
    if who is None or db().info.get("owed"):
        raise RuntimeError("who opened a record is noted for somebody signed in, before anything is changed")
    db().commit()  # SQLite lets nobody write beside an open transaction; what was loaded stays loaded
    with short_write() as session:
        audit.opened(
            session, actor_id=who, authority_id=authority_id, page=page, now=now(), subject_id=subject_id, count=count
        )
        session.commit()
