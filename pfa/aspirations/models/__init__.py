"""Survey rounds, responses, answers, papers, the queue of what somebody has to read, and hand-overs."""

from pfa.aspirations.models.papers import PaperEntry, Reminder, ReminderWay
from pfa.aspirations.models.readings import RELEASES, HandOver, HandOverEnd, Reading, ReadingKind, ReadingOutcome
from pfa.aspirations.models.survey import (
    ON_SCREEN,
    WAY_NAMES,
    Answer,
    Comfort,
    Companion,
    OwnQuestion,
    QuestionSet,
    Response,
    Round,
    Way,
)

__all__ = [
    "ON_SCREEN",
    "RELEASES",
    "WAY_NAMES",
    "Answer",
    "Comfort",
    "Companion",
    "HandOver",
    "HandOverEnd",
    "OwnQuestion",
    "PaperEntry",
    "QuestionSet",
    "Reading",
    "ReadingKind",
    "ReadingOutcome",
    "Reminder",
    "ReminderWay",
    "Response",
    "Round",
    "Way",
]
