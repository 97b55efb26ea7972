"""Survey rounds, responses, answers, papers, and the queue of what somebody has to read."""

from pfa.aspirations.models.papers import PaperEntry, Reminder, ReminderWay
from pfa.aspirations.models.survey import (
    RELEASES,
    WAY_NAMES,
    Answer,
    Comfort,
    Companion,
    OwnQuestion,
    QuestionSet,
    Reading,
    ReadingKind,
    ReadingOutcome,
    Response,
    Round,
    Way,
)

__all__ = [
    "RELEASES",
    "WAY_NAMES",
    "Answer",
    "Comfort",
    "Companion",
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
