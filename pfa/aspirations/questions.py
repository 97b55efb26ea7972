"""The questions young people are asked, as data: keys, versions, what each takes, and which choices it offers.

A question's wording stands in `words.py` by key and version. Changing the wording or the choices of a question means a
new version here and a new entry there; the old entry stays, so that an old answer is always shown beside the words it
answered. Choices of kinds of work are keys of `KINDS_OF_WORK`; kinds of opportunity are written `kind:KIND`, so that
`health` (hospitals) and `kind:health` (keeping well) are never mixed up.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pfa.provision.kinds import KINDS_OF_WORK, OpportunityKind

SET_VERSION = 2  # of the whole set: which questions, in which order (`sets.py`)
NOT_SURE = "not-sure"
NONE = "none"
WISHES_AT_MOST = 3
TEXT_AT_MOST = 2000  # characters
KIND_PREFIX = "kind:"


class Takes(enum.Enum):
    """What an answer to a question is made of. Free text is beside the choices, never instead of them."""

    one = "one"
    many = "many"
    ranked = "ranked"  # up to `WISHES_AT_MOST`, the first is wanted most
    text = "text"


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
    """One question of the set. `alone` are choices that cannot stand beside others, such as "not sure"."""

    key: str
    version: int
    takes: Takes
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()  # heading key ("" for none) and its choices
    alone: frozenset[str] = frozenset({NOT_SURE})
    has_text: bool = False
    outcome: Outcome | None = None  # None: about the survey itself

    @property
    def choices(self) -> tuple[str, ...]:
        """Every choice offered, in order."""
        return tuple(choice for _heading, choices in self.groups for choice in choices)


SKILLS, HOME, PEOPLE, HEALTH = "skills", "home", "people", "health"
LIKE, AFTER, WORK, WEEK, TRY, NOT_FOR_ME = "like", "after", "work", "week", "try", "not-for-me"
TRAVEL, LEARN_TRAVEL, DAYS, HELP, MORE, HELPER = "travel", "learn-travel", "days", "help", "more", "helper"

_WORKS = tuple(KINDS_OF_WORK)
_THINGS = tuple(
    KIND_PREFIX + kind.value
    for kind in (
        OpportunityKind.work_experience,
        OpportunityKind.volunteering,
        OpportunityKind.adult_learning,
        OpportunityKind.travel_training,
        OpportunityKind.community,
        OpportunityKind.health,
    )
)
_WAYS = tuple(
    KIND_PREFIX + kind.value
    for kind in (
        OpportunityKind.school_sixth_form,
        OpportunityKind.study_programme,
        OpportunityKind.supported_internship,
        OpportunityKind.apprenticeship,
        OpportunityKind.traineeship,
    )
)


def _choices(*choices: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("", choices),)


_THEIR_OWN = frozenset({NONE, NOT_SURE})
_E, _I, _C, _H = Outcome.employment, Outcome.independent_living, Outcome.community, Outcome.health
# Every question in its newest version, in the order of our newest set.
QUESTIONS: tuple[Question, ...] = (
    Question(
        LIKE,
        1,
        Takes.many,
        _choices(
            "animals",
            "art",
            "cooking",
            "computers",
            "helping",
            "making",
            "music",
            "outdoors",
            "people",
            "quiet",
            "reading",
            "sport",
            NOT_SURE,
        ),
        has_text=True,
        outcome=_C,
    ),
    Question(
        AFTER,
        1,
        Takes.many,
        _choices("school", "college", "learn-a-job", "apprenticeship", "job", "training", NOT_SURE),
        outcome=_E,
    ),
    Question(WORK, 1, Takes.ranked, _choices(*_WORKS, NOT_SURE), outcome=_E),
    Question(
        WEEK,
        1,
        Takes.many,
        _choices("learning", "work", "helping", "friends", "active", "travel", "rest", NOT_SURE),
        outcome=_C,
    ),
    Question(TRY, 1, Takes.many, (("works", _WORKS), ("things", _THINGS), ("", (NOT_SURE,))), outcome=_E),
    Question(
        NOT_FOR_ME,
        1,
        Takes.many,
        (("works", _WORKS), ("things", _THINGS), ("ways", _WAYS), ("", (NONE, NOT_SURE))),
        alone=_THEIR_OWN,
        outcome=_E,
    ),
    Question(
        TRAVEL, 1, Takes.one, _choices("alone", "learning", "with-someone", "council-transport", NOT_SURE), outcome=_I
    ),
    Question(LEARN_TRAVEL, 1, Takes.one, _choices("yes", "no", "already", NOT_SURE), outcome=_I),
    Question(DAYS, 1, Takes.one, _choices("1", "2", "3", "4", "5", NOT_SURE), outcome=_E),
    Question(
        SKILLS,
        1,
        Takes.many,
        _choices("cook", "money", "shop", "clean", "self-care", "time", "online", NONE, NOT_SURE),
        alone=_THEIR_OWN,
        outcome=_I,
    ),
    Question(HOME, 1, Takes.many, _choices("family", "own", "friends", "partner", "support", NOT_SURE), outcome=_I),
    Question(
        PEOPLE,
        1,
        Takes.many,
        _choices("new-friends", "see-friends", "club", "go-out", "help-others", "partner", "alone", NOT_SURE),
        outcome=_C,
    ),
    Question(
        HEALTH,
        1,
        Takes.many,
        _choices("move", "food", "sleep", "calm", "talk", "understand", NONE, NOT_SURE),
        alone=_THEIR_OWN,
        outcome=_H,
    ),
    Question(
        HELP,
        1,
        Takes.many,
        _choices(
            "step-free",
            "hoist",
            "quiet-space",
            "signing",
            "personal-care",
            "nursing",
            "small-group",
            "hearing-loop",
            "low-vision",
            "assistive-tech",
            NONE,
            NOT_SURE,
        ),
        alone=_THEIR_OWN,
        has_text=True,
        outcome=_H,
    ),
    Question(MORE, 1, Takes.text, has_text=True),
    Question(HELPER, 1, Takes.one, _choices("nobody", "family", "school", "friend", "someone-else", NOT_SURE)),
)
BY_KEY: Mapping[str, Question] = {question.key: question for question in QUESTIONS}
# Of Years 9 and 10 the same is asked in softer words: what might be, not what shall be.
_SOFTER = tuple(replace(BY_KEY[key], version=2) for key in (AFTER, WORK))
EVERY: Mapping[tuple[str, int], Question] = {(one.key, one.version): one for one in (*QUESTIONS, *_SOFTER)}


def cleaned(question: Question, choices: Sequence[str]) -> tuple[str, ...]:
    """The choices that the question offers, each once and in the order given; a choice that stands alone wins.

    Where several of those are given the last counts, as it does on screen. Order is the set's own but for ranked ones.
    """
    offered = question.choices
    known = tuple(dict.fromkeys(choice for choice in choices if choice in offered))
    lonely = [choice for choice in known if choice in question.alone]
    if lonely:
        return (lonely[-1],)
    if question.takes is Takes.ranked:
        return known[:WISHES_AT_MOST]
    if question.takes is Takes.one:
        return known[-1:]
    return tuple(choice for choice in offered if choice in known)
