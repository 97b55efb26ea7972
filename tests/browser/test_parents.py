"""A parent's whole way: linked, a card, eight questions by keyboard on a phone, and a conversation that comes of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, assert_accessible
from tests.browser.conftest import BOTH
from tests.browser.live import Live
from tests.family.scenes import Family


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_from_the_card_to_the_conversation(live: Live) -> None:
    family = Family(live.world)
    family.contact("Pat Invented", "Mother")
    family.young.answer("work", "catering")
    family.young.send()
    live.clock.move(minutes=5)
    cora = live.open(f"/people/{family.person.public_id}", live.world.coordinator)
    cora.get_by_role("link", name="Their parents' view").click()
    cora.get_by_role("link", name="Link a parent or carer").or_(
        cora.get_by_role("button", name="Link a parent or carer")
    ).click()
    cora.get_by_label("Pat Invented (Mother)").check()
    cora.get_by_label("Yes", exact=True).check()
    for part, value in (("Day", "1"), ("Month", "9"), ("Year", "2026")):
        cora.get_by_label(part, exact=True).fill(value)
    cora.get_by_role("button", name="Link them").click()
    cora.get_by_role("link", name="Change, or make a card").click()
    cora.get_by_role("button", name="Make a card").click()
    number, code = cora.locator(".app-sheet-card__facts dd").all_inner_texts()
    mum = live.page(None, PHONE)
    mum.goto("/card")
    mum.get_by_label(re.compile("number", re.IGNORECASE)).first.fill(number)
    boxes = mum.locator("input[name^=code]")
    if boxes.count() > 1:
        for place, part in enumerate(code.split()):
            boxes.nth(place).fill(part)
    else:
        boxes.first.fill(code)
    mum.keyboard.press("Enter")
    mum.get_by_role("button", name="Yes, this is me").click()
    mum.wait_for_url("**/family/")
    expect(mum.get_by_role("heading", name="Yasmin")).to_be_visible()
    assert_accessible(mum)
    mum.set_viewport_size({"width": PHONE, "height": 800})
    mum.get_by_role("button", name="Say what you think about Yasmin").or_(
        mum.get_by_role("link", name="Say what you think about Yasmin")
    ).click()
    mum.get_by_label("What do you hope for Yasmin?").fill("A job with kind people.")
    mum.get_by_role("button", name="Save and go on").press("Enter")
    mum.get_by_label("Office work").focus()
    mum.keyboard.press("Space")
    mum.get_by_role("button", name="Save and go on").press("Enter")
    for _ in range(6):
        mum.get_by_text("Skip this one").click()
    mum.wait_for_url("**/check")
    mum.get_by_role("button", name="Send it").press("Enter")
    mum.wait_for_url("**/family/")
    expect(mum.get_by_text("Thank you. We have what you said.")).to_be_visible()
    mum.get_by_role("link", name="What Yasmin shows you").click()
    expect(mum.get_by_text("There is nothing to see here today.")).to_be_visible()  # sent before the link was made
    cora.goto(f"/family/of/{family.person.public_id}")
    expect(cora.get_by_text("They say different things")).to_be_visible()
    cora.get_by_role("link", name="Note that you talked about it").click()
    cora.get_by_label("Kinds of work").check()
    cora.get_by_label("What came of it").fill("They visit a café and an office.")
    cora.get_by_role("button", name="Save").click()
    expect(cora.get_by_text("They visit a café and an office.")).to_be_visible()


def test_a_young_person_keeps_an_answer_to_themselves_by_keyboard_and_without_scripts(live: Live) -> None:
    family = Family(live.world)
    link, pat = family.parent()
    family.young.answer("work", "catering")
    family.young.send()
    mum = live.open(f"/family/mine/{link.public_id}/said", pat)
    expect(mum.get_by_text("Cooking and food")).to_be_visible()
    yasmin = live.page(family.young.user, PHONE, scripts=False)
    yasmin.goto("/")
    yasmin.get_by_role("heading", name="What my family can see").locator("..").get_by_text("Have a look").click()
    yasmin.get_by_label("What kind of work do you want?").check()
    yasmin.get_by_role("button", name="Save").press("Enter")
    expect(yasmin.get_by_text("Saved. It counts from now on.")).to_be_visible()
    mum.reload()
    expect(mum.get_by_text("There is nothing to see here today.")).to_be_visible()
