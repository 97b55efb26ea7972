"""Who opened what: written in a short transaction of its own, before the page is shown."""

from __future__ import annotations

import uuid

from pfa.accounts.login import actor
from pfa.audit import services as audit
from pfa.web.request import db, now, short_write


def note(page: str, *, authority_id: int, subject_id: uuid.UUID | None = None, count: int = 1) -> None:
    """Record that whoever asks opened a page (its endpoint) naming one young person, or a list of `count`.

    Call it before anything is changed: it ends the request's transaction so far. Nothing is written for an empty list.
    """
    who = actor().user_id
    if who is None or db().info.get("owed"):
        raise RuntimeError("who opened a record is noted for somebody signed in, before anything is changed")
    if not count:
        return
    db().commit()  # SQLite lets nobody write beside an open transaction; what was loaded stays loaded
    with short_write() as session:
        audit.opened(
            session, actor_id=who, authority_id=authority_id, page=page, now=now(), subject_id=subject_id, count=count
        )
        session.commit()
