"""The queue: asked for with a commit, claimed once, kept alive, tried three times, fair between authorities."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.core.database import Database
from pfa.jobs import services
from pfa.jobs.models import Job, JobState
from tests.factories import Clock, World

MINE, THEIRS = "here:1", "there:2"


@pytest.fixture
def queue(database: Database, world: World, clock: Clock) -> Any:
    """Short ways to put in, claim and end jobs, each in a transaction of its own."""
    return Queue(database, clock)


class Queue:
    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock

    def put_in(self, authority_id: int = 1, kind: str = "solve") -> int:
        with self.database.writing() as session:
            job = services.put_in(
                session,
                kind=kind,
                arguments={"run_id": 7},
                authority_id=authority_id,
                asked_by_id=None,
                now=self.clock(),
            )
            session.commit()
            return job.id

    def claim(self, worker: str = MINE) -> Job | None:
        with self.database.writing() as session:
            job = services.claim(session, worker=worker, now=self.clock())
            session.commit()
            return job

    def act(self, verb: Any, *given: Any, **named: Any) -> Any:
        with self.database.writing() as session:
            answer = verb(session, *given, now=self.clock(), **named)
            session.commit()
            return answer

    def job(self, job_id: int) -> Job:
        with self.database.reading() as session:
            return session.get_one(Job, job_id)

    def due(self) -> int:
        with self.database.reading() as session:
            return session.scalar(services.due(self.clock())) or 0


def test_a_job_exists_only_if_whoever_asked_commits(queue: Queue, session: Session, clock: Clock) -> None:
    services.put_in(session, kind="solve", arguments={}, authority_id=1, asked_by_id=None, now=clock())
    session.rollback()
    assert queue.due() == 0
    assert queue.claim() is None


def test_the_oldest_job_is_claimed_first_and_once(queue: Queue) -> None:
    first, second = queue.put_in(), queue.put_in()
    assert queue.due() == 2
    assert [queue.claim().id, queue.claim().id] == [first, second]  # type: ignore[union-attr]  # there are two
    assert queue.claim() is None
    assert queue.due() == 0
    job = queue.job(first)
    assert (job.state, job.worker, job.attempts) == (JobState.running, MINE, 1)


def test_one_authoritys_hundred_jobs_hold_up_anothers_by_one_at_most(queue: Queue) -> None:
    for _ in range(5):
        queue.put_in(authority_id=1)
    theirs = queue.put_in(authority_id=2)
    assert queue.claim().authority_id == 1  # type: ignore[union-attr]  # there is one
    assert queue.claim().id == theirs  # type: ignore[union-attr]  # there is one


def test_a_worker_that_keeps_its_job_alive_keeps_it(queue: Queue, clock: Clock) -> None:
    job_id = queue.put_in()
    queue.claim()
    for _ in range(5):
        clock.move(seconds=45)
        assert queue.act(services.keep_alive, job_id, worker=MINE)
        assert queue.claim(THEIRS) is None


def test_a_silent_workers_job_goes_to_another_and_the_first_hears_of_it(queue: Queue, clock: Clock) -> None:
    job_id = queue.put_in()
    queue.claim()
    clock.move(seconds=61)
    assert queue.due() == 1
    assert queue.claim(THEIRS) is None  # put back, to be tried a little later
    clock.move(seconds=15)
    taken = queue.claim(THEIRS)
    assert taken is not None
    assert taken.id == job_id
    assert not queue.act(services.keep_alive, job_id, worker=MINE)
    assert not queue.act(services.finish, job_id, worker=MINE)
    assert queue.job(job_id).state == JobState.running
    assert queue.act(services.finish, job_id, worker=THEIRS)
    assert queue.job(job_id).state == JobState.done


def test_a_job_that_fails_is_tried_three_times_later_and_later(queue: Queue, clock: Clock) -> None:
    job_id, waits = queue.put_in(), []
    for _ in range(services.ATTEMPTS_AT_MOST):
        assert queue.claim() is not None
        queue.act(services.finish, job_id, worker=MINE, failure="The solver stopped.")
        job = queue.job(job_id)
        waits.append((job.state, (job.not_before - clock()).total_seconds()))
        assert queue.claim() is None
        clock.now = max(clock.now, job.not_before)
    assert waits[:2] == [(JobState.waiting, 15.0), (JobState.waiting, 45.0)]
    job = queue.job(job_id)
    assert (job.state, job.words, job.attempts) == (JobState.failed, "The solver stopped.", 3)
    clock.move(days=1)
    assert queue.claim() is None


def test_a_job_whose_worker_is_lost_three_times_fails_for_good(queue: Queue, clock: Clock) -> None:
    job_id = queue.put_in()
    for _ in range(services.ATTEMPTS_AT_MOST):
        assert queue.claim() is not None
        clock.move(seconds=61)
        assert queue.claim() is None
        clock.move(minutes=5)
    job = queue.job(job_id)
    assert job.state == JobState.failed
    assert job.words is not None
    assert "stopped before" in job.words


def test_a_job_that_makes_no_sense_fails_at_once(queue: Queue) -> None:
    job_id = queue.put_in()
    queue.claim()
    queue.act(services.fail, job_id, words="Nobody knows how to do this." * 50)
    job = queue.job(job_id)
    assert job.state == JobState.failed
    assert len(job.words or "") == 500
    assert queue.claim() is None


def test_workers_that_claim_at_the_same_moment_never_get_the_same_job(queue: Queue, database: Database) -> None:
    jobs = {queue.put_in(authority_id=number % 3) for number in range(24)}
    claimed: list[int] = []
    lock, start = threading.Lock(), threading.Barrier(6)

    def work(name: str) -> None:
        start.wait()
        misses = 0
        while misses < 3:  # on PostgreSQL a worker may find every row locked by the others
            job = queue.claim(name)
            if job is None:
                misses += 1
                continue
            with lock:
                claimed.append(job.id)

    threads = [threading.Thread(target=work, args=(f"worker-{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(jobs)
    with database.reading() as session:
        assert set(session.scalars(sa.select(Job.attempts))) == {1}


def test_a_job_is_not_claimed_before_its_time(queue: Queue, session: Session, clock: Clock) -> None:
    job = services.put_in(session, kind="solve", arguments={}, authority_id=1, asked_by_id=None, now=clock())
    job.not_before = clock() + dt.timedelta(minutes=5)
    session.commit()
    session.close()
    assert queue.claim() is None
    clock.move(minutes=5)
    assert queue.claim() is not None
