"""A run of several authorities, from the proposal to each one's own weeks; and nothing crosses a wall."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.audit.models import AuditEvent
from pfa.jobs.models import Job
from pfa.matching.joint.models import JointPart, PartState
from pfa.matching.models import Run, RunFile, RunPerson, RunState, SuggestedGroup, UnmetWish
from pfa.matching.policies import PolicySettings
from pfa.matching.solver.problem import MODES
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.recheck import recheck
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, GroupShare
from pfa.worker import Worker
from tests.factories import ENTRY_YEAR, Browser, World
from tests.matching.test_policies import stored
from tests.matching.test_runs import answered, worker
from tests.provision.sharing import accepted, in_one_region, neighbours, offered

__all__ = ["worker"]
ClientAs = Callable[[User], Browser]


@pytest.fixture
def other(world: World) -> World:
    return neighbours(world)


def cook(world: World, name: str) -> YoungPerson:
    person = world.young_person(name, f"Of{world.authority.id}")
    answered(world, person, work=["catering"])
    return person


def proposed(world: World, client: Browser, *others: World, **more: str) -> str:
    """Propose a joint run by its form; the address of the lead's part."""
    policy = re.findall(
        r'<select[^>]*name="policy"[^>]*>\s*<option value="([^"]*)"', client.get("/runs/joint/new").text
    )
    data = {
        "others": [str(one.authority.id) for one in others],
        "entry_year": ENTRY_YEAR,
        "policy": policy[0] if policy else "",
        "name": "Together",
        "seconds": 5,
        "seed": 0,
        "begin_at": "",
    } | more
    answer = client.submit("/runs/joint/new", data)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def part_of(world: World) -> JointPart:
    with world.reading() as session:
        return session.scalars(
            sa.select(JointPart).where(JointPart.other_id == world.authority.id).order_by(JointPart.id.desc())
        ).first()  # type: ignore[return-value]  # asked of whoever has one


def says(client: Browser, world: World, verb: str) -> Any:
    page = f"/runs/joint/{part_of(world).public_id}"
    return client.submit(f"{page}/{verb}", page=page)


def of(world: World, table: Any) -> list[Any]:
    with world.reading() as session:
        return list(session.scalars(sa.select(table).order_by(table.id)))


def run_together(world: World, other: World, client_as: ClientAs, worker: Worker, **more: str) -> None:
    lead, them = client_as(world.coordinator), client_as(other.coordinator)
    proposed(world, lead, other, **more)
    assert says(them, other, "agree").status_code == 303
    assert says(lead, world, "begin").status_code == 303
    assert worker.one()


def test_two_authorities_are_matched_in_one_run_and_each_has_its_own_people(
    world: World, other: World, client_as: ClientAs, worker: Worker
) -> None:
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"), places=3)
    guest = accepted(other, offered(world, group, other.authority, 1))
    ann, ben, cas = cook(world, "Ann"), cook(other, "Ben"), cook(other, "Cas")
    run_together(world, other, client_as, worker)
    assert [row.state for row in (*of(world, Run), *of(other, Run))] == [RunState.done] * 2, of(world, Run)[0].failure
    assert [(row.young_person_id, row.group_id) for row in of(world, SuggestedGroup)] == [(ann.id, group.id)]
    [theirs] = of(other, SuggestedGroup)
    assert (theirs.young_person_id in {ben.id, cas.id}, theirs.group_id) == (True, guest.id)
    assert {row.young_person_id for row in of(other, RunPerson)} == {ben.id, cas.id}
    [unmet] = of(other, UnmetWish)
    assert unmet.reason == "full"


def test_a_run_of_one_part_is_accepted_like_any_other(
    world: World, other: World, client_as: ClientAs, worker: Worker
) -> None:
    accepted(other, offered(world, world.group(world.opportunity("Cooking", kind_of_work="catering")), other.authority))
    cook(other, "Ben")
    cook(world, "Ann")
    run_together(world, other, client_as, worker)
    [run] = of(other, Run)
    client = client_as(other.coordinator)
    page = client.get(f"/runs/{run.public_id}")
    assert "Together with other councils" in page.text
    assert "Invented Borough" in page.text
    link = re.search(r'href="([^"]*accept[^"]*)"', page.text)
    assert link is not None
    assert "Ben" in client.get(link[1]).text


