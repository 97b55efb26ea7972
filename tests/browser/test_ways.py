"""Several people at once: an advocate's word on its way, a lesson; and what is clicked twice, put away and closed."""

from __future__ import annotations

import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.aspirations.models import WAY_NAMES, Answer, Response, Way
from tests.aspirations.scene import Scene, a_scene
from tests.browser.chromium import PHONE
from tests.browser.live import Live
from tests.browser.test_college_replies import fill_date


def said(scene: Scene, question: str) -> list[list[str]]:
    """Everything that was ever kept of one question, the oldest first."""
    with scene.world.reading() as session:
        rows = session.scalars(sa.select(Answer).where(Answer.question == question).order_by(Answer.id))
        return [row.choices for row in rows]


def paper_of(scene: Scene) -> str:
    return f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"


def test_what_an_advocate_says_is_read_by_the_lead_counts_in_full_and_can_be_changed_by_who_it_is_about(
    live: Live,
) -> None:
    scene = a_scene(live.world)
    rates = live.page(live.world.coordinator)
    rates.clock.install()
    rates.goto(f"/rounds/{scene.asked.public_id}/response")
    expect(rates.get_by_text("0 of 1 sent")).to_be_visible()
    page = live.open(paper_of(scene), live.world.teacher)
    page.get_by_label(WAY_NAMES[Way.advocate]).check()
    fill_date(page, "given_on", 13, 11, 2026)
    page.get_by_label("Who put them into words?").fill("Ann Advocate, who saw it")
    page.get_by_label("Animals").first.check()
    page.get_by_label("The first").first.select_option(label="Shops")
    page.get_by_label("Do you want to tell us more?").fill("He points at trains.")
    page.get_by_role("button", name="Save the answers").click()
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
