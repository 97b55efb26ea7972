"""About me in a real browser: drawings with a pointer and by keys, a voice note, a photo without scripts."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import Page, expect

from pfa.about.models import AboutFile, AboutItem, AboutKind
from tests.about.scenes import Owner, picture
from tests.browser.chromium import PHONE, assert_accessible
from tests.browser.conftest import BOTH
from tests.browser.live import Live

LOADED = """one => new Promise((done, no) => {
  one.onloadeddata = () => done(true);
  one.onerror = no;
  one.preload = "auto";
  one.load();
})"""
A_WHILE = "new Promise(done => setTimeout(done, 900))"  # a second of sound is enough


def kept(live: Live) -> list[tuple[AboutItem, bytes]]:
    """Everything that was kept, oldest first."""
    with live.world.reading() as session:
        query = sa.select(AboutItem, AboutFile.data).join(AboutFile, AboutFile.about_item_id == AboutItem.id)
        return [(row, data) for row, data in session.execute(query.order_by(AboutItem.id))]


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/about/mine")


def dark_dots(data: bytes) -> int:
    """How much of a drawing is drawn on."""
    return sum(Image.open(io.BytesIO(data)).convert("L").histogram()[:100])


def test_a_drawing_with_a_pointer_and_one_by_keys_alone(live: Live) -> None:
    owner = Owner(live.world)
    page = live.page(owner.user, PHONE)
    page.goto("/about/mine")
    page.get_by_role("button", name="Add a drawing").click()
    paper = page.get_by_role("img", name="Your paper")
    expect(paper).to_be_visible()
    box: Any = paper.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 150, steps=5)
    page.mouse.up()
    page.get_by_label("What is in the drawing?").fill("A line")
    keep(page)
    page.get_by_role("button", name="Add a drawing").click()
    page.get_by_role("img", name="Your paper").focus()
    for key in (" ", *["ArrowRight"] * 8, *["ArrowDown"] * 8, " "):
        page.keyboard.press(key)
    keep(page)
    (first, pointed), (second, keyed) = kept(live)
    assert (first.kind, first.words, first.media_type) == (AboutKind.drawing, "A line", "image/png")
    assert second.media_type == "image/png"
    assert min(dark_dots(pointed), dark_dots(keyed)) > 500


def test_a_line_can_be_taken_away_and_an_empty_paper_is_not_sent(live: Live) -> None:
    owner = Owner(live.world)
    page = live.page(owner.user)
    page.goto("/about/mine/add/drawing")
    page.get_by_role("img", name="Your paper").focus()
    for key in (" ", "ArrowRight", " "):
        page.keyboard.press(key)
    page.get_by_role("button", name="Take the last line away").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("Please choose one first")
    assert kept(live) == []


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_a_voice_note_is_recorded_heard_kept_and_plays(live: Live) -> None:
    owner = Owner(live.world)
    page = live.page(owner.user, PHONE)
    page.goto("/about/mine/add/voice")
    page.get_by_role("button", name="Start recording").click()
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("We are recording")
    page.evaluate(A_WHILE)
    stop.click()
    expect(page.get_by_role("status")).to_contain_text("Here is what you said")
    expect(page.locator("[data-heard]")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("What do you say in it?").fill("I say hello")
    keep(page)
    [(item, data)] = kept(live)
    assert item.media_type == "audio/webm"
    assert len(data) > 1000
    sound = page.locator("audio")
    assert sound.get_attribute("autoplay") is None
    assert sound.evaluate(LOADED) is True


def test_a_photo_is_sent_without_any_script_shown_to_my_worker_and_taken_away(live: Live) -> None:
    owner = Owner(live.world)
    page = live.page(owner.user, PHONE, scripts=False)
    page.goto("/about/mine/add/photo")
    page.get_by_label("Choose a photo").set_input_files(
        {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(400, 300))}
    )
    page.get_by_label("What is in the photo?").fill("Me on my bike")
    keep(page)
    [(item, _)] = kept(live)
    page.get_by_role("link", name=re.compile("Change this.*bike")).click()
    page.get_by_label("My worker").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("looks at it first. Then these people see it: my worker")).to_be_visible()
    lead = live.open("/safeguarding", live.world.lead)
    lead.get_by_role("link", name="Read what Ada Invented said").click()
    expect(lead.get_by_role("img", name="The picture they sent")).to_be_visible()
    assert_accessible(lead)
    lead.get_by_label("I have read it: no concern").check()
    lead.get_by_role("button", name="Close it").click()
    worker = live.open(f"/about/of/{owner.person.public_id}", live.world.coordinator)
    shown = worker.get_by_role("img", name="Me on my bike")
    assert shown.evaluate("one => one.decode().then(() => one.naturalWidth)") == 400
    page.reload()
    page.get_by_role("link", name=re.compile("Take it away.*bike")).click()
    page.get_by_role("button", name="Yes, take it away").click()
    worker.reload()
    expect(worker.get_by_text("shows you nothing here")).to_be_visible()
    assert owner.item(item.public_id) is None


def test_a_large_photo_is_made_smaller_before_it_leaves_the_phone(live: Live) -> None:
    owner = Owner(live.world)
    page = live.page(owner.user, PHONE)
    page.goto("/about/mine/add/photo")
    large = picture("PNG", size=(4000, 3000))
    page.get_by_label("Choose a photo").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": large})
    expect(page.locator("[data-preview]")).to_be_visible()
    assert page.evaluate("document.querySelector('#file').files[0].name") == "photo.jpg"
    keep(page)
    [(_, data)] = kept(live)
    assert Image.open(io.BytesIO(data)).size == (1600, 1200)
