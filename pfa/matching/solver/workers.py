"""Several pieces of work at once, each in a copy of this process, of which only the result comes back.

A copy made by `fork` has the whole problem at once, and all it used is free again when it ends. What fails in a copy in
any way is done here instead, so that a fault is seen where it can be dealt with.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LOOK_EVERY: Final = 0.2
"""Seconds between two questions whether to stop."""


def cores() -> int:
    """How many processes this one may use at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


class Crew(Generic[Item, Result]):
    """Works through items, so many at a time. `work(item, cancelled)` must stop soon once `cancelled` says so."""

    def __init__(self, work: Callable[[Item, Callable[[], bool]], Result], at_once: int) -> None:
        self._work = work
        self._at_once = at_once

    def run(
        self,
        items: Sequence[Item],
        *,
        cancelled: Callable[[], bool] | None = None,
        done: Callable[[int, Result], None] | None = None,
        apart: Callable[[Item, Item], bool] | None = None,
    ) -> list[Result]:
        """The results in the order of the items; `done` hears of each as it comes. `apart`: may two be done at once?

        A copy knows what `done` made of all results that came before it began.
        """
        never: Callable[[], bool] = bool
        asked = cancelled or never
        results: dict[int, Result] = {}
        waiting = list(range(len(items)))
        at_work: dict[int, Partner[Item, Result]] = {}

        def came(number: int, found: Result | None) -> None:
            # What failed in a copy is done here, where a fault can be dealt with.
            results[number] = self._work(items[number], asked) if found is None else found
            if done is not None:
                done(number, results[number])

        def may_begin(number: int) -> bool:
            return apart is None or all(apart(items[number], items[other]) for other in at_work)

        while waiting or at_work:
            while len(at_work) < self._at_once:
                number = next(filter(may_begin, waiting), None)
                if number is None:
                    break
                waiting.remove(number)
                at_work[number] = Partner(self._work)
                at_work[number].ask(items[number])
            if asked():
                for partner in at_work.values():
                    partner.hurry()
            wait([partner.pipe for partner in at_work.values() if partner.pipe is not None], LOOK_EVERY)
            for number in [number for number, partner in at_work.items() if partner.has_answered()]:
                partner = at_work.pop(number)
                found = partner.answer(never)
                partner.end()
                came(number, found)
        return [results[number] for number in range(len(items))]


class Partner(Generic[Item, Result]):
    """A copy of this process that does one piece of work after the other, until it is ended."""

    def __init__(self, work: Callable[[Item, Callable[[], bool]], Result]) -> None:
        def on_and_on(pipe: Connection) -> None:
            while True:
                item = pipe.recv()
                # Whatever comes before the answer is given, or the end of the pipe, says that nobody waits for it.
                pipe.send(work(item, pipe.poll))

        self._copy = _talking(on_and_on)
        self._hurried = False

    def ask(self, item: Item) -> None:
        """Give it a piece of work."""
        self._send(item)

    @property
    def pipe(self) -> Connection | None:
        """Where its answer comes from; None where there is no copy."""
        return None if self._copy is None else self._copy[1]

    def has_answered(self) -> bool:
        """Is there an answer, or will there be none?"""
        return self._copy is None or self._copy[1].poll()

    def hurry(self) -> None:
        """Ask it to end its work soon, and to answer with what it has. It can be asked for nothing more after that."""
        if not self._hurried:
            self._hurried = True
            self._send(None)

    def answer(self, stop: Callable[[], bool]) -> Result | None:
        """What came of it; None, and the end of the copy, where `stop` said so first or where it failed."""
        found: Result | None = _heard(self._copy, stop)
        if found is None:
            self.end()
        return found

    def end(self) -> None:
        """Nothing more is asked."""
        _ended(self._copy)
        self._copy = None

    def _send(self, item: Item | None) -> None:
        if self._copy is not None:
            try:
                self._copy[1].send(item)
            except OSError:
                self.end()


def _talking(work: Callable[[Connection], None]) -> tuple[int, Connection] | None:
    """A copy of this process that does some work at its end of a pipe: the process, and this end. None where there is
    no memory or process left for it."""
    here, there = Pipe()
    try:
        process = os.fork()
    except OSError:
        here.close()
        there.close()
        return None
    if process:
        there.close()
        return process, here
    try:
        here.close()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with contextlib.suppress(EOFError, OSError):
            work(there)
    finally:
        os._exit(0)


def _heard(copy: tuple[int, Connection] | None, stop: Callable[[], bool]) -> Any:
    """What a copy sends; None where it sends nothing, or `stop` says so first."""
    while copy is not None and not stop():
        if copy[1].poll(LOOK_EVERY):
            try:
                return copy[1].recv()
            except (EOFError, OSError):
                return None
    return None


def _ended(copy: tuple[int, Connection] | None) -> None:
    if copy is not None:
        process, pipe = copy
        pipe.close()
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
