"""Putting jobs in, claiming them, keeping them alive and ending them. Nothing here commits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.jobs.models import Job, JobState

LEASE = dt.timedelta(seconds=60)
ATTEMPTS_AT_MOST = 3


def put_in(
    session: Session,
    *,
    kind: str,
    arguments: dict[str, Any],
    authority_id: int,
    asked_by_id: int | None,
    now: dt.datetime,
) -> Job:
    """Ask for a piece of work, in the caller's transaction: it exists if, and only if, the caller commits."""
    job = Job(
        kind=kind,
        arguments=arguments,
        authority_id=authority_id,
        asked_by_id=asked_by_id,
        asked_at=now,
        not_before=now,
    )
    session.add(job)
    session.flush()
    return job


def due(now: dt.datetime) -> sa.Select[int]:
    """How many jobs a worker could take now: asked with a reading session, so that idle workers take no write lock."""
    waiting = sa.and_(Job.state == JobState.waiting, Job.not_before <= now)
    lost = sa.and_(Job.state == JobState.running, Job.leased_until < now)
    return sa.select(sa.func.count()).select_from(Job).where(sa.or_(waiting, lost))


def claim(session: Session, *, worker: str, now: dt.datetime) -> Job | None:
    """Take the oldest job that is due, or None. One authority's jobs do not hold up another's: fewest running first."""
    put_back_lost(session, now=now)
    running = (
        sa.select(Job.authority_id, sa.func.count().label("n"))
        .where(Job.state == JobState.running)
        .group_by(Job.authority_id)
        .subquery()
    )
    query = (
        sa.select(Job)
        .outerjoin(running, running.c.authority_id == Job.authority_id)
        .where(Job.state == JobState.waiting, Job.not_before <= now)
        .order_by(sa.func.coalesce(running.c.n, 0), Job.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Job)
    )
    job = session.scalars(query).first()
    if job is None:
        return None
    job.state, job.worker = JobState.running, worker
    job.attempts += 1
    job.leased_until = now + LEASE
    session.flush()
    return job


def keep_alive(session: Session, job_id: int, *, worker: str, now: dt.datetime) -> bool:
    """Renew the lease of a running job; False if it is no longer this worker's."""
    changed = session.execute(
        sa.update(Job)
        .where(Job.id == job_id, Job.worker == worker, Job.state == JobState.running)
        .values(leased_until=now + LEASE)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult


def finish(session: Session, job_id: int, *, worker: str, now: dt.datetime, failure: str | None = None) -> bool:
    """End a job of this worker. A failure is tried again later, and failed for good at the third."""
    job = session.get(Job, job_id, with_for_update=True)
    if job is None or job.worker != worker or job.state != JobState.running:
        return False
    job.leased_until, job.words = None, failure[:500] if failure else None
    if failure is None:
        job.state, job.finished_at = JobState.done, now
    else:
        _again_or_failed(job, now)
    session.flush()
    return True


def fail(session: Session, job_id: int, *, words: str, now: dt.datetime) -> None:
    """End a job for good: its arguments are unusable or its asker may no longer ask for it."""
    job = session.get(Job, job_id, with_for_update=True)
    if job is not None:
        job.state, job.finished_at, job.leased_until, job.words = JobState.failed, now, None, words[:500]
        session.flush()


def put_back_lost(session: Session, *, now: dt.datetime) -> list[Job]:
    """Put back the jobs whose worker has gone silent, or fail them at the third time; those are given back."""
    query = (
        sa.select(Job)
        .where(Job.state == JobState.running, Job.leased_until < now)
        .order_by(Job.id)
        .with_for_update(skip_locked=True)
    )
    lost = session.scalars(query).all()
    for job in lost:
        job.words, job.leased_until = "The worker stopped before it had finished.", None
        _again_or_failed(job, now)
    session.flush()
    return [job for job in lost if job.state is JobState.failed]


def _again_or_failed(job: Job, now: dt.datetime) -> None:
    if job.attempts >= ATTEMPTS_AT_MOST:
        job.state, job.finished_at = JobState.failed, now
    else:
        job.state, job.worker = JobState.waiting, None
        job.not_before = now + dt.timedelta(seconds=5 * 3**job.attempts)
