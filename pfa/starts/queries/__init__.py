"""Visits, travel training, check-ins due, and wishes to change something, limited to what whoever asks may see."""

from pfa.starts.queries.checks import (
    CHECK_WEEKS,
    DueCheck,
    check_of,
    checks_of,
    due_checks,
    own_check,
    row_of,
    starts_of,
)
from pfa.starts.queries.sight import change, changes_of, has_visits, own, places, places_of_week, visit, visits_of
from pfa.starts.queries.training import training, training_to, trainings_of
from pfa.starts.queries.waiting import Counts, Lists, counts, lists, open_changes

__all__ = [
    "CHECK_WEEKS",
    "Counts",
    "DueCheck",
    "Lists",
    "change",
    "changes_of",
    "check_of",
    "checks_of",
    "counts",
    "due_checks",
    "has_visits",
    "lists",
    "open_changes",
    "own",
    "own_check",
    "places",
    "places_of_week",
    "row_of",
    "starts_of",
    "training",
    "training_to",
    "trainings_of",
    "visit",
    "visits_of",
]
