"""What is asked of demand: versions, sheets and replies, typed, ordered, within the asker's reach."""

from pfa.demand.queries.replies import Said, Waiting, replies_for, sheets_waiting

__all__ = ["Said", "Waiting", "replies_for", "sheets_waiting"]
