"""First pages in a real browser, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.live import Live
from tests.reporting.scenes import Busy

STAFF = ("coordinator", "admin", "approver", "lead", "teacher", "tutor")


@pytest.fixture
def busy(live: Live) -> Busy:
    return Busy(live.world)


def addresses(page: Page, selector: str) -> list[str]:
    return [str(link.get_attribute("href")) for link in page.locator(selector).all()]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("role", STAFF)
def test_every_figure_and_every_entry_of_the_menu_opens(busy: Busy, live: Live, role: str, width: int) -> None:
    page = live.open("/", getattr(live.world, role), width)
    for address in addresses(page, ".app-panel__link, .app-menu__link"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_two_ways_in_lead_to_a_card_and_to_the_staff_sign_in(live: Live, width: int) -> None:
    page = live.open("/", None, width)
    page.get_by_role("button", name="Use my card").click()
    page.wait_for_url("**/card")
    page.goto("/")
    page.get_by_role("button", name="Staff sign in").click()
    page.wait_for_url("**/sign-in")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_young_person_gets_from_the_first_page_to_someone_to_talk_to(busy: Busy, live: Live, width: int) -> None:
    page = live.open("/", busy.user_of(busy.silent), width)
    expect(page.locator("h1")).to_have_text("Hello Amara")
    page.get_by_role("link", name="I need to talk to someone").click()
    expect(page.locator("h1")).to_have_text("Talk to someone")


def test_the_menu_marks_the_open_page_and_only_that(busy: Busy, live: Live) -> None:
    page = live.open("/packages/", live.world.coordinator)
    marked = page.locator(".app-menu__link[aria-current]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_text("Weeks")


def test_the_keyboard_reaches_the_words_past_the_menu_with_its_first_key(busy: Busy, live: Live) -> None:
    page = live.open("/", live.world.coordinator)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_a_week_is_read_in_order_and_says_when_each_thing_is(busy: Busy, live: Live) -> None:
    page = live.open("/", busy.user_of(busy.waiting), PHONE)
    read = page.get_by_role("list", name="My week").get_by_role("listitem").all_inner_texts()
    assert read[0].startswith("Monday and Tuesday, all day")
    assert [words.split(",")[0].split(" ")[0] for words in read] == [
        "Monday",
        "Wednesday",
        "Thursday",
        "Thursday",
        "Friday",
    ]


def test_the_councils_own_colour_is_on_the_page(busy: Busy, live: Live) -> None:
    page = live.open("/", live.world.coordinator)
    colour = page.locator(".app-header").evaluate("header => getComputedStyle(header).backgroundColor")
    assert colour == "rgb(29, 91, 121)"
