"""What a young person reads on the first page and in an error: short sentences, for a reading age of 11 at most."""

from __future__ import annotations

import pytest

from pfa.aspirations.words.reading_age import reading_age, sentences, words
from pfa.reporting.words import SAYINGS, say

LONGEST, OLDEST = 15, 11  # words a sentence; years


@pytest.mark.parametrize("key", SAYINGS)
def test_no_sentence_is_long(key: str) -> None:
    for sentence in sentences(SAYINGS[key]):
        assert len(words(sentence)) <= LONGEST, sentence


def test_all_of_it_together_can_be_read_at_eleven() -> None:
    assert reading_age("\n".join(SAYINGS.values())) <= OLDEST


def test_a_sentence_takes_its_name_and_an_unknown_one_is_a_fault() -> None:
    assert say("home.hello", name="Amara") == "Hello Amara"
    with pytest.raises(KeyError):
        say("home.nothing")
