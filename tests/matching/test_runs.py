"""A run from the form to the suggested week, with the worker and the solver's own process in between."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pfa.accounts.models import User
from pfa.aspirations.models import Answer, Response, Round
from pfa.matching import jobs
from pfa.matching.building import build
from pfa.matching.models import Run, RunPerson, RunState, SuggestedGroup, UnmetWish
from pfa.matching.policies import PolicySettings
from pfa.matching.process import run_child
from pfa.matching.solver.checker import check
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.people.models import YoungPerson
from pfa.provision.models import PlaceTaken, TakenBecause
from pfa.worker import Worker
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, Clock, World


def answered(world: World, person: YoungPerson, **answers: list[str]) -> None:
    """Answers as that young person would have sent them."""
    keys = {"authority_id": world.authority.id}
    with world.reading() as session:
        round_ = session.scalars(sa.select(Round)).first()
    if round_ is None:
        day = world.now.date()
        round_ = world.save(
            Round(**keys, name="Spring", academic_year=2026, year_groups=[9, 10, 11, 12], opens_on=day, closes_on=day)
        )
    response = world.save(
        Response(**keys, round_id=round_.id, young_person_id=person.id, started_at=world.now, sent_at=world.now)
    )
    for question, choices in answers.items():
        world.save(Answer(**keys, response_id=response.id, question=question, choices=choices, answered_at=world.now))


@pytest.fixture
def worker(app: Flask, clock: Clock) -> Worker:
    return Worker(app.extensions["pfa_database"], app.extensions["pfa_settings"], clock)


def started(client: FlaskClient, **more: object) -> str:
    """Start a run by its form; the address of its page."""
    response = asked(client, **more)
    assert response.status_code == 303, response.text
    return response.location


def asked(client: FlaskClient, **more: object) -> TestResponse:
    """Send the form with the first policy that it offers."""
    policy = re.findall(r'<option value="([^"]*)"', client.get("/runs/new").text)[0]
    data = {
        "entry_year": ENTRY_YEAR,
        "name": "First try",
        "seconds": 5,
        "seed": 0,
        "policy": policy,
        "earlier": "",
    } | more
    return client.submit("/runs/new", data)


def test_a_cohort_is_matched_from_the_form_to_the_suggested_week(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker
) -> None:
    cook, gardener = world.young_person("Cora"), world.young_person("Gus")
    answered(world, cook, work=["catering", "retail"])
    answered(world, gardener, work=["gardening"])
    world.group(world.opportunity("Cooking", kind_of_work="catering"))
    client = client_as(world.coordinator)

    address = started(client)
    assert "Waiting for the worker" in client.get(address).text
    assert worker.one()

    page = client.get(address).text
    assert "first wish met" in page
    assert "the best possible" in page
    week = client.get(f"{address}/people").text
    assert "Cora" in week
    with world.reading() as session:
        rows = {row.young_person_id: row for row in session.scalars(sa.select(RunPerson))}
        assert rows[cook.id].wish_met == 1
        assert rows[gardener.id].sessions == 0
        unmet = session.scalars(sa.select(UnmetWish).order_by(UnmetWish.id)).all()
        assert {(row.young_person_id, row.target) for row in unmet} == {
            (cook.id, "sector:retail"),
            (gardener.id, "sector:gardening"),
        }
        assert {row.told for row in unmet} == {"not-on-offer"}
    assert "Why" in client.get(f"{address}/people/{gardener.public_id}").text


def test_the_kept_files_let_anyone_check_the_run_again_and_name_nobody(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker, tmp_path: Path
) -> None:
    person = world.young_person("Zebedee", "Quillfeather")
    answered(world, person, work=["catering"])
    world.group()
    client = client_as(world.coordinator)
    address = started(client)
    worker.one()
    for name in ("problem", "answer"):
        content = client.get(f"{address}/files/{name}.zip").data
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(tmp_path / name)
            assert b"Zebedee" not in b"".join(archive.read(each) for each in archive.namelist())
    problem = read_problem(tmp_path / "problem")
    assert check(problem, read_answer(tmp_path / "answer", problem).assignments) == ()


def test_nobody_who_has_not_answered_is_suggested_anything(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker
) -> None:
    world.group()
    person = world.young_person("Silas")
    client = client_as(world.coordinator)
    address = started(client)
    worker.one()
    with world.reading() as session:
        assert session.scalars(sa.select(SuggestedGroup)).all() == []
    assert "have not answered yet" in client.get(address).text
    assert "Silas" in client.get(f"{address}/people?which=silent").text
    assert "Silas" not in client.get(f"{address}/people?which=main").text
    assert "had not answered when this run began" in client.get(f"{address}/people/{person.public_id}").text


def test_a_second_run_waits_for_the_first(world: World, client_as: Callable[[User], FlaskClient]) -> None:
    world.young_person()
    client = client_as(world.coordinator)
    started(client)
    assert "A run is going on already" in asked(client).text


def test_a_run_that_is_stopped_before_it_began_never_begins(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker
) -> None:
    world.young_person()
    client = client_as(world.coordinator)
    address = started(client)
    assert client.submit(f"{address}/stop", page=address).status_code == 303
    worker.one()
    with world.reading() as session:
        assert session.scalars(sa.select(Run)).one().state is RunState.cancelled


def test_a_run_with_nobody_in_it_says_so(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker
) -> None:
    person = world.young_person()
    address = started(client_as(world.coordinator))
    with world.writing() as session:
        session.get_one(YoungPerson, person.id).settled_year = ENTRY_YEAR
        session.info["recorded"] = True
        session.commit()
    worker.one()
    assert "everybody&#39;s week is agreed already" in client_as(world.coordinator).get(address).text


def test_whoever_lost_the_right_to_start_runs_has_their_waiting_run_refused(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker
) -> None:
    world.young_person()
    address = started(client_as(world.coordinator))
    with world.database.writing() as session:
        session.get_one(User, world.coordinator.id).is_active = False
        session.commit()
    worker.one()
    assert "could not be done" in client_as(world.approver).get(address).text


def test_agreed_weeks_take_their_places_off_and_leave_the_cohort(world: World) -> None:
    settled, waiting = world.young_person("Done", settled_year=ENTRY_YEAR), world.young_person("Waiting")
    group = world.group(places=3, smallest_viable=3, support_ceiling=5)
    world.save(
        PlaceTaken(
            authority_id=world.authority.id,
            group_id=group.id,
            young_person_id=settled.id,
            because=TakenBecause.agreed,
            support_units=2,
        )
    )
    with world.reading() as session:
        cohort = build(session, entry_year=ENTRY_YEAR, policy=PolicySettings(), today=NOW.date())
    assert list(cohort.people) == [waiting.id]
    offered = cohort.problem.groups[f"G{group.id}"]
    assert (offered.places, offered.min_viable, offered.support_units) == (2, 2, 3)


def test_a_session_may_be_held_at_a_provider_that_offers_nothing_of_its_own(world: World) -> None:
    world.young_person()
    elsewhere = world.provider(world.school)
    group = world.group(held_at={"mon-am": elsewhere.id})
    with world.reading() as session:
        cohort = build(session, entry_year=ENTRY_YEAR, policy=PolicySettings(), today=NOW.date())
    assert cohort.problem.groups[f"G{group.id}"].held_at == {"mon-am": f"V{elsewhere.id}"}


def test_a_travel_limit_that_no_member_of_staff_confirmed_is_not_used(world: World) -> None:
    world.young_person(travel_limit_minutes=90)
    confirmed = world.young_person("B", travel_limit_minutes=90, travel_confirmed_at=world.now)
    with world.reading() as session:
        cohort = build(
            session, entry_year=ENTRY_YEAR, policy=PolicySettings(unconfirmed_travel_minutes=30), today=NOW.date()
        )
    limits = {key: person.travel_limit_minutes for key, person in cohort.problem.people.items()}
    assert sorted(limits.values()) == [30, 90]
    assert limits[f"P{confirmed.id}"] == 90


def test_the_pages_of_a_run_take_the_same_number_of_statements_however_many_people(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker
) -> None:
    counts = []
    for size in (2, 8):
        for number in range(size):
            answered(world, world.young_person(f"N{number}"), work=["catering"])
        if size == 2:
            world.group(places=20)
        client = client_as(world.coordinator)
        address = started(client, name=f"Run {size}")
        while worker.one():
            pass
        counted: list[str] = []

        def note(*arguments: object, counted: list[str] = counted) -> None:
            counted.append(str(arguments[2]))

        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        client.get(f"{address}/people")
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_a_run_takes_no_more_memory_than_it_was_given_nor_than_there_is_for_any(
    world: World, client_as: Callable[[User], FlaskClient], worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(world, world.young_person(), work=["catering"])
    world.group(world.opportunity("Cooking", kind_of_work="catering"))
    client, given = client_as(world.coordinator), []

    def noted(module: str, arguments: list[Any], **more: Any) -> Any:
        given.append(arguments[-1])
        return run_child(module, arguments, **more)

    monkeypatch.setattr(jobs, "run_child", noted)
    for asked_for in ("700", "65536", ""):
        address = started(client, memory_mb=asked_for)
        while worker.one():
            pass
    assert given == [700, worker.settings.solver_memory_mb, worker.settings.solver_memory_mb]
    assert "5 seconds; seed 0" in client.get(address).text
    assert "Memory must be between 512 and 65,536 MiB" in asked(client, memory_mb="100").text
