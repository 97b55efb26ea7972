"""Hints and locks: what every run keeps to, what a week by hand is checked by, and what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.audit.models import AuditEvent
from pfa.core.database import Database
from pfa.matching.building import build
from pfa.matching.hinting import MOST_POINTS, PREFER_POINTS
from pfa.matching.models import Hint, HintRule, Run, RunState, SuggestedGroup
from pfa.matching.policies import PolicySettings
from pfa.matching.solver.problem import Problem
from pfa.packages.content import Content
from pfa.packages.judging import judge
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, PlaceTaken, TakenBecause
from pfa.worker import Worker
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, Browser, World
from tests.matching.test_runs import answered, started, worker
from tests.packages.test_sight import counted

__all__ = ["worker"]
ClientAs = Callable[[User], Browser]


def hint(world: World, person: YoungPerson, rule: HintRule, **more: object) -> Hint:
    return world.save(
        Hint(
            authority_id=world.authority.id,
            young_person_id=person.id,
            rule=rule,
            because="Agreed at the review.",
            made_at=world.now,
            made_by_id=world.coordinator.id,
            **more,
        )
    )


def problem(world: World) -> Problem:
    with world.reading() as session:
        return build(session, entry_year=ENTRY_YEAR, policy=PolicySettings(), today=NOW.date()).problem


def points(world: World, person: YoungPerson, group: Group) -> int | None:
    return problem(world).points(f"P{person.id}", f"O{group.opportunity_id}")


def test_a_must_and_a_never_reach_the_solver_as_its_own_rows(world: World) -> None:
    person, other = world.young_person("Ann"), world.young_person("Ben")
    settled, feared = world.group(), world.group()
    hint(world, person, HintRule.must, group_id=settled.id)
    hint(world, person, HintRule.never, opportunity_id=feared.opportunity_id)
    built = problem(world)
    assert built.fixed == {
        (f"P{person.id}", f"G{settled.id}"): "must",
        (f"P{person.id}", f"G{feared.id}"): "never",
    }
    assert f"P{other.id}" in built.people


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True)])
def test_a_hint_holds_up_to_its_last_day(world: World, days: int, holds: bool) -> None:
    person, group = world.young_person(), world.group()
    hint(world, person, HintRule.must, group_id=group.id, ends_on=NOW.date() + dt.timedelta(days=days))
    assert bool(problem(world).fixed) is holds


def test_a_hint_that_was_ended_holds_no_more(world: World) -> None:
    person, group = world.young_person(), world.group()
    hint(world, person, HintRule.must, group_id=group.id, ended_at=world.now)
    assert not problem(world).fixed


def test_prefer_adds_a_little_and_never_to_a_no(world: World) -> None:
    person = world.young_person()
    answered(world, person, work=["catering"], **{"not-for-me": ["retail"]})
    cooking = world.group(world.opportunity("Cooking", kind_of_work="catering"))
    shop = world.group(world.opportunity("Shop", kind_of_work="retail"))
    garden = world.group(world.opportunity("Garden", kind_of_work="gardening"))
    before = points(world, person, garden)
    for group in (cooking, shop, garden):
        hint(world, person, HintRule.prefer, opportunity_id=group.opportunity_id)
    assert points(world, person, cooking) == MOST_POINTS, "a first wish is worth the most there is: nothing is added"
    assert points(world, person, shop) is None
    assert points(world, person, garden) == (before or 0) + PREFER_POINTS


def test_two_who_are_kept_apart_are_so_in_the_problem(world: World) -> None:
    one, other = world.young_person("Ann"), world.young_person("Ben")
    world.group()
    hint(world, other, HintRule.apart, other_person_id=one.id)
    assert problem(world).apart == {(f"P{one.id}", f"P{other.id}")}


def test_whoever_is_kept_apart_from_somebody_with_an_agreed_place_never_gets_that_group(world: World) -> None:
    one, agreed = world.young_person("Ann"), world.young_person("Ben", settled_year=ENTRY_YEAR)
    group = world.group()
    hint(world, agreed, HintRule.apart, other_person_id=one.id)
    world.save(
        PlaceTaken(
            authority_id=world.authority.id,
            group_id=group.id,
            young_person_id=agreed.id,
            because=TakenBecause.agreed,
        )
    )
    assert problem(world).fixed == {(f"P{one.id}", f"G{group.id}"): "never"}


def test_a_week_by_hand_that_breaks_a_lock_says_so(world: World, session: Session) -> None:
    person, group = world.young_person(), world.group()
    hint(world, person, HintRule.never, opportunity_id=group.opportunity_id)
    person = session.get_one(YoungPerson, person.id)
    rules = judge(session, person, entry_year=ENTRY_YEAR, today=NOW.date())
    found = rules.broken(Content(groups=frozenset({group.id}), own=()))
    assert "never" in {each.rule for each in found}


def test_a_run_keeps_a_must(world: World, client_as: ClientAs, worker: Worker) -> None:
    person = world.young_person()
    answered(world, person, work=["catering"])
    world.group(world.opportunity("Cooking", kind_of_work="catering"))
    settled = world.group(world.opportunity("Garden", kind_of_work="gardening"))
    hint(world, person, HintRule.must, group_id=settled.id)
    started(client_as(world.coordinator))
    assert worker.one()
    with world.reading() as session:
        run = session.scalars(sa.select(Run)).one()
        assert run.state is RunState.done, run.failure
        assert settled.id in session.scalars(sa.select(SuggestedGroup.group_id)).all()


def test_a_run_that_cannot_keep_every_must_says_which_without_a_name(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    people = [world.young_person("Ann", "Only"), world.young_person("Ben", "Other")]
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"), places=1)
    for person in people:
        answered(world, person, work=["catering"])
        hint(world, person, HintRule.must, group_id=group.id)
    address = started(client_as(world.coordinator))
    assert worker.one()
    page = client_as(world.coordinator).get(address).text
    assert people[0].reference in page
    assert people[1].reference in page
    assert "Cooking" in page
    assert "Ann" not in page


def test_a_coordinator_adds_one_by_its_form_and_ends_it(world: World, client_as: ClientAs) -> None:
    person, group = world.young_person("Ann"), world.group()
    client = client_as(world.coordinator)
    address = f"/runs/hints/of/{person.public_id}/never"
    response = client.submit(address, {"target": str(group.opportunity_id), "because": "They were bullied there."})
    assert response.status_code == 303, response.text
    assert "They were bullied there." in client.get(response.location).text
    with world.reading() as session:
        row = session.scalars(sa.select(Hint)).one()
    shown = f"/runs/hints/of/{person.public_id}"
    ended = client.submit(f"/runs/hints/{row.public_id}/end", page=shown)
    assert ended.status_code == 303, ended.text
    assert "They were bullied there." not in client.get(shown).text
    assert "They were bullied there." in client.get("/runs/hints?which=ended").text
    with world.reading() as session:
        assert {"hint.added", "hint.ended"} <= set(session.scalars(sa.select(AuditEvent.action)))


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(world: World, client_as: ClientAs) -> None:
    person = world.young_person("Ann")
    world.group()
    page = client_as(world.coordinator).submit(
        f"/runs/hints/of/{person.public_id}/never", {"target": "", "because": "A reason that was typed."}
    )
    assert page.status_code == 200
    assert "Choose one of the list" in page.text
    assert "A reason that was typed." in page.text


def test_the_opposite_of_what_is_on_record_is_refused(world: World, client_as: ClientAs) -> None:
    person, group = world.young_person("Ann"), world.group()
    hint(world, person, HintRule.must, group_id=group.id)
    page = client_as(world.coordinator).submit(
        f"/runs/hints/of/{person.public_id}/never", {"target": str(group.opportunity_id), "because": "A reason."}
    )
    assert "the opposite of what is on record" in page.text


def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    world: World, client_as: ClientAs, database: Database
) -> None:
    client = client_as(world.coordinator)
    counts = []
    for more in (2, 5):
        for _ in range(more):
            hint(world, world.young_person(), HintRule.must, group_id=world.group().id)
        client.get("/runs/hints")
        with counted(database) as statements:
            client.get("/runs/hints")
        counts.append(len(statements))
    assert counts[0] == counts[1]
