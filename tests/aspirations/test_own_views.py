""" "My views": what counts, what was said before, and nothing that must stay closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pfa.accounts.models import User
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def scene(world: World) -> Scene:
    scene = a_scene(world)
    scene.answer("work", "catering")
    scene.answer("like", "animals", text="My dog is called Biscuit.")
    scene.answer("health", "sleep")
    scene.send()
    scene.answer("work", "retail", days=40)
    return scene


def test_a_young_person_reads_and_prints_what_counts_and_what_they_said_before(
    scene: Scene, client_as: ClientAs
) -> None:
    page = client_as(scene.user).get("/my/views").text
    assert page.index("Learning and work") < page.index("Friends and fun") < page.index("Feeling well")
    assert page.index("Shops") < page.index("On 16 November I said:") < page.index("Cooking and food")
    assert "My dog is called Biscuit." in page
    assert "My own life" not in page  # nothing was answered there


def test_staff_print_the_same_without_words_that_the_lead_has_not_read(scene: Scene, client_as: ClientAs) -> None:
    address = f"/people/{scene.person.public_id}/answers/print"
    page = client_as(scene.world.coordinator).get(address).text
    assert "My views: Yasmin Invented" in page
    assert "Shops" in page
    assert "Biscuit" not in page
    assert "There are words here too." in page
    assert "Biscuit" in client_as(scene.world.lead).get(address).text


def test_nobody_elses_views_are_on_my_page(scene: Scene, client_as: ClientAs) -> None:
    other = scene.world.young_person("Other", with_user=True)
    with scene.world.reading() as session:
        user = session.get_one(User, other.user_id)
    page = client_as(user).get("/my/views").text
    assert "You have not told us what you want yet." in page
    assert "Biscuit" not in page
