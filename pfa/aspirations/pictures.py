"""Which of our line-drawn symbols stands beside which choice. Always beside the words, never instead of them."""

from __future__ import annotations

from collections.abc import Mapping

from pfa.aspirations.questions import (
    AFTER,
    DAYS,
    HEALTH,
    HELP,
    HELPER,
    HOME,
    KIND_PREFIX,
    LEARN_TRAVEL,
    LIKE,
    MATTERS,
    NONE,
    NOT_SURE,
    PEOPLE,
    SKILLS,
    TRAVEL,
    WEEK,
)
from pfa.provision.kinds import KINDS_OF_WORK, OpportunityKind

_EVERYWHERE: Mapping[str, str] = {
    **{code: f"work-{code}" for code in KINDS_OF_WORK},
    f"{KIND_PREFIX}work-experience": "look-around",
    f"{KIND_PREFIX}volunteering": "volunteering",
    f"{KIND_PREFIX}adult-learning": "learn",
    f"{KIND_PREFIX}travel-training": "travel-bus",
    f"{KIND_PREFIX}community": "community",
    f"{KIND_PREFIX}health": "active",
    f"{KIND_PREFIX}school-sixth-form": "school",
    f"{KIND_PREFIX}study-programme": "college",
    f"{KIND_PREFIX}supported-internship": "internship",
    f"{KIND_PREFIX}apprenticeship": "apprenticeship",
    f"{KIND_PREFIX}training": "training",
    NOT_SURE: "not-sure",
    NONE: "good",
}
FEELINGS: Mapping[str, str] = {"must": "really", "like": "good", "unsure": "not-sure", "no": "no"}
_OF_QUESTION: Mapping[str, Mapping[str, str]] = {
    LIKE: {
        "animals": "work-animal-care",
        "art": "work-art-media",
        "cooking": "work-catering",
        "computers": "games",
        "helping": "help",
        "making": "work-building",
        "music": "work-music",
        "outdoors": "outdoors",
        "people": "friends",
        "quiet": "quiet",
        "reading": "learn",
        "sport": "work-sport",
    },
    AFTER: {
        "school": "school",
        "college": "college",
        "learn-a-job": "internship",
        "apprenticeship": "apprenticeship",
        "job": "job",
        "training": "training",
    },
    WEEK: {
        "learning": "learn",
        "work": "job",
        "helping": "volunteering",
        "friends": "friends",
        "active": "active",
        "travel": "travel-bus",
        "rest": "rest",
    },
    TRAVEL: {
        "alone": "travel-walk",
        "learning": "learn",
        "with-someone": "travel-with-someone",
        "council-transport": "travel-minibus",
    },
    LEARN_TRAVEL: {"yes": "yes", "no": "no", "already": "travel-walk"},
    DAYS: {str(days): f"days-{days}" for days in range(1, 6)},
    MATTERS: {"work": "job", "place": "place", "friends": "together", "near": "near-home", "days": "days-3"},
    SKILLS: {
        "cook": "work-catering",
        "money": "money",
        "shop": "work-retail",
        "clean": "work-cleaning",
        "self-care": "clothes",
        "time": "clock",
        "online": "online",
    },
    HOME: {"family": "family", "own": "home", "friends": "friends", "partner": "partner", "support": "helper"},
    PEOPLE: {
        "new-friends": "friends",
        "see-friends": "community",
        "club": "games",
        "go-out": "go-out",
        "help-others": "volunteering",
        "partner": "partner",
        "alone": "alone",
    },
    HEALTH: {
        "move": "active",
        "food": "food",
        "sleep": "sleep",
        "calm": "quiet",
        "talk": "talk",
        "understand": "health",
    },
    HELP: {
        "step-free": "travel-wheelchair",
        "hoist": "hoist",
        "quiet-space": "quiet",
        "signing": "hand-up",
        "personal-care": "clothes",
        "nursing": "health",
        "small-group": "friends",
        "hearing-loop": "listen",
        "low-vision": "who-reads",
        "assistive-tech": "work-it",
    },
    HELPER: {
        "nobody": "alone",
        "family": "family",
        "school": "school",
        "friend": "friends",
        "someone-else": "helper",
    },
}


def picture(question: str, choice: str) -> str:
    """The name of the symbol beside a choice of a question."""
    return _OF_QUESTION.get(question, {}).get(choice) or _EVERYWHERE[choice]


def work_picture(kind: OpportunityKind, kind_of_work: str) -> str:
    """The name of the symbol beside something on offer: of its kind of work, or of its kind where it has none."""
    return _EVERYWHERE[kind_of_work or f"{KIND_PREFIX}{kind.value}"]
