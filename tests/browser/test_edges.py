"""What happens at the edges: back after sending, two tabs, long words, long names, a phone on its side."""

from __future__ import annotations

import sqlalchemy as sa
from playwright.sync_api import expect

from pfa.accounts.models import User
from pfa.aspirations.questions.kinds import TEXT_AT_MOST
from tests.aspirations.scene import Scene, a_round, a_scene
from tests.browser.chromium import PHONE, SMALLEST, violations
from tests.browser.live import Live
from tests.browser.test_ways import said

LONGEST_NAME = "Wilhelmina-Philippa-Anastasia-Marguerite"  # 40 letters
ACROSS, HIGH = 844, 390  # a phone on its side


def test_back_after_sending_shows_answers_that_can_be_changed_and_a_second_sending_is_none(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "animals")
    page = live.open("/my/answers/check", scene.user, PHONE)
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_url("**/my/answers/thanks")
    with live.world.reading() as session:
        sent_at = scene.response(session).sent_at
    live.clock.move(minutes=5)
    page.go_back()
    page.wait_for_url("**/my/answers/check")
    again = page.get_by_role("button", name="Send my answers")
    if again.count():  # the page as the browser kept it
        again.click()
        page.wait_for_url("**/my/answers/thanks")
        page.goto("/my/answers/check")
    expect(page.get_by_role("button", name="Send my answers")).to_have_count(0)
    page.locator("a[href^='/my/answers/like']").click()
    page.get_by_label("Music and dance").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/my/answers/check")
    assert said(scene, "like") == [["animals"], ["animals", "music"]]
    with live.world.reading() as session:
        assert scene.response(session).sent_at == sent_at


def test_two_tabs_keep_everything_and_the_last_word_counts(live: Live) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "animals")
    first = live.open("/my/answers/week", scene.user, PHONE)
    second = first.context.new_page()
    second.goto("/my/answers/week")
    first.get_by_label("Time to rest").check()
    first.get_by_role("button", name="Next").click()
    first.wait_for_url("**/my/answers/with")
    second.get_by_label("See friends, go to clubs").check()
    second.get_by_role("button", name="Next").click()
    second.wait_for_url("**/my/answers/with")
    assert said(scene, "week") == [["rest"], ["friends"]]
    first.go_back()
    first.reload()
    expect(first.get_by_label("See friends, go to clubs")).to_be_checked()


def test_words_that_are_too_long_are_said_to_be_at_once_and_stay_and_the_longest_there_may_be_is_kept(
    live: Live,
) -> None:
    scene = a_scene(live.world)
    scene.answer("like", "animals")
    page = live.open("/my/answers/more", scene.user, PHONE)
    box, most = page.get_by_label("Do you want to tell us more?"), "I like the sea. " * 125
    box.fill(most + "And more.")
    box.blur()
    expect(page.get_by_role("status").get_by_text("Please use fewer words.")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_contain_text("Please use fewer words.")
    expect(box).to_have_value(most + "And more.")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    box.fill(most.strip())
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/my/answers/helper")
    page.goto("/my/views")
    expect(page.get_by_text("I like the sea. I like the sea.")).to_be_visible()
    assert len(most) == TEXT_AT_MOST
    live.complaints()  # the browser itself says that a save was refused


def test_a_name_of_forty_letters_fits_the_smallest_screen_wherever_it_stands(live: Live) -> None:
    world = live.world
    asked = a_round(world)
    person = world.young_person(LONGEST_NAME, LONGEST_NAME, with_user=True, named_worker_id=world.coordinator.id)
    with world.reading() as session:
        scene = Scene(world, asked, person, session.scalars(sa.select(User).where(User.id == person.user_id)).one())
    scene.answer("with", text="W" * 40)
    scene.answer("more", text="W" * 90)
    scene.send()
    scene.answer("with", text="V" * 40, hours=1)
    of, round_ = f"/people/{person.public_id}", f"/rounds/{asked.public_id}"
    young = live.page(scene.user, SMALLEST)
    staff = live.page(world.coordinator, SMALLEST)
    lead = live.page(world.lead, SMALLEST)
    opened = {
        young: (
            "/",
            "/my/answers",
            "/my/answers/with?to=check",
            "/my/answers/check",
            "/my/answers/thanks",
            "/my/views",
        ),
        staff: (
            of,
            f"{of}/answers",
            f"{of}/answers/print",
            round_,
            f"{round_}/paper/{person.public_id}",
            "/answers/changed",
            f"{round_}/paper/{person.public_id}/print",
            f"/family/of/{person.public_id}",
            f"/cards/{person.public_id}/help",
        ),
        lead: ("/safeguarding",),
    }
    wide = []
    for page, addresses in opened.items():
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.ok, address
            if page.evaluate("document.documentElement.scrollWidth") > SMALLEST:
                wide.append(address)
    assert wide == []


def test_a_phone_on_its_side_shows_the_question_and_the_way_on(live: Live) -> None:
    scene = a_scene(live.world)
    page = live.page(scene.user, PHONE)
    page.set_viewport_size({"width": ACROSS, "height": HIGH})
    page.goto("/my/answers")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/my/answers/like")
    page.get_by_label("Animals").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= ACROSS
    assert violations(page) == []
    onward = page.get_by_role("button", name="Next").last
    onward.scroll_into_view_if_needed()
    onward.click()
    page.wait_for_url("**/my/answers/after")
    assert said(scene, "like") == [["animals"]]
