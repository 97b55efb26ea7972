"""Pages of the aspirations room: the survey and its comforts, talking to someone, rounds, answers, the queue."""

from pfa.aspirations.views import (
    answers,
    chasing,
    comfort,
    companions,
    own_views,
    pack,
    papers,
    passed,
    pause,
    questions,
    rounds,
    safeguarding,
    survey,
    talk,
)
from pfa.aspirations.views.blueprint import blueprint

__all__ = [
    "answers",
    "blueprint",
    "chasing",
    "comfort",
    "companions",
    "own_views",
    "pack",
    "papers",
    "passed",
    "pause",
    "questions",
    "rounds",
    "safeguarding",
    "survey",
    "talk",
]
