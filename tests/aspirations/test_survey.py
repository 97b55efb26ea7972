"""The survey end to end, as a browser without any script sends it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.aspirations import queries
from pfa.aspirations.models import Answer, Reading, Response, Way
from pfa.aspirations.questions import QUESTIONS, TEXT_AT_MOST
from tests.aspirations.scene import Scene, a_round, a_scene
from tests.factories import Browser, Clock, World

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def given(scene: Scene) -> dict[str, tuple[list[str], str]]:
    """What counts now, by question."""
    with scene.world.reading() as session:
        newest = queries.newest_answers(session, [scene.person.id]).get(scene.person.id, {})
        return {key: (row.choices, row.text) for key, row in newest.items()}


def count(scene: Scene, table: type) -> int:
    with scene.world.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_young_person_answers_everything_checks_sends_and_is_thanked(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    assert "Hello Yasmin" in browser.get("/my/answers").text
    where = browser.submit("/my/answers").location
    said = {
        "like": {"choice": ["animals", "quiet"], "text": "My dog."},
        "after": {"choice": "college"},
        "work": {"choice": ["catering", "retail"]},
        "week": {"choice": ["friends", "rest"]},
        "sort": {"feel.kind:volunteering": "like", "feel.motor": "no"},
        "places": {},
        "with": {"named": ["Ben Invented", "", "Jo"]},
        "matters": {"choice": ["work", "friends"]},
        "travel": {"choice": "with-someone"},
        "learn-travel": {"choice": "yes"},
        "days": {"choice": "3"},
        "skills": {"choice": ["cook", "money"]},
        "home": {"choice": "own"},
        "people": {"choice": "club"},
        "health": {"choice": "sleep"},
        "help": {"choice": "small-group", "text": ""},
        "more": {"text": "I want to see the sea."},
        "helper": {"choice": "family"},
    }
    for question in QUESTIONS:
        assert where == f"/my/answers/{question.key}"
        where = browser.submit(where, {**said[question.key], "next": "1"}).location
    assert where == "/my/answers/check"
    shown = browser.get(where).text
    assert "My dog." in shown
    assert "Cooking and food" in shown
    thanks = browser.submit("/my/answers/send", page="/my/answers/check").location
    assert "Thank you, Yasmin" in browser.get(thanks).text
    assert given(scene)["work"] == (["catering", "retail"], "")
    with scene.world.reading() as session:
        response = scene.response(session)
        assert response.sent_at == scene.world.now
        ways = {(row.way, row.way_note) for row in queries.answers_of(session, response).values()}
        assert ways == {(Way.with_help, "their family or carer")}


def test_every_page_for_young_people_leads_to_somebody_to_talk_to(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    pages = ["/my/answers", "/my/answers/check", *[f"/my/answers/{question.key}" for question in QUESTIONS]]
    for page in pages:
        assert 'href="/my/talk' in browser.get(page).text, page


def test_every_page_with_free_text_says_who_reads_it_and_when(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    for question in QUESTIONS:
        text = browser.get(f"/my/answers/{question.key}").text
        assert ("<textarea" in text or 'name="named"' in text) == question.has_text
        assert ("Lea D reads what you write first. They read it within 24 hours." in text) == question.has_text


def test_no_words_are_taken_where_nobody_would_read_them(scene: Scene, client_as: ClientAs, clock: Clock) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    with scene.world.database.writing() as session:
        session.get_one(User, scene.world.lead.id).is_active = False
        session.commit()
    text = browser.get("/my/answers/more").text
    assert "<textarea" not in text
    assert "You cannot write here today." in text


def test_somebody_comes_back_to_the_question_where_they_stopped(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/like", {"choice": "art", "next": "1"})
    browser.submit("/my/answers/after", {"skip": "1"})
    elsewhere = client_as(scene.user)  # another device
    assert f"You have answered 2 of {len(QUESTIONS)} questions." in elsewhere.get("/my/answers").text
    assert elsewhere.submit("/my/answers").location == "/my/answers/work"


def test_a_question_can_be_skipped_and_a_skip_takes_nothing_away(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/days", {"skip": "1"})
    assert given(scene)["days"] == ([], "")
    browser.submit("/my/answers/days", {"choice": "2", "next": "1"})
    browser.submit("/my/answers/days", {"skip": "1"})
    assert given(scene)["days"] == (["2"], "")


def test_what_was_left_out_is_told_to_staff_as_of_them_and_apart_from_what_has_no_answer(
    scene: Scene, client_as: ClientAs
) -> None:
    client_as(scene.user).submit("/my/answers")
    client_as(scene.user).submit("/my/answers/days", {"skip": "1"})
    page = client_as(scene.world.coordinator).get(f"/people/{scene.person.public_id}/answers").text
    assert "They left this out" in page.partition("Days a week")[2].partition("<dt>")[0]
    assert "No answer yet" in page.partition("What I like")[2].partition("<dt>")[0]
    assert "You did not answer this" not in page


def test_kinds_of_work_are_put_in_order_by_tapping_without_any_script(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")

    def tap(choice: str) -> list[str]:
        kept = given(scene).get("work", ([], ""))[0]
        answer = browser.submit("/my/answers/work", {"choice": kept, "tap": choice})
        assert answer.location == "/my/answers/work" + ("?full=1" if choice == "music" and len(kept) == 3 else "")
        return given(scene)["work"][0]

    assert tap("retail") == ["retail"]
    assert tap("catering") == ["retail", "catering"]
    assert "your choice number 2" in browser.get("/my/answers/work").text
    assert tap("sport") == ["retail", "catering", "sport"]
    assert tap("music") == ["retail", "catering", "sport"]  # three at most
    assert "You have picked three" in browser.get("/my/answers/work?full=1").text.partition("data-message>")[2]
    assert tap("retail") == ["catering", "sport"]  # a second tap takes it away
    assert tap("not-sure") == ["not-sure"]
    assert tap("music") == ["music"]


def test_not_sure_stands_alone(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/week", {"choice": ["friends", "not-sure"], "next": "1"})
    assert given(scene)["week"][0] == ["not-sure"]


def test_a_choice_that_is_not_offered_is_not_kept(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/days", {"choice": ["9", "<script>"], "next": "1"})
    assert given(scene)["days"] == ([], "")


def test_words_that_are_too_long_are_refused_and_stay_in_the_box(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    answer = browser.submit("/my/answers/more", {"text": "a" * (TEXT_AT_MOST + 1), "next": "1"})
    assert "That is too long." in answer.text
    assert "a" * (TEXT_AT_MOST + 1) in answer.text
    assert count(scene, Answer) == 0


def test_a_replay_and_a_double_click_add_nothing(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers")
    assert count(scene, Response) == 1
    body = _body(browser, "/my/answers/more", text="I am worried.", next="1")
    first = browser.post("/my/answers/more", data=body)
    again = browser.post("/my/answers/more", data=body)
    assert first.location == again.location == "/my/answers/helper"
    assert (count(scene, Answer), count(scene, Reading)) == (1, 1)


def test_eight_clicks_at_once_are_one_answer(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    body = _body(browser, "/my/answers/more", text="I am worried.", next="1")
    browsers = [client_as(scene.user) for _ in range(2)]  # two sign-ins at once are the most a young person has
    bodies = [{**body, "csrf_token": _body(one, "/my/answers/more")["csrf_token"]} for one in browsers]

    def click(number: int) -> int:
        one = browsers[number % 2]
        return (
            one.application.test_client(use_cookies=False)
            .post(
                "/my/answers/more",
                data=bodies[number % 2],
                headers={"Cookie": "; ".join(f"{c.key}={c.value}" for c in one._cookies.values())},
            )
            .status_code
        )

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(click, range(8))) == {303}
    assert (count(scene, Answer), count(scene, Reading)) == (1, 1)


def test_saving_by_itself_and_then_going_on_is_one_answer_and_one_thing_to_read(
    scene: Scene, client_as: ClientAs
) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    body = _body(browser, "/my/answers/more")
    key = body.pop("idempotency_key")
    for number, text in enumerate(["I am", "I am worried", "I am worried"], 1):
        saved = browser.post("/my/answers/more/save", data={**body, "text": text, "submission_key": f"{key}.{number}"})
        assert saved.status_code == 204
    late = browser.post("/my/answers/more/save", data={**body, "text": "I am", "submission_key": f"{key}.1"})
    assert late.status_code == 204
    gone_on = {**body, "idempotency_key": key, "text": "I am worried about home.", "next": "1"}
    browser.post("/my/answers/more", data=gone_on)
    browser.post("/my/answers/more/save", data={**body, "text": "I am", "submission_key": f"{key}.4"})  # came in late
    assert given(scene)["more"] == ([], "I am worried about home.")
    with scene.world.reading() as session:
        reading = session.scalars(sa.select(Reading)).one()
        assert reading.answer is not None
        assert reading.answer.text == "I am worried about home."
        assert [row.text for row in queries.texts(session, reading)][-1] == "I am"


@pytest.mark.parametrize("key", ["", "short.1", "no-number-in-this-key-at-all", "x" * 60 + ".1"])
def test_saving_by_itself_needs_the_key_of_the_form(scene: Scene, client_as: ClientAs, key: str) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    body = _body(browser, "/my/answers/more", text="Lost?", submission_key=key)
    del body["idempotency_key"]
    assert browser.post("/my/answers/more/save", data=body).status_code == 400
    assert count(scene, Answer) == 0


def test_a_change_of_mind_keeps_the_old_answer_counts_at_once_and_tells_the_named_worker(
    scene: Scene, client_as: ClientAs, clock: Clock
) -> None:
    scene.answer("work", "catering")
    scene.answer("like", "music")
    scene.send()
    clock.move(days=90)  # long after the window
    browser = client_as(scene.user)
    assert "I changed my mind" in browser.get("/my/answers").text
    answer = browser.submit("/my/answers/work?to=check", {"choice": ["music"], "next": "1"})
    assert answer.location == "/my/answers/check"
    assert given(scene)["work"] == (["music"], "")
    with scene.world.reading() as session:
        history = [row.choices for row in queries.history(session, scene.person) if row.question == "work"]
        assert history == [["music"], ["catering"]]
        told = queries.changed(session, scene.world.actor(scene.world.coordinator))
        assert [row.young_person.first_name for row in told] == ["Yasmin"]
    staff = client_as(scene.world.coordinator)
    address = f"/people/{scene.person.public_id}/answers"
    shown = staff.get(address).text
    assert "changed their mind since sending" in shown
    assert shown.count("Changed since sent") == 1  # beside that answer, and no other
    staff.submit(f"{address}/noted", page=address)
    assert "changed their mind since sending" not in staff.get(address).text
    with scene.world.reading() as session:
        assert queries.changed(session, scene.world.actor(scene.world.coordinator)) == []


def test_saying_the_same_again_is_no_change_of_mind(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("work", "catering")
    scene.send()
    client_as(scene.user).submit("/my/answers/work", {"choice": ["catering"], "next": "1"})
    assert count(scene, Answer) == 1
    with scene.world.reading() as session:
        assert scene.response(session).changed_at is None


def test_who_began_can_go_on_after_the_window_but_nobody_can_begin(
    world: World, client_as: ClientAs, clock: Clock
) -> None:
    scene = a_scene(world)
    late = world.young_person("Late", with_user=True)
    scene.answer("like", "art")
    clock.move(days=60)
    browser = client_as(scene.user)
    assert browser.submit("/my/answers").location == "/my/answers/after"
    assert browser.submit("/my/answers/after", {"choice": "job", "next": "1"}).location == "/my/answers/work"
    with world.reading() as session:
        user = session.get_one(User, late.user_id)
    refused = client_as(user)
    page = refused.get("/my/answers").text
    assert "The time to answer ended on 16 December 2026." in page
    assert "your teacher or your key worker" in page
    assert refused.get("/my/answers/like").status_code == 404
    begun = refused.submit("/my/answers", page="/my/talk")
    assert begun.location == "/my/answers"
    assert count(scene, Response) == 1


def test_who_is_not_asked_is_told_so_kindly(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    outside = world.young_person("Olga", with_user=True, year_group=9)
    with world.reading() as session:
        user = session.get_one(User, outside.user_id)
    assert "We have no questions for you right now." in client_as(user).get("/my/answers").text
    a_round(world, "Spring", year_groups=[9], opens_on=dt.date(2027, 2, 1), closes_on=dt.date(2027, 3, 1))
    assert "You can answer from 1 February 2027." in client_as(user).get("/my/answers").text
    assert scene.asked.year_groups == [10, 11]


def test_a_second_round_asks_anew_and_its_answers_are_the_newest(
    scene: Scene, client_as: ClientAs, clock: Clock
) -> None:
    scene.answer("work", "catering")
    scene.answer("days", "3")
    clock.move(days=120)
    again = a_round(scene.world, "Again", opens_on=clock().date(), closes_on=clock().date() + dt.timedelta(days=20))
    browser = client_as(scene.user)
    assert "Hello Yasmin" in browser.get("/my/answers").text
    browser.submit("/my/answers")
    browser.submit("/my/answers/work", {"choice": ["sport"], "next": "1"})
    assert given(scene) == {"work": (["sport"], ""), "days": (["3"], "")}
    assert again.id != scene.asked.id


def test_last_years_answer_is_there_for_who_wants_to_see_it_and_is_not_filled_in(
    scene: Scene, client_as: ClientAs, clock: Clock
) -> None:
    scene.answer("week", "rest")
    clock.move(days=120)
    a_round(scene.world, "Again", opens_on=clock().date(), closes_on=clock().date() + dt.timedelta(days=20))
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    page = browser.get("/my/answers/week").text
    earlier = page.partition('<details class="app-earlier">')[2].partition("</details>")[0]
    assert "See what I said last time" in earlier
    assert "On 16 November 2026 I said:" in earlier
    assert "Time to rest" in earlier
    assert 'value="rest" checked' not in page
    assert "app-earlier" not in browser.get("/my/answers/days").text


def test_a_survey_can_only_be_opened_by_whose_it_is(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("more", text="Only for the people I chose.")
    other = scene.world.young_person("Other", with_user=True)
    with scene.world.reading() as session:
        user = session.get_one(User, other.user_id)
    for path in ["", "/check", "/more", "/thanks"]:
        assert "Only for the people" not in client_as(user).get(f"/my/answers{path}").text
    for staff in scene.world.staff:
        assert client_as(staff).get("/my/answers").status_code == 403


def test_wished_and_refused_is_asked_about_before_sending(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("not-for-me", "catering")
    scene.answer("work", "catering")
    page = client_as(scene.user).get("/my/answers/check").text
    assert "You want this, and you also said it is not for you: Cooking and food." in page


def _body(browser: FlaskClient, page: str, **more: str) -> dict[str, str]:
    """The body of the form of a page, as a browser would send it."""
    shown = browser.get(page).text
    names = re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="hidden"[^>]*value="([^"]*)"', shown)
    return {**dict(names), **more}
