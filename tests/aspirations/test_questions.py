"""An authority adds, moves, rewords and retires questions; whoever has begun goes on, old answers keep their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pfa.accounts.models import User
from pfa.aspirations import points, queries, sets
from pfa.aspirations.comfort import SETTINGS
from pfa.aspirations.models import QuestionSet, Response
from pfa.aspirations.questions import QUESTIONS
from pfa.aspirations.sets import FIRST_OWN_SET, OUR_SETS, QuestionList
from pfa.people.models import YoungPerson
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_scene, filled_in
from tests.conftest import NOW
from tests.factories import ACADEMIC_YEAR, Browser, World

ClientAs = Callable[[User | None], Browser]
PETS: dict[str, Any] = {
    "question": "Which pet do you like best?",
    "easy": "What pet do you like?",
    "hint": "Pick one.",
    "symbol": "work-animal-care",
    "takes": "one",
    "choice_1": "A dog",
    "symbol_1": "good",
    "choice_2": "A cat",
    "symbol_2": "okay",
}
OTHERS = {setting: options for setting, options in SETTINGS.items() if setting != "level"}


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


@pytest.fixture
def staff(scene: Scene, client_as: ClientAs) -> Browser:
    return client_as(scene.world.coordinator)


def asked_of(world: World, person: YoungPerson) -> QuestionList:
    with world.reading() as session:
        return queries.list_for(session, person, ACADEMIC_YEAR)


def keys(asked: QuestionList) -> list[str]:
    return [question.key for question in asked.questions]


def move(staff: Browser, key: str, way: str) -> Any:
    return staff.submit(f"/questions/{key}/move", {"way": way}, page="/questions")


def ours(scene: Scene) -> list[str]:
    return [
        question.key for question in asked_of(scene.world, scene.person).questions if question.key.startswith("own-")
    ]


def test_a_question_moves_up_and_down_for_those_who_begin_after_it(scene: Scene, staff: Browser) -> None:
    scene.answer("like", "animals")
    assert move(staff, "health", "up").status_code == 303
    assert move(staff, "like", "down").status_code == 303
    usual = [question.key for question in QUESTIONS]
    now = keys(asked_of(scene.world, scene.person))
    assert now[:2] == ["after", "like"]
    assert now.index("health") == now.index("people") - 1
    assert sorted(now) == sorted(usual)
    with scene.world.reading() as session:
        assert keys(queries.list_of(session, scene.response(session))) == usual  # they go on with what they began


def test_a_question_is_retired_and_asked_again_and_its_answers_stay(
    scene: Scene, staff: Browser, client_as: ClientAs
) -> None:
    scene.answer("days", "3")
    staff.submit("/questions/days", {"whom": "nobody"})
    assert "days" not in keys(asked_of(scene.world, scene.person))
    assert "Nobody: it is retired" in staff.get("/questions").text
    page = staff.get(f"/people/{scene.person.public_id}/answers").text.partition("What matching is told")[0]
    assert "3 days" in page
    staff.submit("/questions/days", {"whom": "everyone"})
    assert "days" in keys(asked_of(scene.world, scene.person))


def test_a_question_can_be_asked_of_years_9_and_10_alone_in_softer_words(scene: Scene, staff: Browser) -> None:
    young = scene.world.young_person("Nia", year_group=9)
    staff.submit("/questions/after", {"whom": "exploring"})
    assert "after" not in keys(asked_of(scene.world, scene.person))
    found = asked_of(scene.world, young).find("after")
    assert found is not None
    assert found.version == 2


def test_kinds_of_work_are_asked_of_everyone_because_matching_rests_on_them(scene: Scene, staff: Browser) -> None:
    assert (
        "Matching and the demand for colleges rest on this question"
        in staff.submit("/questions/work", {"whom": "nobody"}).text
    )
    assert "work" in keys(asked_of(scene.world, scene.person))


def test_an_own_question_is_asked_answered_checked_and_read_by_staff(
    scene: Scene, staff: Browser, client_as: ClientAs
) -> None:
    assert staff.submit("/questions/new", PETS).location == "/questions"
    (key,) = ours(scene)
    asked = keys(asked_of(scene.world, scene.person))
    assert asked.index(key) == asked.index("more") - 1
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    page = browser.get(f"/my/answers/{key}").text
    assert "Which pet do you like best?" in page
    assert "I am not sure" in page
    browser.submit(f"/my/answers/{key}", {"choice": "c1", "next": "1"})
    browser.submit(f"/my/answers/{key}", {"choice": "c1", "level": "easy"})
    assert "What pet do you like?" in browser.get(f"/my/answers/{key}").text
    assert "A dog" in browser.get("/my/answers/check").text
    assert "A dog" in browser.get("/my/views").text
    counts = staff.get(f"/people/{scene.person.public_id}/answers").text.partition("What matching is told")[0]
    assert "A dog" in counts
    with scene.world.reading() as session:
        told = queries.newest_answers(session, [scene.person.id])[scene.person.id]
        assert points.points(told) == {}


def test_new_words_are_a_new_version_and_old_answers_stay_beside_theirs(scene: Scene, staff: Browser) -> None:
    staff.submit("/questions/new", PETS)
    (key,) = ours(scene)
    begun = staff.submit(
        f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}",
        {key: "c2", "way": "group", **filled_in(NOW.date())},
    )
    assert begun.status_code == 303
    form = staff.get(f"/questions/{key}/words").text
    assert 'value="A cat"' in form
    staff.submit(f"/questions/{key}/words", {**PETS, "choice_2": "A bird", "question": "What pet would you have?"})
    page = staff.get(f"/people/{scene.person.public_id}/answers").text
    assert "A cat" in page
    assert "A bird" not in page
    found = asked_of(scene.world, scene.person).find(key)
    assert found is not None
    assert found.version == 2
    assert "What pet would you have?" in staff.get("/questions").text


def test_an_own_question_that_is_hard_to_read_says_so_to_whoever_wrote_it(scene: Scene, staff: Browser) -> None:
    staff.submit("/questions/new", PETS)
    assert "Hard to read" not in staff.get("/questions").text
    [key] = ours(scene)
    assert "Easy to read" in staff.get(f"/questions/{key}").text
    hard = "Which vocational qualification would facilitate your aspirations regarding apprenticeship opportunities?"
    refused = staff.submit(f"/questions/{key}/words", {**PETS, "question": hard}).text
    doubt = re.search(r'name="used_anyway"[^>]*value="([^"]*)"', refused)
    assert doubt is not None
    staff.submit(f"/questions/{key}/words", {**PETS, "question": hard, "used_anyway": doubt[1]})
    assert "Hard to read" in staff.get("/questions").text
    assert "11 or less is good" in staff.get(f"/questions/{key}").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"question": ""}, "Write the question"),
        ({"question": "word " * 16}, "15 words at most"),
        ({"easy": "word " * 16}, "15 words at most"),
        ({"choice_2": ""}, "Write from 2 to 8 choices"),
        ({"symbol_2": ""}, "Choose a picture for this choice"),
        ({"symbol": ""}, "Choose a picture"),
    ],
)
def test_a_question_that_is_not_fit_is_refused_and_what_was_typed_stays(
    wrong: dict[str, str], said: str, scene: Scene, staff: Browser
) -> None:
    answer = staff.submit("/questions/new", {**PETS, **wrong})
    assert answer.status_code == 200
    assert said in answer.text
    assert 'value="A dog"' in answer.text
    assert ours(scene) == []


def test_two_people_do_not_change_the_questions_over_each_other(scene: Scene, staff: Browser) -> None:
    shown = staff.get("/questions").text
    move(staff, "health", "up")
    old = dict(re.findall(r'name="(csrf_token|version|idempotency_key)" type="hidden" value="([^"]*)"', shown))
    assert staff.post("/questions/like/move", data={**old, "way": "down"}).status_code == 409


def test_another_authority_keeps_its_questions(scene: Scene, staff: Browser) -> None:
    other = scene.world.another()
    staff.submit("/questions/new", PETS)
    staff.submit("/questions/days", {"whom": "nobody"})
    person = other.young_person()
    assert keys(asked_of(other, person)) == [question.key for question in QUESTIONS]


def test_what_began_with_a_set_names_it(scene: Scene, staff: Browser) -> None:
    move(staff, "health", "up")
    scene.answer("like", "art")
    with scene.world.reading() as session:
        found: Response = scene.response(session)
        assert (found.set_version, found.year_group) == (FIRST_OWN_SET, 11)


def test_lists_take_the_same_number_of_statements_however_much_is_on_them(
    scene: Scene, staff: Browser, client_as: ClientAs
) -> None:
    staff.submit("/questions/new", PETS)
    scene.answer("days", "2")
    pages = [
        "/questions",
        f"/rounds/{scene.asked.public_id}/response",
        f"/people/{scene.person.public_id}/answers/print",
    ]
    few = [statements(lambda page=page: staff.get(page)) for page in pages]
    for number in range(6):
        staff.submit("/questions/new", PETS)
        scene.world.young_person(f"Person {number}", needs=("SEMH",), ethnicity=f"Group {number}")
        scene.answer("like", ("animals", "art", "quiet")[number % 3], hours=number)
    assert [statements(lambda page=page: staff.get(page)) for page in pages] == few


def test_teachers_read_the_questions_and_do_not_change_them(scene: Scene, client_as: ClientAs) -> None:
    teacher = client_as(scene.world.teacher)
    page = teacher.get("/questions").text
    assert "What do you like?" in page
    assert "Write a question" not in page
    assert teacher.get("/questions/new").status_code == 403


def test_an_own_question_has_words_and_pictures_of_its_own_where_pictures_come_first(
    scene: Scene, staff: Browser, client_as: ClientAs
) -> None:
    pictured = {"pictured_1": "My pet", "pictured_symbol_1": "work-animal-care", "pictured_2": "I like"}
    refused = staff.submit("/questions/new", {**PETS, **pictured}).text
    assert "Choose a picture." in refused
    staff.submit("/questions/new", {**PETS, **pictured, "pictured_symbol_2": "good"})
    (key,) = ours(scene)
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/comfort", {"level": "pictures", **{each: options[0] for each, options in OTHERS.items()}})
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", browser.get(f"/my/answers/{key}").text, re.S)
    assert heading is not None
    assert " ".join(re.sub(r"<[^>]*>", " ", heading[1]).split()) == "My pet I like"
    assert heading[1].count("<svg") == 2
    assert 'value="My pet"' in staff.get(f"/questions/{key}/words").text


def test_an_authority_with_a_set_of_its_own_can_ask_what_we_have_added_since(scene: Scene, staff: Browser) -> None:
    world = scene.world
    old = [{"key": entry.key, "explores": entry.explores, "decides": entry.decides} for entry in OUR_SETS[2]]
    world.save(QuestionSet(authority_id=world.authority.id, number=FIRST_OWN_SET, entries=old, made_at=world.now))
    assert "places" not in keys(asked_of(world, scene.person))
    assert "Which of these places do you like?" in staff.get("/questions").text
    staff.submit("/questions/places", {"whom": "deciding"})
    assert "places" in keys(asked_of(world, scene.person))
    assert "matters" not in keys(asked_of(world, scene.person))


def test_who_explores_is_asked_thirteen_questions_and_who_decides_five_more() -> None:
    exploring, deciding = ({question.key for question in sets.ours(year).questions} for year in (9, 12))
    assert (len(exploring), len(deciding)) == (13, 18)
    assert deciding - exploring == {"places", "with", "days", "matters", "home"}  # why stands in `sets.py`
