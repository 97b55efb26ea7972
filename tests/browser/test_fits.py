"""What has to fit where it stands: a sound that can be played, words within their border, a list that stays short."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from pfa.about.models import AboutKind, Audience
from tests.about.scenes import Owner
from tests.aspirations.scene import a_scene
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.live import Live
from tests.family.pages import pages as family
from tests.themes.pages import pages as themes


def size(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["width"], box["height"]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_staff_can_play_the_voice_they_are_shown(live: Live, width: int) -> None:
    ada = Owner(live.world)
    ada.adds(AboutKind.voice, "I say hello", Audience.worker)
    page = live.open(f"/about/of/{ada.person.public_id}", live.world.coordinator, width)
    assert size(page.locator("audio"))[0] >= 250  # play, time, a line to move on, loudness


def too_near(page: Page) -> list[str]:
    """Ways to feel whose words come nearer than 6 px to their border."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".app-feel__face")].filter(face => {
            const edge = face.getBoundingClientRect(), words = document.createRange()
            const lines = document.createTreeWalker(face, NodeFilter.SHOW_TEXT)
            while (lines.nextNode()) {
                words.selectNodeContents(lines.currentNode)
                for (const box of words.getClientRects())
                    if (box.width > 1 && (box.left < edge.left + 6 || box.right > edge.right - 6)) return true
            }
        }).map(face => face.innerText)"""
    )
    return found


def test_a_marked_feeling_keeps_its_words_within_its_border_on_a_phone(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("sort", "like:gardening")
    page = live.open("/my/answers/sort", scene.user, PHONE)
    assert page.locator(".app-feel__face:has(:checked)").count() == 1
    assert too_near(page) == []


def test_a_text_under_a_theme_has_its_button_at_its_side(live: Live) -> None:
    who, address = themes(live.world)["themes.theme"]
    page = live.open(address, who, DESKTOP)
    assert size(page.locator(".app-text").first)[1] < 100


def test_what_a_parent_said_on_paper_is_typed_in_without_a_long_way_down(live: Live) -> None:
    who, address = family(live.world)["family.paper"]
    page = live.open(address, who, DESKTOP)
    assert size(page.get_by_role("group", name="Which kinds of work"))[1] < 500


def test_cancel_stands_in_the_middle_under_a_button_as_wide_as_a_phone(live: Live) -> None:
    who, address = family(live.world)["family.talk"]
    page = live.open(address, who, PHONE)
    button = page.get_by_role("button", name="Save").bounding_box()
    cancel = page.get_by_role("link", name="Cancel").bounding_box()
    assert button
    assert cancel
    assert cancel["y"] > button["y"]
    assert abs(button["x"] + button["width"] / 2 - cancel["x"] - cancel["width"] / 2) < 2


def test_help_stands_on_every_printed_sheet_of_a_pack(live: Live) -> None:
    scene = a_scene(live.world)
    page = live.open(f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}/print", live.world.coordinator)
    page.emulate_media(media="print")
    foot = page.locator(".app-pack__sheets > .app-pack__foot")
    assert "call 999" in foot.inner_text()
    style = foot.evaluate("foot => [getComputedStyle(foot).display, getComputedStyle(foot.parentElement).display]")
    assert style == ["table-footer-group", "table"]  # which browsers repeat on each sheet, with room for it
