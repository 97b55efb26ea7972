"""The running request: its moment, its database session, who asks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flask import current_app, g, has_request_context, request
from sqlalchemy.orm import Session

from pfa.core.database import Database, open_for
from pfa.core.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
ENGLAND = ZoneInfo("Europe/London")
READING = frozenset({"GET", "HEAD", "OPTIONS"})
KEPT = frozenset({"static", "reporting.accent"})  # endpoints whose answers are the same for everybody, for ever


def database() -> Database:
    """The application's database."""
    found: Database = current_app.extensions["pfa_database"]
    return found


def settings() -> Settings:
    """The application's settings."""
    found: Settings = current_app.extensions["pfa_settings"]
    return found


def now() -> dt.datetime:
    """The moment of this request, in UTC: one for the whole request. Tests set the application's clock."""
    if "now" not in g:
        g.now = current_app.extensions["pfa_clock"]()
    moment: dt.datetime = g.now
    return moment


def today() -> dt.date:
    """The day of this request in England."""
    return now().astimezone(ENGLAND).date()


def is_kept() -> bool:
    """Is this a style sheet, script or font? Nobody has to be signed in, and browsers may keep it for ever."""
    return request.endpoint in KEPT


def request_id() -> str:
    """A random name for this request, for the log and the audit trail."""
    if "request_id" not in g:
        g.request_id = uuid.uuid4().hex
    name: str = g.request_id
    return name


def db() -> Session:
    """The request's session: it reads on GET and writes on POST, for the authorities of the person who asks."""
    if "db" not in g:
        reads = request.method in READING or g.get("read_only", False)
        allowed, first = g.get("authorities", frozenset()), g.get("reads_first", False)
        g.db = database().reading(allowed) if reads else database().writing(allowed, reads_first=first)
        g.db.info["request_id"] = request_id()
    session: Session = g.db
    return session


def reads_first(view: F) -> F:
    """Let a form look before it takes SQLite's write lock: for forms that a whole class sends at the same time.

    Its services must lock what they go by (`with_for_update`) and read it again, as they have to on PostgreSQL.
    """

    @wraps(view)
    def looking(*args: Any, **kwargs: Any) -> Any:
        g.reads_first = True
        return view(*args, **kwargs)

    return looking  # type: ignore[return-value]  # the wrapper has the view's own signature


def is_writing() -> bool:
    """Is the request's session inside a transaction that may hold the database's write lock?"""
    return has_request_context() and request.method not in READING and "db" in g and bool(g.db.in_transaction())


def short_write() -> Session:
    """A session of its own for a short write beside a page that reads: who opened what. The caller closes it."""
    session = database().writing(g.get("authorities", frozenset()))
    session.info["request_id"] = request_id()
    return session


def ask_for(authorities: frozenset[int]) -> None:
    """Open the request's session, now or later, for these authorities."""
    g.authorities = authorities
    if "db" in g:
        open_for(g.db, authorities)


def close(_error: Any = None) -> None:
    """End the request's session; what was not committed is undone."""
    session = g.pop("db", None)
    if session is not None:
        session.close()
