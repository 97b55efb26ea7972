"""The two rules of Easy Read that can be checked: no sentence has over 15 words, and every word is on a list.

The list is `easy_words.txt` beside this file: words that a person read and agreed to, one by one.
"""

from __future__ import annotations

from pathlib import Path

from pfa.aspirations.words.reading_age import sentences, words

LONGEST = 15  # words in a sentence, with its names filled in


LIST = Path(__file__).with_name("easy_words.txt")


def _listed() -> frozenset[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


EASY_WORDS = _listed()


def long_sentences(text: str) -> list[str]:
    """The sentences of a text that have too many words."""
    return [one for one in sentences(text) if len(words(one)) > LONGEST]


def hard_words(text: str) -> list[str]:
    """The words of a text that are not on the list, in order, each once. Numbers and letters are easy."""
    said = (word.lower().replace("’", "'") for word in words(text) if len(word) > 1 and not word[0].isdigit())
    return [word for word in dict.fromkeys(said) if word not in EASY_WORDS]
