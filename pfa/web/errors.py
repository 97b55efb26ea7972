"""Every error becomes a plain page; nothing of the inside is shown."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from pfa.core.errors import Changed, NotFound, PfaError, TooMany
from pfa.web.request import close

log = logging.getLogger("pfa.web")

TITLES = {
    400: "That did not work",
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
    title = TITLES.get(status, TITLES[500 if status >= 500 else 400])
    return render_template("errors/error.html", title=title, words=words, status=status, **more), status


def install(app: Flask) -> None:
    """Show each kind of error as a page with its own status."""

    @app.errorhandler(PfaError)
    def _ours(error: PfaError) -> Any:
        close()
        theirs = error.theirs if isinstance(error, Changed) else {}
        body, status = page(error.status, str(error), theirs=theirs)
        headers = {}
        if isinstance(error, TooMany) and error.seconds:
            headers["Retry-After"] = str(error.seconds)
        return body, status, headers

    @app.errorhandler(StaleDataError)
    def _stale(_error: StaleDataError) -> Any:
        return _ours(Changed())

    @app.errorhandler(CSRFError)
    def _csrf(_error: CSRFError) -> Any:
        return page(400, "This page was open for too long. Go back, load it again and try once more.")

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
        log.error("database %s", type(error.orig).__name__)
        words = "Nothing was saved by this try. Wait a few seconds and try again."
        body, status = page(503, words)
        return body, status, {"Retry-After": "5"}

    @app.errorhandler(Exception)
    def _last(error: Exception) -> Any:
        close()
        if app.testing:
            raise error
        frames = "".join(traceback.format_tb(error.__traceback__))  # the message itself may hold personal data
        log.error("unexpected %s\n%s", type(error).__name__, frames)
        return page(500, "Nothing was saved by this try. Go back and try again; if it happens again, tell us.")
