"""What somebody said, whichever version of our questions they were asked: read here, and nowhere else.

Before the third set what they would try and what is not for them were two questions; now they tap a feeling for each
thing. Whoever has tapped, or says "not sure", is not held to the older answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pfa.aspirations.questions import (
    AFTER,
    DAYS,
    HEALTH,
    LEARN_TRAVEL,
    MATTERS,
    NONE,
    NOT_FOR_ME,
    NOT_SURE,
    PEOPLE,
    PLACES,
    SKILLS,
    SORT,
    TRY,
    WEEK,
    WISHES_AT_MOST,
    WORK,
    AnswerValue,
    Feeling,
    Said,
    counters_of,
    feeling_of,
)
from pfa.provision.kinds import OpportunityKind

Answers = Mapping[str, Said]


WAYS_OF: Mapping[str, tuple[OpportunityKind, ...]] = {
    "school": (OpportunityKind.school_sixth_form,),
    "college": (OpportunityKind.study_programme,),
    "learn-a-job": (OpportunityKind.supported_internship,),
    "apprenticeship": (OpportunityKind.apprenticeship,),
    "job": (OpportunityKind.supported_internship, OpportunityKind.apprenticeship),
    "training": (OpportunityKind.traineeship,),
}
KINDS_OF_WEEK: Mapping[str, OpportunityKind | None] = {
    "learning": OpportunityKind.adult_learning,
    "work": OpportunityKind.work_experience,
    "helping": OpportunityKind.volunteering,
    "friends": OpportunityKind.community,
    "active": OpportunityKind.health,
    "travel": OpportunityKind.travel_training,
    "rest": None,  # their own time: a session of their own, which staff add with them
}
# Of skills at home, other people and feeling well: what an opportunity can bring. The rest is for the plan, not a week.
LIFE: Mapping[str, Mapping[str, OpportunityKind]] = {
    SKILLS: dict.fromkeys(
        ("cook", "money", "shop", "clean", "self-care", "time", "online"), OpportunityKind.adult_learning
    ),
    PEOPLE: {
        "new-friends": OpportunityKind.community,
        "club": OpportunityKind.community,
        "go-out": OpportunityKind.community,
        "help-others": OpportunityKind.volunteering,
    },
    HEALTH: {"move": OpportunityKind.health, "calm": OpportunityKind.health},
}


def plain(answers: Answers) -> Answers:
    """The same as plain values, for who asks them many times: rows of a database are slow to read."""
    return {key: AnswerValue(tuple(row.choices), row.text) for key, row in answers.items()}


def chosen(answers: Answers, question: str) -> list[str]:
    """What was chosen, without "not sure" and "none"."""
    found = answers.get(question)
    return [choice for choice in found.choices if choice not in (NOT_SURE, NONE)] if found is not None else []


def wishes(answers: Answers) -> list[str]:
    """Kinds of work in the order wished, at most three."""
    return chosen(answers, WORK)[:WISHES_AT_MOST]


def pathway_wish(answers: Answers) -> tuple[OpportunityKind, ...]:
    """The ways they asked for, each once, in the order of the question; empty if none was named."""
    return tuple(dict.fromkeys(kind for choice in chosen(answers, AFTER) for kind in WAYS_OF[choice]))


def kinds_wanted(answers: Answers) -> tuple[OpportunityKind, ...]:
    """The kinds of opportunity they want in their week, travel training included if they want to learn to travel."""
    found = [KINDS_OF_WEEK[choice] for choice in chosen(answers, WEEK)]
    if chosen(answers, LEARN_TRAVEL) == ["yes"]:
        found.append(OpportunityKind.travel_training)
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))


def life_wanted(answers: Answers) -> tuple[OpportunityKind, ...]:
    """The kinds of opportunity that bring what they want to learn, to do with others, or for their health."""
    found = [kinds[choice] for key, kinds in LIFE.items() for choice in chosen(answers, key) if choice in kinds]
    return tuple(dict.fromkeys(found))


def wants_rest(answers: Answers) -> bool:
    """Do they want time of their own in the week? Part of the week, never a gap."""
    return "rest" in chosen(answers, WEEK)


def sessions_wanted(answers: Answers) -> int | None:
    """Half days a week that suit the days they asked for; None if they did not say."""
    days = chosen(answers, DAYS)
    return 2 * int(days[0]) if days else None


def would_try(answers: Answers) -> list[str]:
    """Kinds of work, and kinds of opportunity as `kind:KIND`, that they would try."""
    if _has_sorted(answers):
        return _felt(answers, SORT, Feeling.like)
    return chosen(answers, TRY)


def not_for_me(answers: Answers) -> list[str]:
    """The same of what is not for them."""
    if _has_sorted(answers):
        return _felt(answers, SORT, Feeling.no)
    return chosen(answers, NOT_FOR_ME)


def places(answers: Answers) -> Mapping[str, Feeling]:
    """How they feel about named places, by public id of the opportunity; those they are not sure of are left out."""
    if PLACES not in answers:
        return {}
    return {code: feeling for feeling, codes in _by_feeling(tuple(chosen(answers, PLACES))).items() for code in codes}


def matters(answers: Answers) -> Mapping[str, int]:
    """What must be right for them, and by how many counters; a tick counts as one."""
    return dict(map(counters_of, chosen(answers, MATTERS)))


def _has_sorted(answers: Answers) -> bool:
    """Did they tap a feeling for things, or say that they are not sure of any?"""
    return SORT in answers and bool(answers[SORT].choices)


def _felt(answers: Answers, question: str, feeling: Feeling) -> list[str]:
    return list(_by_feeling(tuple(chosen(answers, question))).get(feeling, ()))


@lru_cache(maxsize=4096)  # asked once for each opportunity there is
def _by_feeling(choices: tuple[str, ...]) -> Mapping[Feeling, tuple[str, ...]]:
    """Codes by what is felt about them, without those somebody is not sure of."""
    felt = [feeling_of(choice) for choice in choices]
    return {
        feeling: tuple(code for each, code in felt if each is feeling)
        for feeling in Feeling
        if feeling is not Feeling.unsure
    }
