"""Every way of answering in a real browser: paper twice, elsewhere, with help; zoomed, clicked twice, put away."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.aspirations import queries
from pfa.aspirations.models import WAY_NAMES, Answer, Response, Way
from pfa.aspirations.questions import QUESTIONS
from pfa.aspirations.services import ENTERED
from tests.aspirations.scene import Scene, a_scene
from tests.browser.chromium import DESKTOP, PHONE
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
    fill_in_day(first)
    press(first, "Animals", "Space")
    first.keyboard.press("Enter")
    expect(first.get_by_text("Half entered: none of this counts yet")).to_be_visible()
    second = live.open(paper_of(scene), live.world.coordinator, PHONE)
    expect(second.get_by_label("Animals", exact=True).first).not_to_be_checked()
    fill_in_day(second, "12")
    press(second, "Music", "Space")
    second.keyboard.press("Enter")
    expect(second.get_by_text("1 question differs, and so does the day")).to_be_visible()
    assert said(scene, "like") == []
    press(second, "First, Tea Cher", "ArrowDown")  # the day: as the second typing has it
    press(second, "First, Tea Cher", "Space")
    press(second, "Let this count")
    expect(second.get_by_text("Settled. The answers count now.")).to_be_visible()
    assert said(scene, "like") == [["animals"]]


ELSEWHERE = {Way.annual_review: DESKTOP, Way.group: PHONE, Way.advocate: PHONE, Way.observed: ZOOMED}


def test_every_way_but_paper_is_entered_in_these_tests() -> None:
    assert set(ELSEWHERE) == set(ENTERED) - {Way.paper}


@pytest.mark.parametrize(("way", "width"), ELSEWHERE.items())
def test_what_was_said_elsewhere_is_entered_by_keyboard_and_says_how(live: Live, way: Way, width: int) -> None:
    scene = a_scene(live.world)
    page = live.open(paper_of(scene), live.world.teacher, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    choose_way(page, way)
    press(page, "Animals", "Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The answers are saved.")).to_be_visible()
    told = f"{WAY_NAMES[way]} (Ann Advocate, who saw it), given 13 November 2026, typed in 16 November 2026 by Tea Cher"
    expect(page.get_by_role("main")).to_contain_text(told)
    assert said(scene, "like") == [["animals"]]


def fill_in_day(page: Page, day: str = "13") -> None:
    """By keyboard: a day of this month in answer to "When was this filled in?"."""
    for box, typed in (("Day", day), ("Month", "11"), ("Year", "2026")):
        press(page, box, "End")
        page.keyboard.type(typed)


def choose_way(page: Page, way: Way) -> None:
    """By keyboard: how the answers were given, when, and who put them into words."""
    press(page, WAY_NAMES[Way.paper], "Space")
    for _step in range(ENTERED.index(way)):
        page.keyboard.press("ArrowDown")
    fill_in_day(page)
    press(page, "Who put them into words?", "End")
    page.keyboard.type("Ann Advocate, who saw it")


def test_what_an_advocate_says_is_read_by_the_lead_counts_in_full_and_can_be_changed_by_who_it_is_about(
    live: Live,
) -> None:
    scene = a_scene(live.world)
    rates = live.page(live.world.coordinator)
    rates.clock.install()
    rates.goto(f"/rounds/{scene.asked.public_id}/response")
    expect(rates.get_by_text("0 of 1 sent")).to_be_visible()
    page = live.open(paper_of(scene), live.world.teacher)
    choose_way(page, Way.advocate)
    press(page, "Animals", "Space")
    page.get_by_label("The first").first.select_option(label="Shops")
    page.get_by_label("Do you want to tell us more?").fill("He points at trains.")
    press(page, "Save")
    expect(page.get_by_text("The answers are saved.")).to_be_visible()
    lead = live.open("/safeguarding", live.world.lead)
    lead.get_by_role("link", name="Read what Yasmin Invented said").click()
    lead.get_by_label("I have read it: no concern").check()
    lead.get_by_role("button", name="Close it").click()
    rates.clock.run_for(31_000)  # it looks again by itself
    expect(rates.get_by_text("1 of 1 sent")).to_be_visible()
    expect(rates.get_by_role("row").filter(has_text=WAY_NAMES[Way.advocate])).to_contain_text("1")
    worker = live.open(f"/people/{scene.person.public_id}/answers", live.world.coordinator)
    expect(worker.get_by_text("He points at trains.").first).to_be_visible()
    expect(worker.get_by_role("row").filter(has_text="First wish")).to_contain_text("100")
    theirs = live.open("/my/views", scene.user, PHONE)
    expect(theirs.get_by_text("Shops")).to_be_visible()
    theirs.goto("/my/answers/work")
    theirs.get_by_role("button", name="Shops (your choice number 1)").click()
    theirs.get_by_role("button", name="Cars and bikes").click()
    theirs.get_by_role("button", name="Save").click()
    theirs.wait_for_url("**/my/answers/check")
    worker.reload()
    expect(worker.get_by_text("changed their mind")).to_be_visible()
    assert said(scene, "work")[0] == ["retail"]
    assert said(scene, "work")[-1] == ["motor"]


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
        given = queries.answers_of(session, response)["like"]
        assert (given.way, given.entered_by_id) == (Way.with_help, live.world.teacher.id)


def test_at_200_per_cent_no_page_from_start_to_sent_is_cut_off(live: Live) -> None:
    scene = a_scene(live.world)
    page = live.page(scene.user, ZOOMED)
    page.set_viewport_size({"width": ZOOMED, "height": 400})
    page.goto("/my/answers")
    page.get_by_role("button", name="Start").click()
    wide = []
    for question in QUESTIONS:
        page.wait_for_url(f"**/my/answers/{question.key}")
        if page.evaluate("document.documentElement.scrollWidth") > ZOOMED:
            wide.append(question.key)
        page.get_by_role("button", name="Skip this one").click()
    page.wait_for_url("**/my/answers/check")
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_url("**/my/answers/thanks")
    assert wide == []


def test_in_a_lesson_two_sign_in_with_the_class_one_sends_and_both_are_kept_when_it_is_over(live: Live) -> None:
    scene = a_scene(live.world)
    other = live.world.young_person("Tom", "Baker", with_user=True)
    teacher = live.open("/cards/", live.world.teacher)
    teacher.get_by_role("button", name="Choose everybody on this page").click()
    teacher.get_by_role("button", name="Open the class").click()
    codes = teacher.locator(".app-slip__code").all_inner_texts()
    pupils = [_comes_in(live, number, code) for number, code in zip(codes[::2], codes[1::2], strict=True)]
    teacher.get_by_role("link", name="See who is in").click()
    expect(teacher.get_by_role("status")).to_contain_text("2 of 2 are in")
    for page in pupils:
        page.get_by_label("Animals").check()
        page.get_by_role("button", name="Next").click()
        page.wait_for_url("**/my/answers/after")
    pupils[0].goto("/my/answers/check")
    pupils[0].get_by_role("button", name="Send my answers").click()
    pupils[0].wait_for_url("**/my/answers/thanks")
    teacher.get_by_role("button", name="Close the class").click()
    pupils[1].get_by_role("button", name="Skip this one").click()
    expect(pupils[1].get_by_role("heading", name="You are signed out")).to_be_visible()
    live.complaints()  # the browser itself says what was refused
    with live.world.reading() as session:
        kept = {row.young_person_id: row.sent_at is not None for row in session.scalars(sa.select(Response))}
        assert set(kept) == {scene.person.id, other.id}
        assert sorted(kept.values()) == [False, True]
        assert [row.choices for row in session.scalars(sa.select(Answer))] == [["animals"], ["animals"]]


def _comes_in(live: Live, number: str, code: str) -> Page:
    """A pupil's own device in the lesson, at the first question."""
    page = live.page(None, PHONE)
    page.goto("/class")
    page.locator("[name=number]").fill(number)
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Yes, this is me").click()
    page.goto("/my/answers")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/my/answers/like")
    return page


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
