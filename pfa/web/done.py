"""The end of every form: commit once, remember the form's key, and send the person on.

A second click, a replay or the back button finds the key and gets the same answer; nothing is done twice.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

import sqlalchemy as sa
from flask import current_app, flash, g, redirect, request
from werkzeug.wrappers import Response

from pfa.core.statements import once
from pfa.web.models import LOCATION_AT_MOST, DoneOnce
from pfa.web.request import database, db, now

FIELD = "idempotency_key"
KEPT_FOR = dt.timedelta(days=30)


def new_key() -> str:
    """A key for a form that is being shown."""
    return secrets.token_urlsafe(24)


def already_done() -> Response | None:
    """Where the sender of a form that was already acted on is sent; None for a new one. Asked before every POST."""
    key = request.form.get(FIELD) if request.method == "POST" else None
    user_id = _user_id() if key else None
    return _answered(user_id, key[:64]) if key and user_id is not None else None


def done(location: str, words: str | None = None) -> Response:
    """Commit what the view did, with the form's key, and redirect. `words` are shown once on the next page."""
    answer = commit(location)
    if answer is not None:
        return answer
    if words:
        flash(words)
    return redirect(location, code=303)


def commit(location: str) -> Response | None:
    """Commit what the view did, with the form's key. For pages that show something once and never again.

    None if this was the first time; else where a second click is sent: `location`.
    """
    key, user_id = request.form.get(FIELD), _user_id()
    session = db()
    if key and user_id is not None:
        # What somebody looks for stands in an address in three letters for each of its own, or more.
        kept = location if len(location) <= LOCATION_AT_MOST else location.partition("?")[0]
        session.add(DoneOnce(user_id=user_id, key=key[:64], location=kept, at=now()))
    try:
        session.commit()
    except sa.exc.IntegrityError:
        session.rollback()
        answer = _answered(user_id, key[:64]) if key and user_id is not None else None
        if answer is None:
            raise
        return answer
    g.committed = True
    return None


def first_answer(response: Response) -> Response:
    """Give the second of two clicks that raced the first one's answer, whatever it came to itself.

    The first may have changed what the second then found: a version, a name that is taken, a row that is gone.
    """
    if response.status_code in range(300, 400) or response.status_code in (204, 413) or g.get("committed"):
        return response  # 204: saved while the form is still open; 413: too large to be read, so there is no key
    return already_done() or response


def _answered(user_id: int, key: str) -> Response | None:
    with database().reading() as session:
        location = session.scalars(_location(), {"user_id": user_id, "key": key}).first()
    return redirect(location, code=303) if location else None


@once
def _location() -> sa.Select[Any]:
    by_them = DoneOnce.user_id == sa.bindparam("user_id")
    return sa.select(DoneOnce.location).where(by_them, DoneOnce.key == sa.bindparam("key"))


def _user_id() -> int | None:
    actor: Any = current_app.extensions["pfa_current_actor"]()
    return actor.user_id if actor is not None else None
