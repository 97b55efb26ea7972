"""Words that are being written when the line drops or the sign-in ends: kept, or plainly refused and still there."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.aspirations.models import Answer
from tests.accounts.doors import Card, card_for
from tests.aspirations.scene import a_scene
from tests.browser.chromium import PHONE
from tests.browser.live import Live

QUESTION = "Do you want to tell us more?"
SIGNED_OUT = "You are signed out. This is not saved yet."


def begun(live: Live) -> tuple[Page, Card]:
    """Somebody at the open question, and a card of theirs: to make it has ended their sign-in."""
    scene = a_scene(live.world)
    scene.answer("like", "art")
    page = live.open("/my/answers/more", scene.user, PHONE)
    return page, card_for(live.app, live.world, scene.person)


def come_in(page: Page, card: Card) -> None:
    """Sign in by a card in another tab of the same browser."""
    page.goto("/card")
    page.get_by_label("Your number").fill(card.locator)
    page.get_by_label("First 4").fill(card.secret[:4])
    page.get_by_label("Last 4").fill(card.secret[4:])
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, this is me").click()
    page.wait_for_url(lambda url: "/card" not in url)


def written(live: Live) -> list[str]:
    with live.world.reading() as session:
        query = sa.select(Answer.text).where(Answer.question == "more").order_by(Answer.id)
        return list(session.scalars(query))


def test_words_of_an_ended_sign_in_stay_and_are_saved_after_signing_in_in_another_tab(live: Live) -> None:
    page, card = begun(live)
    page.get_by_label(QUESTION).fill("I am not safe at home.")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(SIGNED_OUT)).to_be_visible()
    expect(page.get_by_label(QUESTION)).to_have_value("I am not safe at home.")
    assert written(live) == []
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again on a new page.").click()
    come_in(opened.value, card)
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/helper")
    assert written(live) == ["I am not safe at home."]
    live.complaints()  # the browser itself says what was refused


def test_words_of_one_are_not_saved_as_those_of_another_who_signs_in_in_the_same_browser(live: Live) -> None:
    page, _card = begun(live)
    other = live.world.young_person("Tom", "Baker", with_user=True)
    page.get_by_label(QUESTION).fill("I am not safe at home.")
    tab = page.context.new_page()
    come_in(tab, card_for(live.app, live.world, other))
    tab.goto("/my/answers")
    tab.get_by_role("button", name="Start").click()
    tab.wait_for_url("**/my/answers/like")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(SIGNED_OUT)).to_be_visible()
    assert written(live) == []
    live.complaints()


@pytest.mark.parametrize("button", ["Next", "Skip this one", "Have a break"])
def test_where_there_is_no_line_a_button_keeps_the_page_and_its_words(live: Live, button: str) -> None:
    page, card = begun(live)
    come_in(page, card)
    page.goto("/my/answers/more")
    page.get_by_label(QUESTION).fill("I like the sea.")
    page.context.set_offline(True)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Not saved yet. We will try again.")).to_be_visible()
    expect(page.get_by_label(QUESTION)).to_have_value("I like the sea.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/helper")
    assert written(live) == ["I like the sea."]
    live.complaints()


def test_where_there_is_no_line_and_nothing_to_save_a_button_says_so(live: Live) -> None:
    page, card = begun(live)
    come_in(page, card)
    page.goto("/my/answers/more")
    page.context.set_offline(True)
    page.get_by_role("button", name="Skip this one").click()
    expect(page.get_by_text("You have no internet right now. Try again soon.")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Skip this one").click()
    page.wait_for_url("**/my/answers/helper")
    live.complaints()  # the browser itself says that the line was gone


def test_a_browser_that_takes_itself_for_offline_goes_on_where_the_server_answers(live: Live) -> None:
    page, card = begun(live)
    page.context.add_init_script("Object.defineProperty(navigator, 'onLine', { value: false })")
    come_in(page, card)
    page.goto("/my/answers/more")
    page.get_by_label(QUESTION).fill("I like the sea.")
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/helper")
    assert written(live) == ["I like the sea."]