def test_nothing_that_an_authority_can_read_names_anybody_of_the_other(
    world: World, other: World, client_as: ClientAs, worker: Worker, tmp_path: Path
) -> None:
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"), places=2)
    accepted(other, offered(world, group, other.authority, 2))
    for number in range(6):  # so that ids of the two do not run alike
        cook(world, f"Wanda{number}")
    people = {other: [cook(other, "Olu"), cook(other, "Oz")], world: of(world, YoungPerson)}
    run_together(world, other, client_as, worker)
    for side, stranger in ((world, other), (other, world)):
        [run] = of(side, Run)
        client = client_as(side.coordinator)
        base = f"/runs/{run.public_id}"
        read = [client.get(f"{base}{page}").text for page in ("", "/people", "/requests", "/groups", "/changes")]
        with side.reading() as session:
            files = {
                row.name: bytes(row.content)
                for row in session.scalars(sa.select(RunFile).options(sa.orm.undefer(RunFile.content)))
            }
        for name, content in files.items():
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                archive.extractall(tmp_path / f"{side.authority.id}-{name}")
                read += [archive.read(each).decode() for each in archive.namelist()]
        for person in people[stranger]:
            for text in read:
                assert person.first_name not in text
                assert person.reference not in text
                assert not re.search(rf"\bP{person.id}\b", text)
        problem = read_problem(tmp_path / f"{side.authority.id}-problem.zip")
        found = recheck(problem, read_answer(tmp_path / f"{side.authority.id}-answer.zip", problem))
        assert (found.wrong, found.violations) == ((), ())
        assert set(problem.people) == {f"P{person.id}" for person in people[side]}


def test_each_authority_keeps_its_own_earlier_weeks_behind_its_own_wall(
    world: World, other: World, client_as: ClientAs, worker: Worker, tmp_path: Path
) -> None:
    """Two who would each like the one place: whoever had it before keeps it, on either side."""
    stored(world, PolicySettings(change_points={"idea": 5000, "told": 5000, "visited": 5000}))
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"), places=1)
    guest = accepted(other, offered(world, group, other.authority, 1))
    ann, ben = cook(world, "Ann"), cook(other, "Ben")
    run_together(world, other, client_as, worker)
    had = {row.young_person_id for side in (world, other) for row in of(side, SuggestedGroup)}
    assert len(had) == 1
    loser, winner = (other, world) if had == {ann.id} else (world, other)
    # From now on it was the other one who had it.
    with winner.writing() as session:
        session.execute(sa.delete(SuggestedGroup))
        session.commit()
    [run] = of(loser, Run)
    mine = {"run_id": run.id, "young_person_id": ben.id if loser is other else ann.id}
    group_id = guest.id if loser is other else group.id
    loser.save(SuggestedGroup(authority_id=loser.authority.id, **mine, group_id=group_id))
    while worker.one():  # what is asked of a run once it is done
        pass
    run_together(world, other, client_as, worker, begin_at="newest")
    for side in (world, other):
        before, after = of(side, Run)
        assert (before.earlier_id, after.earlier_id) == (None, before.id)
        assert after.state is RunState.done, after.failure
        weeks = [row.young_person_id for row in of(side, SuggestedGroup) if row.run_id == after.id]
        assert weeks == ([mine["young_person_id"]] if side is loser else [])
        with side.reading() as session:
            query = sa.select(RunFile.content).where(RunFile.run_id == after.id, RunFile.name == "problem.zip")
            content = bytes(session.scalars(query).one())
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            rows = archive.read("earlier.csv").decode().splitlines()[1:]
        assert len(rows) == (side is loser), "nobody reads what another authority's people had"
    assert (
        "The newest run of each council"
        in client_as(other.coordinator).get(f"/runs/joint/{part_of(other).public_id}").text
    )


