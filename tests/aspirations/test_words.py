"""What young people read: short sentences, a reading age of 11 or less, and all of it in one catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pfa.aspirations import words
from pfa.aspirations.comfort import SETTINGS
from pfa.aspirations.pictures import FEELINGS, picture
from pfa.aspirations.questions import EVERY, QUESTIONS, SET_VERSION, Feeling, Outcome, Takes
from pfa.aspirations.sets import QuestionList, ours
from pfa.aspirations.words.reading_age import reading_age, sentences, syllables
from pfa.aspirations.words.reading_age import words as words_of
from pfa.web.symbols import SYMBOLS

LONGEST, OLDEST = 15, 11
FILLED = {
    "name": "Sam",
    "council": "The council",
    "count": 12,
    "done": 3,
    "number": 3,
    "day": "5 March",
    "moment": "5 March, 2:30pm",
    "who": "Ann Lee",
    "hours": 24,
    "choice": "Shops",
    "choices": "Shops and Sport",
    "place": 1,
    "first": 3,
    "last": 4,
    "left": 3,
    "letters": "a b c d",
    "where": "school",
}
TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "aspirations"
YOUNG = sorted(path for path in TEMPLATES.glob("*.html") if 'extends "young.html"' in path.read_text())


def spoken() -> list[str]:
    """Every sentence of the catalogue, with names and days filled in."""
    said = [words.say(key, **FILLED) for key in words.SAYINGS]
    for one in words.WORDINGS.values():
        said += [one.question, one.hint, one.text_label, *one.choices.values(), *one.headings.values()]
    return [text for text in said if text]


@pytest.mark.parametrize(
    ("word", "count"), [("work", 1), ("something", 2), ("college", 2), ("table", 2), ("helped", 1)]
)
def test_syllables_are_counted_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) in (count, count + 1)  # the count may be high by one, never low: it errs on the strict side


def test_no_sentence_has_more_than_15_words() -> None:
    long = [one for text in spoken() for one in sentences(text) if len(words_of(one)) > LONGEST]
    assert long == []


def test_the_catalogue_can_be_read_at_11() -> None:
    assert reading_age("\n".join(spoken())) <= OLDEST


@pytest.mark.parametrize("page", sorted({key.split(".")[0] for key in words.SAYINGS}))
def test_each_page_can_be_read_at_11(page: str) -> None:
    text = "\n".join(words.say(key, **FILLED) for key in words.SAYINGS if key.split(".")[0] == page)
    if len(words_of(text)) >= 20:  # the formula says nothing of a few words
        assert reading_age(text) <= OLDEST, text


@pytest.mark.parametrize("question", EVERY.values(), ids=lambda question: f"{question.key}-{question.version}")
def test_each_question_can_be_read_at_11(question: object) -> None:
    one = words.wording(question.key, question.version)  # type: ignore[attr-defined]
    assert (
        reading_age("\n".join(filter(None, [one.question, one.hint, one.text_label, *one.choices.values()]))) <= OLDEST
    )


def test_a_page_that_is_too_hard_would_be_noticed() -> None:
    hard = "Aspirational provision necessitates interdisciplinary collaboration between statutory organisations."
    assert reading_age(hard) > OLDEST


@pytest.mark.parametrize("template", YOUNG, ids=lambda path: path.name)
def test_templates_of_young_people_say_nothing_of_their_own(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&[a-z]+;", " ", template.read_text(), flags=re.S)
    assert re.findall(r"[A-Za-z]{2,}", text) == []


def test_every_question_has_its_words_and_a_picture_for_every_choice() -> None:
    for question in EVERY.values():
        said = words.wording(question.key, question.version)
        assert set(question.choices) <= set(said.choices), question.key
        assert {heading for heading, _ in question.groups if heading} <= set(said.headings), question.key
        assert {picture(question.key, choice) for choice in question.choices} <= set(SYMBOLS), question.key


def test_every_question_but_the_open_one_offers_not_sure() -> None:
    tapped = [question for question in QUESTIONS if question.takes is Takes.felt]
    assert all(Feeling.unsure in question.feelings for question in tapped)
    without = [question.key for question in QUESTIONS if "not-sure" not in question.choices]
    assert without == [*(question.key for question in tapped), "more"]


def test_nothing_is_said_that_no_page_says() -> None:
    sources = "".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    sources += "".join(
        path.read_text() for path in Path(words.__file__).parent.parent.rglob("*.py") if path.name != "sayings.py"
    )
    built = {f"comfort.{setting}" for setting in SETTINGS}
    built |= {f"comfort.{setting}.{option}" for setting, options in SETTINGS.items() for option in options}
    built |= {key for key in words.SAYINGS if key.startswith("felt.")}
    built |= {f"views.{outcome.value}" for outcome in Outcome}
    said = [key for key in words.SAYINGS if key not in built]
    assert [key for key in said if f'"{key}"' not in sources and f"'{key}'" not in sources] == []
    assert built <= set(words.SAYINGS)


def test_this_version_of_the_set_is_these_questions_in_this_order() -> None:
    """Whoever changes the set gives it a new number, so that answers stay tied to what was asked."""
    decides = "like after work sort places week with travel learn-travel days matters skills home people health help"
    decides += " more helper"
    explores = "like after2 work2 sort week travel learn-travel skills people health help more helper"
    assert SET_VERSION == 3
    assert [_written(ours(year)) for year in (9, 10, 11, 12, None)] == [explores, explores, decides, decides, decides]


def test_the_first_set_stays_as_it_was_for_those_who_began_with_it() -> None:
    asked = "like after work week try not-for-me travel learn-travel days help more helper"
    assert [_written(ours(year, 1)) for year in (9, 12)] == [asked, asked]


def test_the_second_set_stays_as_it_was_too() -> None:
    decides = "like after work week try not-for-me travel learn-travel days skills home people health help more helper"
    explores = "like after2 work2 week try not-for-me travel learn-travel skills people health help more helper"
    assert [_written(ours(year, 2)) for year in (9, 12)] == [explores, decides]


def test_every_feeling_has_words_wherever_it_is_asked() -> None:
    for question in QUESTIONS:
        for feeling in question.feelings:
            assert words.felt_words(question.key, feeling)
            assert FEELINGS[feeling.value] in SYMBOLS


def test_the_questions_ask_about_all_four_outcomes() -> None:
    for year in (9, 12):
        assert {question.outcome for question in ours(year).questions} >= set(Outcome)


def _written(asked: QuestionList) -> str:
    return " ".join(f"{one.key}{one.version if one.version > 1 else ''}" for one in asked.questions)
