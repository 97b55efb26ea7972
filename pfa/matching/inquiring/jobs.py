"""The job behind a question: read the kept files, work it out in a process of its own, keep what is found."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker, SystemActor
from pfa.calendar.clock import ENGLAND
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.core.settings import Settings
from pfa.matching import keys
from pfa.matching.building import build
from pfa.matching.folders import unzipped
from pfa.matching.inquiring import checking, keeping, services
from pfa.matching.inquiring.asking import heard
from pfa.matching.inquiring.models import Inquiry, InquiryKind
from pfa.matching.models import PolicyRecord, Run, RunFile
from pfa.matching.policies import PolicySettings, from_json
from pfa.matching.private import without_homes
from pfa.matching.solver.problem import ProblemFaults
from pfa.matching.solver.reader import read_problem
from pfa.matching.solver.writer import write_problem

A_TURN_SECONDS = 20.0  # then whatever else waits has its turn, and the rest of this after it
WORTH_SECONDS, TOP = 20, 20  # for each thing there can be one more of, and how many of the dearest
PROBLEM, ANSWER = "problem.zip", "answer.zip"
Clock = Callable[[], dt.datetime]


def ask(database: Database, settings: Settings, arguments: dict[str, Any], asker: Asker, clock: Clock) -> None:
    """Work out one question, or as much of it as there is time for. Its arguments are ids only."""
    number = arguments.get("inquiry_id")
    if not isinstance(number, int):
        raise PfaError("The job names no question.")
    task = _Task(database, settings, number, asker, clock)
    try:
        task.run()
    except PfaError as error:
        task.fail(str(error))
    except ProblemFaults as error:
        task.fail(f"What is stored contradicts itself: {error}")


def gave_up(database: Database, arguments: dict[str, Any], actor: SystemActor, words: str, clock: Clock) -> None:
    """Say on the page that it will not be worked out."""
    number = arguments.get("inquiry_id")
    with database.writing({actor.authority_id}) as session:
        row = session.get(Inquiry, number) if isinstance(number, int) else None
        if row is not None and row.state in services.UNFINISHED:
            services.fail(session, row, words=words, actor=actor, now=clock())
            session.commit()


class _Task:
    def __init__(self, database: Database, settings: Settings, number: int, asker: Asker, clock: Clock) -> None:
        self.database, self.settings, self.number, self.asker, self.clock = database, settings, number, asker, clock

    def run(self) -> None:
        with self._writing() as session:
            row = session.get_one(Inquiry, self.number)
            begun = services.begin(session, row, actor=self.asker, now=self.clock())
            session.commit()
        if not begun:
            return
        with tempfile.TemporaryDirectory(prefix="pfa-ask-") as folder:
            {InquiryKind.changes: self._changes, InquiryKind.worth: self._worth, InquiryKind.check: self._check}[
                row.kind
            ](row, Path(folder))

    def _changes(self, row: Inquiry, folder: Path) -> None:
        asked = self._files(row, folder)
        with self._reading() as session:
            waiting, wishes = keeping.without_changes(session, row), keeping.wishes(session, row)
            total = keeping.with_wishes(session, row)
        until, done = time.monotonic() + A_TURN_SECONDS, total - len(waiting)
        targets = {person: [target for number, target in wishes if keys.person(number) == person] for person in waiting}
        for said in heard(asked | {"people": targets}, memory_mb=self.settings.solver_memory_mb):
            with self._writing() as session:
                now = session.get_one(Inquiry, self.number)
                if said is not None:
                    keeping.keep_changes(session, now, said, wishes)
                    done += 1
                    services.note_progress(session, now, done=done, total=total)
                session.commit()
                if now.cancel_asked or time.monotonic() > until:
                    break
        with self._writing() as session:
            now = session.get_one(Inquiry, self.number)
            services.note_progress(session, now, done=done, total=total)
            if done < total and not now.cancel_asked:
                services.put_in(session, now, now=self.clock())
            else:
                services.finish(session, now, actor=self.asker, now=self.clock())
            session.commit()

    def _worth(self, row: Inquiry, folder: Path) -> None:
        asked = self._files(row, folder) | {"out": str(folder), "top": TOP}
        problem, done, total = read_problem(Path(asked["problem"])), 0, 0
        with self._writing() as session:
            run = session.get_one(Run, row.run_id)
            asked |= {"seconds": min(WORTH_SECONDS, run.seconds_at_most), "seed": run.seed}
            keeping.forget_worth(session, run)
            session.commit()
        for said in heard(asked, memory_mb=self.settings.solver_memory_mb):
            with self._writing() as session:
                now = session.get_one(Inquiry, self.number)
                if said is not None and "total" in said:
                    total = said["total"]
                elif said is not None:
                    done += 1
                    kept = folder / said["answer"] if said["answer"] else None
                    keeping.keep_worth(session, run, problem, said, done, kept)
                services.note_progress(session, now, done=done, total=total)
                session.commit()
                if now.cancel_asked:
                    break
        self._finish()

    def _check(self, row: Inquiry, folder: Path) -> None:
        if row.run_id is not None:
            self._finish({"repairs": self._repairs(self._files(row, folder, answer=False))})
            return
        today = self.clock().astimezone(ENGLAND).date()
        with self._reading() as session:
            stored = session.get(PolicyRecord, row.policy_id) if row.policy_id is not None else None
            policy = PolicySettings() if stored is None else from_json(stored.settings)
            cohort = build(session, entry_year=row.entry_year, policy=policy, today=today)
        if not cohort.people:
            raise PfaError("Nobody has this entry year, or everybody's week is agreed already.")
        write_problem(without_homes(cohort.problem), folder / "problem")
        repairs = self._repairs({"kind": row.kind.value, "problem": str(folder / "problem")})
        self._finish(checking.found(cohort, repairs))

    def _repairs(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        said = [each for each in heard(asked, memory_mb=self.settings.solver_memory_mb) if each is not None]
        repairs: list[dict[str, Any]] = said[0]["repairs"]
        return repairs

    def _files(self, row: Inquiry, folder: Path, *, answer: bool = True) -> dict[str, Any]:
        """The kept files of the run as folders; what the process is told of them."""
        with self._reading() as session:
            found = {name: _kept(session, row, name) for name in ((PROBLEM, ANSWER) if answer else (PROBLEM,))}
        asked = {"kind": row.kind.value, "problem": str(unzipped(found[PROBLEM], folder / "problem"))}
        return asked | ({"answer": str(unzipped(found[ANSWER], folder / "answer"))} if answer else {})

    def _finish(self, found: dict[str, Any] | None = None) -> None:
        with self._writing() as session:
            row = session.get_one(Inquiry, self.number)
            services.finish(session, row, found=found, actor=self.asker, now=self.clock())
            session.commit()

    def fail(self, words: str) -> None:
        with self._writing() as session:
            row = session.get_one(Inquiry, self.number)
            services.fail(session, row, words=words, actor=self.asker, now=self.clock())
            session.commit()

    def _writing(self) -> Session:
        return self.database.writing({self.asker.authority_id})

    def _reading(self) -> Session:
        return self.database.reading({self.asker.authority_id})


def _kept(session: Session, row: Inquiry, name: str) -> bytes:
    query = sa.select(RunFile.content).where(RunFile.run_id == row.run_id, RunFile.name == name)
    content = session.scalars(query).first()
    if content is None:
        raise PfaError("The files of this run are no longer there.")
    return content
