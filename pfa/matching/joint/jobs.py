"""The job behind a joint run: each cohort through a door of its own, one problem, one solve, and each part back.

The whole problem and its answer lie in a temporary folder of the worker while it solves, and nowhere after it. What an
authority's run says of the whole is one percentage.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker, SystemActor, system
from pfa.audit import services as audit
from pfa.calendar.clock import ENGLAND
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.core.settings import Settings
from pfa.matching import outcome, services
from pfa.matching.earlier import Told, earlier_weeks, newest_before, nothing_told
from pfa.matching.folders import zipped
from pfa.matching.inquiring import services as inquiring
from pfa.matching.inquiring.models import InquiryKind
from pfa.matching.joint.joining import Part, joined, part_of
from pfa.matching.joint.models import JointPart, PartState
from pfa.matching.joint.queries import taking_part
from pfa.matching.joint.reading import Read, read, standing
from pfa.matching.joint.services import SOLVE
from pfa.matching.models import Run, RunFile
from pfa.matching.policies import PolicySettings, from_json
from pfa.matching.private import without_homes
from pfa.matching.process import run_child
from pfa.matching.solver.bound import best_alone
from pfa.matching.solver.checker import check
from pfa.matching.solver.problem import Problem, ProblemFaults
from pfa.matching.solver.reader import read_answer
from pfa.matching.solver.writer import write_problem

SAY_EVERY_SECONDS = 1.0
LEAST_SECONDS, SHARE_OF_SECONDS = 5, 4  # for each part's own bound: at least, or this part of the run's seconds
OF_ANOTHER = "The run ended because of something that stands in another council's records. They are told what."
Clock = Callable[[], dt.datetime]
__all__ = ["SOLVE", "gave_up", "solve"]


def solve(
    database: Database,
    settings: Settings,
    arguments: dict[str, Any],
    asker: Asker,
    clock: Clock,
    *,
    told: Told = nothing_told,
) -> None:
    """Do one joint run for the lead who asked. Its argument is an id only; everything else is read anew. `told` says
    what young people know of the weeks of an earlier run: it is asked behind each authority's own wall."""
    task = _Task(database, settings, _number(arguments), asker, clock, told)
    try:
        task.run()
    except _FaultOf as fault:
        task.fail(str(fault), fault.authority_id)
    except PfaError as error:
        task.fail(str(error))
    except ProblemFaults:
        task.fail("What the councils have stored does not fit together.")


def gave_up(database: Database, arguments: dict[str, Any], actor: SystemActor, words: str, clock: Clock) -> None:
    """Say on every run's page that it will not be done."""
    _Task(database, None, _number(arguments), actor, clock).fail(words)


class _FaultOf(PfaError):
    """A fault in one authority's own records: its words are for that authority alone."""

    def __init__(self, authority_id: int, words: str) -> None:
        self.authority_id = authority_id
        super().__init__(words)


