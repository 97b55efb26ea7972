"""What a password must be: long, and not what anybody would guess. Nothing else; no recipe of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pfa.accounts.entrance import LONGEST
from pfa.core.errors import Refused

SHORTEST = 12  # characters; three random words are a good way to get there
SHORTEST_OWN_WORD = 4  # of names and the like
# What must be left when everything guessable is taken away: any one of these is enough.
ENOUGH_WORDS, ENOUGH_LETTERS, ENOUGH_FIGURES = 3, 5, 7
ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
    "1qaz2wsx3edc4rfv",
)
_LEET = str.maketrans("0134578@$!|+", "oieastbasiit")
PRODUCT_WORDS = ("pfa", "preparing", "adulthood", "send", "package", "council")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that people build passwords from, as shipped (the file says where they are from)."""
    lines = Path(__file__).with_name("common_password_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def check(password: str, *, about: Iterable[str] = ()) -> None:
    """Raise Refused if a password is too short, too long or too easy. `about` are words about its owner: names,
    the authority, the organisation, the e-mail address."""
    if len(password) < SHORTEST:
        raise Refused(f"Use {SHORTEST} characters or more. Three random words work well.", field="password")
    if len(password) > LONGEST:
        raise Refused(f"Use {LONGEST:,} characters at most.", field="password")
    if is_easy(password, about):
        raise Refused(
            "This password is easy to guess: it is made of a well-known word or pattern, or of a name from here. "
            "Three random words work well.",
            field="password",
        )


def is_easy(password: str, about: Iterable[str] = ()) -> bool:
    """Is there too little of it beside common words, rows of keys, repeats and words about its owner?

    Three different common words are enough of it: that is the advice.
    """
    words = {part for said in about for part in re.split(r"[\W_]+", said.lower()) if len(part) >= SHORTEST_OWN_WORD}
    known = frozenset(words | set(PRODUCT_WORDS))
    text = password.lower()
    return any(_is_easy(reading, known) for reading in (text, text.translate(_LEET)))


def _is_easy(text: str, known: frozenset[str]) -> bool:
    common = set()
    for word in sorted(common_words() | known, key=len, reverse=True):
        if word in text:
            text = text.replace(word, " ")
            common |= {word} - known
    text = re.sub(r"(.+?)\1{2,}", r"\1", _without_rows(text))  # the same thing three times or more says it once
    if len(common) >= ENOUGH_WORDS or len(set(re.findall(r"\d", text))) >= ENOUGH_FIGURES:
        return False
    return len(set(re.sub(r"[\d\s!-/:-@\[-`{-~]+", "", text))) < ENOUGH_LETTERS


def _without_rows(text: str) -> str:
    """The text without stretches of four or more that follow a row of keys, either way."""
    kept, at = "", 0
    while at < len(text):
        longest = 0
        for row in (*ROWS, *(row[::-1] for row in ROWS)):
            size = 4
            while at + size <= len(text) and text[at : at + size] in row:
                longest, size = max(longest, size), size + 1
        kept += "" if longest else text[at]
        at += longest or 1
    return kept
