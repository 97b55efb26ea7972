"""Several pieces of work at once, each in a copy of this process, of which only the result comes back.

A copy made by `fork` has the whole problem at once, and all it used is free again when it ends. What fails in a copy in
any way is done here instead, so that a fault is seen where it can be dealt with.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, Final, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LOOK_EVERY: Final = 0.2
"""Seconds between two questions whether to stop."""
PIECE: Final = 1 << 20


def cores() -> int:
    """How many processes this one may use at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


@dataclass
class _Copy:
    """A copy at work: its process, the pipe on which it answers, and what has come so far."""

    number: int
    process: int
    pipe: int
    told: list[bytes] = field(default_factory=list)


class Crew(Generic[Item, Result]):
    """Works through items, so many at a time. `work(item, cancelled)` must stop soon once `cancelled` says so."""

    def __init__(self, work: Callable[[Item, Callable[[], bool]], Result], at_once: int) -> None:
        self._work = work
        self._at_once = at_once
        self._at_work: dict[int, _Copy] = {}

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
        results: dict[int, Result] = {}
        never: Callable[[], bool] = bool
        asked = cancelled or never
        waiting = list(range(len(items)))
        stopping = False
        with selectors.DefaultSelector() as pipes:
            while waiting or self._at_work:
                while len(self._at_work) < self._at_once:
                    ready = (n for n in waiting if all(_apart(apart, items, n, c) for c in self._at_work.values()))
                    number = next(ready, -1)
                    if number < 0:
                        break
                    waiting.remove(number)
                    copy = self._start(number, items[number], asked)
                    if copy is None:
                        results[number] = self._work(items[number], asked)
                        if done is not None:
                            done(number, results[number])
                    else:
                        self._at_work[copy.pipe] = copy
                        pipes.register(copy.pipe, selectors.EVENT_READ)
                if asked() and not stopping:
                    stopping = True
                    for copy in self._at_work.values():
                        os.kill(copy.process, signal.SIGTERM)
                for key, _ in pipes.select(LOOK_EVERY):
                    copy = self._at_work[key.fd]
                    piece = os.read(copy.pipe, PIECE)
                    if piece:
                        copy.told.append(piece)
                        continue
                    pipes.unregister(copy.pipe)
                    number = copy.number
                    results[number] = self._end(copy, items[number], asked)
                    if done is not None:
                        done(number, results[number])
        return [results[number] for number in range(len(items))]

    def _start(self, number: int, item: Item, cancelled: Callable[[], bool]) -> _Copy | None:
        """A copy that does one item; None where there is no memory or process left for it."""
        reading, writing = os.pipe()
        parent = os.getpid()
        try:
            process = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            return None
        if process:
            os.close(writing)
            return _Copy(number, process, reading)
        status = 1
        try:
            os.close(reading)
            for copy in self._at_work.values():
                os.close(copy.pipe)
            told: list[bool] = []
            signal.signal(signal.SIGTERM, lambda *_: told.append(True))
            # Nobody waits for a copy whose parent is gone.
            result = self._work(item, lambda: bool(told) or os.getppid() != parent or cancelled())
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(result, pipe)
            status = 0
        finally:
            os._exit(status)

    def _end(self, copy: _Copy, item: Item, cancelled: Callable[[], bool]) -> Result:
        os.close(copy.pipe)
        del self._at_work[copy.pipe]
        _, ended = os.waitpid(copy.process, 0)
        if ended:
            return self._work(item, cancelled)
        result: Result = pickle.loads(b"".join(copy.told))  # noqa: S301 — what our own copy wrote
        return result


def _apart(apart: Callable[[Item, Item], bool] | None, items: Sequence[Item], number: int, copy: _Copy) -> bool:
    return apart is None or apart(items[number], items[copy.number])


class Partner(Generic[Item, Result]):
    """A copy of this process that does one piece of work after the other, until it is ended."""

    def __init__(self, work: Callable[[Item, Callable[[], bool]], Result]) -> None:
        def on_and_on(pipe: Connection) -> None:
            while True:
                item = pipe.recv()
                # Whatever comes before the answer is given, or the end of the pipe, says that nobody waits for it.
                pipe.send(work(item, pipe.poll))

        self._copy = _talking(on_and_on)

    def ask(self, item: Item) -> None:
        """Give it a piece of work."""
        if self._copy is not None:
            try:
                self._copy[1].send(item)
            except OSError:
                self.end()

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
