"""Questions about policies, runs and suggested weeks."""

from pfa.matching.queries.comparing import TRAITS, Compared, Named, comparable, compared, named
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
    "TRAITS",
    "Asked",
    "Compared",
    "Figures",
    "Filled",
    "Named",
    "Reason",
    "Suggested",
    "comparable",
    "compared",
    "figures",
    "file",
    "fullness",
    "groups_of",
    "hint",
    "hints",
    "hints_of",
    "named",
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
