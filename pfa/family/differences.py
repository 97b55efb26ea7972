"""Two views of the same thing side by side: whether they differ, and never by how much. Plain values only."""

from __future__ import annotations

import enum
from collections.abc import Collection

from pfa.aspirations.questions import NOT_SURE


class Fit(enum.Enum):
    """How two answers to the same question stand to each other, in words and not in numbers."""

    same = "They say the same"
    some = "Some of it is the same"
    different = "They say different things"
    unsure = "One of them is not sure"


def fit(theirs: Collection[str], parents: Collection[str]) -> Fit | None:
    """How the young person's choices and a parent's stand to each other; None unless both said something."""
    mine, other = set(theirs), set(parents)
    if not mine or not other:
        return None
    if mine == other:
        return Fit.same
    if NOT_SURE in mine | other:
        return Fit.unsure
    return Fit.some if mine & other else Fit.different


def is_to_talk_about(found: Fit | None) -> bool:
    """Is it something to talk about? What is the same, or said by one alone, is not."""
    return found in (Fit.some, Fit.different, Fit.unsure)
