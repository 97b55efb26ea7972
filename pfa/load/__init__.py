"""A school's lesson at once: many pupils answer the survey from one address, against the real server, on this machine.

A command that prints what came of it, and fails if anything was lost, doubled or refused. It makes a database of its
own in a folder that it is given, serves it on the loopback address, and asks nothing of any other machine. Everybody
types the code of a card, all from the one address of their school, answers questions of every kind as their page's
script and their own habits have it (`habits.py`), sends them and signs out. A lesson's time is pressed together: what
takes a pupil minutes takes seconds, so that nobody's requests are fewer than they would be, and all are in less time.
Each pupil answers some questions in a row, the next pupil those that follow, so that every kind has its turn.
Pupils begin when their time has come, however slow the server is: who had to wait for a place counts as late.
"""

from __future__ import annotations

import http.client
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from random import Random

from pfa.audit.services import use_key
from pfa.core.database import Database
from pfa.core.settings import Settings
from pfa.demo import services as demo
from pfa.load.browser import HOST, Browser
from pfa.load.check import check, log_faults
from pfa.load.habits import habits
from pfa.load.journal import Journal
from pfa.load.lesson import Card, lesson
from pfa.load.outcome import Outcome
from pfa.load.pupil import KEYS, Pupil
from pfa.load.who import Who

__all__ = ["Outcome", "run"]

AT_ONCE = 160  # pupils in the middle of their answers at the same time, at most
LAST = 20  # seconds that the last pupil has to answer and send, if there is so much time
SLOWEST = 100  # seconds that one question takes a pupil who thinks and writes for long
GRACE = 120  # seconds after the last one's time in which pupils may still begin
STARTING, ENDING = 60, 60  # seconds in which the server has to start, and to end
SEED = 5


def run(folder: Path, *, pupils: int, seconds: int, questions: int, seed: int = SEED) -> Outcome:
    """Let `pupils` sign in, answer `questions` questions each and send, all within `seconds`.

    They begin evenly, the last one `LAST` seconds before the end or at half of the time. More than ten questions each
    would ask for more pages a minute than one sign-in may: a pupil's minutes are seconds here.
    """
    port = _free_port()
    settings = demo.fresh(folder, f"http://{HOST}:{port}")
    use_key(settings.audit_key)
    log = folder / "server.log"
    with Database(settings.database_url) as database:
        authority_id, cards = lesson(database, settings, pupils)
        outcome = Outcome(pupils, questions, seconds, authority_id)
        before = _busy_seconds()
        with _served(settings, port, log):
            _answer_all(outcome, port, cards, seed)
        outcome.cores = (_busy_seconds() - before) / outcome.seconds
        with database.reading({authority_id}) as session:
            outcome.checked = check(session, authority_id, outcome.journals)
        outcome.checked.faults += log_faults(log)
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
    until = time.monotonic() + STARTING
    while time.monotonic() < until and child.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start: its log says why")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _busy_seconds() -> float:
    """Seconds of a core that processes we started have used, once they have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _answer_all(outcome: Outcome, port: int, cards: Sequence[Card], seed: int) -> None:
    """Each pupil begins at their own moment, in a thread of their own while they answer."""
    last = min(LAST, outcome.within / 2)
    starts = outcome.within - last
    everybody = list(_everybody(outcome, port, cards, seed, last / (SLOWEST * outcome.questions)))
    began = time.monotonic()

    def one(number: int) -> None:
        due = began + starts * number / len(cards)
        time.sleep(max(0.0, due - time.monotonic()))
        outcome.late = max(outcome.late, time.monotonic() - due)
        if time.monotonic() > began + starts + GRACE:
            outcome.tally.fault(f"card {cards[number].number} could not begin in time")
            return
        _let(everybody[number], outcome.questions, number, partial(_browser, outcome, port, cards[number]))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(one, range(len(cards))))
    outcome.seconds = time.monotonic() - began


def _everybody(outcome: Outcome, port: int, cards: Sequence[Card], seed: int, pace: float) -> Iterator[Who]:
    for number, (card, theirs) in enumerate(zip(cards, habits(len(cards), seed), strict=True)):
        journal = Journal(card.number)
        outcome.journals.append(journal)
        dice = Random(f"{seed} {number}")
        yield Who(card, _browser(outcome, port, card), journal, outcome.tally, theirs, dice, pace)


def _let(who: Who, questions: int, number: int, new_browser: partial[Browser]) -> None:
    """Let one pupil answer. What ends their way is a fault, and nobody else's."""
    first = number * questions % (len(KEYS) - questions + 1)
    pupil = Pupil(who, first=first, questions=questions, new_browser=new_browser)
    try:
        pupil.answer()
    except (OSError, http.client.HTTPException, LookupError) as error:
        who.tally.fault(f"card {who.card.number}: {type(error).__name__}: {error}")
    finally:
        who.browser.close()


def _browser(outcome: Outcome, port: int, card: Card) -> Browser:
    return Browser(port, outcome.tally, f"card {card.number}")
