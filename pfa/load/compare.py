"""What one pupil said to one question against the rows that are there: pure, and without the survey's own rules.

Saying the same again adds nothing; everything else that was confirmed is one row, in the order in which it was said. Of
what was sent when the line was lost there may be a row or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from pfa.load.journal import NOTHING, Said
from pfa.load.page import Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """One row that has to be there, with one of these values; not sure: one that may be there."""

    values: Collection[object]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """How many are missing, how many too many, and whether what is there stands in another order."""

    lost: int
    twice: int
    is_stale: bool


def difference(rows: Sequence[Value], said: Sequence[Said]) -> Difference | None:
    """How the answers in the database differ from what was said; None where they do not."""
    if fits(rows, [Step([one.value], one.is_sure) for one in said]):
        return None
    are_there = Counter(rows)
    lost = Counter(_without_repeats(one.value for one in said if one.is_sure)) - are_there
    twice = are_there - Counter(_without_repeats(one.value for one in said))
    return Difference(lost.total(), twice.total(), is_stale=not lost and not twice)


def fits(rows: Sequence[object], steps: Iterable[Step]) -> bool:
    """Are these rows, all of them and in this order, what so many steps leave behind?"""
    ends = {0}  # how many rows may be there by now
    for step in steps:
        after = set() if step.is_sure else set(ends)
        for end in ends:
            if end and rows[end - 1] in step.values:
                after.add(end)
            elif end < len(rows) and rows[end] in step.values:
                after.add(end + 1)
        ends = after
    return len(rows) in ends


def words_to_read(said: Sequence[Said]) -> list[Step]:
    """Somebody has to read the newest words of each form that has others than were there before it.

    Older words go along where a form first says them again with other choices: the newer ones then take their place,
    and the older ones stand beside them.
    """
    steps: list[Step] = []
    before = {NOTHING}  # what may be the answer as the form is opened
    for _, form in groupby(said, key=lambda one: one.form):
        entries = list(form)
        known = {words for _, words in before}
        new = [one for one in entries if one.value[1] not in known]
        if new:
            again = entries[: entries.index(new[0])]
            if any(one.is_sure and one.value[1] and one.value not in before for one in again):
                steps.pop()
            sure = [place for place, one in enumerate(new) if one.is_sure]
            newest = new[sure[-1] :] if sure else new
            steps.append(Step([one.value[1] for one in newest], bool(sure)))
        for one in entries:
            before = {one.value} | (set() if one.is_sure else before)
    return steps


def _without_repeats(values: Iterable[T]) -> list[T]:
    return [value for value, _ in groupby(values)]
