"""A college user from the sheet to the reply to changed places, and the co-ordinator who asked."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.provision.models import Group
from tests.browser.chromium import PHONE
from tests.browser.conftest import BOTH
from tests.browser.live import Live
from tests.demand.scenes import cohort, offers
from tests.factories import ENTRY_YEAR


def fill_date(page: Page, name: str, day: int, month: int, year: int) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name={name}-{part}]").fill(str(value))


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_a_college_goes_from_its_sheet_to_a_reply_to_changed_places(live: Live) -> None:
    cohort(live.world)
    old = offers(live.world)

    # The co-ordinator projects and publishes.
    page = live.open("/demand/", live.world.coordinator)
    page.get_by_role("button", name=f"for September {ENTRY_YEAR}").click()
    expect(page.locator("h1")).to_have_text(f"Likely demand for September {ENTRY_YEAR}")
    page.get_by_role("link", name="Publish to providers").click()
    fill_date(page, "reply_by", 31, 1, 2027)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("replies by 31 January 2027")).to_be_visible()
    published = page.url

    # The college reads its sheet on a phone: bands, no names. It answers the line for cooking.
    college = live.open("/", live.world.tutor, PHONE)
    college.goto("/demand/sheets")
    college.get_by_role("link", name=f"September {ENTRY_YEAR}").first.click()
    expect(college.locator("h1")).to_contain_text(f"Likely demand for September {ENTRY_YEAR}")
    assert "Person0" not in college.content()
    college.get_by_role("link", name="Cooking and food").click()
    college.get_by_role("button", name="Save this answer").click()
    expect(college.get_by_role("alert")).to_contain_text("There is a problem")
    college.get_by_label("We will run it", exact=True).check()
    college.get_by_label("How many places").fill("11")
    college.get_by_role("button", name="Save this answer").click()
    expect(college.get_by_text("11 places").first).to_be_visible()

    # What it offers that September has the places it said, as a group of that year; this year's is untouched.
    assert places(live, ENTRY_YEAR) == [11]
    assert old["cooking"].places == 8
    college.goto("/provision/")
    expect(college.locator("body")).to_contain_text("11")

    # It changes its mind: only if nine come. The earlier answer stays on record.
    college.goto("/demand/sheets")
    college.get_by_role("link", name=f"September {ENTRY_YEAR}").first.click()
    college.get_by_role("link", name="Cooking and food").click()
    college.get_by_label("We will run it if enough young people come").check()
    college.get_by_label("The fewest young people you need").fill("9")
    college.get_by_role("button", name="Save this answer").click()
    college.get_by_role("link", name="Cooking and food").click()
    expect(college.get_by_text("(replaced)")).to_be_visible()

    # The co-ordinator sees who answered what.
    page.goto(published)
    expect(page.get_by_role("main")).to_contain_text("Invented College")
    page.get_by_role("main").get_by_role("link", name="Invented College").first.click()
    expect(page.get_by_role("main")).to_contain_text("9")


def places(live: Live, year: int) -> list[int]:
    query = sa.select(Group).where(Group.entry_year == year)
    with live.world.reading() as session:
        return [group.places for group in session.scalars(query) if group.opportunity.kind_of_work == "catering"]
