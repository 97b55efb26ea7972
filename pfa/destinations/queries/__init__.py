"""Reads of the destinations room."""

from pfa.destinations.queries.due import Due, Which, due, tally
from pfa.destinations.queries.leavers import Chosen, Listed, employers, listed, providers
from pfa.destinations.queries.leaving import Ending, endings, opportunities, pathways, place_left
from pfa.destinations.queries.one import (
    check_in,
    last_leaving,
    lately,
    leaver,
    names_of,
    place_named,
    places,
    spell,
    spells_of,
)
from pfa.destinations.queries.results import (
    cohorts,
    employer_names,
    followed,
    provider_names,
    stretch,
    sustained_counts,
)

__all__ = [
    "Chosen",
    "Due",
    "Ending",
    "Listed",
    "Which",
    "check_in",
    "cohorts",
    "due",
    "employer_names",
    "employers",
    "endings",
    "followed",
    "last_leaving",
    "lately",
    "leaver",
    "listed",
    "names_of",
    "opportunities",
    "pathways",
    "place_left",
    "place_named",
    "places",
    "provider_names",
    "providers",
    "spell",
    "spells_of",
    "stretch",
    "sustained_counts",
    "tally",
]
