"""What young people feel about named places, and what must be right for them, reaches the solver's problem."""

from __future__ import annotations

import pytest

from pfa.accounts.models import User
from pfa.matching import keys
from pfa.matching.building import build
from pfa.matching.policies import PolicySettings
from pfa.provision.models import Opportunity
from tests.aspirations.scene import Scene, a_scene
from tests.factories import ENTRY_YEAR, World


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def offers(world: World) -> list[Opportunity]:
    """Two kitchens and a farm, each with a group."""
    found = [
        world.opportunity("Kitchen one", kind_of_work="catering"),
        world.opportunity("Kitchen two", kind_of_work="catering"),
        world.opportunity("Farm", kind_of_work="animal-care"),
    ]
    for offer in found:
        world.group(offer)
    return found


def told(scene: Scene, found: list[Opportunity]) -> list[int | None]:
    """The points of each opportunity for the young person, as the problem has them."""
    with scene.world.reading() as session:
        cohort = build(session, entry_year=ENTRY_YEAR, policy=PolicySettings(), today=scene.world.now.date())
    person = keys.person(scene.person.id)
    return [cohort.problem.points(person, keys.opportunity(offer.id)) for offer in found]


def test_a_place_they_like_a_place_they_must_have_and_one_that_is_not_for_them(scene: Scene) -> None:
    found = offers(scene.world)
    one, _two, farm = [str(offer.public_id) for offer in found]
    scene.answer("work", "catering")
    assert told(scene, found) == [100, 100, None]
    scene.answer("places", f"like:{one}", f"must:{farm}", days=1)
    assert told(scene, found) == [100, 90, 100]
    scene.answer("places", f"no:{one}", f"like:{farm}", days=2)
    assert told(scene, found) == [None, 100, 50]
    scene.answer("sort", "no:animal-care", days=3)
    assert told(scene, found)[2] is None


def test_what_is_near_counts_in_full_for_whom_being_near_matters(scene: Scene) -> None:
    found = offers(scene.world)
    scene.answer("work", "catering")
    scene.answer("matters", "near:10")
    before = told(scene, found)[0]
    assert before == 50
    with scene.world.writing() as session:
        person = session.merge(scene.person)
        person.lat = (person.lat or 0) + 1  # a hundred kilometres away
        session.info["recorded"] = True
        session.commit()
    assert told(scene, found)[0] == 25


def test_the_same_person_without_named_places_is_told_as_before(scene: Scene) -> None:
    found = offers(scene.world)
    scene.answer("work", "catering", "animal-care")
    other = scene.world.young_person("Ben", with_user=True)
    with scene.world.reading() as session:
        user = session.get_one(User, other.user_id)
    Scene(scene.world, scene.asked, other, user).answer("places", f"must:{found[0].public_id}")
    assert told(scene, found) == [100, 100, 60]