def test_the_walls_stand_after_a_joint_run(world: World, other: World, client_as: ClientAs, worker: Worker) -> None:
    accepted(other, offered(world, world.group(world.opportunity("Cooking", kind_of_work="catering")), other.authority))
    cook(world, "Ann")
    cook(other, "Ben")
    run_together(world, other, client_as, worker)
    for side, stranger in ((world, other), (other, world)):
        for table in (Run, RunPerson, RunFile, SuggestedGroup, YoungPerson, Group):
            assert {row.authority_id for row in of(side, table)} == {side.authority.id}
        [theirs] = of(stranger, Run)
        client = client_as(side.coordinator)
        for address in ("", "/people", "/files/problem.zip", "/files/answer.zip", "/progress"):
            assert client.get(f"/runs/{theirs.public_id}{address}").status_code == 404
    if world.database.dialect == "postgresql":
        with world.reading() as session:  # past the first wall
            for name in ("run", "run_person", "run_file", "suggested_group"):
                held = session.execute(sa.text(f"select distinct authority_id from {name}")).scalars().all()
                assert held == [world.authority.id]


def test_an_invited_authority_sees_its_own_part_and_the_lead_every_answer(
    world: World, other: World, client_as: ClientAs
) -> None:
    third = World(world.database, world.now, name="Third Borough", code="X99000003")
    in_one_region(world, third.authority)
    cook(world, "Ann")
    lead = client_as(world.coordinator)
    address = proposed(world, lead, other, third)
    assert says(client_as(third.coordinator), third, "decline").status_code == 303
    assert len(of(world, JointPart)) == 3
    assert [row.other_id for row in of(other, JointPart)] == [other.authority.id]
    page = lead.get(address).text
    assert "Declined" in page
    assert "Third Borough" in page
    theirs = client_as(other.coordinator).get(f"/runs/joint/{part_of(other).public_id}").text
    assert "Waits for an answer" in theirs
    assert "Declined" not in theirs
    assert client_as(other.coordinator).get(address).status_code == 404
    assert client_as(third.coordinator).get(f"/runs/joint/{part_of(other).public_id}").status_code == 404


def test_a_run_begins_without_whoever_has_withdrawn_or_not_answered(
    world: World, other: World, client_as: ClientAs
) -> None:
    third = World(world.database, world.now, name="Third Borough", code="X99000003")
    in_one_region(world, third.authority)
    cook(world, "Ann")
    lead, them = client_as(world.coordinator), client_as(other.coordinator)
    proposed(world, lead, other, third)
    page = f"/runs/joint/{part_of(world).public_id}"
    answer = lead.submit(f"{page}/begin", page=page)
    assert "Nobody else has agreed yet" in answer.text
    says(them, other, "agree")
    says(them, other, "withdraw")
    assert part_of(other).state is PartState.withdrawn
    says(client_as(third.coordinator), third, "agree")
    assert says(lead, world, "begin").status_code == 303
    assert [part_of(each).state for each in (world, other, third)] == [
        PartState.begun,
        PartState.left_out,
        PartState.begun,
    ]
    assert [row.kind for row in of(world, Job)] == ["matching.joint"]


def test_nobody_withdraws_from_a_run_that_has_begun(world: World, other: World, client_as: ClientAs) -> None:
    cook(world, "Ann")
    lead, them = client_as(world.coordinator), client_as(other.coordinator)
    proposed(world, lead, other)
    says(them, other, "agree")
    page = f"/runs/joint/{part_of(other).public_id}"
    shown = them.get(page)
    assert "Withdraw" in shown.text
    says(lead, world, "begin")
    assert says(them, other, "withdraw").status_code != 303
    assert part_of(other).state is PartState.begun


