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
from pfa.packages.queries.sight import package, provider_names, versions

__all__ = [
    "NO_CHOICE",
    "STATES",
    "WAITING",
    "Choice",
    "Consultation",
    "Neighbours",
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
    "versions",
    "without_week",
]
