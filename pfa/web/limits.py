"""A soft limit on how fast one sign-in may ask for pages, and the refusal of forms that another site sent."""

from __future__ import annotations

import hashlib
import mmap
import struct
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, request

from pfa.core.errors import NotAllowed, TooMany
from pfa.web.request import READING, is_kept, now, settings

MINUTE = 60  # seconds
FROM_ELSEWHERE = ("cross-site", "same-site")

PLACES, TRIES = 8192, 8  # for keys that called lately; where one that is new may stand
HEAD, SECONDS = struct.Struct("<8sQ"), struct.Struct(f"<{2 * MINUTE}I")  # a key and when it called last; its calls
SIZE = HEAD.size + SECONDS.size  # bytes


class Pace:
    """At most `most` calls a minute for each key, counted in memory that all processes of one server share.

    Made before they fork. Calls are counted by the second. Two processes that count the same key in the same instant
    may lose one of the two calls, and where very many keys call at once the one that was still longest is forgotten:
    a soft limit bears both.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._shared = mmap.mmap(-1, PLACES * SIZE)

    def take(self, key: str, at: float) -> None:
        """Count one call at `at` seconds. Raises TooMany if the last minute is full."""
        name, second = hashlib.blake2b(key.encode(), digest_size=8).digest(), int(at)
        with self._lock:
            place, is_known = self._place(name, second)
            said = list(SECONDS.unpack_from(self._shared, place + HEAD.size)) if is_known else [0] * (2 * MINUTE)
            pairs = zip(said[::2], said[1::2], strict=True)
            calls = {when: count for when, count in pairs if count and when > second - MINUTE}
            if sum(calls.values()) >= self._most:
                wait = min(calls) + MINUTE - second + 1
                raise TooMany("You opened very many pages in a minute. Wait a moment, then go on.", seconds=wait)
            where = 2 * (second % MINUTE)
            said[where : where + 2] = [second, calls.get(second, 0) + 1]
            HEAD.pack_into(self._shared, place, name, second)
            SECONDS.pack_into(self._shared, place + HEAD.size, *said)

    def _place(self, name: bytes, second: int) -> tuple[int, bool]:
        """Where a key stands or may stand, and whether it stands there already."""
        first = int.from_bytes(name, "little")
        places = [(first + step) % PLACES * SIZE for step in range(TRIES)]
        found = [HEAD.unpack_from(self._shared, place) for place in places]
        for place, (known, _last) in zip(places, found, strict=True):
            if known == name:
                return place, True
        return min(zip(places, found, strict=True), key=lambda one: one[1][1])[0], False


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
