"""Slow hashes of secrets that people type: argon2id, in a few slots at a time, never inside a transaction."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import argon2

from pfa.core.errors import Busy
from pfa.core.settings import Settings
from pfa.web import request as web_request


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs: memory in KiB, passes over it, lanes side by side."""

    memory_kib: int
    passes: int
    lanes: int = 1


COST = Cost(19456, 2)  # OWASP's least for argon2id; 40 ms on the machine of the design's measurements
COST_IN_TESTS = Cost(64, 1)
WAIT_SECONDS = 5.0  # for a free slot; then the page says that we are busy


class Hasher:
    """Hashes and verifies. At most `slots` at once, so that a wave of sign-ins leaves room for pages."""

    def __init__(
        self,
        cost: Cost = COST,
        *,
        slots: int | None = None,
        wait_seconds: float = WAIT_SECONDS,
        is_writing: Callable[[], bool] = web_request.is_writing,
    ) -> None:
        self._argon2 = argon2.PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes, type=argon2.Type.ID
        )
        self._slots = threading.BoundedSemaphore(slots or 2 * (os.cpu_count() or 1))
        self._wait_seconds = wait_seconds
        self._is_writing = is_writing
        self._nobodys = self._argon2.hash(os.urandom(16))

    def hash(self, secret: str | bytes) -> str:
        """The hash to keep, with its own salt and parameters in it."""
        with self._slot():
            return self._argon2.hash(secret)

    def matches(self, stored: str | None, secret: str | bytes) -> bool:
        """Is this the secret? With nothing stored it works just as long, and says no."""
        with self._slot():
            try:
                return self._argon2.verify(stored or self._nobodys, secret) and stored is not None
            except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
                return False

    def is_outdated(self, stored: str) -> bool:
        """Was this hash made at another cost than today's?"""
        return self._argon2.check_needs_rehash(stored)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if self._is_writing():
            raise RuntimeError("a secret was hashed inside a transaction that may hold the write lock")
        if not self._slots.acquire(timeout=self._wait_seconds):
            raise Busy()
        try:
            yield
        finally:
            self._slots.release()


def for_settings(settings: Settings) -> Hasher:
    """The hasher of an application: full cost everywhere but in tests."""
    return Hasher(COST_IN_TESTS if settings.environment == "test" else COST)
