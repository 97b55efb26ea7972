"""The words of an authority's own question: long sentences are refused, hard words and a high reading age are said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from pfa.accounts.models import User
from pfa.aspirations import services
from pfa.aspirations.questions import Takes
from pfa.aspirations.services.questions import doubts
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
EASY = services.OwnWords(
    "Which pet do you like?",
    "What pet do you like?",
    "good",
    Takes.one,
    choices=(("A dog", "good"), ("A cat", "okay")),
)
FORM = {
    "question": EASY.question,
    "easy": EASY.easy,
    "symbol": "good",
    "takes": "one",
    "choice_1": "A dog",
    "symbol_1": "good",
    "choice_2": "A cat",
    "symbol_2": "okay",
}
LONG = "Tell us " + "and tell us " * 5 + "now."
HARD = "Which vocational qualification would facilitate your aspirations regarding apprenticeship opportunities?"


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


@pytest.fixture
def staff(scene: Scene, client_as: ClientAs) -> Browser:
    return client_as(scene.world.coordinator)


def said_of(answer_text: str, field: str) -> str:
    """The error beside a field."""
    found = re.search(rf'id="{field}-error"[^>]*>(.*?)</p>', answer_text, re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[1])).split()) if found else ""


def test_easy_words_leave_no_doubt() -> None:
    assert doubts(EASY) == ""


@pytest.mark.parametrize(
    "words",
    [
        replace(EASY, easy="What reptile do you like?"),
        replace(EASY, pictured=(("My reptile", "good"),)),
        replace(EASY, choices=(("A reptile", "good"), ("A cat", "okay"))),
    ],
)
def test_a_word_that_is_not_on_the_list_is_said_wherever_easy_words_are_read(words: services.OwnWords) -> None:
    assert doubts(words) == "These words are not on the Easy Read list: reptile. Use them anyway?"


def test_short_words_may_be_off_the_list_but_not_too_hard() -> None:
    assert doubts(replace(EASY, question="Which reptile do you like?", hint="Pick one.")) == ""
    assert re.fullmatch(
        r"The short words take a reading age of \d\d: 11 or less is good. Use them anyway\?",
        doubts(replace(EASY, question=HARD)),
    )


@pytest.mark.parametrize("field", ["question", "hint", "easy", "choice_2"])
def test_a_long_sentence_is_refused_beside_its_field_whatever_is_ticked(
    field: str, scene: Scene, staff: Browser
) -> None:
    long = LONG if field != "choice_2" else "a " * 16
    page = staff.submit("/questions/new", {**FORM, field: long, "used_anyway": "y"}).text
    assert "A sentence may have 15 words at most. This one has" in said_of(page, field)


def test_hard_words_are_pointed_out_and_used_if_they_are_wanted(scene: Scene, staff: Browser) -> None:
    lizard = {**FORM, "choice_2": "A lizard"}
    assert "Use them anyway" not in staff.get("/questions/new").text
    page = staff.submit("/questions/new", lizard).text
    doubt = said_of(page, "used_anyway").removeprefix("Error: ")
    assert doubt == "These words are not on the Easy Read list: lizard. Use them anyway?"
    assert f'value="{doubt}"' in page
    assert 'value="A lizard"' in page
    assert staff.submit("/questions/new", {**lizard, "used_anyway": doubt}).status_code == 303
    assert "Which pet do you like?" in staff.get("/questions").text


def test_a_tick_counts_for_the_words_it_was_given_to_and_for_no_others(scene: Scene, staff: Browser) -> None:
    doubt = "These words are not on the Easy Read list: lizard. Use them anyway?"
    answer = staff.submit("/questions/new", {**FORM, "choice_2": "A reptile", "used_anyway": doubt})
    assert "not on the Easy Read list: reptile." in said_of(answer.text, "used_anyway")


def test_a_tick_stays_while_something_else_is_put_right(scene: Scene, staff: Browser) -> None:
    doubt = "These words are not on the Easy Read list: lizard. Use them anyway?"
    page = staff.submit("/questions/new", {**FORM, "choice_2": "A lizard", "symbol_2": "", "used_anyway": doubt}).text
    assert "Choose a picture for this choice" in page
    assert re.search(rf'value="{re.escape(doubt)}"[^>]* checked', page)
