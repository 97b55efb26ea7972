"""Three reading levels of the same question: the same choices at each, and a picture for every idea."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.aspirations import words
from pfa.aspirations.comfort import Level
from pfa.aspirations.models import Answer
from pfa.aspirations.questions import EVERY, Question
from pfa.aspirations.words.levels import EASY, PICTURED, SHORT
from pfa.web.symbols import SYMBOLS
from tests.aspirations.scene import Scene, a_scene
from tests.easy_read import set_for_all
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
every_question = pytest.mark.parametrize("question", EVERY.values(), ids=lambda one: f"{one.key}-{one.version}")


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def told(question: Question, level: Level) -> words.Telling:
    return words.tell(question.key, question.version, words.WORDINGS[question.key, question.version], level)


@every_question
def test_every_level_offers_the_same_choices(question: Question) -> None:
    assert {frozenset(told(question, level).choices) for level in Level} == {
        frozenset(told(question, Level.plain).choices)
    }
    assert set(question.choices) <= set(told(question, Level.pictures).choices)


@every_question
def test_easy_read_has_a_picture_for_every_idea_and_pictures_first_has_pictures(question: Question) -> None:
    easy = EASY[question.key, question.version]
    drawn = [easy.question, *easy.ideas, *PICTURED[question.key, question.version]]
    assert {idea.symbol for idea in drawn} <= set(SYMBOLS)
    assert len(PICTURED[question.key, question.version]) >= 2


def test_short_words_are_of_choices_that_there_are() -> None:
    offered = {question.key: set(question.choices) for question in EVERY.values()}
    for key, few in SHORT.items():
        assert set(few) <= (offered[key] if key else set.union(*offered.values())), key


@pytest.mark.parametrize("level", list(Level))
def test_an_answer_is_tied_to_the_words_and_the_level_it_was_read_at(
    level: Level, scene: Scene, client_as: ClientAs
) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/week", {"level": level.value})
    page = browser.get("/my/answers/week").text
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
    assert heading is not None
    assert " ".join(re.sub(r"<[^>]*>", " ", heading[1]).split()) == told(EVERY["week", 1], level).title
    browser.submit("/my/answers/week", {"choice": "rest", "next": "1"})
    with scene.world.reading() as session:
        row = session.scalars(sa.select(Answer).where(Answer.question == "week")).one()
        assert (row.question_version, row.level, row.choices) == (1, level, ["rest"])


@pytest.mark.parametrize(
    ("level", "title", "choice"),
    [
        (Level.plain, "Where do you want to live when you are older?", "In a home with people who help me"),
        (Level.easy, "Where do you want to live one day?", "In a home with people who help me"),
        (Level.pictures, "Where I want to live", "With help"),
    ],
)
@pytest.mark.parametrize("address", ["/my/answers/check", "/my/views"])
def test_they_look_at_their_answers_in_the_words_of_their_level_and_staff_in_plain_ones(
    address: str, level: Level, title: str, choice: str, scene: Scene, client_as: ClientAs
) -> None:
    scene.answer("home", "support")
    set_for_all(scene.world, level=level.value)
    page = re.sub(r"\s+", " ", client_as(scene.user).get(address).text)
    assert f"{title}</span></span></dt>" in page or (level is Level.plain and f"<dt>{title}</dt>" in page)
    assert f"</svg> {choice}</li>" in page
    staff = client_as(scene.world.coordinator).get(f"/people/{scene.person.public_id}/answers/print").text
    assert "Where do you want to live when you are older?</dt>" in staff
    assert "In a home with people who help me" in staff
