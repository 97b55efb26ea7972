"""What staff read for each state of this room."""

from __future__ import annotations

from pfa.starts.models import Feeling, TrainingState, VisitState

VISIT_NAMES = {
    VisitState.booked: "Booked",
    VisitState.done: "Done",
    VisitState.missed: "Missed",
    VisitState.called_off: "Called off",
}
VISIT_LOOKS = {
    VisitState.booked: "new",
    VisitState.done: "good",
    VisitState.missed: "problem",
    VisitState.called_off: "plain",
}
TRAINING_NAMES = {
    TrainingState.learning: "Learning the way",
    TrainingState.knows: "Knows the way",
    TrainingState.stopped: "Stopped",
}
TRAINING_LOOKS = {
    TrainingState.learning: "waiting",
    TrainingState.knows: "good",
    TrainingState.stopped: "plain",
}
THOUGHT_NAMES = {
    Feeling.good: "Liked it",
    Feeling.mixed: "Not sure",
    Feeling.not_good: "Did not like it",
}
GOING_NAMES = {
    Feeling.good: "Good",
    Feeling.mixed: "Mixed",
    Feeling.not_good: "Not good",
}
FACE = {Feeling.good: "good", Feeling.mixed: "okay", Feeling.not_good: "not-good"}
HALVES = {"": "Whole day", "am": "Morning", "pm": "Afternoon"}
HOW = ("By phone", "Where they are", "At a meeting", "Through somebody close to them", "On their own page")
OWN_PAGE = HOW[-1]
