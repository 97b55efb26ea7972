"""Which questions are asked of whom, in which order: our sets by number, and the list that one person meets.

Years 9 and 10 explore, everybody older decides. A set says of each question in which version it is asked of the ones
and of the others, or that it is not. Sets are never changed: another order is another number, so that whoever has begun
goes on with the questions they began with.

Our newest set has 13 questions for the ones and 18 for the others. Named places, whom to be with, days and what must be
right weigh one September's match, and where to live is settled near it. Years 9 and 10 are years from theirs: what is
on offer now is not what they will choose from, and fewer questions leave more time for what they like and might try. An
authority can put each of them to everyone, on screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pfa.aspirations.questions import (
    AFTER,
    COMPANY,
    DAYS,
    EVERY,
    HEALTH,
    HELP,
    HELPER,
    HOME,
    LEARN_TRAVEL,
    LIKE,
    MATTERS,
    MORE,
    NOT_FOR_ME,
    NOT_SURE,
    PEOPLE,
    PLACES,
    SET_VERSION,
    SKILLS,
    SORT,
    TRAVEL,
    TRY,
    WEEK,
    WORK,
    Question,
    Takes,
)
from pfa.aspirations.words import I_AM_NOT_SURE, WORDINGS, Easy, Idea, Wording

EXPLORING = frozenset({9, 10})  # year groups; everybody else decides
OWN_PREFIX = "own-"  # keys of questions that an authority wrote
FIRST_OWN_SET = 1001  # numbers below it are ours, from it on an authority's


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a set: the version asked of those who explore, and of those who decide. None: not asked."""

    key: str
    explores: int | None = 1
    decides: int | None = 1

    @property
    def is_own(self) -> bool:
        """Is it a question that an authority wrote itself?"""
        return self.key.startswith(OWN_PREFIX)

    def version_for(self, year_group: int | None) -> int | None:
        return self.explores if year_group in EXPLORING else self.decides


_ALL_OF_FIRST = (LIKE, AFTER, WORK, WEEK, TRY, NOT_FOR_ME, TRAVEL, LEARN_TRAVEL, DAYS, HELP, MORE, HELPER)
OUR_SETS: Mapping[int, tuple[Entry, ...]] = {
    1: tuple(Entry(key) for key in _ALL_OF_FIRST),
    2: (
        Entry(LIKE),
        Entry(AFTER, explores=2),
        Entry(WORK, explores=2),
        Entry(WEEK),
        Entry(TRY),
        Entry(NOT_FOR_ME),
        Entry(TRAVEL),
        Entry(LEARN_TRAVEL),
        Entry(DAYS, explores=None),
        Entry(SKILLS),
        Entry(HOME, explores=None),
        Entry(PEOPLE),
        Entry(HEALTH),
        Entry(HELP),
        Entry(MORE),
        Entry(HELPER),
    ),
    3: (
        Entry(LIKE),
        Entry(AFTER, explores=2),
        Entry(WORK, explores=2),
        Entry(SORT),
        Entry(PLACES, explores=None),
        Entry(WEEK),
        Entry(COMPANY, explores=None),
        Entry(TRAVEL),
        Entry(LEARN_TRAVEL),
        Entry(DAYS, explores=None),
        Entry(MATTERS, explores=None),
        Entry(SKILLS),
        Entry(HOME, explores=None),
        Entry(PEOPLE),
        Entry(HEALTH),
        Entry(HELP),
        Entry(MORE),
        Entry(HELPER),
    ),
}


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The questions one person meets, in order. `wordings` are those that are not ours: an authority's, of places."""

    questions: tuple[Question, ...]
    wordings: Mapping[tuple[str, int], Wording] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.questions)

    def find(self, key: str) -> Question | None:
        """The question with this key; None if it is not asked."""
        return next((question for question in self.questions if question.key == key), None)

    def wording(self, question: Question) -> Wording:
        """How a question of this list reads."""
        where = (question.key, question.version)
        return self.wordings[where] if where in self.wordings else WORDINGS[where]

    def with_choices(self, key: str, said: Mapping[str, str], symbols: Mapping[str, str]) -> QuestionList:
        """The same questions, with choices put into one that has none of its own: named places."""
        asked = self.find(key)
        if asked is None:
            return self
        wording = replace(self.wording(asked), choices=said, symbols=symbols)
        questions = tuple(replace(one, groups=(("", tuple(said)),)) if one is asked else one for one in self.questions)
        return QuestionList(questions, {**self.wordings, (asked.key, asked.version): wording})

    def number(self, question: Question) -> int:
        """Where a question stands, from 1."""
        return self.questions.index(question) + 1

    def after(self, question: Question) -> Question | None:
        """The next question; None after the last."""
        place = self.number(question)
        return self.questions[place] if place < len(self) else None

    def before(self, question: Question) -> Question | None:
        """The question before; None before the first."""
        place = self.number(question)
        return self.questions[place - 2] if place > 1 else None


def listed(
    entries: Sequence[Entry],
    year_group: int | None,
    own: Mapping[tuple[str, int], tuple[Question, Wording]] | None = None,
) -> QuestionList:
    """The questions of a set that somebody of a year group is asked; a year that is not known decides."""
    mine = own or {}
    asked = [(entry.key, version) for entry in entries if (version := entry.version_for(year_group)) is not None]
    questions = tuple(mine[where][0] if where in mine else EVERY[where] for where in asked)
    return QuestionList(questions, {where: wording for where, (_question, wording) in mine.items()})


def ours(year_group: int | None, number: int = SET_VERSION) -> QuestionList:
    """The questions of one of our sets for a year group. Raises KeyError for a set that there is not."""
    return listed(OUR_SETS[number], year_group)


def with_newer(entries: Sequence[Entry]) -> list[Entry]:
    """A set, and at its end those of our newest set that it does not know, asked of nobody until somebody says so."""
    known = {entry.key for entry in entries}
    newer = [entry for entry in OUR_SETS[SET_VERSION] if entry.key not in known]
    return [*entries, *(Entry(entry.key, None, None) for entry in newer)]


def own_question(key: str, number: int, takes: str, said: Mapping[str, Any]) -> tuple[Question, Wording]:
    """A question that an authority wrote, from what is kept of it (`OwnQuestion`). "Not sure" is always offered."""
    choices = {one["key"]: one["words"] for one in said["choices"]}
    symbols = {one["key"]: one["symbol"] for one in said["choices"]}
    pictured = tuple(Idea(one["symbol"], one["words"]) for one in said.get("pictured", ()))
    easy = Easy(Idea(said["symbol"], said["easy"]), pictured=pictured)
    if takes == Takes.text.value:
        question = Question(key, number, Takes.text, has_text=True)
        return question, Wording(said["question"], said["question"], said["hint"], easy=easy)
    offered = {**choices, NOT_SURE: I_AM_NOT_SURE}
    question = Question(key, number, Takes(takes), (("", tuple(offered)),))
    return question, Wording(said["question"], said["question"], said["hint"], offered, easy=easy, symbols=symbols)
