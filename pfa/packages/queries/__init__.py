"""Questions about packages, each limited to what whoever asks may see."""

from pfa.packages.queries.consulting import (
    Consultation,
    approvals,
    consultation,
    consultations,
    own_package,
)
from pfa.packages.queries.listing import (
    NO_CHOICE,
    SORTS,
    STATES,
    WAITING,
    Choice,
    Neighbours,
    entry_years,
    listed,
    neighbours,
    providers,
    schools,
    tally,
    without_week,
)
from pfa.packages.queries.sight import answer_of, package, provider_names, user_names, versions, was_shared

__all__ = [
    "NO_CHOICE",
    "SORTS",
    "STATES",
    "WAITING",
    "Choice",
    "Consultation",
    "Neighbours",
    "answer_of",
    "approvals",
    "consultation",
    "consultations",
    "entry_years",
    "listed",
    "neighbours",
    "own_package",
    "package",
    "provider_names",
    "providers",
    "schools",
    "tally",
    "user_names",
    "versions",
    "was_shared",
    "without_week",
]
