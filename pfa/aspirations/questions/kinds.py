"""What a question is made of: what it takes, which choices it offers, and one answer to it as plain values."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SET_VERSION = 3  # of the whole set: which questions, in which order (`sets.py`)
NOT_SURE = "not-sure"
NONE = "none"
WISHES_AT_MOST = 3
TEXT_AT_MOST = 2000  # characters
NAMES_AT_MOST, NAME_AT_MOST = 3, 80  # whom they want to be with; characters of a name
PLACES_AT_MOST = 60  # named places in one answer
COUNTERS = 10  # to spend on what matters, by those who want to
KIND_PREFIX = "kind:"


class Takes(enum.Enum):
    """What an answer to a question is made of. Free text is beside the choices, never instead of them."""

    one = "one"
    many = "many"
    ranked = "ranked"  # up to `WISHES_AT_MOST`, the first is wanted most
    text = "text"
    felt = "felt"  # how they feel about each thing: `FEELING:CODE`
    names = "names"  # people, by the names they type: free text, a line each


class Feeling(enum.Enum):
    """How somebody feels about one thing or one place, by tapping."""

    must = "must"  # I really want it
    like = "like"
    unsure = "unsure"
    no = "no"  # not for me


class Outcome(enum.Enum):
    """The four outcomes of preparing for adulthood (SEND Code of Practice 7.38)."""

    employment = "employment"
    independent_living = "independent-living"
    community = "community"
    health = "health"


OUTCOME_NAMES = {
    Outcome.employment: "Employment",
    Outcome.independent_living: "Independent living",
    Outcome.community: "Friends, relationships and community",
    Outcome.health: "Health",
}


class Said(Protocol):
    """What a person said to one question: a row of the database, or plain values in a test."""

    @property
    def choices(self) -> Sequence[str]: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """One answer as plain values: choices, ordered where order matters, and free text."""

    choices: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the set. `alone` are choices that cannot stand beside others, such as "not sure".

    "Not sure" can be said to every question. Where it is none of the choices, to feelings and to free text, the page
    offers it beside the answer, as it offers to skip: it belongs to no version, and old ones have it too.
    `feelings` are those offered for each choice of a `felt` question; one without choices is about named places, by
    the public ids of opportunities. `counters` are how many somebody may spend on its choices instead of ticking them.
    """

    key: str
    version: int
    takes: Takes
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()  # heading key ("" for none) and its choices
    alone: frozenset[str] = frozenset({NOT_SURE})
    has_text: bool = False
    outcome: Outcome | None = None  # None: about the survey itself
    feelings: tuple[Feeling, ...] = ()
    counters: int = 0

    @property
    def has_not_sure_beside(self) -> bool:
        """Is "not sure" offered beside the answer, and not among the choices?"""
        return NOT_SURE not in self.choices

    @property
    def choices(self) -> tuple[str, ...]:
        """Every choice offered, in order."""
        return tuple(choice for _heading, choices in self.groups for choice in choices)
