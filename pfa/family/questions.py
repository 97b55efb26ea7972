"""What parents and carers are asked: short, in plain words, and where it is about the same thing with the same choices.

A question that young people are asked as well has their key, so that the two stand side by side. The words of the
choices are a parent's own. New words or choices mean a new version, and the old one stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pfa.aspirations.questions import DAYS, HOME, NOT_SURE, TRAVEL, WORK
from pfa.provision.kinds import KINDS_OF_WORK

VERSION = 1
HOPES, WORRIES, HELPS, MUST = "hopes", "worries", "helps", "must"
TEXT_AT_MOST = 2000  # characters
I_AM_NOT_SURE = "I am not sure"


@dataclass(frozen=True, slots=True)
class ParentQuestion:
    """One question: `{name}` stands for the young person. Choices and their words; none: they write."""

    key: str
    question: str
    hint: str
    staff: str  # its name on pages of the staff
    choices: Mapping[str, str] = field(default_factory=dict)
    is_one: bool = False  # one choice, or as many as they like

    @property
    def takes_text(self) -> bool:
        return not self.choices

    def cleaned(self, given: Sequence[str]) -> tuple[str, ...]:
        """The choices that are offered, in the order of the question; "not sure" stands alone."""
        known = [choice for choice in self.choices if choice in given]
        if NOT_SURE in known:
            return (NOT_SURE,)
        return tuple(known[:1] if self.is_one else known)


QUESTIONS: tuple[ParentQuestion, ...] = (
    ParentQuestion(
        HOPES,
        "What do you hope for {name}?",
        "For work or learning, home, friends and health. There is no wrong answer.",
        "What they hope for",
    ),
    ParentQuestion(
        WORK,
        "Which kinds of work could be right for {name}?",
        "Tick as many as you like.",
        "Kinds of work",
        {**KINDS_OF_WORK, NOT_SURE: I_AM_NOT_SURE},
    ),
    ParentQuestion(
        HOME,
        "Where could {name} live when they are older?",
        "Tick as many as you like.",
        "Where they could live",
        {
            "family": "With the family",
            "own": "In their own home",
            "friends": "With friends",
            "partner": "With a partner",
            "support": "In a home with people who help them",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    ParentQuestion(
        TRAVEL,
        "How does {name} get to places?",
        "Tell us how it is most of the time.",
        "How they get there",
        {
            "alone": "On their own",
            "learning": "They are learning to go on their own",
            "with-someone": "Someone goes with them",
            "council-transport": "A taxi or minibus takes them",
            NOT_SURE: I_AM_NOT_SURE,
        },
        is_one=True,
    ),
    ParentQuestion(
        DAYS,
        "How many days a week could {name} be busy?",
        "Learning, work and other things they go out to do.",
        "Days a week",
        {"1": "1 day", "2": "2 days", "3": "3 days", "4": "4 days", "5": "5 days", NOT_SURE: I_AM_NOT_SURE},
        is_one=True,
    ),
    ParentQuestion(HELPS, "What helps {name}?", "What works well at home, and what should people know?", "What helps"),
    ParentQuestion(WORRIES, "What worries you?", "We can only plan for what we know.", "What worries them"),
    ParentQuestion(
        MUST,
        "What must not be missed?",
        "For example medicine, a therapy, a day that is taken, or something that always goes wrong.",
        "What must not be missed",
    ),
)
BY_KEY: Mapping[str, ParentQuestion] = {one.key: one for one in QUESTIONS}
# About which both are asked, in the order in which they are laid side by side.
SHARED = (WORK, HOME, TRAVEL, DAYS)


def after(key: str) -> ParentQuestion | None:
    """The question that follows; None after the last."""
    place = QUESTIONS.index(BY_KEY[key]) + 1
    return QUESTIONS[place] if place < len(QUESTIONS) else None


def before(key: str) -> ParentQuestion | None:
    """The question before; None before the first."""
    place = QUESTIONS.index(BY_KEY[key])
    return QUESTIONS[place - 1] if place else None
