"""How near each person's week comes to the best they could have if nobody else was there; and how evenly that falls.

Satisfaction is what `levels` counts in steps, here for one person: the value of their week over their best value alone,
1 where that is 0. Somebody who can have nothing at all is not counted against an answer: no answer could do better.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeVar

from pfa.matching.solver.bound import best_alone
from pfa.matching.solver.checker import Reading, package_value
from pfa.matching.solver.problem import Problem

BANDS: Final = (100, 75, 50, 25, 0)
"""The lower ends of the bands in whole per cent, the happiest first: all of their best; three quarters or more; …"""
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """One person's: points of their week, and of the best week they could have if nobody else was there."""

    worth: int
    best: int

    @property
    def share(self) -> Fraction:
        """From 0 to 1; 1 where the best is 0."""
        return Fraction(1) if self.best <= 0 else min(Fraction(1), Fraction(self.worth, self.best))

    @property
    def percent(self) -> int:
        """In whole per cent, rounded down: 100 is said only of somebody who has all of it."""
        return int(100 * self.share)


@dataclass(frozen=True, slots=True)
class Spread:
    """A group of people over the bands. A count is None where it is too small to be told."""

    people: int | None
    counts: tuple[int | None, ...]


def satisfaction(
    problem: Problem,
    assignments: Mapping[str, Collection[str]],
    *,
    best: Mapping[str, int] | None = None,
    share: bool = False,
) -> dict[str, Satisfaction]:
    """Everyone's, in the order of people. `best`: best values alone, where they are known (`bound.best_alone`);
    `share`: two processes work them out."""
    best = best_alone(problem, share=share) if best is None else best
    reading = Reading(problem)
    return {
        person: Satisfaction(package_value(problem, person, assignments.get(person, ()), reading), best[person])
        for person in problem.people
    }


def band(percent: int) -> int:
    """The lower end of the band that so many per cent are in."""
    return next(low for low in BANDS if percent >= low)


def spread(
    percents: Mapping[str, int], groups: Mapping[str, Name], published: Callable[[int], int | None]
) -> dict[Name, Spread]:
    """People by group over the bands, largest group first, then as they come.

    `groups`: the group of each person; whoever has none is left out. `published`: a count as it may be told, None where
    it is too small; it is asked of the groups' sizes and of every count, so no sum gives a hidden count away. A group
    too small to be told has no counts.
    """
    found: dict[Name, list[int]] = {}
    for person, group in groups.items():
        found.setdefault(group, [0] * len(BANDS))[BANDS.index(band(percents[person]))] += 1
    ordered = sorted(found.items(), key=lambda item: -sum(item[1]))
    return {group: _told(counts, published) for group, counts in ordered}


def _told(counts: list[int], published: Callable[[int], int | None]) -> Spread:
    size = published(sum(counts))
    return Spread(size, tuple(None if size is None else published(each) for each in counts))
