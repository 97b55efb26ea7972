"""What people do about starts: book a visit, hear what was thought of it, ask how it goes, take up a wish to change;
and learn the way to a place."""

from pfa.starts.services.starting import (
    LONG,
    OUTCOME_LONG,
    CheckValues,
    Told,
    VisitValues,
    ask_change,
    book,
    close,
    record_check,
    say_start,
    say_visit,
    take_up,
    tell,
    want_change,
)
from pfa.starts.services.training import TrainingValues, change_training, take_back_training, train

__all__ = [
    "LONG",
    "OUTCOME_LONG",
    "CheckValues",
    "Told",
    "TrainingValues",
    "VisitValues",
    "ask_change",
    "book",
    "change_training",
    "close",
    "record_check",
    "say_start",
    "say_visit",
    "take_back_training",
    "take_up",
    "tell",
    "train",
    "want_change",
]
