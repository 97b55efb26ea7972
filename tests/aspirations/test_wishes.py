"""Named places, kinds of work by tapping, names, and counters: as young people meet them, with and without help."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pfa.accounts.models import User
from pfa.aspirations import queries
from pfa.aspirations.meaning import meanings, to_put_on_record
from pfa.aspirations.questions import AnswerValue, Said
from pfa.people.models import YoungPerson
from tests.aspirations.pages import places_on_offer
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
COMFORT = {"level": "plain", "view": "all", "size": "usual", "contrast": "usual", "colours": "usual", "motion": "usual"}
COMFORT |= {"pictures": "on", "counters": "off", "switch": "off"}


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


@pytest.fixture
def browser(scene: Scene, client_as: ClientAs) -> Browser:
    found = client_as(scene.user)
    found.submit("/my/answers")
    return found


def said(scene: Scene, key: str) -> tuple[list[str], str]:
    with scene.world.reading() as session:
        row = queries.answers_of(session, scene.response(session))[key]
        return row.choices, row.text


def test_kinds_of_work_are_sorted_by_tapping_and_what_is_wished_is_not_asked_again(
    scene: Scene, browser: Browser
) -> None:
    browser.submit("/my/answers/work", {"choice": "catering", "next": "1"})
    page = browser.get("/my/answers/sort").text
    assert 'name="feel.catering"' not in page
    tapped = {"feel.motor": "no", "feel.music": "like", "feel.office": "unsure", "feel.moon": "like", "next": "1"}
    browser.submit("/my/answers/sort", tapped)
    assert set(said(scene, "sort")[0]) == {"like:music", "unsure:office", "no:motor"}


def test_places_are_those_on_offer_what_fits_the_wish_first_and_a_few_at_a_time(scene: Scene, browser: Browser) -> None:
    codes = places_on_offer(scene.world)
    browser.submit("/my/answers/work", {"choice": "office", "next": "1"})
    page = browser.get("/my/answers/places").text
    assert page.count('<fieldset class="app-feel"') == 6
    assert page.index("Office work at Stonebridge") < page.index("Animals at Stonebridge")
    where = browser.submit("/my/answers/places", {f"feel.{codes[-1]}": "must", "more": "6"}).location
    assert "You picked: Office work at Stonebridge, Invented College." in browser.get(where).text
    browser.submit(where, {f"feel.{codes[0]}": "no", "kept": f"must:{codes[-1]}", "next": "1"})
    assert said(scene, "places")[0] == [f"must:{codes[-1]}", f"no:{codes[0]}"]


def test_a_place_is_found_by_its_name_or_its_kind_and_nothing_tapped_is_lost(scene: Scene, browser: Browser) -> None:
    codes = places_on_offer(scene.world)
    where = browser.submit("/my/answers/places", {f"feel.{codes[1]}": "like", "find": "music", "look": "1"}).location
    page = browser.get(where).text
    assert "Music and performing at Stonebridge" in page
    assert "Shops at Stonebridge" not in page
    assert said(scene, "places")[0] == [f"like:{codes[1]}"]
    assert "We found no place like that." in browser.get("/my/answers/places?find=moon").text


def test_boxes_for_names_that_are_empty_answer_nothing_when_another_button_is_pressed(
    scene: Scene, browser: Browser
) -> None:
    browser.submit("/my/answers/with", {"named": ["", "", ""], "level": "easy"})
    with scene.world.reading() as session:
        assert "with" not in queries.answers_of(session, scene.response(session))


def test_something_else_can_be_written_and_enters_the_queue(scene: Scene, browser: Browser) -> None:
    browser.submit("/my/answers/places", {"text": "A lighthouse.", "next": "1"})
    assert said(scene, "places") == ([], "A lighthouse.")
    with scene.world.reading() as session:
        assert queries.queue(session, scene.world.actor(scene.world.lead)).total == 1


def test_a_place_of_another_authority_or_of_nobody_is_not_kept(scene: Scene, browser: Browser) -> None:
    other = places_on_offer(scene.world.another())
    nobody = "11111111-1111-1111-1111-111111111111"
    tapped = {f"feel.{other[0]}": "like", f"feel.{nobody}": "like", "text": "x", "next": "1"}
    browser.submit("/my/answers/places", tapped)
    assert said(scene, "places") == ([], "x")


def test_what_no_page_sends_beside_words_that_are_too_long_is_left_out_of_the_answer(browser: Browser) -> None:
    answer = browser.submit("/my/answers/places", {"feel.moon": "like", "kept": "x", "text": "x" * 9000, "next": "1"})
    assert answer.status_code == 200
    assert "That is too long." in answer.text


def test_what_is_not_for_their_age_is_not_shown(scene: Scene, browser: Browser) -> None:
    world = scene.world
    world.group(world.opportunity("For older people", age_min=22))
    world.group(world.opportunity("For them", age_max=25))
    page = browser.get("/my/answers/places").text
    assert "For them" in page
    assert "For older people" not in page


def test_names_are_typed_a_field_each(scene: Scene, browser: Browser) -> None:
    page = browser.get("/my/answers/with").text
    assert page.count('name="named"') == 3
    assert "We do not tell them that you asked." in page
    browser.submit("/my/answers/with", {"named": ["Ben", "", "Jo"], "next": "1"})
    assert said(scene, "with") == ([], "Ben\nJo")
    assert "too long" in browser.submit("/my/answers/with", {"named": ["x" * 90], "next": "1"}).text


def test_counters_are_off_until_somebody_wants_them_and_are_never_forced(scene: Scene, browser: Browser) -> None:
    assert "You have 10 counters." not in browser.get("/my/answers/matters").text
    browser.submit("/my/answers/matters", {"choice": "work", "counters": "on"})
    assert said(scene, "matters")[0] == ["work"]
    page = browser.get("/my/answers/matters").text
    assert "You have 10 counters." in page
    browser.submit("/my/answers/matters", {"next": "1"})
    assert said(scene, "matters")[0] == ["work"]  # nothing was spent: the ticks stay


def test_counters_are_put_on_and_taken_away_by_buttons(scene: Scene, browser: Browser) -> None:
    browser.submit("/my/comfort", COMFORT | {"counters": "on"})
    browser.submit("/my/answers/matters", {"add": "near"})
    browser.submit("/my/answers/matters", {"choice": ["near:1"], "add": "near"})
    browser.submit("/my/answers/matters", {"choice": ["near:2"], "add": "work"})
    assert said(scene, "matters")[0] == ["work:1", "near:2"]
    browser.submit("/my/answers/matters", {"choice": ["work:1", "near:2"], "take": "work"})
    assert said(scene, "matters")[0] == ["near:2"]
    browser.submit("/my/answers/matters", {"choice": ["near:10"], "add": "work"})
    assert said(scene, "matters")[0] == ["near:10"]


def test_ticks_on_the_same_things_do_not_wipe_out_counters(scene: Scene, browser: Browser) -> None:
    scene.answer("matters", "work:7", "near:3")
    browser.submit("/my/answers/matters", {"choice": ["work", "near"], "next": "1"})
    assert said(scene, "matters")[0] == ["work:7", "near:3"]
    browser.submit("/my/answers/matters", {"choice": ["work"], "next": "1"})
    assert said(scene, "matters")[0] == ["work"]


def test_my_views_hold_places_by_name_and_what_must_be_right(scene: Scene, browser: Browser) -> None:
    codes = places_on_offer(scene.world)
    scene.answer("places", f"like:{codes[0]}")
    scene.answer("matters", "work:7", "near:1")
    scene.answer("with", text="Ben")
    page = browser.get("/my/views").text
    assert "Cooking and food at Stonebridge" in page
    assert "The kind of work I picked: 7 counters" in page
    assert "Being near my home: 1 counter" in page
    assert "Ben" in page


def test_staff_read_beside_an_answer_what_matching_makes_of_it(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("work", "catering", "retail")
    scene.answer("days", "3")
    page = client_as(scene.world.coordinator).get(f"/people/{scene.person.public_id}/answers").text
    assert "What the match makes of this" in page
    assert "Cooking and food: 100 points a half day. Shops: 60 points a half day." in page
    assert "They asked for 6 half days, and their record says 10." in page


def answers(**choices: str) -> dict[str, Said]:
    return {key.replace("_", "-"): AnswerValue(tuple(words.split())) for key, words in choices.items()}


def test_every_answer_has_its_meaning_and_what_is_not_on_record_is_said() -> None:
    person = YoungPerson(sessions_wanted=10, access_needs=["hoist"], travel_way=None)
    told = meanings(answers(help="hoist signing", days="5", matters="near:4 work:2 friends", sort="no:motor"), person)
    assert told["days"] == ["Matching fills 10 half days, which is what their record says."]
    assert "Not on their record yet: signing." in told["help"]
    assert "Never suggested: Cars and bikes." in told["sort"]
    assert told["matters"][0] == "Kinds of work count 75 %."
    assert to_put_on_record(answers(help="hoist", days="5"), person) == []
