"""Who speaks for those who have not answered: people like them, in groups that are never too small.

Somebody without an answer is spoken for by those who answered of the same school, year group and main need. Where fewer
than five of them did, by those of the same year group and need; then of the same school and year group; then of the
year group; then by everybody. So nobody's answer counts for a crowd of people unlike them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pfa.demand.projection.chance import Floats

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: school, year group and main need, as plain keys."""

    school: str
    year_group: str
    need: str


_CELLS: tuple[Callable[[Place], tuple[str, ...]], ...] = (
    lambda place: ("school, year group and need", place.school, place.year_group, place.need),
    lambda place: ("year group and need", place.year_group, place.need),
    lambda place: ("school and year group", place.school, place.year_group),
    lambda place: ("year group", place.year_group),
    lambda place: ("everybody",),
)


@dataclass(frozen=True, slots=True)
class Speakers:
    """People without an answer, by number, and the people who answered that speak for them, by number."""

    silent: tuple[int, ...]
    speakers: tuple[int, ...]


def speakers(places: Sequence[Place], answered: Sequence[bool]) -> list[Speakers]:
    """Who speaks for whom. Empty where everybody answered, or nobody did."""
    said: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        if answered[number]:
            for cell in _CELLS:
                said[cell(place)].append(number)
    silent: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        if not answered[number]:
            cells = [cell(place) for cell in _CELLS]
            silent[next((cell for cell in cells if len(said.get(cell, ())) >= FEWEST), cells[-1])].append(number)
    return [Speakers(tuple(own), tuple(said[cell])) for cell, own in silent.items() if said.get(cell)]


def weights(carried: Floats, answered: Sequence[bool], spoken: Sequence[Speakers]) -> Floats:
    """For how many starters each person's answer counts: themselves, and a share of those they speak for.

    `carried` are the starters each person on record stands for. The weights add up to all of them, and are 0 for who
    did not answer; all 0 where nobody did.
    """
    found = np.where(np.asarray(answered, dtype=bool), carried, 0.0)
    for cell in spoken:
        own = carried[list(cell.speakers)]
        share = own / own.sum() if own.sum() > 0 else np.full(len(own), 1 / len(own))
        found[list(cell.speakers)] += share * carried[list(cell.silent)].sum()
    return np.asarray(found, dtype=np.float64)
