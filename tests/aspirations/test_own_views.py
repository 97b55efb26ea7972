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
    page = client_as(scene.user).get("/my/views?before=1").text
    assert page.index("Learning and work") < page.index("Friends and fun") < page.index("Feeling well")
    assert page.index("Shops") < page.index("On 16 November 2026 I said:") < page.index("Cooking and food")
    assert "My dog is called Biscuit." in page
    assert "My own life" not in page  # nothing was answered there


@pytest.mark.parametrize("who", ["young", "staff"])
def test_what_was_said_before_is_shown_only_where_somebody_asks_for_it(
    scene: Scene, client_as: ClientAs, who: str
) -> None:
    staff = f"/people/{scene.person.public_id}/answers/print"
    browser, address = (
        (client_as(scene.user), "/my/views") if who == "young" else (client_as(scene.world.coordinator), staff)
    )
    page = browser.get(address).text
    assert "Shops" in page
    assert "Cooking and food" not in page
    assert f'href="{address}?before=1"' in page
    asked = browser.get(f"{address}?before=1").text
    assert "On 16 November 2026 I said:" in asked
    assert "Cooking and food" in asked
    assert f'href="{address}"' in asked


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("I love my dog.", "I love my cat."),
        ("", "I love my cat."),
        ("I love my dog.", ""),
    ],
    ids=["changed", "added", "taken back"],
)
def test_words_that_changed_beside_the_same_choices_are_a_change(
    world: World, client_as: ClientAs, before: str, now: str
) -> None:
    scene = a_scene(world)
    scene.answer("like", "animals", text=before)
    scene.answer("like", "animals", text=now, days=40)
    browser = client_as(scene.user)
    page = browser.get("/my/views").text
    assert 'href="/my/views?before=1"' in page
    assert "my dog" not in page
    newest, _, earlier = browser.get("/my/views?before=1").text.partition("On 16 November 2026 I said:")
    assert now in newest
    assert (before or "Animals") in earlier


def test_an_answer_taken_back_whole_is_shown_only_where_somebody_asks_for_it(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    scene.answer("more", text="I love my dog.")
    scene.answer("more", days=40)
    browser = client_as(scene.user)
    page = browser.get("/my/views").text
    assert "You have not told us what you want yet." in page
    assert "my dog" not in page
    asked = browser.get("/my/views?before=1").text
    assert asked.index("You did not answer this") < asked.index("I said:") < asked.index("I love my dog.")


def test_words_that_saved_themselves_half_written_are_not_what_was_said_before(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    scene.answer("more", text="I love my d", key="shown-form.1")
    scene.answer("more", text="I love my dog.", key="shown-form")
    assert "before=1" not in client_as(scene.user).get("/my/views").text
    scene.answer("more", text="I love my c", key="second-form.1", days=40)
    scene.answer("more", text="I love my cat.", key="second-form", days=40)
    asked = client_as(scene.user).get("/my/views?before=1").text
    assert "I love my dog." in asked
    assert "I love my c<" not in asked


def test_words_said_before_stay_closed_for_staff_until_the_lead_has_read_them(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    scene.answer("like", "animals", text="My dog is called Biscuit.")
    scene.answer("like", "animals", days=40)
    address = f"/people/{scene.person.public_id}/answers/print?before=1"
    page = client_as(scene.world.coordinator).get(address).text
    assert "Biscuit" not in page
    assert page.index("I said:") < page.index("There are words here too.")
    assert "Biscuit" in client_as(scene.world.lead).get(address).text


def test_nothing_is_offered_where_nothing_was_said_before(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    scene.answer("work", "catering")
    assert "before=1" not in client_as(scene.user).get("/my/views").text


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
