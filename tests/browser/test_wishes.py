"""Named places, names and counters in a real browser: on a phone, with scripts and without, by one switch."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from pfa.aspirations import queries, services
from pfa.people.models import YoungPerson
from tests.aspirations.pages import places_on_offer
from tests.aspirations.scene import Scene, a_scene
from tests.browser.chromium import PHONE, violations
from tests.browser.hands import Keyboard, Switch, press
from tests.browser.live import Live


@pytest.fixture
def scene(live: Live) -> Scene:
    scene = a_scene(live.world)
    scene.answer("work", "office")
    return scene


def choices(scene: Scene, key: str) -> list[str]:
    with scene.world.reading() as session:
        return queries.answers_of(session, scene.response(session))[key].choices


def test_places_are_tapped_found_and_saved_by_themselves_on_a_phone(scene: Scene, live: Live) -> None:
    codes = places_on_offer(live.world)
    page = live.open("/my/answers/places", scene.user, PHONE)
    page.get_by_role("group", name="Office work at Stonebridge").get_by_role("radio", name="I really want it").check()
    expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_label("Find a place or a job").fill("music")
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Music and performing").get_by_role("radio", name="Not for me").check()
    expect(page.get_by_text("You picked: Office work at Stonebridge")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/week")
    works = ("catering", "animal-care", "retail", "music", "sport", "it", "motor", "office")
    code = dict(zip(works, codes, strict=True))
    assert set(choices(scene, "places")) == {f"must:{code['office']}", f"no:{code['music']}"}


def test_counters_work_by_keyboard_alone_without_any_script(scene: Scene, live: Live) -> None:
    page = live.page(scene.user, PHONE, scripts=False)
    page.goto("/my/answers/matters")
    near, work = "Being near my home", "The kind of work I picked"
    for name in ("Use counters", f"One more: {near}", f"One more: {near}", f"One more: {work}", f"One less: {near}"):
        with page.expect_navigation():
            press(page, name)
    expect(page.get_by_text("You have 8 left.")).to_be_visible()
    press(page, "Next")
    page.wait_for_url("**/my/answers/skills")
    assert choices(scene, "matters") == ["work:1", "near:1"]


def test_counters_are_spent_in_place_saved_by_themselves_and_never_more_than_there_are(
    scene: Scene, live: Live
) -> None:
    scene.answer("matters", "work:7")
    with live.world.writing() as session:
        person = session.get_one(YoungPerson, scene.person.id)
        services.choose_comfort(session, person, {"counters": "on"})
        session.commit()
    page = live.open("/my/answers/matters", scene.user, PHONE)
    more = page.get_by_role("button", name="One more: Being near my home")
    for _ in range(5):
        more.click(force=True)  # what is spent stays spent: the last two do nothing
    expect(more).to_be_focused()
    expect(page.get_by_text("You have 0 left.")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="One less: The kind of work").click()
    expect(page.get_by_text("You have 1 left.")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/skills")
    assert choices(scene, "matters") == ["work:6", "near:3"]


@pytest.mark.parametrize("scripts", [True, False])
def test_not_sure_takes_counters_away_and_a_counter_takes_not_sure_away(
    scene: Scene, live: Live, scripts: bool
) -> None:
    scene.answer("matters", "work:3", "friends:1")
    with live.world.writing() as session:
        person = session.get_one(YoungPerson, scene.person.id)
        services.choose_comfort(session, person, {"counters": "on", "view": "one"})
        session.commit()
    page = live.page(scene.user, PHONE, scripts=scripts)
    page.goto("/my/answers/matters")
    page.get_by_role("checkbox", name="I am not sure").check()
    if scripts:
        expect(page.get_by_text("You have 10 left.")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/skills")
    assert choices(scene, "matters") == ["not-sure"]
    page.goto("/my/answers/matters")
    page.get_by_role("button", name="One more: Being near my home").click()
    expect(page.get_by_role("checkbox", name="I am not sure")).not_to_be_checked()
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/skills")
    assert choices(scene, "matters") == ["near:1"]


def test_the_last_counter_on_a_thing_can_be_taken_off_however_little_is_on_view(scene: Scene, live: Live) -> None:
    scene.answer("matters", "work:3", "friends:1")
    with live.world.writing() as session:
        person = session.get_one(YoungPerson, scene.person.id)
        services.choose_comfort(session, person, {"counters": "on", "view": "one"})
        session.commit()
    page = live.open("/my/answers/matters", scene.user, PHONE)
    page.get_by_role("button", name=re.compile("One less: .*friends")).click()
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/skills")
    assert choices(scene, "matters") == ["work:3"]


def test_one_switch_reaches_every_feeling_of_a_place(scene: Scene, live: Live) -> None:
    (code, *_) = places_on_offer(live.world)
    with live.world.writing() as session:
        person = session.get_one(YoungPerson, scene.person.id)
        services.choose_comfort(session, person, {"switch": "quick", "view": "one"})
        session.commit()
    page = live.page(scene.user)
    page.clock.install()
    page.goto("/my/answers/places?find=cooking")
    scanned = []
    for _ in range(8):
        scanned.append(page.locator(":focus").get_attribute("value") or "")
        page.clock.run_for(1500)
    assert {"must", "like", "unsure", "no"} <= set(scanned)
    assert code in (page.locator("input[type=radio]").first.get_attribute("name") or "")


@pytest.mark.parametrize("hands", [Keyboard(), Switch()], ids=["keyboard", "switch"])
def test_not_sure_and_feelings_take_each_other_away(scene: Scene, live: Live, hands: Keyboard | Switch) -> None:
    places_on_offer(live.world)
    with live.world.writing() as session:
        person, switch = session.get_one(YoungPerson, scene.person.id), isinstance(hands, Switch)
        services.choose_comfort(session, person, {"switch": "quick" if switch else "off", "view": "one"})
        session.commit()
    page = live.page(scene.user)
    if switch:
        page.clock.install()
    page.goto("/my/answers/places?find=cooking")
    face, unsure = page.get_by_role("radio", name="I like it"), page.get_by_role("checkbox", name="I am not sure")
    hands.pick(page, "I like it")
    expect(face).to_be_checked()
    hands.pick(page, "I am not sure")
    expect(unsure).to_be_checked()
    expect(face).not_to_be_checked()
    hands.press(page, "Next")
    page.wait_for_url("**/my/answers/week")
    assert choices(scene, "places") == ["not-sure"]
    page.goto("/my/answers/places?find=cooking")
    face.check()
    expect(unsure).not_to_be_checked()


@pytest.mark.parametrize("level", ["easy", "pictures"])
def test_easier_levels_of_the_new_questions_have_no_violation(scene: Scene, live: Live, level: str) -> None:
    places_on_offer(live.world)
    with live.world.writing() as session:
        person = session.get_one(YoungPerson, scene.person.id)
        services.choose_comfort(session, person, {"level": level, "counters": "on", "contrast": "dark"})
        session.commit()
    for key in ("sort", "places", "with", "matters"):
        page = live.open(f"/my/answers/{key}", scene.user, PHONE)
        assert violations(page) == [], key
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
