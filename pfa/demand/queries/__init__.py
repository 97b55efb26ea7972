"""What is asked of demand: versions, sheets and replies, typed, ordered, within the asker's reach."""

from pfa.demand.queries.replies import Said, Waiting, replies_for, sheets_waiting
from pfa.demand.queries.sheets import Sheet, asked_of, line, own_sheets, said_before, sheet, sheets_of
from pfa.demand.queries.versions import Listed, others, places, version, versions

__all__ = [
    "Listed",
    "Said",
    "Sheet",
    "Waiting",
    "asked_of",
    "line",
    "others",
    "own_sheets",
    "places",
    "replies_for",
    "said_before",
    "sheet",
    "sheets_of",
    "sheets_waiting",
    "version",
    "versions",
]
