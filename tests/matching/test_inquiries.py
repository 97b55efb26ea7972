"""What the worker finds out about a run: what would have to change, what one more is worth, what stands in the way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from pfa.accounts.models import User
from pfa.core.database import Database
from pfa.matching.folders import unzipped
from pfa.matching.inquiring import asking
from pfa.matching.inquiring import jobs as inquiring
from pfa.matching.inquiring.models import Inquiry, InquiryKind, OneMore, WishChange
from pfa.matching.models import Hint, HintRule, Run, RunFile, RunPerson, RunState
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.more import one_more
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.packages.models import Package, PackageState
from pfa.people.codes import OwnSessionKind
from pfa.people.models import OwnSession, YoungPerson
from pfa.provision.models import Group, Opportunity
from pfa.worker import Worker
from tests.factories import ENTRY_YEAR, Browser, Clock, World
from tests.matching.test_runs import answered, started
from tests.packages.test_sight import counted

ClientAs = Callable[[User], Browser]


@pytest.fixture
def worker(app: Flask, clock: Clock) -> Worker:
    return Worker(app.extensions["pfa_database"], app.extensions["pfa_settings"], clock)


def works(worker: Worker) -> None:
    while worker.one():
        pass


def kitchen(world: World) -> tuple[list[YoungPerson], Group, Group]:
    """Two who want to cook, one place to cook, and a garden with room, on the same days."""
    cooks = [world.young_person("Ann"), world.young_person("Bob")]
    for cook in cooks:
        answered(world, cook, work=["catering", "gardening"])
    cooking = world.group(world.opportunity("Cooking", kind_of_work="catering"), places=1)
    garden = world.group(world.opportunity("Gardening", kind_of_work="gardening"), places=9)
    return cooks, cooking, garden


def test_after_a_run_an_unmet_wish_has_the_smallest_change_that_meets_it(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    _, cooking, _ = kitchen(world)
    client = client_as(world.coordinator)
    address = started(client)
    works(worker)
    with world.reading() as session:
        found = [row for row in session.scalars(sa.select(WishChange)) if row.rank == 1]
        assert [(row.kind, row.group_id, row.amount) for row in found] == [("place", cooking.id, 1)]
        assert all(row.changes_known for row in session.scalars(sa.select(RunPerson)) if row.wish_met != 1)
        unlucky = session.get_one(YoungPerson, found[0].young_person_id)
    assert "1 place more in Cooking" in client.get(f"{address}/changes").text
    page = client.get(f"{address}/people/{unlucky.public_id}").text
    assert "1 place more in Cooking" in page
    assert "A question to the provider" in page
    assert "Cooking" not in client.get(f"{address}/changes?which=theirs").text


def test_a_half_day_an_own_one_and_a_birthday_are_named_where_they_stand_in_the_way(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    kitchen(world)
    busy, own, young = (world.young_person(name) for name in ("Busy", "Own", "Young"))
    for person in (busy, own, young):
        answered(world, person, work=["music"])
    offer = world.opportunity("Band", kind_of_work="music", age_min=15)
    with world.writing() as session:
        session.get_one(Opportunity, offer.id).age_min = 15
        session.get_one(YoungPerson, busy.id).unavailable = ["mon-am"]
        session.get_one(YoungPerson, young.id).born_on = dt.date(ENTRY_YEAR - 15, 11, 5)
        session.add(
            OwnSession(
                authority_id=world.authority.id, young_person_id=own.id, session="mon-am", kind=OwnSessionKind.therapy
            )
        )
        session.info["recorded"] = True
        session.commit()
    world.group(offer, ("mon-am",))
    client = client_as(world.coordinator)
    address = started(client)
    works(worker)
    with world.reading() as session:
        query = sa.select(WishChange).where(WishChange.young_person_id.in_([busy.id, own.id, young.id]))
        found = {row.young_person_id: (row.kind, row.times) for row in session.scalars(query)}
    assert found == {
        busy.id: ("session", ["mon-am"]),
        own.id: ("own-session", ["mon-am", "mon-pm"]),
        young.id: ("start", [f"{ENTRY_YEAR}-11-05"]),
    }
    page = client.get(f"{address}/changes").text
    assert "Free on Monday morning as well, for Band" in page
    assert "moved from Monday morning to Monday afternoon, for Band" in page
    assert f"A start from 5 November {ENTRY_YEAR}, when they are old enough, in Band" in page


def test_a_run_that_found_everything_asks_nothing_of_anybody(world: World, client_as: ClientAs, worker: Worker) -> None:
    answered(world, world.young_person(), work=["catering"])
    world.group(world.opportunity("Cooking", kind_of_work="catering"))
    address = started(client_as(world.coordinator))
    works(worker)
    assert "Nobody wanted anything more" in client_as(world.coordinator).get(f"{address}/changes").text


def plan_b(world: World, client_as: ClientAs, worker: Worker) -> tuple[str, WishChange]:
    """A run after which somebody could do their first wish instead of their second: a policy fell for the longer."""
    person = world.young_person("Pia")
    answered(world, person, work=["catering", "gardening"])
    world.group(world.opportunity("Cooking", kind_of_work="catering"), ("mon-am",))
    world.group(world.opportunity("Gardening", kind_of_work="gardening"), ("mon-am", "mon-pm", "tue-am", "tue-pm"))
    address = started(client_as(world.coordinator))
    works(worker)
    with world.reading() as session:
        found = session.scalars(sa.select(WishChange).where(WishChange.kind == "plan-b")).all()
    assert len(found) == 1, found
    return address, found[0]


def test_a_plan_b_becomes_the_draft_week_with_one_button(world: World, client_as: ClientAs, worker: Worker) -> None:
    address, plan = plan_b(world, client_as, worker)
    client = client_as(world.coordinator)
    with world.reading() as session:
        person = session.get_one(YoungPerson, plan.young_person_id)
    page = f"{address}/people/{person.public_id}"
    shown = client.get(page).text
    assert "Adds Cooking" in shown
    assert "Gives up Gardening" in shown
    taken = client.submit(f"/packages/plans/{plan.public_id}/take", page=page, follow_redirects=True)
    assert "The plan is their draft week now." in taken.text
    with world.reading() as session:
        package = session.scalars(sa.select(Package)).one()
        assert package.state is PackageState.draft
        assert package.current.group_ids == set(plan.week)
        assert "Plan B of the run First try" in package.current.why


def test_a_draft_keeps_its_history_when_a_plan_b_takes_its_place(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    address, plan = plan_b(world, client_as, worker)
    client = client_as(world.coordinator)
    client.submit(f"/packages/accept/{address.rsplit('/', 1)[1]}", {"who": "all"})
    client.submit(f"/packages/plans/{plan.public_id}/take", page="/runs/new")
    with world.reading() as session:
        package = session.scalars(sa.select(Package)).one()
        assert package.newest == 2
        assert package.current.group_ids == set(plan.week)


def test_a_plan_b_whose_place_has_gone_since_is_refused_with_the_rule(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    _, plan = plan_b(world, client_as, worker)
    with world.writing() as session:
        session.get_one(Group, plan.group_id).places = 0
        session.info["recorded"] = True
        session.commit()
    refused = client_as(world.coordinator).submit(f"/packages/plans/{plan.public_id}/take", page="/runs/new")
    assert refused.status_code == 422
    assert "This plan no longer fits." in refused.text
    with world.reading() as session:
        assert session.scalars(sa.select(Package)).all() == []


def test_one_person_can_be_worked_out_at_once_and_a_long_list_in_turns(
    world: World, client_as: ClientAs, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen(world)
    monkeypatch.setattr(inquiring, "A_TURN_SECONDS", 0.0)
    client = client_as(world.coordinator)
    address = started(client)
    assert worker.one()
    with world.reading() as session:
        waiting = session.scalars(sa.select(Inquiry)).one()
        person = session.scalars(sa.select(YoungPerson).where(YoungPerson.first_name == "Bob")).one()
    assert waiting.state is RunState.waiting
    page = f"{address}/people/{person.public_id}"
    client.submit(f"{page}/ask", page=page)
    assert "The worker is on it." in client.get(page).text
    works(worker)
    with world.reading() as session:
        rows = session.scalars(sa.select(Inquiry).order_by(Inquiry.id)).all()
        assert [row.state for row in rows] == [RunState.done, RunState.done]
        assert rows[0].done == rows[0].total


def test_what_one_more_is_worth_is_found_checked_and_kept(
    world: World, client_as: ClientAs, worker: Worker, tmp_path: Path
) -> None:
    _, cooking, _ = kitchen(world)
    client = client_as(world.coordinator)
    address = started(client)
    works(worker)
    assert "Nobody has asked yet." in client.get(f"{address}/worth").text
    client.submit(f"{address}/ask/worth", page=f"{address}/worth")
    assert "The worker is on it." in client.get(f"{address}/worth").text
    works(worker)
    page = client.get(f"{address}/worth").text
    assert "One more place in Cooking" in page
    assert "At least this, found and checked" in page
    with world.reading() as session:
        best = session.scalars(sa.select(OneMore).where(OneMore.group_id == cooking.id)).one()
        run = session.scalars(sa.select(Run)).one()
        files = {row.name: row.content for row in session.scalars(sa.select(RunFile))}
        assert (best.firsts, best.wishes) == (1, 0)
    problem = one_more(read_problem(unzipped(files["problem.zip"], tmp_path / "problem")), best.row)
    weeks = read_answer(unzipped(files[best.answer], tmp_path / "answer"), problem).assignments
    assert check(problem, weeks) == ()
    assert value(problem, weeks) == (run.value_so_far or 0) + best.points
    told = client.get(f"{address}/worth.csv").data.decode("utf-8-sig").splitlines()
    assert told[0].startswith('"One more","First wish met, at least"')
    assert any("One more place in Cooking" in line and "found and checked" in line for line in told)
    assert client_as(world.tutor).get(f"{address}/worth").status_code == 403


def test_a_question_that_is_stopped_before_it_began_never_begins(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    kitchen(world)
    client = client_as(world.coordinator)
    address = started(client)
    works(worker)
    client.submit(f"{address}/ask/worth", page=f"{address}/worth")
    again = client.submit(f"{address}/ask/worth", page="/runs/new")
    assert "being worked out already" in again.text
    with world.reading() as session:
        asked = session.scalars(sa.select(Inquiry).where(Inquiry.kind == InquiryKind.worth)).one()
    client.submit(f"/runs/questions/{asked.public_id}/stop", page=f"{address}/worth")
    works(worker)
    with world.reading() as session:
        assert session.get_one(Inquiry, asked.id).state is RunState.cancelled
        assert session.scalars(sa.select(OneMore)).all() == []


def test_a_process_that_ends_without_an_answer_says_so(
    world: World, client_as: ClientAs, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen(world)
    client = client_as(world.coordinator)
    address = started(client)
    works(worker)
    client.submit(f"{address}/ask/worth", page=f"{address}/worth")
    monkeypatch.setattr(asking.sys, "executable", "/bin/false")
    works(worker)
    assert "It could not be worked out." in client.get(f"{address}/worth").text


def settled(world: World, people: list[YoungPerson], group: Group) -> None:
    for person in people:
        world.save(
            Hint(
                authority_id=world.authority.id,
                young_person_id=person.id,
                rule=HintRule.must,
                group_id=group.id,
                because="It was promised.",
                made_at=world.now,
                made_by_id=world.coordinator.id,
            )
        )


def test_a_run_that_cannot_be_says_what_to_mend_and_tries_again_with_its_settings(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    cooks, cooking, _ = kitchen(world)
    settled(world, cooks, cooking)
    client = client_as(world.coordinator)
    address = started(client, name="Too much promised", seconds=7, seed=3)
    works(worker)
    page = client.get(address).text
    assert "Not everything that somebody must have can be had at once" in page
    assert re.search(r"Cooking, Invented College</a></th>\s*<td[^>]*>1 place more", page)
    assert "The provider" in page
    again = re.findall(r'href="(/runs/new\?again=[^"]+)"', page)[0]
    form = client.get(again).text
    assert 'value="Too much promised, again"' in form
    assert re.search(r'name="seconds"[^>]*value="7"', form)
    assert re.search(r'name="seed"[^>]*value="3"', form)


def test_before_a_run_the_check_says_what_stands_in_the_way(world: World, client_as: ClientAs, worker: Worker) -> None:
    cooks, cooking, garden = kitchen(world)
    settled(world, cooks, cooking)
    nobody = world.young_person("Nora")
    answered(world, nobody, work=["it"])
    with world.writing() as session:
        session.get_one(Group, garden.id).smallest_viable = 3
        session.info["recorded"] = True
        session.commit()
    client = client_as(world.coordinator)
    assert "Nobody has looked yet." in client.get("/runs/check").text
    policy = {"entry_year": ENTRY_YEAR, "policy": ""}
    assert client.submit("/runs/check", policy).status_code == 303
    works(worker)
    page = client.get(f"/runs/check?year={ENTRY_YEAR}").text
    assert "1 place more" in page
    assert "Nora Invented" in page
    assert "Groups that too few could come to" in page
    with world.reading() as session:
        found = session.scalars(sa.select(Inquiry)).one().found or {}
    assert found["closed_to"] == [nobody.id]
    assert found["cannot_run"] == [{"group": garden.id, "could": 2, "takes": 3}]
    assert {(row["words"], row["places"], row["closed_to"]) for row in found["wishes"]} >= {("Computers", 0, 1)}


def test_the_lists_take_the_same_number_of_statements_however_long_they_are(
    world: World, client_as: ClientAs, worker: Worker, database: Database
) -> None:
    counts: list[list[int]] = []
    client = client_as(world.coordinator)
    world.group(world.opportunity("Cooking", kind_of_work="catering"), places=1)
    for size in (3, 6):
        for number in range(size):
            answered(world, world.young_person(f"N{number}"), work=["catering"])
        address = started(client, name=f"Run {size}")
        works(worker)
        client.submit(f"{address}/ask/worth", page=f"{address}/worth")
        works(worker)
        lengths = []
        for page in (f"{address}/changes", f"{address}/worth"):
            client.get(page)
            with counted(database) as statements:
                client.get(page)
            lengths.append(len(statements))
        counts.append(lengths)
    assert counts[0] == counts[1]
