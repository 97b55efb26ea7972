"""Questions about policies, runs and suggested weeks."""

from pfa.matching.queries.hints import hint, hints, hints_of, targets
from pfa.matching.queries.runs import Figures, Reason, figures, file, newest_done, policies, policy, reasons, run, runs
from pfa.matching.queries.weeks import (
    FILTERS,
    Asked,
    Filled,
    Suggested,
    fullness,
    groups_of,
    people,
    requests,
    suggested,
    unmet_of,
)

__all__ = [
    "FILTERS",
    "Asked",
    "Figures",
    "Filled",
    "Reason",
    "Suggested",
    "figures",
    "file",
    "fullness",
    "groups_of",
    "hint",
    "hints",
    "hints_of",
    "newest_done",
    "people",
    "policies",
    "policy",
    "reasons",
    "requests",
    "run",
    "runs",
    "suggested",
    "targets",
    "unmet_of",
]
