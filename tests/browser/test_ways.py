"""Every way of answering in a real browser: paper twice, elsewhere, with help; zoomed, clicked twice, put away."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.aspirations import queries
from pfa.aspirations.models import WAY_NAMES, Answer, Way
from pfa.aspirations.services import ENTERED
from tests.aspirations.scene import Scene, a_scene
from tests.browser.chromium import PHONE
from tests.browser.live import Live
from tests.browser.test_survey import press

ZOOMED = 640  # CSS pixels of a window of 1280 at 200 %


def said(scene: Scene, question: str) -> list[list[str]]:
    """Everything that was ever kept of one question, the oldest first."""
    with scene.world.reading() as session:
        rows = session.scalars(sa.select(Answer).where(Answer.question == question).order_by(Answer.id))
        return [row.choices for row in rows]


def paper_of(scene: Scene) -> str:
    return f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"


def test_a_paper_is_typed_in_by_two_and_what_differs_is_settled_by_keyboard(live: Live) -> None:
    scene = a_scene(live.world)
    first = live.open(paper_of(scene), live.world.teacher)
    press(first, "Animals", "Space")
    first.keyboard.press("Enter")
    expect(first.get_by_text("Half entered: none of this counts yet")).to_be_visible()
    second = live.open(paper_of(scene), live.world.coordinator, PHONE)
    expect(second.get_by_label("Animals", exact=True).first).not_to_be_checked()
    press(second, "Music", "Space")
    second.keyboard.press("Enter")
    expect(second.get_by_text("1 question differs")).to_be_visible()
    assert said(scene, "like") == []
    press(second, "First, Tea Cher", "Space")
    press(second, "Let this count")
    expect(second.get_by_text("Settled. The answers count now.")).to_be_visible()
    assert said(scene, "like") == [["animals"]]


@pytest.mark.parametrize("way", [way for way in ENTERED if way is not Way.paper])
def test_what_was_said_elsewhere_is_entered_by_keyboard_and_says_how(live: Live, way: Way) -> None:
    scene = a_scene(live.world)
    page = live.open(paper_of(scene), live.world.teacher)
    press(page, WAY_NAMES[Way.paper], "Space")
    for _step in range(ENTERED.index(way)):
        page.keyboard.press("ArrowDown")
    press(page, "Who put them into words?", "End")
    page.keyboard.type("Ann Advocate, who saw it")
    press(page, "Animals", "Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The answers are saved.")).to_be_visible()
    with live.world.reading() as session:
        assert scene.response(session).way is way
    assert said(scene, "like") == [["animals"]]


def test_with_somebody_beside_them_it_is_their_answer_with_help(live: Live) -> None:
    scene = a_scene(live.world)
    page = live.open(f"/cards/{scene.person.public_id}/help", live.world.teacher, PHONE)
    press(page, "Sign Yasmin in")
    page.wait_for_url(lambda url: "/help" not in url)
    page.goto("/my/answers")
    press(page, "Start")
    page.wait_for_url("**/my/answers/like")
    press(page, "Animals", "Space")
    press(page, "Next")
    page.wait_for_url("**/my/answers/after")
    with live.world.reading() as session:
        response = scene.response(session)
        assert response.way is Way.with_help
        assert queries.answers_of(session, response)["like"].entered_by_id == live.world.teacher.id


def test_at_200_per_cent_nothing_is_cut_off_and_the_survey_is_sent(live: Live) -> None:
    scene = a_scene(live.world)
    for question in ("like", "work", "week", "travel"):
        scene.answer(
            question, *{"like": ["animals"], "work": ["retail"], "week": ["rest"], "travel": ["alone"]}[question]
        )
    page = live.page(scene.user, ZOOMED)
    page.set_viewport_size({"width": ZOOMED, "height": 400})
    for address in ("/my/answers", "/my/answers/like", "/my/answers/work", "/my/answers/help", "/my/answers/check"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED, address
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_url("**/my/answers/thanks")


def test_two_clicks_and_a_replay_keep_one_answer_and_skip_nothing(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "art")
    page = live.open("/my/answers/week", scene.user, PHONE)
    page.get_by_label("Time to rest").check()
    page.get_by_role("button", name="Next").dblclick()
    page.wait_for_url(lambda url: not url.endswith("/week"))
    page.go_back()
    page.wait_for_url("**/my/answers/week")
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(lambda url: not url.endswith("/week"))
    assert said(scene, "week") == [["rest"]]
    assert said(scene, "travel") == []


def test_words_are_kept_when_the_window_is_put_away_and_closed(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "art")
    page = live.open("/my/answers/more", scene.user, PHONE)
    page.get_by_label("Do you want to tell us more?").fill("I like the sea.")
    with page.expect_request_finished(lambda request: request.url.endswith("/save")):
        put_away(page)
    page.close()
    again = live.open("/my/answers/more", scene.user)
    expect(again.get_by_label("Do you want to tell us more?")).to_have_value("I like the sea.")


def put_away(page: Page) -> None:
    """What a browser says of a page whose window is closed or covered by another."""
    page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden' })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
