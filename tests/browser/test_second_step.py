"""The second step in a real browser: set up at the first sign-in, used, and replaced by a recovery code."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.accounts.doors import PASSWORD, with_password
from tests.browser.chromium import PHONE, assert_accessible
from tests.browser.conftest import BOTH
from tests.browser.live import Live

pytestmark = pytest.mark.slow


@pytest.fixture
def council(serve: Callable[[], Live]) -> Iterator[Live]:
    """An application that asks its staff for a second factor, and a co-ordinator with a password."""
    live = serve()
    settings = live.app.extensions["pfa_settings"]
    live.app.extensions["pfa_settings"] = dataclasses.replace(settings, second_factor="must")
    with_password(live.app, live.world, live.world.coordinator)
    yield live
    assert not live.complaints()


def give_password(page: Page, live: Live) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(live.world.coordinator.email or "")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def enter(page: Page, code: str, button: str) -> None:
    page.get_by_role("textbox", name="code").fill(code)
    page.get_by_role("button", name=button).click()


def set_up(page: Page, live: Live) -> tuple[pyotp.TOTP, list[str]]:
    """At the first sign-in: what the app keeps, and the recovery codes."""
    give_password(page, live)
    app = pyotp.TOTP(page.locator("#key").inner_text().replace(" ", ""))
    code = app.at(live.clock())
    enter(page, f"{code[:3]} {code[3:]}", "Finish")
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    return app, page.locator("#codes li").all_inner_texts()


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_set_up_once_then_a_code_each_time_and_a_recovery_code_without_the_phone(council: Live) -> None:
    app, codes = set_up(council.page(), council)
    council.clock.move(seconds=60)
    page = council.page(width=PHONE)
    give_password(page, council)
    enter(page, "000 000", "Sign in")
    expect(page.get_by_label("Code from your app")).to_have_value("000 000")
    expect(page.get_by_role("alert")).to_contain_text("That code did not work.")
    enter(page, app.at(council.clock()), "Sign in")
    expect(page.locator("h1")).to_have_text("What waits for you")

    without = council.page(width=PHONE)
    give_password(without, council)
    without.get_by_role("link", name="Use a recovery code").click()
    enter(without, codes[0], "Sign in")
    expect(without.get_by_role("status")).to_contain_text("You have 9 left.")


def test_the_recovery_codes_can_be_saved_as_a_file_and_led_to_the_start(council: Live) -> None:
    page = council.page()
    _, codes = set_up(page, council)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as a file").click()
    assert Path(saving.value.path()).read_text(encoding="utf-8").split("\n") == [*codes, ""]
    assert saving.value.suggested_filename == "pfa-recovery-codes.txt"
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/")


def test_without_any_script_it_is_set_up_just_the_same(council: Live) -> None:
    page = council.page(scripts=False)
    _, codes = set_up(page, council)
    assert len(codes) == 10
    expect(page.get_by_role("button", name="Save as a file")).to_be_hidden()


def test_every_page_at_the_door_can_be_used_by_everyone(council: Live) -> None:
    page = council.page()
    give_password(page, council)
    assert_accessible(page)
    enter(page, "12", "Finish")
    assert_accessible(page)
    expect(page.get_by_label("Code from your app")).to_have_attribute("autocomplete", "one-time-code")
    expect(page.get_by_label("Code from your app")).to_have_attribute("inputmode", "numeric")
    set_up(page, council)
    assert_accessible(page)
    door = council.page()
    give_password(door, council)
    assert_accessible(door)
    enter(door, "000000", "Sign in")
    assert_accessible(door)
    door.get_by_role("link", name="Use a recovery code").click()
    assert_accessible(door)
    enter(door, "too short", "Sign in")
    assert_accessible(door)
