"""The job behind a run: write the problem, solve it in a process of its own, check the answer, keep it."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pfa.accounts.actor import Asker, SystemActor
from pfa.calendar.clock import ENGLAND
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.core.settings import Settings
from pfa.matching import hinting, outcome, services
from pfa.matching.building import Cohort, build
from pfa.matching.earlier import Told, earlier_weeks, nothing_told
from pfa.matching.folders import zipped
from pfa.matching.inquiring import services as inquiring
from pfa.matching.inquiring.models import InquiryKind
from pfa.matching.models import Run, RunFile
from pfa.matching.policies import from_json
from pfa.matching.private import without_homes
from pfa.matching.process import run_child
from pfa.matching.solver.bound import best_alone
from pfa.matching.solver.checker import check
from pfa.matching.solver.problem import ProblemFaults
from pfa.matching.solver.reader import read_answer
from pfa.matching.solver.writer import write_problem

SOLVE = "matching.solve"
SAY_EVERY_SECONDS = 1.0


def solve(
    database: Database,
    settings: Settings,
    arguments: dict[str, Any],
    asker: Asker,
    clock: Callable[[], dt.datetime],
    *,
    told: Told = nothing_told,
) -> None:
    """Do one run. Its arguments are ids only; everything else is read anew.

    `told` says what young people know of the weeks of an earlier run.
    """
    run_id = arguments.get("run_id")
    if not isinstance(run_id, int):
        raise PfaError("The job names no run.")
    task = _Task(database, settings, run_id, asker, clock, told)
    try:
        task.run()
    except PfaError as error:
        task.fail(str(error))
    except ProblemFaults as error:
        task.fail(f"What is stored contradicts itself: {error}")


def gave_up(
    database: Database,
    arguments: dict[str, Any],
    actor: SystemActor,
    words: str,
    clock: Callable[[], dt.datetime],
) -> None:
    """Say on the run's page that it will not be done: the worker was lost three times, or whoever asked may not ask."""
    run_id = arguments.get("run_id")
    with database.writing({actor.authority_id}) as session:
        run = session.get(Run, run_id) if isinstance(run_id, int) else None
        if run is not None and run.state in services.UNFINISHED:
            services.fail(session, run, words=words, actor=actor, now=clock())
            session.commit()


class _Task:
    def __init__(
        self,
        database: Database,
        settings: Settings,
        run_id: int,
        asker: Asker,
        clock: Callable[[], dt.datetime],
        told: Told,
    ) -> None:
        self.database, self.settings, self.run_id, self.asker, self.clock = database, settings, run_id, asker, clock
        self._told = told
        self._said_at = 0.0

    def run(self) -> None:
        with self._writing() as session:
            row = session.get_one(Run, self.run_id)
            if not services.begin(session, row, actor=self.asker, now=self.clock()):
                return
            outcome.forget(session, row)
            session.commit()
        with self.database.reading({self.asker.authority_id}) as session:
            row = session.get_one(Run, self.run_id)
            policy, today = from_json(row.policy), self.clock().astimezone(ENGLAND).date()
            earlier = earlier_weeks(session, row, self._told)
            cohort = build(session, entry_year=row.entry_year, policy=policy, today=today, earlier=earlier)
        if not cohort.people:
            raise PfaError("Nobody has this entry year, or everybody's week is agreed already.")
        with tempfile.TemporaryDirectory(prefix="pfa-run-") as folder:
            problem, answer = Path(folder) / "problem", Path(folder) / "answer"
            write_problem(without_homes(cohort.problem), problem)
            self._solve(row, problem, answer)
            self._keep(cohort, problem, answer)

    def _solve(self, row: Run, problem: Path, answer: Path) -> None:
        memory_mb = min(row.memory_mb_at_most or self.settings.solver_memory_mb, self.settings.solver_memory_mb)
        limits = [row.seconds_at_most, row.seed, memory_mb]
        run_child("pfa.matching.child", [problem, answer, *limits], heard=self._progress)

    def _progress(self, said: Mapping[str, Any]) -> bool:
        """Keep where the run is; False if it was asked to stop."""
        if time.monotonic() - self._said_at < SAY_EVERY_SECONDS:
            return True
        self._said_at = time.monotonic()
        with self._writing() as session:
            row = session.get_one(Run, self.run_id)
            services.note_progress(session, row, phase=said["phase"], value=said["value"], bound=said["bound"])
            session.commit()
            return not row.cancel_asked

    def _keep(self, cohort: Cohort, problem: Path, answer: Path) -> None:
        found = read_answer(answer, cohort.problem)
        if found.status == "infeasible":
            words = hinting.contradiction_words(cohort.people, cohort.groups, found.stated.get("contradiction"))
            self._cannot_be(words, problem)
            return
        broken = check(cohort.problem, found.assignments)
        if broken:
            raise PfaError(f"The answer breaks a rule and was thrown away: {broken[0].words}")
        best = best_alone(cohort.problem)
        with self._writing() as session:
            row = session.get_one(Run, self.run_id)
            outcome.keep(session, row, cohort, found.assignments, answer / "explanations.csv", best)
            for name, folder in (("problem.zip", problem), ("answer.zip", answer)):
                session.add(RunFile(authority_id=row.authority_id, run_id=row.id, name=name, content=zipped(folder)))
            result = dict(found.stated) | {
                "without_answers": len(cohort.without_answers),
                "unconfirmed_travel": len(cohort.unconfirmed_travel),
            }
            cancelled = result.get("stopped_by") == "cancelled"
            services.finish(session, row, result=result, cancelled=cancelled, actor=self.asker, now=self.clock())
            inquiring.ask_of_run(session, row, InquiryKind.changes, actor=self.asker, now=self.clock())
            session.commit()

    def _cannot_be(self, words: str, problem: Path) -> None:
        """End a run whose settled rows contradict each other, and ask what would have to be mended."""
        with self._writing() as session:
            row = session.get_one(Run, self.run_id)
            session.add(
                RunFile(authority_id=row.authority_id, run_id=row.id, name="problem.zip", content=zipped(problem))
            )
            services.fail(session, row, words=words, actor=self.asker, now=self.clock())
            inquiring.ask_of_run(session, row, InquiryKind.check, actor=self.asker, now=self.clock())
            session.commit()

    def fail(self, words: str) -> None:
        with self._writing() as session:
            services.fail(session, session.get_one(Run, self.run_id), words=words, actor=self.asker, now=self.clock())
            session.commit()

    def _writing(self) -> Any:
        return self.database.writing({self.asker.authority_id})
