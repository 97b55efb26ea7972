"""Three reading levels of the same question: the same choices at each, Easy Read by its rules, a picture per idea."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.aspirations import words
from pfa.aspirations.comfort import Level
from pfa.aspirations.models import Answer
from pfa.aspirations.questions import EVERY, Question
from pfa.aspirations.words.levels import EASY, PICTURED, SHORT
from pfa.aspirations.words.reading_age import sentences
from pfa.aspirations.words.reading_age import words as words_of
from pfa.web.symbols import SYMBOLS
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
LONGEST = 15
LIST = Path(__file__).parent / "easy_words.txt"
ALLOWED = {word for line in LIST.read_text().splitlines() if not line.startswith("#") for word in line.split()}
every_question = pytest.mark.parametrize("question", EVERY.values(), ids=lambda one: f"{one.key}-{one.version}")


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def told(question: Question, level: Level) -> words.Telling:
    return words.tell(question.key, question.version, words.WORDINGS[question.key, question.version], level)


def read(telling: words.Telling) -> list[str]:
    """Everything a page says for a question."""
    return [telling.title, *(idea.words for idea in telling.ideas), *telling.choices.values()]


@every_question
@pytest.mark.parametrize("level", [Level.easy, Level.pictures])
def test_easier_levels_have_short_sentences_of_words_on_the_list(question: Question, level: Level) -> None:
    for sentence in (one for text in read(told(question, level)) for one in sentences(text)):
        assert len(words_of(sentence)) <= LONGEST, sentence
        hard = {word.lower() for word in words_of(sentence) if not word.isdigit()} - ALLOWED
        assert not hard, f"not on the list of easy words: {hard} in {sentence!r}"


def test_everything_else_that_the_pages_say_uses_words_of_the_list_too() -> None:
    for key, text in words.SAYINGS.items():
        used = {word.lower() for word in words_of(re.sub(r"\{\w+\}", "", text)) if not word.isdigit()}
        assert not used - ALLOWED, key


def test_no_word_stays_on_the_list_that_nobody_says() -> None:
    said = [text for level in Level for question in EVERY.values() for text in read(told(question, level))]
    said += [idea.words for ideas in PICTURED.values() for idea in ideas]
    said += [text for one in words.WORDINGS.values() for text in (one.text_label, *one.headings.values())]
    said += [re.sub(r"\{\w+\}", "", text) for text in words.SAYINGS.values()]
    assert {word.lower() for text in said for word in words_of(text)} >= ALLOWED


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
