"""A broken rule, said so that staff can act on it."""

from __future__ import annotations

from dataclasses import dataclass

RULES = (
    "not-for-me",
    "never",
    "must",
    "age",
    "plan",
    "level",
    "needs",
    "open-to",
    "likely",
    "travel",
    "unavailable",
    "one-thing-at-a-time",
    "one-group-of-an-opportunity",
    "one-main-pathway",
    "no-more-than-wanted",
    "few-enough-places-to-be",
    "one-place-a-day",
    "whole-days",
    "variety",
    "between-sessions",
    "places",
    "share",
    "viable",
    "support",
    "coach-pool",
    "cost-ceiling",
    "apart",
)
"""The codes of all hard rules, in the order of the specification's table."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: whose week it is in (None: a matter between people), which groups, and why in words."""

    rule: str
    person_id: str | None
    group_ids: tuple[str, ...]
    words: str
