"""Words that several people used, for a co-ordinator to make themes of. Pure, small and on this machine alone.

Single words are weighed by TF-IDF over the texts, pairs of neighbours by how much more often they stand together than
chance would have it. A term that fewer than three people used is never suggested: it may be a name.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

PEOPLE_AT_LEAST = 3
TERMS_AT_MOST = 24
_WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*[a-z0-9]|[a-z0-9]")
_BREAK = re.compile(r"[.!?;:,\n]+")
# Words that say nothing of what a text is about.
STOP = frozenset(
    """a about after again all also always am an and any are as at be because been before being but by can can't
    come could did do does doing don't done down each even ever every for from get gets getting go goes going
    good got had has have having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's
    its just know like liked likes lot lots make makes many me more most much my need never no not nothing now
    of off on one only or other our out over people really said same say see she should so some something
    sometimes still such than that that's the their them then there they thing things think this those through
    time to too try up us use very want wanted wants was way we well were what when where which who why will
    with without would you your""".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A suggested word or pair of words, and how many people used it."""

    words: str
    people: int


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, with one kind of apostrophe."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def holds(text: str, term: str) -> bool:
    """Does a text hold a term: its words in a row, as whole words, a plural counting as its singular?"""
    wanted, said = [_one(word) for word in tokens(term)], [_one(word) for word in tokens(text)]
    if not wanted:
        return False
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))


def suggested(texts: Sequence[tuple[int, str]], known: Iterable[str] = ()) -> list[Term]:
    """Terms for texts of people (`person id, text`), what says most first; terms that are `known` are left out."""
    spoken: dict[int, list[str]] = {}
    for person, text in texts:
        for part in _BREAK.split(text):  # no pair reaches over two sentences
            spoken.setdefault(person, []).extend([*tokens(part), ""])
    singles, pairs = Counter[str](), Counter[tuple[str, str]]()
    used: dict[str, set[int]] = {}
    forms: dict[str, Counter[str]] = {}
    for person, words in spoken.items():
        kept = [_one(word) if word not in STOP and not word.isdigit() else "" for word in words]
        for word, form in zip(kept, words, strict=True):
            if word:
                singles[word] += 1
                used.setdefault(word, set()).add(person)
                forms.setdefault(word, Counter())[form] += 1
        for first, second in pairwise(kept):
            if first and second:
                pairs[first, second] += 1
                used.setdefault(f"{first} {second}", set()).add(person)
    scored = {word: _weight(count, len(used[word]), len(spoken)) for word, count in singles.items()}
    total = sum(singles.values())
    for (first, second), count in pairs.items():
        together = count * total / (singles[first] * singles[second])
        scored[f"{first} {second}"] = scored[first] + scored[second] if together > 1 else 0.0
    done = {" ".join(map(_one, tokens(term))) for term in known}
    done |= {word for term in done for word in term.split()}
    fit = [term for term in scored if len(used[term]) >= PEOPLE_AT_LEAST and scored[term] > 0 and term not in done]
    fit.sort(key=lambda term: (-scored[term], term))
    return [Term(_as_said(term, forms), len(used[term])) for term in _without_parts(fit, used)[:TERMS_AT_MOST]]


def _weight(count: int, people: int, everybody: int) -> float:
    """TF-IDF over all texts: often said, and not by everybody."""
    return (1 + math.log(count)) * math.log(1 + everybody / people)


def _without_parts(terms: Sequence[str], used: dict[str, set[int]]) -> list[str]:
    """A word that only ever stands in a pair that is suggested is said by the pair."""
    pairs = [term for term in terms if " " in term]
    said = {word for pair in pairs for word in pair.split() if used[word] == used[pair]}
    return [term for term in terms if term not in said]


def _as_said(term: str, forms: dict[str, Counter[str]]) -> str:
    return " ".join(forms[word].most_common(1)[0][0] for word in term.split())


def _one(word: str) -> str:
    """A plural as its singular, roughly: dogs and dog are one word."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
