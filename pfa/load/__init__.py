"""A school's lesson at once: many pupils answer the survey from one address, against the real server, on this machine.

A command that prints what came of it, and fails if anything was lost, doubled or refused. It makes a database of its
own in a folder that it is given, serves it on the loopback address, and asks nothing of any other machine. Everybody
types the code of a card, all from the one address of their school, then answers and sends. Every tenth answer is sent
twice, as by a double click; with every fiftieth the line drops before the server's word is read, and it is sent again.
Pupils begin when their time has come, however slow the server is: who had to wait for a place counts as late.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from pfa.aspirations.models import Answer, Response
from pfa.audit.services import use_key
from pfa.core.database import Database
from pfa.core.settings import Settings
from pfa.demo import services as demo
from pfa.load.lesson import Card, lesson
from pfa.load.outcome import Outcome
from pfa.load.pupil import HOST, PATIENCE, Pupil

__all__ = ["Outcome", "run"]

AT_ONCE = 64  # pupils in the middle of their answers at the same time, at most
LAST = 10  # seconds that the last pupil has to answer and send, if there is so much time
GRACE = 120  # seconds after the last one's time in which pupils may still begin
ENDING = 60  # seconds in which the server has to end


def run(folder: Path, *, pupils: int, seconds: int, questions: int) -> Outcome:
    """Let `pupils` sign in, answer the first `questions` questions and send, all within `seconds`.

    They begin evenly, the last one `LAST` seconds before the end or at half of the time.
    """
    port = _free_port()
    settings = demo.fresh(folder, f"http://{HOST}:{port}")
    use_key(settings.audit_key)
    with Database(settings.database_url) as database:
        authority_id, cards = lesson(database, settings, pupils)
        outcome = Outcome(pupils, questions, seconds)
        with _served(settings, port, folder / "server.log"):
            _answer_all(outcome, port, cards, max(seconds - LAST, seconds / 2))
        with database.reading({authority_id}) as session:
            outcome.sent = session.scalar(sa.select(sa.func.count(Response.sent_at))) or 0
            outcome.kept = session.scalar(sa.select(sa.func.count(Answer.id))) or 0
    return outcome


@contextmanager
def _served(settings: Settings, port: int, log: Path) -> Iterator[None]:
    """The real server, as `pfa serve` starts it, in a process of its own; what it says goes into the log."""
    command = [sys.executable, "-m", "pfa", "serve", "--host", HOST, "--port", str(port), "--no-worker"]
    environment = {**os.environ, **demo.as_environment(settings)}
    with log.open("wb") as said:
        child = subprocess.Popen(command, env=environment, stdout=said, stderr=said)  # noqa: S603 - our own command
        try:
            _wait_for(port, child)
            yield
        finally:
            child.terminate()
            child.wait(timeout=ENDING)


def _wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _answer_all(outcome: Outcome, port: int, cards: Sequence[Card], seconds: float) -> None:
    """Each pupil begins at their own moment, in a thread of their own while they answer."""
    began = time.monotonic()
    until = began + seconds + GRACE

    def one(number: int) -> None:
        due = began + seconds * number / len(cards)
        time.sleep(max(0.0, due - time.monotonic()))
        outcome.late = max(outcome.late, time.monotonic() - due)
        if time.monotonic() > until:
            outcome.faults.append(f"pupil {number} could not begin in time")
            return
        pupil = Pupil(outcome, port, cards[number], number)
        try:
            pupil.answer()
        except (OSError, http.client.HTTPException) as error:
            outcome.faults.append(f"pupil {number}: {type(error).__name__}")
        finally:
            pupil.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(one, range(len(cards))))
    outcome.seconds = time.monotonic() - began
