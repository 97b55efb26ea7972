"""How hard a text is to read, by a formula that anyone can check by hand.

Flesch-Kincaid grade level: 0.39 × words a sentence + 11.8 × syllables a word − 15.59. A grade is a school year of the
United States, where children are about five years older than their grade; so reading age = grade + 5 (Kincaid et al.,
1975). Syllables are counted as groups of vowels, without a silent e at the end.
"""

from __future__ import annotations

import math
import re

OLDEST = 11  # years: what young people read is for this reading age or less
VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line without a full stop counts as one."""
    return [one.strip() for one in re.split(r"(?<=[.!?:])\s+|\n+", text) if re.search(r"[A-Za-z]", one)]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9][A-Za-z0-9'’-]*", text)


def syllables(word: str) -> int:
    """Groups of vowels, at least one; a silent e at the end is left out, but not that of -le."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    if len(bare) > 2 and bare.endswith("e") and not bare.endswith("le"):
        bare = bare[:-1]
    if len(bare) > 3 and bare.endswith("ed") and bare[-3] not in "td":
        bare = bare[:-2] + "d"
    return max(1, len(VOWELS.findall(bare)))


def age_to_read(*lines: str) -> int:
    """Years of age at which a question and its choices can be read, rounded up; 5 at least."""
    return max(5, math.ceil(reading_age("\n".join(filter(None, lines)))))


def reading_age(text: str) -> float:
    """Years of age at which a text can be read."""
    said = sentences(text)
    every = [word for one in said for word in words(one)]
    grade = 0.39 * len(every) / len(said) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
    return grade + 5
