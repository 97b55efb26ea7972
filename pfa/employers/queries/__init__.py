"""Employers, as pages and other rooms ask for them: typed, ordered, within the asker's reach."""

from pfa.employers.queries.board import Column, board
from pfa.employers.queries.checks import checks_of
from pfa.employers.queries.due import Due, DueCheck, Figures, actions_due, checks_due, figures, offers_due
from pfa.employers.queries.listing import Listed, Wanted, employers, known_employers, owners
from pfa.employers.queries.offers import link, link_to_answer, links_of
from pfa.employers.queries.one import (
    Placement,
    activities,
    check,
    contact,
    employer,
    group,
    open_opportunities,
    placements,
    providers_of,
)

__all__ = [
    "Column",
    "Due",
    "DueCheck",
    "Figures",
    "Listed",
    "Placement",
    "Wanted",
    "actions_due",
    "activities",
    "board",
    "check",
    "checks_due",
    "checks_of",
    "contact",
    "employer",
    "employers",
    "figures",
    "group",
    "known_employers",
    "link",
    "link_to_answer",
    "links_of",
    "offers_due",
    "open_opportunities",
    "owners",
    "placements",
    "providers_of",
]
