"""What a phone's narrow screen changes: the menu folds away, and wide tables become lists of cards."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE, violations
from tests.browser.conftest import BOTH
from tests.browser.live import Live


def test_the_menu_folds_away_and_opens_by_keyboard(live: Live) -> None:
    page = live.open("/", live.world.coordinator, PHONE)
    button, link = page.get_by_role("button", name="Menu"), page.get_by_role("link", name="Young people", exact=True)
    expect(link.first).not_to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert not violations(page)
    page.locator(".app-menu").get_by_role("link", name="Young people").click()
    page.wait_for_url("**/people/")


def test_the_menu_stands_open_without_scripts_and_on_a_desk(live: Live) -> None:
    for width, scripts in ((PHONE, False), (DESKTOP, True)):
        page = live.page(live.world.coordinator, width, scripts=scripts)
        page.goto("/")
        expect(page.locator(".app-menu").get_by_role("link", name="Young people")).to_be_visible()
        expect(page.get_by_role("button", name="Menu")).not_to_be_visible()


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_a_wide_table_is_a_list_of_cards_on_a_phone_and_a_table_on_a_desk(live: Live) -> None:
    live.world.young_person("Asha", "Invented")
    page = live.open("/people/", live.world.coordinator, PHONE)
    frame = page.get_by_role("region", name="Young people")
    assert frame.evaluate("one => one.scrollWidth <= one.clientWidth")
    row = page.get_by_role("row").filter(has_text="Invented, Asha")
    assert row.get_by_role("cell").filter(has_text="Year 11").get_attribute("data-label") == "Year group"
    expect(page.get_by_role("link", name="School or college")).to_be_visible()
    page.set_viewport_size({"width": DESKTOP, "height": 800})
    expect(page.locator(".app-table--cards")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="Plan")).to_be_visible()


def test_a_wide_table_scrolls_in_a_frame_that_the_keyboard_reaches_without_scripts(live: Live) -> None:
    live.world.young_person("Asha", "Invented")
    page = live.page(live.world.coordinator, PHONE, scripts=False)
    page.goto("/people/")
    expect(page.get_by_role("region", name="Young people")).to_have_attribute("tabindex", "0")
