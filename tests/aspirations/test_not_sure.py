""" "Not sure" can be said to every question of every set and of every kind that an authority writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pfa.accounts.models import User
from pfa.aspirations import queries, said, services
from pfa.aspirations.comfort import Level
from pfa.aspirations.meaning import meanings
from pfa.aspirations.models import Answer, Response
from pfa.aspirations.questions import EVERY, NOT_SURE, AnswerValue, Feeling, Question, Takes, cleaned
from pfa.aspirations.services import OwnWords
from pfa.aspirations.sets import FIRST_OWN_SET, OUR_SETS, own_question
from pfa.aspirations.words import WORDINGS, tell
from pfa.people.models import YoungPerson
from tests.aspirations.scene import Scene, a_scene, filled_in
from tests.conftest import NOW
from tests.easy_read import set_for_all
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
KINDS = (Takes.one, Takes.many, Takes.text)
SHOWN = {Level.plain: "I am not sure", Level.easy: "I am not sure", Level.pictures: "Not sure"}
KEPT = {"question": "What pet?", "easy": "What pet?", "hint": "", "symbol": "good"}


def own(takes: Takes) -> Question:
    """A question of a kind that an authority may write."""
    choices = [{"key": key, "words": key, "symbol": "good"} for key in ("dog", "cat") if takes is not Takes.text]
    return own_question("own-1", 1, takes.value, {**KEPT, "choices": choices})[0]


@pytest.mark.parametrize("question", [*EVERY.values(), *map(own, KINDS)], ids=lambda one: f"{one.key}-{one.version}")
def test_it_takes_every_other_choice_away(question: Question) -> None:
    others = [f"{question.feelings[0].value}:{code}" if question.feelings else code for code in question.choices]
    assert cleaned(question, [*others, NOT_SURE]) == (NOT_SURE,)


@pytest.mark.parametrize("level", Level)
def test_it_is_told_at_every_level(level: Level) -> None:
    for (key, version), words in WORDINGS.items():
        assert tell(key, version, words, level).choices[NOT_SURE] == SHOWN[level], key


def everybody(world: World, scene: Scene) -> Iterator[tuple[User, Response]]:
    """Somebody who explores and somebody who decides, for each of our sets and for one with questions of all kinds."""
    choices = (("A dog", "good"), ("A cat", "okay"))
    actor = world.actor(world.coordinator)
    with world.writing() as session:
        for takes in KINDS:
            words = OwnWords(
                "What pet?", "What pet?", "good", takes, choices=choices if takes is not Takes.text else ()
            )
            seen = queries.newest_set(session, world.authority.id)
            services.write_question(session, words, seen=seen, actor=actor, now=world.now)
        newest = queries.newest_set(session, world.authority.id)
        session.commit()
    assert newest >= FIRST_OWN_SET
    for number in (*OUR_SETS, newest):
        for year in (9, 12):
            person = world.young_person(f"Set {number} Year {year}", with_user=True, year_group=year)
            key = {"authority_id": world.authority.id, "round_id": scene.asked.id, "young_person_id": person.id}
            response = world.save(Response(**key, set_version=number, year_group=year, started_at=world.now))
            with world.reading() as session:
                yield session.get_one(User, person.user_id), session.get_one(Response, response.id)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="session")  # the pages are the same on both
def test_every_page_of_every_set_offers_it_keeps_it_and_says_it_back(world: World, client_as: ClientAs) -> None:
    scene, asked = a_scene(world, year_group=10), set()
    for user, response in everybody(world, scene):
        browser = client_as(user)
        with world.reading() as session:
            questions = queries.list_of(session, session.get_one(Response, response.id)).questions
        new = [question for question in questions if (question.key, question.version) not in asked]
        asked |= {(question.key, question.version) for question in new}
        for question in new:
            address = f"/my/answers/{question.key}"
            for level, words in SHOWN.items():
                set_for_all(world, level=level.value)
                page = browser.get(address).text
                assert page.count(f'value="{NOT_SURE}"') == 1, (address, level)
                assert words in page.split(f'value="{NOT_SURE}"')[1].split("</main>")[0], (address, level)
            said_so = {"tap": NOT_SURE} if question.takes is Takes.ranked else {"choice": NOT_SURE, "next": "1"}
            browser.submit(address, said_so)
            assert answer(world, response, question).choices == [NOT_SURE], address
            assert " checked" in browser.get(address).text or question.takes is Takes.ranked
        assert browser.get("/my/answers/check").text.count("Not sure") >= len(new)
    assert {key for key, _ in asked} >= {key for key, _ in EVERY}
    assert len([key for key, _ in asked if key.startswith("own-")]) == len(KINDS)


def answer(world: World, response: Response, question: Question) -> Answer:
    with world.reading() as session:
        return queries.answers_of(session, session.get_one(Response, response.id))[question.key]


def test_words_beside_it_are_kept(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/more", {"choice": NOT_SURE, "text": "Ask me again.", "next": "1"})
    with world.reading() as session:
        row = queries.answers_of(session, scene.response(session))["more"]
    assert (row.choices, row.text) == ([NOT_SURE], "Ask me again.")


def test_it_is_said_of_places_where_there_are_none_and_stays_when_more_are_looked_at(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/places", {"choice": NOT_SURE, "next": "1"})
    page = browser.get("/my/answers/places").text
    assert "We have no places to show you yet." in page
    assert f'value="{NOT_SURE}" checked' in page
    codes = [str(world.opportunity(f"Place {number}").public_id) for number in range(8)]
    where = browser.submit("/my/answers/places", {"choice": NOT_SURE, "more": "6"}).location
    page = browser.get(where).text
    assert f'value="{NOT_SURE}" checked' in page
    assert f'name="kept" value="{NOT_SURE}"' not in page
    browser.submit(where, {f"feel.{codes[0]}": "like", "next": "1"})  # and no longer "not sure"
    with world.reading() as session:
        assert queries.answers_of(session, scene.response(session))["places"].choices == [f"like:{codes[0]}"]


def test_who_is_not_sure_of_things_any_more_is_not_held_to_what_they_once_refused() -> None:
    answers = {"not-for-me": AnswerValue(("motor",)), "try": AnswerValue(("music",)), "sort": AnswerValue((NOT_SURE,))}
    assert (said.not_for_me(answers), said.would_try(answers)) == ([], [])
    assert said.places({"places": AnswerValue((NOT_SURE,))}) == {}
    assert meanings(answers, YoungPerson())["sort"] == []


def test_it_is_typed_in_from_paper_and_two_typings_of_feelings_are_settled(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    paper = filled_in(NOW.date())
    address = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"
    first = {**paper, "sort_not_sure": "y", "more_not_sure": "y", "places_not_sure": "y", "work_1": "retail"}
    second = {**paper, f"sort_{Feeling.like.value}": ["motor"], "more_not_sure": "y", "places_not_sure": "y"}
    client_as(world.teacher).submit(address, first)
    settle = client_as(world.coordinator).submit(address, {**second, "work_1": "retail"}).location
    browser = client_as(world.coordinator)
    page = browser.get(settle).text
    assert "1 question differs" in page
    assert page.index("I am not sure") < page.index("I would try it") < page.index("Cars and bikes")
    browser.submit(settle, {"sort": "first"})
    with world.reading() as session:
        newest = queries.newest_answers(session, [scene.person.id])[scene.person.id]
    assert {key: newest[key].choices for key in ("sort", "more", "places")} == {
        "sort": [NOT_SURE],
        "more": [NOT_SURE],
        "places": [NOT_SURE],
    }


def test_a_pack_has_a_box_for_it_beside_every_question(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    page = (
        client_as(world.coordinator).get(f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}/print").text
    )
    sections = page.split('<section class="app-pack__question">')[1:]
    assert len(sections) == 18
    assert all("I am not sure" in section for section in sections)
