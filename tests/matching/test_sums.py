"""Groups that may not run and places that cost: on the form, in the problem, and in the figures of a run."""

from __future__ import annotations

import re
from collections.abc import Callable

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.matching.building import build
from pfa.matching.models import PolicyRecord, Run
from pfa.matching.policies import PolicySettings, from_json
from pfa.matching.queries.sums import spending, unsure
from pfa.matching.solver.problem import Problem
from pfa.provision.models import PlaceTaken, TakenBecause
from pfa.worker import Worker
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, Browser, World
from tests.matching.test_policies import stored
from tests.matching.test_runs import answered, started, worker
from tests.packages.test_sight import counted

__all__ = ["worker"]
ClientAs = Callable[[User], Browser]


def problem(world: World, policy: PolicySettings | None = None) -> Problem:
    with world.reading() as session:
        return build(session, entry_year=ENTRY_YEAR, policy=policy or PolicySettings(), today=NOW.date()).problem


def test_how_likely_a_group_runs_and_what_it_costs_whom_reach_the_solver(world: World) -> None:
    group = world.group(chance=40, funder="high-needs", cost=6_000)
    found = problem(world).groups[f"G{group.id}"]
    assert (found.chance, found.funder, found.cost) == (40, "high-needs", 6_000)
    assert problem(world).policy.uncertain == ""


def test_what_agreed_weeks_cost_is_taken_off_the_ceiling(world: World) -> None:
    group = world.group(funder="high-needs", cost=6_000)
    keys = {"authority_id": world.authority.id, "group_id": group.id}
    world.save(PlaceTaken(**keys, because=TakenBecause.continuing, people=2))
    policy = PolicySettings(cost_ceilings={"high-needs": 20_000, "health": 500})
    assert problem(world, policy).policy.cost_ceilings == {"high-needs": 8_000, "health": 500}
    spent = PolicySettings(cost_ceilings={"high-needs": 9_000})
    assert problem(world, spent).policy.cost_ceilings == {"high-needs": 0}


def test_ceilings_and_what_is_made_of_uncertain_groups_are_set_on_the_form(world: World, client_as: ClientAs) -> None:
    policy = stored(world)
    client = client_as(world.coordinator)
    address = f"/runs/policies/{policy.public_id}"
    typed = dict(re.findall(r'<input[^>]*id="([a-z_]+)"[^>]*type="text"[^>]*value="([^"]*)"', client.get(address).text))
    more = {"uncertain": "robust", "likely_at_least": "60", "ceiling_high_needs": "50000", "together_points": "12"}
    answer = client.submit(address, typed | {"mode": "most-for-all"} | more)
    assert answer.status_code == 303, answer.text
    with world.reading() as session:
        now = from_json(session.scalars(sa.select(PolicyRecord)).one().settings)
    assert (now.uncertain, now.likely_at_least, now.cost_ceilings) == ("robust", 60, {"high-needs": 50_000})
    assert now.together_points == 12
    page = client.get(f"{address}/criteria").text
    assert "Only groups that are likely enough" in page
    assert "£50,000 a year at most" in page


def test_a_run_shows_what_rests_on_unsure_groups_and_what_is_spent(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    stored(world, PolicySettings(cost_ceilings={"high-needs": 10_000}))
    answered(world, world.young_person(), work=["catering"])
    world.group(world.opportunity("Cooking", kind_of_work="catering"), chance=50, funder="high-needs", cost=6_000)
    client = client_as(world.coordinator)
    address = started(client)
    assert worker.one()
    page = client.get(address).text
    assert "Weeks that rest on them" in page
    assert "50 %" in page
    assert "£6,000" in page
    assert "£4,000" in page
    with world.reading() as session:
        result = session.scalars(sa.select(Run)).one().result
    assert result is not None
    assert result["value_expected"] < result["value"]
    assert f"{result['value_expected']:,} points" in page


def test_the_sums_of_a_run_are_three_statements(world: World, client_as: ClientAs, worker: Worker) -> None:
    stored(world)
    for number in range(3):
        answered(world, world.young_person(f"Person {number}"), work=["gardening"])
        offer = world.opportunity(f"Garden {number}", kind_of_work="gardening")
        world.group(offer, places=1, chance=50 + number, funder="health", cost=number)
    started(client_as(world.coordinator))
    assert worker.one()
    with world.reading() as session:
        run = session.scalars(sa.select(Run)).one()
        with counted(world.database) as statements:
            [spent] = spending(session, run)
            groups = [group.chance for group, _ in unsure(session, run)]
    assert (spent.name, spent.suggested, spent.ceiling, spent.is_over) == ("Health (NHS)", 3, None, False)
    assert groups == [50, 51, 52]
    assert len(set(statements)) == 3
