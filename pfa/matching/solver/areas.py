"""A problem cut into areas of which each is small enough to be solved: people by where they live, groups by where they
are held.

Cuts are straight lines across the map, each where few people live near it. Whoever must be in a group is in its area.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.eligibility import coordinates
from pfa.matching.solver.problem import Problem, frozen

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

KM_A_DEGREE: Final = 111.2
NEAR_KM: Final = 8.0
"""People so near a cut are those whom it hurts."""
SLACK: Final = 0.05
"""A cut may be so far, as a share of the people, from where it would make parts of the right size."""
STEPS: Final = 41
"""Places for a cut that are looked at."""


@dataclass(frozen=True, slots=True)
class Area:
    """Ids of the people and of the groups of an area, in the order of the problem."""

    people: tuple[str, ...]
    groups: tuple[str, ...]


def areas(problem: Problem, people: int) -> list[Area]:
    """Everybody and every group in just one area each, of about so many people.

    Who or what has no place on the map goes where fewest are. The same problem is always cut the same way.
    """
    names = list(problem.people)
    at_home = _on_the_map([(each.lat, each.lon) for each in problem.people.values()])
    where = coordinates(problem)
    offers = problem.opportunities
    at_groups = _on_the_map([where[offers[each.opportunity_id].provider_id] for each in problem.groups.values()])
    everyone, everything = np.arange(len(names)), np.arange(len(problem.groups))
    parts = math.ceil(len(names) / people)
    known_home, known_group = ~np.isnan(at_home[:, 0]), ~np.isnan(at_groups[:, 0])
    leaves = list(_cut(at_home, at_groups, everyone[known_home], everything[known_group], max(1, parts)))
    area_of_person, area_of_group = np.zeros(len(names), np.int64), np.zeros(len(problem.groups), np.int64)
    for k, (those, held) in enumerate(leaves):
        area_of_person[those], area_of_group[held] = k, k
    _spread(area_of_person, known_home, len(leaves))
    _spread(area_of_group, known_group, len(leaves))
    _keep_musts_together(problem, area_of_person, area_of_group)
    group_names = list(problem.groups)
    found = [
        Area(
            tuple(names[p] for p in np.flatnonzero(area_of_person == k).tolist()),
            tuple(group_names[g] for g in np.flatnonzero(area_of_group == k).tolist()),
        )
        for k in range(len(leaves))
    ]
    return [area for area in found if area.people or area.groups]


def with_offers(problem: Problem) -> Problem:
    """The problem without the opportunities that no group of it needs, and without wishes for them."""
    held = {problem.place_of(group, session) for group in problem.groups.values() for session in group.sessions}
    needed = {group.opportunity_id for group in problem.groups.values()}
    standing: dict[str, str] = {}
    for name in needed:
        standing.setdefault(problem.opportunities[name].provider_id, name)
    for name, offer in problem.opportunities.items():
        if offer.provider_id in held and offer.provider_id not in standing:
            standing[offer.provider_id] = name  # some opportunity must say where the provider is
            needed.add(name)
    kept = {name: offer for name, offer in problem.opportunities.items() if name in needed}
    providers = {offer.provider_id for offer in kept.values()}
    wishes = {
        person: frozen({to: points for to, points in row.items() if to in kept or to not in problem.opportunities})
        for person, row in problem.preferences.items()
    }
    return replace(
        problem,
        opportunities=frozen(kept),
        preferences=frozen(wishes),
        travel=frozen({key: minutes for key, minutes in problem.travel.items() if key[1] in providers}),
    )


def _on_the_map(points: list[tuple[float | None, float | None]]) -> Floats:
    """Kilometres to the east and to the north; NaN: not on the map."""
    table = np.array(points, dtype=np.float64).reshape(-1, 2)
    north = table[:, 0] * KM_A_DEGREE
    middle = np.nanmean(table[:, 0]) if np.isfinite(table[:, 0]).any() else 0.0
    east = table[:, 1] * KM_A_DEGREE * math.cos(math.radians(middle))
    both: Floats = np.stack([east, north], axis=1)
    both[np.isnan(both).any(axis=1)] = np.nan
    return both


def _cut(at_home: Floats, at_groups: Floats, people: Ints, groups: Ints, parts: int) -> Iterator[tuple[Ints, Ints]]:
    """Cut in two, and each part again, until there are so many."""
    if parts <= 1 or len(people) < parts:
        yield people, groups
        return
    first = parts // 2
    axis, line = _best_line(at_home[people], first / parts)
    here, there = at_home[people, axis] <= line, at_groups[groups, axis] <= line
    yield from _cut(at_home, at_groups, people[here], groups[there], first)
    yield from _cut(at_home, at_groups, people[~here], groups[~there], parts - first)


def _best_line(at: Floats, share: float) -> tuple[int, float]:
    """The axis and the line that about this share of the people live below, and that fewest live near."""
    best: tuple[float, int, float] | None = None
    for axis in (0, 1):
        lie = np.sort(at[:, axis])
        for step in np.linspace(share - SLACK, share + SLACK, STEPS):
            k = min(max(int(step * len(lie)), 1), len(lie) - 1)
            line = (lie[k - 1] + lie[k]) / 2
            near = float(np.searchsorted(lie, line + NEAR_KM) - np.searchsorted(lie, line - NEAR_KM))
            if best is None or near < best[0]:
                best = (near, axis, float(line))
    assert best is not None, "there are lines to look at"
    return best[1], best[2]


def _spread(area: Ints, known: npt.NDArray[np.bool_], count: int) -> None:
    """Give each of those not on the map to the area where fewest are."""
    sizes = np.bincount(area[known], minlength=count)
    for k in np.flatnonzero(~known).tolist():
        area[k] = int(np.argmin(sizes))
        sizes[area[k]] += 1


def _keep_musts_together(problem: Problem, area_of_person: Ints, area_of_group: Ints) -> None:
    """People and groups that `must` rows join are all in the area of the first of these groups."""
    row = {name: k for k, name in enumerate(problem.people)}
    column = {name: k for k, name in enumerate(problem.groups)}
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def head(one: tuple[str, int]) -> tuple[str, int]:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for (person, group), rule in sorted(problem.fixed.items()):
        if rule == "must":
            leader[head(("person", row[person]))] = head(("group", column[group]))
    for one in sorted(leader):
        kind, k = one
        chief_kind, chief = head(one)
        assert chief_kind == "group", "people follow groups"
        (area_of_person if kind == "person" else area_of_group)[k] = area_of_group[chief]
