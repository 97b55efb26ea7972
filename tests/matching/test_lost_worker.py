"""A worker that dies in the middle of a run: the run is taken up again, and its effect stands once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.jobs import services as jobs
from pfa.jobs.models import Job, JobState
from pfa.matching.models import Run, RunPerson, RunState
from pfa.worker import Worker
from tests.factories import Clock, World
from tests.matching.test_runs import answered, started


@pytest.fixture
def worker(app: Flask, clock: Clock) -> Worker:
    return Worker(app.extensions["pfa_database"], app.extensions["pfa_settings"], clock)


def dies(world: World, clock: Clock) -> None:
    """Another worker takes the job, begins, and is never heard of again."""
    with world.database.writing() as session:
        jobs.put_back_lost(session, now=clock())
        session.commit()
    clock.move(minutes=10)
    with world.database.writing() as session:
        assert jobs.claim(session, worker="another", now=clock()) is not None
        session.commit()
    with world.writing() as session:
        session.scalars(sa.select(Run)).one().state = RunState.running
        session.info["recorded"] = True
        session.commit()
    clock.move(minutes=2)


def test_a_lost_run_is_taken_up_again_and_counts_once(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker, clock: Clock
) -> None:
    answered(world, world.young_person(), work=["catering"])
    world.group()
    started(client_as(world.coordinator))
    dies(world, clock)
    worker.one()  # finds it lost and puts it back with a pause
    clock.move(minutes=5)
    while worker.one():
        pass
    with world.reading() as session:
        assert session.scalars(sa.select(Run)).one().state is RunState.done
        assert len(session.scalars(sa.select(RunPerson)).all()) == 1


def test_a_run_whose_worker_is_lost_three_times_says_so_and_makes_way(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker, clock: Clock
) -> None:
    world.young_person()
    client = client_as(world.coordinator)
    address = started(client)
    for _ in range(jobs.ATTEMPTS_AT_MOST):
        dies(world, clock)
    worker.one()
    with world.database.reading() as session:
        assert session.scalars(sa.select(Job)).one().state is JobState.failed
    client = client_as(world.coordinator)
    assert "could not be done" in client.get(address).text
    assert started(client, name="Another")


def test_a_job_that_names_nothing_known_fails_and_the_worker_goes_on(
    world: World, worker: Worker, clock: Clock
) -> None:
    for kind, arguments in (("no-such-kind", {}), ("matching.solve", {"run_id": "one"}), ("matching.solve", {})):
        with world.database.writing() as session:
            jobs.put_in(
                session,
                kind=kind,
                arguments=arguments,
                authority_id=world.authority.id,
                asked_by_id=world.coordinator.id,
                now=clock(),
            )
            session.commit()
    while worker.one():
        pass
    with world.database.reading() as session:
        assert set(session.scalars(sa.select(Job.state))) == {JobState.failed}
