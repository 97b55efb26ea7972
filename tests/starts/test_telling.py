"""What people know of the groups they may go to, so that a run can keep to it: told, visited, agreed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from pfa.core.database import Database
from pfa.packages.models import Package, PackageState
from pfa.provision.models import Group, Opportunity, Provider
from pfa.starts.models import TrainingState, TravelTraining, Visit, VisitState
from pfa.starts.telling import told
from tests.factories import ENTRY_YEAR, World
from tests.packages.scenes import Scene
from tests.packages.test_sight import counted


def visited(scene: Scene, *, opportunity: Opportunity | None = None, **more: Any) -> None:
    """A visit of the scene's person to the provider of its cooking."""
    world = scene.world
    with world.reading() as session:
        provider = session.get_one(Provider, session.get_one(Opportunity, scene.cooking.opportunity_id).provider_id)
    facts: dict[str, Any] = {"state": VisitState.done, "on": world.now.date()} | more
    world.save(
        Visit(
            authority_id=world.authority.id,
            young_person_id=scene.person.id,
            provider_id=provider.id,
            opportunity_id=None if opportunity is None else opportunity.id,
            **facts,
        )
    )


def trained(scene: Scene, provider_id: int | None = None, **more: Any) -> None:
    """Travel training of the scene's person to where its cooking is."""
    world = scene.world
    with world.reading() as session:
        offer = session.get_one(Opportunity, scene.cooking.opportunity_id)
    day = world.now.date()
    facts: dict[str, Any] = {"state": TrainingState.knows, "begun_on": day, "ended_on": day} | more
    world.save(
        TravelTraining(
            authority_id=world.authority.id,
            young_person_id=scene.person.id,
            provider_id=provider_id or offer.provider_id,
            **facts,
        )
    )


def known(world: World, suggested: Collection[tuple[int, int]] = ()) -> Mapping[tuple[int, int], str]:
    with world.reading() as session:
        return told(session, ENTRY_YEAR, suggested)


def test_a_visit_that_took_place_counts_for_more_than_being_told(world: World) -> None:
    scene = Scene(world)
    scene.draft()
    assert set(known(world).values()) == {"idea"}
    visited(scene)
    assert known(world)[scene.person.id, scene.cooking.id] == "visited"


@pytest.mark.parametrize("state", [VisitState.booked, VisitState.missed, VisitState.called_off])
def test_a_visit_that_did_not_take_place_counts_nothing(world: World, state: VisitState) -> None:
    scene = Scene(world)
    scene.draft()
    visited(scene, state=state)
    assert set(known(world).values()) == {"idea"}


def test_a_visit_to_something_else_at_the_same_place_does_not_count(world: World) -> None:
    scene = Scene(world)
    scene.draft()
    visited(scene, opportunity=world.opportunity("Hairdressing"))
    assert known(world)[scene.person.id, scene.cooking.id] == "idea"


def test_a_suggested_group_that_was_visited_before_there_was_a_draft_is_known_as_visited(
    world: World,
) -> None:
    scene = Scene(world)
    visited(scene)
    pair = (scene.person.id, scene.cooking.id)
    assert known(world, [pair]) == {pair: "visited"}


def test_whoever_agreed_to_a_week_knows_more_than_a_visitor(world: World) -> None:
    scene = Scene(world)
    package = scene.shared()
    visited(scene)
    assert known(world)[scene.person.id, scene.cooking.id] == "visited"
    with world.writing() as writing:
        writing.get_one(Package, package.id).state = PackageState.agreed
        writing.info["recorded"] = True
        writing.commit()
    assert known(world)[scene.person.id, scene.cooking.id] == "agreed"


def test_whoever_knows_the_way_is_travel_trained_for_what_is_there(world: World) -> None:
    scene = Scene(world)
    scene.draft()
    visited(scene)
    trained(scene)
    assert known(world)[scene.person.id, scene.cooking.id] == "travel-trained"
    elsewhere = world.group(world.opportunity("Cleaning", organisation=world.school), ("fri-am",))
    pair = (scene.person.id, elsewhere.id)
    assert known(world, [pair])[pair] == "idea"


@pytest.mark.parametrize(("state", "word"), [(TrainingState.learning, "visited"), (TrainingState.stopped, "idea")])
def test_whoever_does_not_know_the_way_yet_is_not_travel_trained(world: World, state: TrainingState, word: str) -> None:
    scene = Scene(world)
    scene.draft()
    trained(scene, state=state, ended_on=None if state is TrainingState.learning else world.now.date())
    assert known(world)[scene.person.id, scene.cooking.id] == word


def test_the_way_is_that_to_where_the_group_meets(world: World) -> None:
    scene = Scene(world)
    scene.draft()
    school = world.provider(world.school).id
    trained(scene, school)
    assert known(world)[scene.person.id, scene.cooking.id] == "idea"
    with world.writing() as writing:
        group = writing.get_one(Group, scene.cooking.id)
        group.held_at = {group.sessions[0]: school}
        writing.info["recorded"] = True
        writing.commit()
    assert known(world)[scene.person.id, scene.cooking.id] == "travel-trained"


def test_agreed_is_more_than_travel_trained(world: World) -> None:
    scene = Scene(world)
    package = scene.shared()
    trained(scene)
    with world.writing() as writing:
        writing.get_one(Package, package.id).state = PackageState.agreed
        writing.info["recorded"] = True
        writing.commit()
    assert known(world)[scene.person.id, scene.cooking.id] == "agreed"


def test_what_people_know_takes_as_many_statements_however_many_they_are(world: World, database: Database) -> None:
    scene, counts = Scene(world), []
    for size in (1, 4):
        for _ in range(size):
            scene.draft(scene.someone())
        with counted(database) as statements:
            known(world)
        counts.append(len(statements))
    assert counts[0] == counts[1]
