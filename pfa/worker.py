"""The worker: takes jobs off the queue, runs their handler, keeps the lease alive, says how it ended."""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from pfa.accounts.actor import Asker, SystemActor, actor_of, system
from pfa.accounts.models import User
from pfa.core.database import Database
from pfa.core.errors import NotAllowed, PfaError
from pfa.core.settings import Settings
from pfa.jobs import services
from pfa.jobs.models import Job, JobState
from pfa.matching import jobs as matching
from pfa.matching.inquiring import jobs as inquiring
from pfa.matching.inquiring.services import ASK
from pfa.matching.joint import jobs as joint
from pfa.starts.telling import told

log = logging.getLogger("pfa.worker")
Clock = Callable[[], dt.datetime]


class Kind(NamedTuple):
    """One kind of job: the permission whoever asked for it must still have, what does it, what says it was given up."""

    permission: str
    do: Callable[[Database, Settings, dict[str, Any], Asker, Clock], None]
    gave_up: Callable[[Database, dict[str, Any], SystemActor, str, Clock], None]


KINDS: dict[str, Kind] = {
    matching.SOLVE: Kind("run:start", partial(matching.solve, told=told), matching.gave_up),
    joint.SOLVE: Kind("joint:edit", partial(joint.solve, told=told), joint.gave_up),
    ASK: Kind("run:start", inquiring.ask, inquiring.gave_up),
}
HEARTBEAT_SECONDS = 15.0
PAUSE_SECONDS = 0.5


class Worker:
    """One worker on one database. `stop` ends it after the job in hand."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self.database, self.settings, self.clock = database, settings, clock
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._stopped = threading.Event()

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        """Take jobs until stopped."""
        while not self._stopped.is_set():
            try:
                worked = self.one()
            except sa.exc.OperationalError as error:
                log.error("database %s", type(error.orig).__name__)
                worked = False
            if not worked:
                self._stopped.wait(PAUSE_SECONDS)

    def one(self) -> bool:
        """Take and run one job; False if none was waiting."""
        if not self._is_one_waiting():
            return False
        with self.database.writing() as session:
            lost = services.put_back_lost(session, now=self.clock())
            job = services.claim(session, worker=self.name, now=self.clock())
            session.commit()
            session.expunge_all()
        for each in lost:
            self._give_up(each, each.words or "")
        if job is None:
            return False
        self._run(job)
        return True

    def _is_one_waiting(self) -> bool:
        with self.database.reading() as session:
            return bool(session.scalar(services.due(self.clock())))

    def _run(self, job: Job) -> None:
        beating = threading.Event()
        heart = threading.Thread(target=self._beat, args=(job.id, beating), daemon=True)
        heart.start()
        failure: str | None = None
        for_good = False
        try:
            self._do(job)
        except PfaError as error:
            failure, for_good = str(error), True
        except Exception as error:
            log.exception("job %s", job.kind)
            failure = f"It stopped with a fault of the software ({type(error).__name__})."
        finally:
            beating.set()
            heart.join()
        with self.database.writing() as session:
            if for_good:
                services.fail(session, job.id, words=failure or "", now=self.clock())
            else:
                services.finish(session, job.id, worker=self.name, now=self.clock(), failure=failure)
            ended = session.get_one(Job, job.id).state
            session.commit()
        if ended is JobState.failed:
            self._give_up(job, failure or "")

    def _do(self, job: Job) -> None:
        kind = KINDS.get(job.kind)
        if kind is None:
            raise PfaError("There is no such kind of job.")
        asker = self._asker(job)
        if not asker.can(kind.permission) or job.authority_id not in asker.authority_ids:
            raise NotAllowed("Whoever asked for this may no longer ask for it.")
        kind.do(self.database, self.settings, job.arguments, asker, self.clock)

    def _give_up(self, job: Job, words: str) -> None:
        kind = KINDS.get(job.kind)
        if kind is not None:
            kind.gave_up(self.database, job.arguments, system(job.authority_id, role="worker"), words, self.clock)

    def _asker(self, job: Job) -> Asker:
        if job.asked_by_id is None:
            return system(job.authority_id, role="worker")
        with self.database.reading() as session:
            user = session.scalars(
                sa.select(User).where(User.id == job.asked_by_id).options(selectinload(User.memberships))
            ).one()
            if not user.is_active:
                raise NotAllowed("Whoever asked for this no longer has an account.")
            return actor_of(user, self.clock().date())

    def _beat(self, job_id: int, beating: threading.Event) -> None:
        while not beating.wait(HEARTBEAT_SECONDS):
            try:
                with self.database.writing() as session:
                    services.keep_alive(session, job_id, worker=self.name, now=self.clock())
                    session.commit()
            except sa.exc.OperationalError as error:
                log.error("heartbeat %s", type(error.orig).__name__)
