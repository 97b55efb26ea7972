"""The whole survey by keyboard alone without any script on a phone's screen, and saving by itself."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.aspirations import queries
from pfa.aspirations.models import Answer, Reading
from pfa.aspirations.questions import QUESTIONS
from tests.accounts.doors import card_for
from tests.aspirations.scene import Scene, a_scene
from tests.browser.chromium import PHONE
from tests.browser.conftest import BOTH
from tests.browser.hands import press, reach
from tests.browser.live import Live


def come_in(page: Page, live: Live, scene: Scene) -> None:
    """Type what stands on a card, and say that it is them."""
    card = card_for(live.app, live.world, scene.person)
    page.goto("/card")
    for part, typed in (("Your number", card.locator), ("First 4", card.secret[:4]), ("Last 4", card.secret[4:])):
        reach(page, part)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/card/yes")
    press(page, "Yes, this is me")
    page.wait_for_url(f"{live.address}/")


def answer_everything(page: Page, live: Live, scene: Scene) -> None:
    """Come in with a card, start, answer or skip every question, check, send."""
    come_in(page, live, scene)
    press(page, "Start")
    page.wait_for_url("**/my/answers")
    press(page, "Start")
    for question in QUESTIONS:
        page.wait_for_url(f"**/my/answers/{question.key}")
        step(page, question.key)
    page.wait_for_url("**/my/answers/check")
    press(page, "Send my answers")
    page.wait_for_url("**/my/answers/thanks")


def step(page: Page, key: str) -> None:
    if key == "like":
        press(page, "Animals", "Space")
        press(page, "Cooking", "Space")
        press(page, "Next")
    elif key == "work":
        press(page, "Shops")
        expect(page.get_by_role("button", name="your choice number 1")).to_be_visible()
        press(page, "Animals")
        expect(page.get_by_role("button", name="Animals (your choice number 2)")).to_be_visible()
        press(page, "Next")
    elif key == "sort":
        press(page, "I would try it", "Space")
        page.keyboard.press("ArrowRight")
        press(page, "Next")
    elif key == "with":
        reach(page, "Name 1")
        page.keyboard.type("Ben")
        press(page, "Next")
    elif key == "matters":
        press(page, "Being near my home", "Space")
        press(page, "Next")
    elif key == "days":
        press(page, "1 day", "Space")
        page.keyboard.press("ArrowDown")
        press(page, "Next")
    elif key == "more":
        reach(page, "Do you want to tell us more?")
        page.keyboard.type("I like the sea.")
        press(page, "Next")
    else:
        press(page, "Skip this one")


@pytest.mark.parametrize("serve", ["postgresql"], indirect=True)  # journeys do it over SQLite, with scripts
def test_the_survey_can_be_done_by_keyboard_alone_without_any_script(live: Live) -> None:
    scene = a_scene(live.world)
    page = live.page(None, PHONE, scripts=False)
    answer_everything(page, live, scene)
    assert_answered(scene)


def assert_answered(scene: Scene) -> None:
    with scene.world.reading() as session:
        answers = queries.answers_of(session, scene.response(session))
        assert set(answers) == {question.key for question in QUESTIONS}
        assert answers["like"].choices == ["animals", "cooking"]
        assert answers["work"].choices == ["retail", "animal-care"]
        assert answers["sort"].choices == ["unsure:art-media"]
        assert answers["with"].text == "Ben"
        assert answers["matters"].choices == ["near"]
        assert answers["days"].choices == ["2"]
        assert answers["more"].text == "I like the sea."
        assert scene.response(session).sent_at is not None
        to_read = {reading.answer_id for reading in session.scalars(sa.select(Reading))}
        assert to_read == {answers["with"].id, answers["more"].id}


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_an_answer_is_saved_before_next_is_pressed(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "art")
    page = live.open("/my/answers/work", scene.user, PHONE)
    page.get_by_role("button", name="Shops").click()
    page.get_by_role("button", name="Animals").click()
    expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
    another_device = live.open("/my/answers/work", scene.user)
    expect(another_device.get_by_role("button", name="Animals (your choice number 2)")).to_be_visible()


def test_a_fourth_kind_of_work_says_what_to_do_and_changes_nothing(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("work", "retail", "music", "sport")
    page = live.open("/my/answers/work", scene.user, PHONE)
    page.get_by_role("button", name="Animals").click()
    expect(page.get_by_text("You have picked three.")).to_be_visible()
    expect(page.get_by_role("button", name="Animals")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Shops (your choice number 1)").click()
    expect(page.get_by_role("button", name="Music and performing (your choice number 1)")).to_be_visible()


def test_not_sure_takes_the_other_ticks_away(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("week", "friends")
    page = live.open("/my/answers/week", scene.user, PHONE)
    page.get_by_label("I am not sure").check()
    expect(page.get_by_label("See friends, go to clubs")).not_to_be_checked()
    page.get_by_label("Time to rest").check()
    expect(page.get_by_label("I am not sure")).not_to_be_checked()


def test_a_line_that_drops_loses_nothing(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "art")
    page = live.open("/my/answers/days", scene.user, PHONE)
    page.context.set_offline(True)
    page.get_by_label("3 days").check()
    expect(page.get_by_text("Not saved yet. We will try again.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible(timeout=15_000)
    with live.world.reading() as session:
        rows = session.scalars(sa.select(Answer).where(Answer.question == "days")).all()
        assert [row.choices for row in rows] == [["3"]]
    live.complaints()  # the browser itself says that the line was gone


@pytest.mark.parametrize("serve", BOTH, indirect=True)
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_talking_to_someone_is_one_press_and_one_button_away(live: Live, width: int) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "art")
    page = live.open("/my/answers/after", scene.user, width)
    page.get_by_role("link", name="I need to talk to someone").click()
    page.get_by_role("button", name="Ask someone to talk to me").click()
    expect(page.get_by_role("heading", name="We know you want to talk")).to_be_visible()
    with live.world.reading() as session:
        assert session.scalars(sa.select(Reading)).one().page == "aspirations.question"