class _Task:
    def __init__(
        self,
        database: Database,
        settings: Settings | None,
        joint: uuid.UUID,
        asker: Asker,
        clock: Clock,
        told: Told = nothing_told,
    ) -> None:
        self.database, self.settings, self.joint, self.asker, self.clock = database, settings, joint, asker, clock
        self._told = told
        self._said_at = 0.0

    def run(self) -> None:
        parts = self._parts()
        lead = parts[0]
        if not self._begin(parts):
            self._call_off(parts)
            return
        policy = from_json(lead.terms["policy"])
        reads = [self._read(part, policy, parts) for part in parts]
        with_people = [each for each in reads if each.cohort.people]
        if not with_people:
            raise PfaError("Nobody has this entry year, or everybody's week is agreed already.")
        own = standing(reads)
        with tempfile.TemporaryDirectory(prefix="pfa-joint-") as folder:
            whole, weeks, closeness = self._solve(lead, own, Path(folder))
            for part, each, mine in zip(parts, reads, own, strict=True):
                self._keep(part, each, *part_of(whole, weeks, mine), closeness, Path(folder) / mine.authority)

    def _parts(self) -> list[JointPart]:
        """The parts that take part, the lead's first."""
        with self.database.reading({self.asker.authority_id}) as session:
            query = sa.select(JointPart).where(JointPart.joint == self.joint, JointPart.state == PartState.begun)
            found = session.scalars(query.order_by(JointPart.owner_id != JointPart.other_id, JointPart.id)).all()
        if not found or found[0].owner_id != self.asker.authority_id:
            raise PfaError("The job names no joint run.")
        return list(found)

    def _begin(self, parts: Sequence[JointPart]) -> bool:
        """Begin every authority's own run, each behind its own wall; False if the lead has stopped it before."""
        for part in parts:
            with self._writing(part) as session:
                row = self._run(session, part) or self._new_run(session, part)
                if part.terms.get("keeps"):
                    row.earlier_id = newest_before(session, row)
                if not services.begin(session, row, actor=self._actor(part), now=self.clock()):
                    return False
                outcome.forget(session, row)
                session.commit()
        return True

    def _call_off(self, parts: Sequence[JointPart]) -> None:
        """The lead stopped the run before it began: those who agreed are free again."""
        with self._writing(parts[0]) as session:
            for part in parts:
                row = session.get_one(JointPart, part.id)
                row.state = row.state if row.run_id else PartState.left_out
            session.commit()

    def _new_run(self, session: Session, part: JointPart) -> Run:
        """Another authority's run of the same terms. It has no author there: nobody of theirs asked for it."""
        row = Run(
            authority_id=part.other_id,
            name=part.name,
            entry_year=part.entry_year,
            policy_name=part.terms["policy_name"],
            policy=dict(part.terms["policy"]) | {"cost_ceilings": {}},
            agreed=part.terms["agreed"],
            seed=part.terms["seed"],
            seconds_at_most=part.terms["seconds"],
            asked_at=self.clock(),
        )
        session.add(row)
        audit.record(
            session, actor=self._actor(part), now=self.clock(), action="run.started", subject=row, fields=["joint"]
        )
        session.get_one(JointPart, part.id).run_id = row.id
        return row

    def _read(self, part: JointPart, policy: PolicySettings, parts: Sequence[JointPart]) -> Read:
        """One authority's cohort. What its funders pay at most is not the lead's to say."""
        try:
            return read(
                self.database,
                part.other_id,
                entry_year=part.entry_year,
                policy=policy if part.is_the_leads else replace(policy, cost_ceilings={}),
                today=self.clock().astimezone(ENGLAND).date(),
                others={each.other_id for each in parts} - {part.other_id},
                earlier=lambda session: self._earlier(session, part),
            )
        except ProblemFaults as error:
            raise _FaultOf(part.other_id, f"What is stored contradicts itself: {error}") from error

    def _earlier(self, session: Session, part: JointPart) -> Mapping[tuple[int, int], str]:
        row = self._run(session, part)
        return {} if row is None else earlier_weeks(session, row, self._told)

    def _solve(
        self, lead: JointPart, own: Sequence[Part], folder: Path
    ) -> tuple[Problem, Mapping[str, frozenset[str]], float]:
        """The whole problem, everybody's weeks, and how close they come to the best possible (0 to 1)."""
        whole = joined(own)
        problem, answer = folder / "problem", folder / "answer"
        write_problem(without_homes(whole), problem)
        limits = [lead.terms["seconds"], lead.terms["seed"], self._memory]
        run_child("pfa.matching.child", [problem, answer, *limits], heard=self._progress)
        found = read_answer(answer, whole)
        if found.status == "infeasible":
            raise PfaError("Not everything that must be can be had at once. Each council finds what under “Hints”.")
        if check(whole, found.assignments):
            raise PfaError("The answer breaks a rule and was thrown away.")
        bound = float(found.bound)
        return whole, found.assignments, found.value / bound if bound else 1.0

    def _progress(self, said: Mapping[str, Any]) -> bool:
        """Tell every run how far it is, as a share of the best possible; False if one of them was stopped."""
        if time.monotonic() - self._said_at < SAY_EVERY_SECONDS:
            return True
        self._said_at = time.monotonic()
        share = int(1000 * said["value"] / said["bound"]) if said["value"] is not None and said["bound"] else None
        goes_on = True
        for part in self._parts():
            with self._writing(part) as session:
                row = self._run(session, part)
                if row is not None:
                    bound = None if share is None else 1000.0
                    services.note_progress(session, row, phase=said["phase"], value=share, bound=bound)
                    goes_on = goes_on and not row.cancel_asked
                session.commit()
        return goes_on

    def _keep(
        self,
        part: JointPart,
        each: Read,
        problem: Problem,
        weeks: Mapping[str, frozenset[str]],
        closeness: float,
        folder: Path,
    ) -> None:
        folder.mkdir()
        asked, given, answer = folder / "problem", folder / "weeks.json", folder / "answer"
        write_problem(without_homes(problem), asked)
        given.write_text(json.dumps({person: sorted(groups) for person, groups in weeks.items()}), encoding="utf-8")
        seconds = max(LEAST_SECONDS, part.terms["seconds"] // SHARE_OF_SECONDS)
        run_child("pfa.matching.joint.child", [asked, given, answer, seconds, part.terms["seed"], self._memory])
        found = read_answer(answer, problem)
        broken = check(problem, found.assignments)
        if broken:
            raise _FaultOf(part.other_id, f"The answer breaks a rule and was thrown away: {broken[0].words}")
        best = best_alone(each.cohort.problem)
        result = dict(found.stated) | {
            "without_answers": len(each.cohort.without_answers),
            "unconfirmed_travel": len(each.cohort.unconfirmed_travel),
            "joint": {"authorities": self._names(), "closeness": int(1000 * closeness) / 1000},
        }
        with self._writing(part) as session:
            row = self._run(session, part)
            if row is None:
                raise PfaError("The run is not there any more.")
            cohort = replace(each.cohort, problem=problem)
            outcome.keep(session, row, cohort, found.assignments, answer / "explanations.csv", best)
            for name, there in (("problem.zip", asked), ("answer.zip", answer)):
                session.add(RunFile(authority_id=row.authority_id, run_id=row.id, name=name, content=zipped(there)))
            cancelled, actor = row.cancel_asked, self._actor(part)
            services.finish(session, row, result=result, cancelled=cancelled, actor=actor, now=self.clock())
            inquiring.ask_of_run(session, row, InquiryKind.changes, actor=actor, now=self.clock())
            session.commit()

    def fail(self, words: str, authority_id: int | None = None) -> None:
        """End every run that is not over yet. Words about one authority's records are for that one alone."""
        parts: list[JointPart] = []
        with suppress(PfaError):  # a job that names none has nothing to end
            parts = self._parts()
        for part in parts:
            with self._writing(part) as session:
                row = self._run(session, part)
                if row is not None and row.state in services.UNFINISHED:
                    said = words if authority_id in (None, part.other_id) else OF_ANOTHER
                    services.fail(session, row, words=said, actor=self._actor(part), now=self.clock())
                session.commit()

    def _names(self) -> list[str]:
        with self.database.reading({self.asker.authority_id}) as session:
            return taking_part(session, self.joint)

    def _run(self, session: Session, part: JointPart) -> Run | None:
        number = session.get_one(JointPart, part.id).run_id
        return None if number is None else session.get(Run, number)

    def _writing(self, part: JointPart) -> Session:
        """A session for one authority of the run, and no other."""
        return self.database.writing({part.other_id})

    def _actor(self, part: JointPart) -> Asker:
        return self.asker if part.is_the_leads else system(part.other_id, role="worker")

    @property
    def _memory(self) -> int:
        return self.settings.solver_memory_mb if self.settings else 0


def _number(arguments: dict[str, Any]) -> uuid.UUID:
    try:
        return uuid.UUID(str(arguments.get("joint")))
    except ValueError:
        raise PfaError("The job names no joint run.") from None
