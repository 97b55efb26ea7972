"""A school's lesson at once: many pupils answer the survey from one address, against the real server, on this machine.

A command that prints what came of it, and fails if anything was lost, doubled or refused. It makes a database of its
own in a folder that it is given, serves it on the loopback address, and asks nothing of any other machine. Sign-ins are
made beforehand: what is measured are pages and answers. Every tenth answer is sent twice, as by a double click; with
every fiftieth the line drops before the server's word is read, and it is sent again. Pupils begin when their time has
come, however slow the server is: who had to wait for a place counts as late.
"""

from __future__ import annotations

import datetime as dt
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts import sign_in
from pfa.accounts.models import Authority, Membership, Organisation, OrganisationKind, Role, SignInWay, User
from pfa.app import create_app
from pfa.aspirations.models import Answer, Response, Round
from pfa.aspirations.sets import ours
from pfa.audit.services import use_key
from pfa.calendar.years import academic_year
from pfa.core.database import Database
from pfa.core.settings import Settings
from pfa.demo import services as demo
from pfa.people.codes import PlanType
from pfa.people.models import Enrolment, YoungPerson

HOST = "127.0.0.1"
AT_ONCE = 64  # pupils in the middle of their answers at the same time, at most
PATIENCE = 30  # seconds that one page may take before it counts as lost
GRACE = 120  # seconds after the last pupil began in which all must have ended
YEAR_GROUP = 10
TWICE_EVERY, DROPPED_EVERY = 10, 50
SLOW_MS = 500  # milliseconds under which 95 of 100 pages have to come
LATE_AT_MOST = 5.0  # seconds that a pupil may begin after their time, or the figures hide a queue
FIELD = re.compile(r'name="(csrf_token|idempotency_key|version)" type="hidden" value="([^"]*)"')


@dataclass
class Outcome:
    """What came of it. Milliseconds are of whole requests, as a pupil waits for them."""

    pupils: int
    questions: int
    milliseconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    late: float = 0.0  # seconds after their time at which a pupil began, at most
    seconds: float = 0.0  # from the first pupil's beginning to the last one's end
    sent: int = 0  # responses sent, as the database has them
    kept: int = 0  # answers, as the database has them

    @property
    def is_good(self) -> bool:
        """Nothing refused, nothing lost, nothing twice, and 95 of 100 pages under half a second."""
        whole = self.sent == self.pupils and self.kept == self.pupils * self.questions
        return not self.faults and whole and self.slow_ms < SLOW_MS and self.late <= LATE_AT_MOST

    @property
    def slow_ms(self) -> float:
        """95 of 100 requests are faster."""
        return quantiles(self.milliseconds, n=20)[-1] if len(self.milliseconds) > 1 else 0.0

    def text(self) -> str:
        """The figures as a table, a line each, with what they have to be."""
        middle = quantiles(self.milliseconds, n=2)[0] if len(self.milliseconds) > 1 else 0.0
        pages, wanted = len(self.milliseconds), self.pupils * self.questions
        rows = [
            ("pupils", f"{self.pupils:,}", f"{self.questions} questions each"),
            (
                "pages",
                f"{pages:,}",
                f"{pages / self.seconds if self.seconds else 0:.0f} a second for {self.seconds:.0f} s",
            ),
            ("middle page", f"{middle:.0f} ms", ""),
            ("95 of 100 pages under", f"{self.slow_ms:.0f} ms", f"at most {SLOW_MS} ms"),
            ("slowest page", f"{max(self.milliseconds, default=0.0):.0f} ms", ""),
            ("began late by at most", f"{self.late:.1f} s", f"at most {LATE_AT_MOST:.0f} s"),
            ("sent", f"{self.sent:,}", f"all {self.pupils:,}"),
            ("answers kept", f"{self.kept:,}", f"{wanted:,}: none lost, none twice"),
            ("faults", f"{len(self.faults)}", "none"),
        ]
        lines = [f"{name:<24}{figure:>10}  {note}".rstrip() for name, figure, note in rows]
        return "\n".join([*lines, *self.faults[:10], "good" if self.is_good else "NOT GOOD"])


def run(folder: Path, *, pupils: int, seconds: int, questions: int) -> Outcome:
    """Let `pupils` begin evenly over `seconds`, each answer the first `questions` questions and send them."""
    port = _free_port()
    settings = demo.fresh(folder, f"http://{HOST}:{port}")
    use_key(settings.audit_key)
    with Database(settings.database_url) as database:
        authority_id, cookies = _lesson(database, settings, pupils)
        outcome = Outcome(pupils, questions)
        with _served(settings, port, folder / "server.log"):
            _answer_all(outcome, port, cookies, seconds)
        with database.reading({authority_id}) as session:
            outcome.sent = session.scalar(sa.select(sa.func.count(Response.sent_at))) or 0
            outcome.kept = session.scalar(sa.select(sa.func.count(Answer.id))) or 0
    return outcome


