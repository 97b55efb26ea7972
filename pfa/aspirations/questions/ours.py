"""Our questions: every version of each, with the choices it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pfa.aspirations.questions.kinds import COUNTERS, KIND_PREFIX, NONE, NOT_SURE, Feeling, Outcome, Question, Takes
from pfa.provision.kinds import KINDS_OF_WORK, OpportunityKind

SKILLS, HOME, PEOPLE, HEALTH = "skills", "home", "people", "health"
LIKE, AFTER, WORK, WEEK, TRY, NOT_FOR_ME = "like", "after", "work", "week", "try", "not-for-me"
TRAVEL, LEARN_TRAVEL, DAYS, HELP, MORE, HELPER = "travel", "learn-travel", "days", "help", "more", "helper"
SORT, PLACES, COMPANY, MATTERS = "sort", "places", "with", "matters"

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
        SORT,
        1,
        Takes.felt,
        (("works", _WORKS), ("things", _THINGS), ("ways", _WAYS)),
        outcome=_E,
        feelings=(Feeling.like, Feeling.unsure, Feeling.no),
    ),
    Question(PLACES, 1, Takes.felt, has_text=True, outcome=_E, feelings=tuple(Feeling)),
    Question(
        WEEK,
        1,
        Takes.many,
        _choices("learning", "work", "helping", "friends", "active", "travel", "rest", NOT_SURE),
        outcome=_C,
    ),
    Question(COMPANY, 1, Takes.names, _choices(NONE, NOT_SURE), alone=_THEIR_OWN, has_text=True, outcome=_C),
    Question(
        TRAVEL, 1, Takes.one, _choices("alone", "learning", "with-someone", "council-transport", NOT_SURE), outcome=_I
    ),
    Question(LEARN_TRAVEL, 1, Takes.one, _choices("yes", "no", "already", NOT_SURE), outcome=_I),
    Question(DAYS, 1, Takes.one, _choices("1", "2", "3", "4", "5", NOT_SURE), outcome=_E),
    Question(
        MATTERS,
        1,
        Takes.many,
        _choices("work", "place", "friends", "near", "days", NOT_SURE),
        outcome=_E,
        counters=COUNTERS,
    ),
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
# Asked by earlier sets of ours, and still by authorities that made a set of their own from them.
_EARLIER: tuple[Question, ...] = (
    Question(TRY, 1, Takes.many, (("works", _WORKS), ("things", _THINGS), ("", (NOT_SURE,))), outcome=_E),
    Question(
        NOT_FOR_ME,
        1,
        Takes.many,
        (("works", _WORKS), ("things", _THINGS), ("ways", _WAYS), ("", (NONE, NOT_SURE))),
        alone=_THEIR_OWN,
        outcome=_E,
    ),
)
BY_KEY: Mapping[str, Question] = {question.key: question for question in (*QUESTIONS, *_EARLIER)}
# Of Years 9 and 10 the same is asked in softer words: what might be, not what shall be.
_SOFTER = tuple(replace(BY_KEY[key], version=2) for key in (AFTER, WORK))
EVERY: Mapping[tuple[str, int], Question] = {(one.key, one.version): one for one in (*QUESTIONS, *_EARLIER, *_SOFTER)}
