"""A soft limit on how fast one sign-in may ask for pages, and the refusal of forms that another site sent."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

from flask import Flask, request

from pfa.core.errors import NotAllowed, TooMany
from pfa.web.request import READING, is_kept, now, settings

MINUTE = 60.0
FROM_ELSEWHERE = ("cross-site", "same-site")


class Pace:
    """At most `most` calls a minute for each key, counted in the memory of this process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def take(self, key: str, at: float) -> None:
        """Count one call at `at` seconds. Raises TooMany if the last minute is full."""
        with self._lock:
            calls = self._calls[key]
            while calls and calls[0] <= at - MINUTE:
                calls.popleft()
            if len(calls) >= self._most:
                seconds = int(calls[0] + MINUTE - at) + 1
                raise TooMany("You opened very many pages in a minute. Wait a moment, then go on.", seconds=seconds)
            calls.append(at)
            if len(self._calls) > 10_000:
                self._forget(at)

    def _forget(self, at: float) -> None:
        for key in [key for key, calls in self._calls.items() if not calls or calls[-1] <= at - MINUTE]:
            del self._calls[key]


def is_from_elsewhere() -> bool:
    """Does the browser say that another site made this request?

    A page that tells no referrer tells "null" for its origin, as do pages of ours whose address is a secret: then the
    browser's other word and the form's token decide.
    """
    if request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE:
        return True
    own = {settings().public_base_url.lower()}
    if not settings().production:
        own.add(request.host_url.rstrip("/"))
    return request.headers.get("Origin", "null") not in {*own, "null"}


def install(app: Flask, most: int, who: Callable[[], str | None]) -> None:
    """Count the pages of each sign-in (`who` names it); refuse forms that a browser says came from elsewhere."""
    app.extensions["pfa_pace"] = Pace(most)

    @app.before_request
    def _limits() -> Any:
        if request.method not in READING and is_from_elsewhere():
            raise NotAllowed("This form was sent from another site. Open the page here and try again.")
        name = who() if not is_kept() else None
        if name is not None:
            app.extensions["pfa_pace"].take(name, now().timestamp())
        return None