def _lesson(database: Database, settings: Settings, pupils: int) -> tuple[int, list[str]]:
    """An authority, a school and a round with so many invented pupils in it; the cookie of each."""
    now = dt.datetime.now(dt.UTC)
    year = academic_year(now.date())
    with database.writing() as session:
        authority = Authority(name="Load (invented)", code="X99000009", is_synthetic=True)
        school = Organisation(name="Load School (invented)", kind=OrganisationKind.school, is_synthetic=True)
        session.add_all([authority, school])
        session.flush()
        users = [User(name=f"Pupil {number}", is_synthetic=True, created_at=now) for number in range(pupils)]
        lead = User(name="Lead (invented)", is_synthetic=True, created_at=now)
        session.add_all([*users, lead])
        session.flush()
        roles = [*((user, Role.young_person) for user in users), (lead, Role.safeguarding_lead)]
        for user, role in roles:
            row = Membership(user_id=user.id, authority_id=authority.id, role=role, starts_on=now.date())
            session.add(row)
        session.info["recorded"] = True
        session.commit()
        tokens = [sign_in.begin(session, user, way=SignInWay.supervised, now=now) for user in users]
        session.commit()
    with database.writing({authority.id}) as session:
        _round_of(session, authority.id, school.id, users, now.date(), year)
    app = create_app(settings, database)
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own
    return authority.id, [str(serializer.dumps({"_user_id": token})) for token in tokens]


def _round_of(
    session: Session, authority_id: int, school_id: int, users: list[User], today: dt.date, year: int
) -> None:
    days = {"opens_on": today - dt.timedelta(days=1), "closes_on": today + dt.timedelta(days=30)}
    session.add(Round(authority_id=authority_id, name="Load", academic_year=year, year_groups=[YEAR_GROUP], **days))
    people = [
        YoungPerson(
            authority_id=authority_id,
            reference=f"L{number:05d}",
            user_id=user.id,
            first_name=f"Pupil {number}",
            last_name="Invented",
            born_on=dt.date(year - YEAR_GROUP - 4, 3, 1),
            is_synthetic=True,
        )
        for number, user in enumerate(users)
    ]
    session.add_all(people)
    session.flush()
    session.add_all(
        Enrolment(
            authority_id=authority_id,
            young_person_id=person.id,
            academic_year=year,
            organisation_id=school_id,
            year_group=YEAR_GROUP,
            plan_type=PlanType.ehcp,
        )
        for person in people
    )
    session.info["recorded"] = True
    session.commit()


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
            child.wait(timeout=20)


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


def _answer_all(outcome: Outcome, port: int, cookies: list[str], seconds: int) -> None:
    """Each pupil begins at their own moment, in a thread of their own while they answer."""
    began = time.monotonic()
    until = began + seconds + GRACE

    def one(number: int) -> None:
        due = began + seconds * number / len(cookies)
        time.sleep(max(0.0, due - time.monotonic()))
        outcome.late = max(outcome.late, time.monotonic() - due)
        if time.monotonic() > until:
            outcome.faults.append(f"pupil {number} could not begin in time")
            return
        pupil = Pupil(outcome, port, cookies[number], number)
        try:
            pupil.answer()
        except (OSError, http.client.HTTPException) as error:
            outcome.faults.append(f"pupil {number}: {type(error).__name__}")
        finally:
            pupil.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(one, range(len(cookies))))
    outcome.seconds = time.monotonic() - began


class Pupil:
    """One pupil's browser: pages opened, forms sent with what stands hidden in them."""

    def __init__(self, outcome: Outcome, port: int, cookie: str, number: int) -> None:
        self._outcome, self._number = outcome, number
        self._line = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        self._cookies, self._sent = {"pfa": cookie}, 0

    def answer(self) -> None:
        """From the first page to the last: begin, answer, check, send."""
        self._send("/my/answers", "/my/answers", {})
        for place, question in enumerate(ours(YEAR_GROUP).questions[: self._outcome.questions]):
            choice = question.choices[(self._number + place) % len(question.choices)] if question.choices else ""
            said = {"choice": choice, "next": "1"}
            twice = (self._number + place) % TWICE_EVERY == 0
            self._send(f"/my/answers/{question.key}", f"/my/answers/{question.key}", said, twice=twice)
        self._send("/my/answers/check", "/my/answers/send", {})

    def close(self) -> None:
        """End the line."""
        self._line.close()

    def _send(self, page: str, address: str, said: dict[str, str], *, twice: bool = False) -> None:
        hidden = dict(FIELD.findall(self._ask("GET", page)))
        body = urlencode({**hidden, **said})
        self._sent += 1
        if (self._number + self._sent) % DROPPED_EVERY == 0:
            self._drop(address, body)
        for _click in range(2 if twice else 1):
            self._ask("POST", address, body)

    def _drop(self, address: str, body: str) -> None:
        """Send a form, and be gone before anything comes back."""
        self._line.request("POST", address, body, self._headers(body))
        self._line.close()

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        return headers | ({"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {})

    def _ask(self, method: str, address: str, body: str | None = None) -> str:
        began = time.perf_counter()
        self._line.request(method, address, body, self._headers(body))
        answer = self._line.getresponse()
        text = answer.read().decode()
        self._outcome.milliseconds.append(1000 * (time.perf_counter() - began))
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status != (200 if method == "GET" else 303):
            self._outcome.faults.append(f"pupil {self._number}: {method} {address} answered {answer.status}")
        return text
