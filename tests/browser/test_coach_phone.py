"""A job coach on a phone: a visit is logged in a few touches of the thumb, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pfa.internships.models import CoachVisit
from tests.browser.chromium import PHONE
from tests.browser.live import Live
from tests.internships.scenes import Working

THUMB = 44  # CSS pixels: the size of target that WCAG 2.2 recommends (2.5.5)
TOUCHES = 5  # somebody, how long, how it goes, save: with one in hand, well within twenty seconds


def touch(page: Page, words: str) -> None:
    """Touch the middle of the button with these words, as a thumb does; fails if it is smaller than a thumb."""
    target = page.locator(".app-touch__choice, .govuk-button").filter(has_text=words).first
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= THUMB, (words, box)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visit_is_logged_in_a_few_touches(live: Live, scripts: bool) -> None:
    scene = Working(live.world)
    row = scene.placement(scene.someone("Amir"))
    page = live.page(live.world.coach, PHONE, scripts=scripts)
    page.goto("/internships/coach")
    touches = ["Log a visit", "45 min", "Good", "Save the visit"]
    for words in touches:
        touch(page, words)
    expect(page.get_by_text("The visit to Amir has been logged.")).to_be_visible()
    assert len(touches) < TOUCHES
    with live.world.reading() as session:
        [visit] = session.query(CoachVisit).all()
        assert (visit.placement_id, visit.minutes, visit.going.value if visit.going else "") == (row.id, 45, "good")


def test_what_was_typed_stays_and_other_minutes_are_asked_for(live: Live) -> None:
    scene = Working(live.world)
    row = scene.placement(scene.someone("Amir"))
    page = live.page(live.world.coach, PHONE)
    page.goto(f"/internships/coach/{row.public_id}/visit")
    expect(page.get_by_label("Minutes, if other")).to_be_hidden()
    touch(page, "Other")
    page.get_by_label("Anything to note?").fill("Laid tables alone.")
    touch(page, "Save the visit")
    expect(page.get_by_role("alert")).to_contain_text("Write how many minutes.")
    expect(page.get_by_label("Anything to note?")).to_have_value("Laid tables alone.")
    page.get_by_label("Minutes, if other").fill("75")
    touch(page, "Save the visit")
    expect(page.get_by_text("The visit to Amir has been logged.")).to_be_visible()


def test_attendance_of_today_is_marked_with_a_thumb(live: Live) -> None:
    scene = Working(live.world)
    scene.placement(scene.someone("Amir"))
    page = live.page(live.world.coordinator, PHONE)
    page.goto("/internships/today")
    for box in (each.bounding_box() for each in page.locator(".app-mark").all()):
        assert box is not None
        assert box["height"] >= THUMB
    page.get_by_role("group", name="Amir, morning").get_by_role("radio", name="There", exact=True).check()
    page.get_by_role("button", name="Save attendance").click()
    expect(page.get_by_text("1 half day marked.")).to_be_visible()
