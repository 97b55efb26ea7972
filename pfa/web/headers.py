"""Headers on every response, and the limits on what comes in."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

from pfa.core.settings import Settings
from pfa.web.request import is_kept

F = TypeVar("F", bound=Callable[..., Any])
TAKES = "pfa_body_at_most"
PLAYS, RECORDS, GIVES = "pfa_plays_sound", "pfa_records_sound", "pfa_gives_file"
STAYS = "pfa_stays_the_same"
BODY_AT_MOST = 256 * 1024  # bytes; the only limit that url-encoded bodies obey
UPLOAD_AT_MOST = 5 * 1024 * 1024  # bytes, raised by the upload views alone

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'; manifest-src 'self'; report-uri /csp-report"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
SOUND = "; media-src 'self' blob:"  # what a page that plays sound has more: ours, and what was recorded on it just now
A_MICROPHONE = "camera=(), microphone=(self), geolocation=(), payment=(), usb=()"
# What a file that somebody sent may do where it is opened by itself: nothing.
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def takes_upload(view: F) -> F:
    """Let this view take a body of up to `UPLOAD_AT_MOST`; all others keep the small limit.

    A mark and not a line in the view, because the form is read for its token before the view is reached.
    """
    setattr(view, TAKES, UPLOAD_AT_MOST)
    return view


def plays_sound(view: F) -> F:
    """Let the pages of this view play sound of ours."""
    setattr(view, PLAYS, True)
    return view


def records_sound(view: F) -> F:
    """Let the pages of this view ask for the microphone, and play what was recorded."""
    setattr(view, RECORDS, True)
    return plays_sound(view)


def gives_file(view: F) -> F:
    """Say that this view answers with a file that somebody sent: opened by itself it may do nothing at all."""
    setattr(view, GIVES, True)
    return view


def stays_the_same(view: F) -> F:
    """Say that what this view answers is nothing personal and never changes: a person's own browser may keep it."""
    setattr(view, STAYS, True)
    return view


def _policy(view: Any, response: Response) -> str:
    if getattr(view, GIVES, False) and response.mimetype != "text/html":
        return FILE_POLICY
    return POLICY.format(nonce=nonce()) + (SOUND if getattr(view, PLAYS, False) else "")


def nonce() -> str:
    """The random word that lets this response's own scripts run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    word: str = g.csp_nonce
    return word


def trusted_hosts(settings: Settings) -> list[str]:
    """The names under which this application answers: its own, and while it is being built this machine's."""
    own = urlsplit(settings.public_base_url).hostname or ""
    return [own] if settings.production else [own, "localhost", "127.0.0.1"]


def install(app: Flask, settings: Settings) -> None:
    """Set the limits, and put the headers on every response, errors included."""
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_AT_MOST,
        MAX_FORM_MEMORY_SIZE=200_000,
        MAX_FORM_PARTS=300,
        SESSION_COOKIE_NAME="__Host-pfa" if settings.https else "pfa",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
        WTF_CSRF_TIME_LIMIT=None,
        # Pages whose address is a secret send no referrer, so it cannot be asked for. A token in a `__Host-` cookie,
        # which no other host can set, and the refusal of forms from elsewhere (`limits`: origin, site) do its work.
        WTF_CSRF_SSL_STRICT=False,
    )

    @app.before_request
    def _room() -> None:
        view = app.view_functions.get(request.endpoint or "")
        request.max_content_length = getattr(view, TAKES, BODY_AT_MOST)

    @app.before_request
    def _no_nul() -> None:
        # PostgreSQL keeps no NUL in text, and nobody types one.
        sent = [*request.args.lists(), *request.form.lists()]
        if "\0" in request.path or any("\0" in text for name, values in sent for text in (name, *values)):
            abort(400)

    @app.after_request
    def _headers(response: Response) -> Response:
        view = app.view_functions.get(request.endpoint or "")
        response.headers["Content-Security-Policy"] = _policy(view, response)
        if getattr(view, RECORDS, False):
            response.headers["Permissions-Policy"] = A_MICROPHONE
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if is_kept() and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        elif getattr(view, STAYS, False) and response.status_code == 200:
            response.headers["Cache-Control"] = "private, max-age=604800, immutable"
        else:
            response.headers["Cache-Control"] = "no-store"
        if settings.https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response
