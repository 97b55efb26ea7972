"""Words that several people used are suggested; what only one or two said never is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pfa.themes.suggesting import PEOPLE_AT_LEAST, TERMS_AT_MOST, holds, suggested

TEXTS = [
    (1, "The bus stop is far away. I want to see horses."),
    (2, "I wait at the bus stop. The horse was nice."),
    (3, "My bus stop has no shelter"),
    (4, "I love horses, and Bella the dog!"),
    (5, "Bella and the dogs"),
    (6, "I like my dog"),
]


def test_words_and_pairs_of_three_people_or_more_are_suggested() -> None:
    found = {term.words: term.people for term in suggested(TEXTS)}
    assert found == {"bus stop": 3, "horses": 3, "dog": 3}


def test_a_name_that_two_people_wrote_is_not() -> None:
    assert "bella" not in {term.words for term in suggested(TEXTS)}


def test_one_person_who_says_something_often_is_still_one() -> None:
    assert suggested([(1, "trains trains trains"), (1, "trains"), (2, "trains")]) == []


def test_what_stands_in_a_theme_is_not_suggested_again() -> None:
    assert "horses" not in {term.words for term in suggested(TEXTS, known=["horse"])}


def test_a_term_is_found_as_whole_words_whatever_its_number() -> None:
    assert holds("Dogs! I like DOGS", "dog")
    assert holds("the bus stops here", "bus stop")
    assert not holds("the busy stop", "bus stop")
    assert not holds("stop the bus", "bus stop")
    assert not holds("anything", " ")


@given(st.lists(st.tuples(st.integers(1, 5), st.text(max_size=60)), max_size=12))
def test_whatever_is_written_few_terms_come_and_each_of_several_people(texts: list[tuple[int, str]]) -> None:
    found = suggested(texts)
    assert len(found) <= TERMS_AT_MOST
    for term in found:
        assert term.people >= PEOPLE_AT_LEAST
        assert term.people <= len({person for person, text in texts if text})
