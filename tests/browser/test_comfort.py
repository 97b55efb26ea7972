"""Comforts in a real browser: by keyboard, by one switch, without scripts, in pairs of settings, and read aloud."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from pfa.aspirations import services
from pfa.aspirations.comfort import SETTINGS
from pfa.people.models import YoungPerson
from tests.aspirations.scene import Scene, a_scene
from tests.browser.chromium import DESKTOP, PHONE, SMALLEST, violations
from tests.browser.hands import press, press_switch_at
from tests.browser.live import Live

# A device's voices: `here` says whether they live on it. Words are said by hand, with `window.sayOn()`.
VOICES = """
  window.said = [];
  class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  const speech = new EventTarget();
  Object.assign(speech, {
    getVoices: () => [{ name: "A voice", lang: "en-GB", localService: HERE }],
    speak: (one) => { window.said.push(one.text); window.saying = one; },
    cancel: () => {},
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.sayWord = (index) => window.saying.dispatchEvent(
    Object.assign(new Event("boundary"), { name: "word", charIndex: index }));
  window.sayOn = () => window.saying.dispatchEvent(new Event("end"));
"""
MARKED = "[...(CSS.highlights.get('app-spoken') ?? [])].map(range => range.toString())"


@pytest.fixture
def scene(live: Live) -> Scene:
    scene = a_scene(live.world)
    scene.answer("like", "animals")
    return scene


def with_voices(live: Live, scene: Scene, *, here: bool) -> Page:
    page = live.page(scene.user)
    page.add_init_script(VOICES.replace("HERE", "true" if here else "false"))
    page.goto("/my/answers/week")
    return page


def choose(scene: Scene, chosen: dict[str, str]) -> None:
    with scene.world.writing() as session:
        services.choose_comfort(session, session.get_one(YoungPerson, scene.person.id), chosen)
        session.commit()


@pytest.mark.parametrize("scripts", [True, False])
def test_settings_are_reached_changed_and_left_by_keyboard(scene: Scene, live: Live, scripts: bool) -> None:
    page = live.page(scene.user, PHONE, scripts=scripts)
    page.goto("/my/answers/week")
    press(page, "Change how it looks")
    page.wait_for_url("**/my/comfort")
    press(page, "Big", "ArrowDown")
    page.keyboard.press("ArrowDown")
    press(page, "Save")
    page.wait_for_url("**/my/answers/week")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "23px"


def test_words_change_and_what_was_picked_stays(scene: Scene, live: Live) -> None:
    page = live.open("/my/answers/week", scene.user, PHONE)
    page.get_by_label("Time to rest").check()
    page.get_by_role("button", name="Pictures first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("In my week I want")
    expect(page.get_by_label("Rest")).to_be_checked()


def test_enter_on_a_choice_goes_on_and_does_not_change_the_words(scene: Scene, live: Live) -> None:
    page = live.open("/my/answers/week", scene.user)
    press(page, "Time to rest", "Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/answers/with")


def test_a_page_is_read_aloud_word_by_word_with_a_pause_that_keeps_the_place(scene: Scene, live: Live) -> None:
    page = with_voices(live, scene, here=True)
    page.get_by_role("button", name="Listen").click()
    assert page.evaluate("said") == ["What do you want in your week?"]
    page.evaluate("sayWord(12)")
    assert page.evaluate(MARKED) == ["want"]
    press(page, "Pause")
    assert page.evaluate(MARKED) == []
    page.get_by_role("button", name="Go on").click()
    assert page.evaluate("said.at(-1)") == "want in your week?"
    page.evaluate("sayOn()")
    assert page.evaluate("said.at(-1)") == "Think of a good week. Pick as many as you like."
    page.get_by_role("button", name="Stop reading").click()
    expect(page.get_by_role("button", name="Listen")).to_be_focused()


def test_every_choice_is_read_aloud(scene: Scene, live: Live) -> None:
    page = with_voices(live, scene, here=True)
    page.get_by_role("button", name="Listen").click()
    for _ in range(30):
        page.evaluate("sayOn()")
    assert {"Learn new things", "Time to rest", "I am not sure", "Next"} <= {
        words.strip() for words in page.evaluate("said")
    }
    expect(page.get_by_role("button", name="Listen")).to_be_visible()


def test_whoever_cannot_read_hears_the_way_in_too(live: Live) -> None:
    page = live.page(None, PHONE)
    page.add_init_script(VOICES.replace("HERE", "true"))
    page.goto("/card")
    page.get_by_role("button", name="Listen").click()
    assert page.evaluate("said") == ["Sign in with your card"]
    assert violations(page) == []


def test_no_voice_of_somebody_elses_machine_reads_a_page(scene: Scene, live: Live) -> None:
    page = with_voices(live, scene, here=False)
    expect(page.get_by_role("link", name="Change how it looks")).to_be_visible()
    expect(page.get_by_text("Listen")).to_be_hidden()


def test_one_switch_reaches_help_and_the_way_back(scene: Scene, live: Live) -> None:
    choose(scene, {"switch": "slow"})
    page = live.page(scene.user)
    page.clock.install()
    page.goto("/my/answers/days")
    press_switch_at(page, "I need to talk to someone")
    page.wait_for_url("**/my/talk**")


def test_nothing_moves_by_itself_for_those_who_did_not_choose_it(scene: Scene, live: Live) -> None:
    page = live.page(scene.user)
    page.clock.install()
    page.goto("/my/answers/days")
    page.clock.run_for(10_000)
    expect(page.locator(".app-scanned")).to_have_count(0)


def pairs() -> list[dict[str, str]]:
    """Few combinations in which every pair of options of two settings stands together at least once."""
    wanted = {
        frozenset([(a, x), (b, y)]) for a, b in combinations(SETTINGS, 2) for x in SETTINGS[a] for y in SETTINGS[b]
    }
    found: list[dict[str, str]] = []
    while wanted:
        row = dict(sorted(next(iter(sorted(wanted, key=sorted)))))
        for setting in SETTINGS:
            if setting not in row:
                row[setting] = max(SETTINGS[setting], key=lambda one: _gain({**row, setting: one}, wanted))
        found.append(row)
        wanted -= _covered(row)
    return found


def _covered(row: dict[str, str]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(two) for two in combinations(row.items(), 2)}


def _gain(row: dict[str, str], wanted: set[frozenset[tuple[str, str]]]) -> int:
    return len(_covered(row) & wanted)


# A page of each kind: boxes, wishes in order, feelings, counters, everything that was said, the settings themselves.
PAIRED = (
    "/my/answers/week",
    "/my/answers/work?to=check",
    "/my/answers/sort",
    "/my/answers/matters",
    "/my/answers/check",
    "/my/comfort",
)


@pytest.mark.slow
@pytest.mark.parametrize("addresses", [PAIRED[:3], PAIRED[3:]])
def test_every_pair_of_settings_is_accessible_and_fits_the_smallest_screen(
    scene: Scene, live: Live, addresses: tuple[str, ...]
) -> None:
    scene.answer("week", "rest", "friends")
    scene.answer("sort", "like:gardening", "no:office")
    scene.answer("matters", "work:4", "friends:2")
    page = live.page(scene.user)
    found: list[str] = []
    for row in pairs():
        choose(scene, row)
        for address in addresses:
            page.set_viewport_size({"width": DESKTOP, "height": 800})
            page.goto(address)
            found += [f"{row} {address} {words}" for words in violations(page)]
            page.set_viewport_size({"width": SMALLEST, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > SMALLEST:
                found.append(f"{row} {address} is {wide} pixels wide")
    assert not found, "\n".join(found[:10])
