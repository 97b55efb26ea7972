"""What people know of the groups they may go to, so that a run can keep to it: told, visited, agreed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from pfa.core.database import Database
from pfa.packages.models import Package, PackageState
from pfa.provision.models import Opportunity, Provider
from pfa.starts.models import Visit, VisitState
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


def test_what_people_know_takes_as_many_statements_however_many_they_are(world: World, database: Database) -> None:
    scene, counts = Scene(world), []
    for size in (1, 4):
        for _ in range(size):
            scene.draft(scene.someone())
        with counted(database) as statements:
            known(world)
        counts.append(len(statements))
    assert counts[0] == counts[1]
