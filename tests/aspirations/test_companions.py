"""Two young people are together only if both asked; until then nobody is told."""

from __future__ import annotations

import datetime as dt

from pfa.aspirations import queries
from pfa.aspirations.models import Companion
from pfa.people.models import YoungPerson
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_scene
from tests.factories import World


def asks(scene: Scene, person: YoungPerson, other: YoungPerson | None, **more: object) -> None:
    """A wish of one for another, matched by staff where it is known whom they mean."""
    world = scene.world
    world.save(
        Companion(
            authority_id=world.authority.id,
            young_person_id=person.id,
            asked_name=other.name if other else "Somebody",
            other_person_id=other.id if other else None,
            response_id=_response(scene, person),
            asked_at=world.now,
            matched_at=world.now,
            **more,
        )
    )


def _response(scene: Scene, person: YoungPerson) -> int:
    from pfa.aspirations.models import Response

    with scene.world.reading() as session:
        found = queries.response_in(session, session.get_one(YoungPerson, person.id), scene.asked.id)
    if found is not None:
        return found.id
    row = Response(
        authority_id=scene.world.authority.id,
        round_id=scene.asked.id,
        young_person_id=person.id,
        started_at=scene.world.now,
    )
    return scene.world.save(row).id


def pairs(scene: Scene, *people: YoungPerson) -> frozenset[tuple[int, int]]:
    with scene.world.reading() as session:
        return queries.mutual_companions(session, scene.world.authority.id, [one.id for one in people])


def test_a_pair_is_one_where_both_asked(world: World) -> None:
    scene = a_scene(world)
    ben, cleo = world.young_person("Ben"), world.young_person("Cleo")
    asks(scene, scene.person, ben)
    asks(scene, scene.person, cleo)
    assert pairs(scene, scene.person, ben, cleo) == frozenset()
    asks(scene, ben, scene.person)
    assert pairs(scene, scene.person, ben, cleo) == {(scene.person.id, ben.id)}


def test_a_wish_that_was_taken_back_makes_no_pair(world: World) -> None:
    scene = a_scene(world)
    ben = world.young_person("Ben")
    asks(scene, scene.person, ben)
    asks(scene, ben, scene.person, withdrawn_at=world.now + dt.timedelta(days=1))
    assert pairs(scene, scene.person, ben) == frozenset()


def test_both_must_be_among_the_people_asked_about(world: World) -> None:
    scene = a_scene(world)
    ben = world.young_person("Ben")
    asks(scene, scene.person, ben)
    asks(scene, ben, scene.person)
    assert pairs(scene, ben) == frozenset()


def test_staff_see_whom_somebody_asked_for_and_whether_both_did(world: World) -> None:
    scene = a_scene(world)
    ben, cleo = world.young_person("Ben"), world.young_person("Cleo")
    asks(scene, scene.person, ben)
    asks(scene, scene.person, cleo)
    asks(scene, scene.person, None)
    asks(scene, ben, scene.person)
    with world.reading() as session:
        found = queries.companions_of(session, session.get_one(YoungPerson, scene.person.id))
        assert [(one.row.asked_name, one.both) for one in found] == [
            (ben.name, True),
            (cleo.name, False),
            ("Somebody", False),
        ]


def test_pairs_of_a_cohort_are_one_statement(world: World) -> None:
    scene = a_scene(world)
    assert statements(lambda: pairs(scene, scene.person)) == 1
