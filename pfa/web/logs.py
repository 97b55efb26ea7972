"""The log: one JSON line an event, with named keys only. It never holds an address, a name, a code or a body."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import logging
import sys
import time
import traceback
from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, request

from pfa.core.settings import Settings
from pfa.web.request import is_kept, now, request_id

KEYS = frozenset(
    {
        "authority",
        "count",
        "database",
        "error",
        "event",
        "frames",
        "job",
        "kind",
        "level",
        "method",
        "ms",
        "request_id",
        "role",
        "route",
        "seconds",
        "status",
        "ts",
        "user",
        "way",
        "words",
    }
)
Scalar = str | int | float | bool | None

INFO = logging.INFO

_events = logging.getLogger("pfa.events")
_security = logging.getLogger("pfa.security")


def event(name: str, level: int = logging.INFO, **values: Scalar) -> None:
    """Log one event. Raises ValueError for a key that is not allowed, TypeError for a value that is no scalar."""
    _events.log(level, name, extra={"pfa": _checked(values)})


def security(name: str, level: int = logging.WARNING, **values: Scalar) -> None:
    """Log one event that security looks at: a sign-in, a refusal, a limit reached, a right changed."""
    _security.log(level, name, extra={"pfa": _checked(values)})


def frames_of(error: BaseException) -> str:
    """Where an error came from, without its message or its variables: both may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.name} {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))


class JsonLine(logging.Formatter):
    """A record as one line of JSON with allowed keys."""

    def format(self, record: logging.LogRecord) -> str:
        values: dict[str, Scalar] = {
            "ts": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
            "level": record.levelname.lower(),
            "event": record.getMessage() if hasattr(record, "pfa") else record.name,
        }
        values |= getattr(record, "pfa", {})
        if not hasattr(record, "pfa"):
            values["words"] = _plain(record)
        if record.exc_info and record.exc_info[1] is not None:
            values |= {"error": type(record.exc_info[1]).__name__, "frames": frames_of(record.exc_info[1])}
        return json.dumps(values)


def install(app: Flask, settings: Settings) -> None:
    """Write the log of this process to standard error, and one line for every request."""
    logger = logging.getLogger("pfa")
    logger.setLevel(logging.INFO if settings.production else logging.WARNING)
    if not any(isinstance(handler.formatter, JsonLine) for handler in logger.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLine())
        logger.addHandler(handler)
    logger.propagate = settings.environment == "test"  # a server's own handler would write every line twice
    logging.getLogger("werkzeug").setLevel(logging.WARNING)

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _line(response: Response) -> Response:
        response.headers["X-Request-ID"] = request_id()
        if not is_kept():
            milliseconds = round(1000 * (time.perf_counter() - g.get("started", time.perf_counter())), 1)
            event("request", method=request.method, status=response.status_code, ms=milliseconds)
        return response


def _checked(values: dict[str, Scalar]) -> dict[str, Scalar]:
    unknown = set(values) - KEYS
    if unknown:
        raise ValueError(f"these keys may not be logged: {', '.join(sorted(unknown))}")
    if any(not isinstance(value, str | int | float | bool | None) for value in values.values()):
        raise TypeError("only single words and figures may be logged")
    return _of_request() | values


def _plain(record: logging.LogRecord) -> str:
    """The words of a record that was written the usual way: ours only, and only if it was given scalars."""
    given = record.args if isinstance(record.args, tuple) else ()
    ours = all(isinstance(value, str | int | float | bool | None) for value in given)
    return record.getMessage() if ours and not isinstance(record.args, dict) else "withheld: not a scalar"


def _of_request() -> dict[str, Scalar]:
    if not has_request_context():
        return {}
    rule = request.url_rule.rule if request.url_rule is not None else "none"
    said: dict[str, Scalar] = {"request_id": request_id(), "route": rule}
    actor: Any = g.get("actor")
    if actor is not None:
        said |= {"user": _pseudonym(actor.user_id), "role": actor.role}
        if actor.authority_ids:
            said["authority"] = actor.authority_id
    return said


def _pseudonym(user_id: int | None) -> str:
    """A user's name in today's log: the same all day, another one tomorrow."""
    settings: Settings = current_app.extensions["pfa_settings"]
    said = f"{now().date().isoformat()} {user_id}".encode()
    return hmac.new(settings.secret_key.encode(), b"log " + said, hashlib.sha256).hexdigest()[:16]
