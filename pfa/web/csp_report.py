"""Where browsers say what the content security policy stopped: the kind of thing is logged, never an address."""

from __future__ import annotations

import json
import logging

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from pfa.web import logs
from pfa.web.headers import TAKES
from pfa.web.limits import Pace
from pfa.web.permission import public
from pfa.web.request import now

ADDRESS = "/csp-report"
AT_MOST = 8 * 1024  # bytes
A_MINUTE = 60  # reports from one place
DIRECTIVES = (
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "connect-src",
    "form-action",
    "frame-ancestors",
    "base-uri",
    "object-src",
    "manifest-src",
    "default-src",
)


def install(app: Flask, csrf: CSRFProtect) -> None:
    """Take reports at `ADDRESS`. Browsers send them without a token and without a cookie."""
    pace = Pace(A_MINUTE)

    @app.post(ADDRESS)
    @public
    def csp_report() -> ResponseReturnValue:
        pace.take(request.remote_addr or "", now().timestamp())
        logs.event("csp.stopped", logging.WARNING, kind=_directive(request.get_data()))
        return "", 204

    setattr(csp_report, TAKES, AT_MOST)
    csrf.exempt(csp_report)


def _directive(body: bytes) -> str:
    try:
        said = json.loads(body)["csp-report"]["violated-directive"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "unreadable"
    return next((name for name in DIRECTIVES if str(said).startswith(name)), "other")
