"""A co-ordinator after a run: somebody's wish was not met. What could change, a plan B, and what one more is worth."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.matching.models import RunPerson
from pfa.packages.models import Package
from pfa.people.models import YoungPerson
from pfa.worker import Worker
from tests.browser.chromium import PHONE
from tests.browser.conftest import BOTH
from tests.browser.live import Live
from tests.factories import ENTRY_YEAR
from tests.matching.test_runs import answered


def works(live: Live) -> None:
    worker = Worker(live.database, live.app.extensions["pfa_settings"], live.clock)
    while worker.one():
        pass


def matched(live: Live, page: Page) -> None:
    """A run in which two want one place to cook, and gardening is longer than the other time to cook."""
    world = live.world
    for name in ("Ann", "Bob"):
        answered(world, world.young_person(name), work=["catering", "gardening"])
    cooking = world.opportunity("Cooking", kind_of_work="catering")
    world.group(cooking, ("mon-am", "mon-pm"), places=1)
    world.group(cooking, ("fri-am",), places=1)
    world.group(world.opportunity("Gardening", kind_of_work="gardening"), ("thu-am", "thu-pm"))
    page.goto("/runs/new")
    page.get_by_label(f"September {ENTRY_YEAR}", exact=True).check()
    page.get_by_label("Name of this run").fill("The first")
    page.get_by_label("Seconds at most").fill("5")
    page.get_by_role("button", name="Start the run").click()
    works(live)
    expect(page.locator("h1")).to_contain_text("The first")
    page.get_by_role("link", name="What could change").click()


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_a_plan_b_is_found_read_and_taken_over_on_a_phone(live: Live) -> None:
    page = live.page(live.world.coordinator, PHONE)
    matched(live, page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 place more in Cooking")
    page.get_by_role("link", name="A plan B", exact=True).click()
    page.get_by_role("link", name="plan B for").first.click()
    wish = page.locator("#wish-1")
    expect(wish).to_contain_text("Gives up Gardening")
    wish.get_by_role("button", name="Make this the draft week").click()
    expect(main.page.get_by_text("The plan is their draft week now.")).to_be_visible()
    with live.world.reading() as session:
        package = session.scalars(sa.select(Package)).one()
        looking = session.scalars(sa.select(RunPerson).where(RunPerson.wish_met == 2)).one()
        assert package.young_person_id == looking.young_person_id
        assert session.get_one(YoungPerson, package.young_person_id).first_name in ("Ann", "Bob")


def test_what_one_more_is_worth_is_asked_waited_for_and_read(live: Live) -> None:
    page = live.page(live.world.coordinator)
    matched(live, page)
    page.get_by_role("link", name="One more").click()
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("[data-run=phase]")).to_have_text("Waiting for the worker")
    works(live)
    main = page.get_by_role("main")
    expect(main).to_contain_text("One more place in Cooking")  # the page has come to it by itself
    expect(main).to_contain_text("At least this, found and checked")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert "One more place in Cooking" in download.value.path().read_text(encoding="utf-8-sig")