def test_a_run_that_its_lead_stops_before_it_begins_is_nobodys(
    world: World, other: World, client_as: ClientAs, worker: Worker
) -> None:
    cook(world, "Ann")
    lead, them = client_as(world.coordinator), client_as(other.coordinator)
    proposed(world, lead, other)
    says(them, other, "agree")
    begun = says(lead, world, "begin").location
    assert lead.submit(f"{begun}/stop", page=begun).status_code == 303
    assert worker.one()
    assert (of(other, Run), part_of(other).state) == ([], PartState.left_out)


def test_what_each_side_does_stands_in_its_own_record(world: World, other: World, client_as: ClientAs) -> None:
    cook(world, "Ann")
    lead, them = client_as(world.coordinator), client_as(other.coordinator)
    proposed(world, lead, other)
    says(them, other, "agree")
    says(them, other, "withdraw")
    says(them, other, "agree")
    says(lead, world, "begin")
    with world.database.reading() as session:
        rows = session.execute(sa.select(AuditEvent.chain, AuditEvent.action).order_by(AuditEvent.id)).all()
    joint = [(chain, action) for chain, action in rows if action.startswith("joint.")]
    ours, theirs = world.authority.id, other.authority.id
    assert joint == [
        (ours, "joint.proposed"),
        (theirs, "joint.agreed"),
        (theirs, "joint.withdrawn"),
        (theirs, "joint.agreed"),
        (ours, "joint.begun"),
    ]


def test_an_authority_without_anybody_to_match_takes_part_with_its_places(
    world: World, other: World, client_as: ClientAs, worker: Worker
) -> None:
    """The lead has the group, the other the only young person; and a policy of another mode."""
    stored(world, PolicySettings(mode=MODES[1], uncertain="expected", likely_at_least=60))
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"), chance=80)
    guest = accepted(other, offered(world, group, other.authority, 1))
    world.young_person("Agreed", settled_year=ENTRY_YEAR)
    ben = cook(other, "Ben")
    run_together(world, other, client_as, worker)
    assert [row.state for row in (*of(world, Run), *of(other, Run))] == [RunState.done] * 2, of(world, Run)[0].failure
    assert of(world, SuggestedGroup) == []
    assert [(row.young_person_id, row.group_id) for row in of(other, SuggestedGroup)] == [(ben.id, guest.id)]
    for side in (world, other):
        [run] = of(side, Run)
        assert client_as(side.coordinator).get(f"/runs/{run.public_id}").status_code == 200


def test_only_the_lead_begins(world: World, other: World, client_as: ClientAs) -> None:
    cook(world, "Ann")
    proposed(world, client_as(world.coordinator), other)
    them = client_as(other.coordinator)
    says(them, other, "agree")
    assert says(them, other, "begin").status_code == 404


def test_a_fault_in_ones_records_is_told_to_that_one_alone(
    world: World, other: World, client_as: ClientAs, worker: Worker
) -> None:
    cook(world, "Ann")
    person = cook(other, "Ben")
    with other.writing() as session:
        session.get_one(YoungPerson, person.id).unavailable = ["sun-am"]
        session.info["recorded"] = True
        session.commit()
    run_together(world, other, client_as, worker)
    [ours], [theirs] = of(world, Run), of(other, Run)
    assert (ours.state, theirs.state) == (RunState.failed, RunState.failed)
    assert f"P{person.id}" in theirs.failure
    assert "another council" in ours.failure
    assert f"P{person.id}" not in ours.failure


def test_a_change_that_was_not_taken_over_keeps_a_group_out_of_the_run(
    world: World, other: World, client_as: ClientAs, worker: Worker
) -> None:
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"))
    share = offered(world, group, other.authority)
    accepted(other, share)
    with world.writing() as session:
        session.get_one(GroupShare, share.id).offer_number += 1
        session.commit()
    cook(world, "Ann")
    cook(other, "Ben")
    run_together(world, other, client_as, worker)
    assert len(of(world, SuggestedGroup)) == 1
    assert of(other, SuggestedGroup) == []
