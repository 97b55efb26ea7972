"""Every sentence that young people read, in every room's catalogue, by the rules of Easy Read.

A room with one wording for all reading levels has an easy one; the questions of the survey have words for each level.
The pages as they are served stand in `test_young_pages.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

import pytest

from pfa.about import words as about
from pfa.accounts import words as accounts
from pfa.aspirations import words as survey
from pfa.aspirations.comfort import Level
from pfa.aspirations.questions import EVERY, Question
from pfa.aspirations.words.easy_read import LIST, LONGEST, long_sentences
from pfa.aspirations.words.levels import PICTURED
from pfa.aspirations.words.reading_age import words
from pfa.calendar.picture import KIND_WORDS
from pfa.core.resources import folder
from pfa.family import questions as parents
from pfa.family import words as family
from pfa.internships import words as internships
from pfa.packages import words as packages
from pfa.reporting import words as reporting
from pfa.starts import words as starts
from pfa.web.symbols import PICTURES, SYMBOLS
from tests.easy_read import too_hard

NOON = dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC)
A_NAME = "0 0 0"  # a name may have three words; numbers are on no list
CATALOGUES: Mapping[str, Mapping[str, str]] = {
    "survey": survey.SAYINGS,
    "about": about.SAYINGS,
    "family": family.SAYINGS,
    "internships": internships.SAYINGS,
    "packages": packages.SAYINGS,
    "starts": starts.SAYINGS,
    "accounts": {
        name: said for name, said in vars(accounts).items() if name.isupper() and not name.endswith("_FOR_PARENTS")
    },
    # The first page is for anybody, staff too: its reading age is held in its room.
    "reporting": {key: said for key, said in reporting.SAYINGS.items() if not key.startswith("front.")},
}
every_question = pytest.mark.parametrize("question", EVERY.values(), ids=lambda one: f"{one.key}-{one.version}")


def told(question: Question, level: Level) -> list[str]:
    """Everything that a page says for a question at a level."""
    words = survey.wording(question.key, question.version)
    telling = survey.tell(question.key, question.version, words, level)
    ideas = [idea.words for idea in (*telling.ideas, *telling.pictured)]
    return [telling.title, *ideas, *telling.choices.values(), words.text_label, *words.headings.values()]


def faults(said: str) -> Iterator[str]:
    text = re.sub(r"\{\w+\}", A_NAME, said)
    yield from (f"over {LONGEST} words: {one}" for one in long_sentences(text))
    yield from (f"not on the list: {word} in: {said}" for word in too_hard(text))


@pytest.mark.parametrize("room", CATALOGUES)
def test_each_sentence_of_a_room_is_short_and_of_words_on_the_list(room: str) -> None:
    wrong = [f"{key} is {fault}" for key, said in CATALOGUES[room].items() for fault in faults(said)]
    assert not wrong, "\n".join(wrong)


@every_question
@pytest.mark.parametrize("level", [Level.easy, Level.pictures])
def test_easier_levels_of_a_question_are_short_and_of_words_on_the_list(question: Question, level: Level) -> None:
    wrong = [fault for said in told(question, level) for fault in faults(said)]
    assert not wrong, "\n".join(wrong)


def test_what_is_too_long_or_too_hard_is_named() -> None:
    assert list(faults("{name} has aspirations, and 3 vacancies.")) == [
        "not on the list: aspirations in: {name} has aspirations, and 3 vacancies.",
        "not on the list: vacancies in: {name} has aspirations, and 3 vacancies.",
    ]
    assert long_sentences("Stop. " + "go " * LONGEST + "now. Go.") == ["go " * LONGEST + "now."]
    assert long_sentences("go " * LONGEST) == []


def test_no_word_stays_on_the_list_that_nobody_says() -> None:
    said = [text for level in Level for question in EVERY.values() for text in told(question, level)]
    said += [idea.words for ideas in PICTURED.values() for idea in ideas]
    said += [text for catalogue in CATALOGUES.values() for text in catalogue.values()]
    said += [SYMBOLS[name] for name in PICTURES] + list(KIND_WORDS.values())
    said += [text for one in parents.QUESTIONS for text in (one.question, *one.choices.values())]
    said += [text.read_text() for text in folder("templates").rglob("*.html") if "young.html" in text.read_text()]
    said.append(survey.soon(NOON + dt.timedelta(days=1), NOON))
    spoken = {word.lower() for text in said for word in words(re.sub(r"\{\w+\}", "", text))}
    ours = re.sub(r"#.*", "", LIST.read_text().partition("\n\n")[0]).split()
    assert [word for word in ours if word not in spoken] == []
