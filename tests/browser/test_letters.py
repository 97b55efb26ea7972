"""Words by one switch: a name and a sentence written by pressing one key, and what a letter board must not do."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.words.letters import BEGUN
from pfa.people.models import YoungPerson
from tests.aspirations.pages import places_on_offer
from tests.aspirations.scene import Scene, a_scene
from tests.browser.chromium import DESKTOP, PHONE, SMALLEST, violations
from tests.browser.conftest import BOTH
from tests.browser.hands import PACE, press, press_key, press_switch_at, press_when_marked
from tests.browser.live import Live
from tests.browser.test_comfort import VOICES, choose
from tests.browser.test_every_page import pages_of

NAMES, MORE = "/my/answers/with", "/my/answers/more"
SMALLER_THAN_A_FINGER = """keys => keys.filter((key) => {
  const { width, height } = key.getBoundingClientRect();
  return width < 44 || height < 44;
}).map((key) => key.innerText)"""
BOXES = "main textarea, main input:is([type=text], [type=search], :not([type]))"


@pytest.fixture
def scene(live: Live) -> Scene:
    scene = a_scene(live.world)
    scene.answer("like", "animals")
    scene.answer("work", "office")
    choose(scene, {"switch": "quick"})
    return scene


def at(live: Live, scene: Scene, address: str, width: int = DESKTOP) -> Page:
    page = live.page(scene.user, width)
    page.clock.install()
    page.goto(address)
    return page


def board_at(live: Live, scene: Scene, question: str) -> Page:
    """The question, with its board opened by the switch."""
    page = at(live, scene, question)
    press_switch_at(page, "Write with letters")
    return page


def write(page: Page, letters: str) -> None:
    for letter in letters:
        press_key(page, "data-line" if letter == "\n" else f'data-key="{letter}"')


def words(page: Page) -> str:
    return page.locator(".app-letters__text").text_content() or ""


def kept(scene: Scene, key: str) -> str:
    with scene.world.reading() as session:
        return queries.answers_of(session, scene.response(session))[key].text


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_a_name_is_written_and_sent_by_pressing_one_key_only(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, NAMES)
    write(page, "ben o'dee")
    press_key(page, "data-done")
    expect(page.get_by_role("textbox", name="Name 1")).to_have_value("Ben O'Dee")
    press_switch_at(page, "Next")
    page.wait_for_url("**/my/answers/travel")
    assert kept(scene, "with") == "Ben O'Dee"


def test_a_sentence_is_written_with_words_that_were_begun(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    write(page, "i l")
    press_key(page, 'data-word="like"')
    write(page, "dog")
    press_key(page, 'data-word="dogs"')
    write(page, ".\nbye")
    press_key(page, "data-done")
    press_switch_at(page, "Next")
    page.wait_for_url("**/my/answers/helper")
    assert kept(scene, "more") == "I like dogs.\nBye"


def test_words_are_saved_while_they_are_written_before_done_is_pressed(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    write(page, "cat")
    page.clock.run_for(4000)
    expect(page.locator("[data-state]")).to_have_text("Saved")
    assert kept(scene, "more") == "Cat"


def test_numbers_are_written_as_they_are(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    write(page, "bus 70. i")
    assert words(page) == "Bus 70. I"


def test_a_wrong_letter_is_deleted(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    write(page, "ca")
    press_key(page, "data-delete")
    assert words(page) == "C"
    for _again in range(2):
        press_key(page, "data-delete")  # there is nothing more to delete the second time
    assert words(page) == ""


def test_all_words_are_taken_away_only_after_a_question(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    write(page, "go")
    press_key(page, "data-clear")
    press_switch_at(page, "No, keep my words")
    assert words(page) == "Go"
    press_key(page, "data-clear")
    press_switch_at(page, "Yes, take them away")
    assert words(page) == ""
    expect(page.locator("#text")).to_have_value("")


def test_a_full_box_says_so_and_takes_no_more(scene: Scene, live: Live) -> None:
    page = at(live, scene, NAMES)
    full = "B" * 79
    page.get_by_role("textbox", name="Name 1").fill(full)
    press_switch_at(page, "Write with letters")
    write(page, "en")
    assert words(page) == full + "e"
    expect(page.get_by_text("There is no more room.")).to_be_visible()
    press_key(page, "data-delete")
    assert words(page) == full
    expect(page.get_by_text("There is no more room.")).to_be_hidden()


def test_a_row_without_a_press_is_gone_through_twice_then_the_rows_again(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    press_when_marked(page, page.locator(".app-letters__row", has=page.locator('[data-key="e"]')))
    stood = []
    for _step in range(13):
        stood.append(page.locator(".app-scanned").inner_text().split())
        page.clock.run_for(PACE)
    assert [one[0][0] for one in stood] == [*"efgh.?", *"efgh.?", "i"]
    assert stood[-1] == [*"ijklmn"]


def test_done_goes_on_from_where_the_board_was_opened(scene: Scene, live: Live) -> None:
    page = at(live, scene, NAMES)
    opener = page.get_by_role("button", name="Write with letters Name 2")
    press_when_marked(page, opener)
    write(page, "jo")
    press_key(page, "data-done")
    expect(opener).to_be_focused()
    expect(opener).to_have_class("govuk-button govuk-button--secondary app-letters__open app-scanned")
    page.clock.run_for(PACE)
    expect(page.get_by_role("button", name="Write with letters Name 3")).to_be_focused()


def test_escape_holds_the_board_still_and_does_not_close_it(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    before = page.locator(".app-scanned").inner_text()
    page.keyboard.press("Escape")
    page.clock.run_for(5 * PACE)
    assert page.locator(".app-scanned").inner_text() == before
    page.keyboard.press("Escape")
    page.clock.run_for(PACE)
    assert page.locator(".app-scanned").inner_text() != before
    expect(page.get_by_role("dialog")).to_be_visible()


def test_what_is_written_can_be_heard(scene: Scene, live: Live) -> None:
    page = live.page(scene.user)
    page.add_init_script(VOICES.replace("HERE", "true"))
    page.clock.install()
    page.goto(MORE)
    press_switch_at(page, "Write with letters")
    write(page, "no")
    press_key(page, "data-say")
    assert page.evaluate("said") == ["No"]


def test_nothing_is_offered_to_say_words_without_a_voice(scene: Scene, live: Live) -> None:
    page = board_at(live, scene, MORE)
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    expect(page.get_by_role("button", name="Say it")).to_be_hidden()


def test_a_place_is_looked_for_with_one_switch(scene: Scene, live: Live) -> None:
    places_on_offer(live.world)
    page = at(live, scene, "/my/answers/places")
    press_switch_at(page, "Write with letters")
    write(page, "mu")
    press_key(page, 'data-word="Music"')
    press_key(page, "data-done")
    press_switch_at(page, "Look")
    expect(page.get_by_role("group", name="Music and performing")).to_be_visible()


def test_the_board_works_by_pointer_and_by_tab(scene: Scene, live: Live) -> None:
    page = at(live, scene, NAMES, PHONE)
    page.keyboard.press("Escape")  # nothing moves while somebody helps
    page.get_by_role("button", name="Write with letters Name 3").click()
    dialog = page.get_by_role("dialog", name="Name 3")
    for name in ("a", "n", "Full stop", "Delete"):
        dialog.get_by_role("button", name=name, exact=True).click()
    press(page, "Done")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("textbox", name="Name 3")).to_have_value("An")
    expect(page.get_by_role("button", name="Write with letters Name 3")).to_be_focused()


@pytest.mark.parametrize(
    "how", [{}, {"contrast": "dark"}, {"colours": "calm", "level": "pictures"}, {"size": "largest"}]
)
def test_the_board_is_accessible_and_fits_the_smallest_screen(scene: Scene, live: Live, how: dict[str, str]) -> None:
    choose(scene, how)
    page = live.open(MORE, scene.user)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Write with letters").click()
    page.locator('[data-key="s"]').click()
    for sure in (False, True):
        if sure:
            page.get_by_role("button", name="Clear all").click()
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == []
        page.set_viewport_size({"width": SMALLEST, "height": 400})
        wide = page.evaluate(
            "[...document.querySelectorAll('.app-letters, .app-letters__keys')].map(one => one.scrollWidth)"
        )
        assert max(wide) <= SMALLEST
        assert page.locator(".app-letters button:visible").evaluate_all(SMALLER_THAN_A_FINGER) == []


def test_what_is_scanned_is_in_sight_on_a_low_screen_with_the_largest_words(scene: Scene, live: Live) -> None:
    choose(scene, {"size": "largest"})
    page = at(live, scene, MORE)
    page.set_viewport_size({"width": 640, "height": 400})  # 200 % of a small laptop
    press_switch_at(page, "Write with letters")
    for _step in range(10):
        marked = page.locator(".app-scanned").bounding_box()
        written = page.locator(".app-letters__written").bounding_box()
        assert marked is not None
        assert written is not None
        assert marked["y"] >= written["y"] + written["height"]
        assert marked["y"] + marked["height"] <= 400
        page.clock.run_for(PACE)


def test_nobody_who_did_not_choose_it_meets_a_board(scene: Scene, live: Live) -> None:
    choose(scene, {"switch": "off"})
    page = live.open(NAMES, scene.user)
    expect(page.locator(".app-letters__open, .app-letters")).to_have_count(0)


def test_without_scripts_boxes_are_as_they_were(scene: Scene, live: Live) -> None:
    page = live.page(scene.user, scripts=False)
    page.goto(NAMES)
    expect(page.get_by_role("textbox", name="Name 1")).to_be_visible()
    expect(page.get_by_text("Write with letters")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("room", ["about", "aspirations", "internships", "packages", "starts"])
def test_every_box_for_words_of_a_young_person_can_be_written_with_letters(room: str, live: Live) -> None:
    boxes, without = 0, []
    opened: dict[int, Page] = {}
    for endpoint, (user, address) in pages_of(room, live).items():
        if user is None or not chooses_one_switch(live, user):
            continue
        page = opened[user.id] if user.id in opened else opened.setdefault(user.id, live.page(user))
        page.goto(address)
        here, buttons = page.locator(BOXES).count(), page.locator(".app-letters__open").count()
        boxes += here
        without += [endpoint] if here != buttons else []
    assert boxes
    assert without == []


def chooses_one_switch(live: Live, user: User) -> bool:
    """Set it for a young person; False for everybody else."""
    with live.world.writing() as session:
        person = session.scalars(sa.select(YoungPerson).where(YoungPerson.user_id == user.id)).first()
        if person is not None:
            services.choose_comfort(session, person, {"switch": "slow"})
        session.commit()
    return person is not None


def test_begun_words_are_each_there_once_and_can_be_written_on_the_board() -> None:
    assert len(set(BEGUN)) == len(BEGUN)
    assert set("".join(BEGUN)) <= set("abcdefghijklmnopqrstuvwxyz'")
