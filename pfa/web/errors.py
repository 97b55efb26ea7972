"""Every error becomes a plain page; nothing of the inside is shown."""

from __future__ import annotations

import logging
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from pfa.core.errors import Busy, Changed, NotAllowed, NotFound, PfaError, TooMany
from pfa.web import logs, permission
from pfa.web.forms import typed
from pfa.web.request import close

BUSY_SECONDS = "5"
TITLES = {
    400: "That did not work",
    401: "You are signed out",
    403: "You cannot open this page",
    404: "Page not found",
    405: "That did not work",
    409: "Somebody else changed this",
    413: "That is too large",
    422: "That cannot be done",
    429: "Please wait a moment",
    500: "Sorry, something went wrong",
    503: "Sorry, we are busy",
}


def page(status: int, words: str, **more: Any) -> tuple[str, int]:
    """The error page, in the same words whatever went wrong inside."""
    g.read_only = True  # the page itself must not wait for the write lock
    title = TITLES.get(status, TITLES[500 if status >= 500 else 400])
    return render_template("errors/error.html", title=title, words=words, status=status, **more), status


def _lost(error: Changed) -> dict[str, Any]:
    """What is saved now, and what was typed that differs from it."""
    return {"theirs": error.theirs, "typed": [(of, words) for of, words in typed() if error.theirs.get(of) != words]}


def install(app: Flask) -> None:
    """Show each kind of error as a page with its own status."""

    @app.errorhandler(PfaError)
    def _ours(error: PfaError) -> Any:
        close()
        more = _lost(error) if isinstance(error, Changed) else {}
        if isinstance(error, permission.SignedOut):
            more["way_in"] = error.way_in
        body, status = page(error.status, str(error), **more)
        headers = {}
        if isinstance(error, TooMany) and error.seconds:
            headers["Retry-After"] = str(error.seconds)
        if isinstance(error, Busy):
            headers["Retry-After"] = BUSY_SECONDS
        if isinstance(error, NotAllowed | TooMany | Busy):
            logs.security("refused", status=error.status)
        return body, status, headers

    @app.errorhandler(StaleDataError)
    def _stale(_error: StaleDataError) -> Any:
        return _ours(Changed())

    @app.errorhandler(CSRFError)
    def _csrf(_error: CSRFError) -> Any:
        needed = permission.declared(app, request.endpoint or "")
        if needed not in (None, permission.PUBLIC):
            try:
                permission.check(str(needed))
            except PfaError as error:  # most often SignedOut: its form's token went with the sign-in
                return _ours(error)
        return page(400, "This page was open for too long. Go back, load it again and try once more.")

    @app.errorhandler(SecurityError)
    def _elsewhere(_error: SecurityError) -> Any:
        # No page: its links could not be built for a name that is not ours.
        return Response("This address is not served here.", 400, content_type="text/plain; charset=utf-8")

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        status = error.code or 500
        if status == 404:
            return page(404, str(NotFound()))
        words = {
            405: "This address does not take that.",
            413: "What was sent is larger than this page takes.",
            429: "There were too many tries in a short time. Wait a moment and try again.",
        }
        if status < 400:
            return error
        return page(status, words.get(status, "Check the address, or go back and try again."))

    @app.errorhandler(sa.exc.OperationalError)
    def _busy(error: sa.exc.OperationalError) -> Any:
        close()
        logs.event("database.unavailable", logging.ERROR, error=type(error.orig).__name__)
        return _ours(Busy())

    @app.errorhandler(sa.exc.DataError)
    def _too_much(error: sa.exc.DataError) -> Any:  # a form should have said it first: PostgreSQL refuses, SQLite never
        close()
        logs.event("database.too-much", logging.ERROR, error=type(error.orig).__name__)
        return page(422, "Something in it is longer or larger than we can keep. Nothing was saved. Make it shorter.")

    @app.errorhandler(sa.exc.IntegrityError)
    def _crossed(error: sa.exc.IntegrityError) -> Any:
        if "unique" not in str(error.orig).lower():
            return _last(error)
        return _ours(Changed("Somebody saved the same thing at the same moment. Look at what is there now."))

    @app.errorhandler(Exception)
    def _last(error: Exception) -> Any:
        close()
        if app.testing:
            raise error
        logs.event("unexpected", logging.ERROR, error=type(error).__name__, frames=logs.frames_of(error))
        return page(500, "Nothing was saved by this try. Go back and try again; if it happens again, tell us.")
