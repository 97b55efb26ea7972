"""Who might reach which groups: found by looking at a map's squares, without measuring every journey.

In a whole country nearly every group is too far for nearly everyone, and to measure all journeys would take hours. What
is found here is never too little: a group left out is one that the rule of travel refuses.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from pfa.matching.solver.checker.journeys import EARTH_RADIUS_KM
from pfa.matching.solver.problem import Group, Person, Problem

SQUARE: Final = 0.1
"""Degrees of latitude and of longitude on each side of a square of the map: some eleven and seven kilometres."""
HAIR: Final = 1e-6
"""Minutes, and degrees, that rounding might hide."""

Square = tuple[int, int]


class Near:
    """The groups of a problem on the map, by the place of their first session."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        where = {each.provider_id: (each.lat, each.lon) for each in problem.opportunities.values()}
        self._at: dict[Square, list[str]] = {}
        self._anywhere: list[str] = []
        self._of_provider: dict[str, list[str]] = {}
        for group in problem.groups.values():
            provider = _first_place(problem, group)
            self._of_provider.setdefault(provider, []).append(group.id)
            lat, lon = where[provider]
            if lat is None or lon is None or not group.sessions:
                self._anywhere.append(group.id)
            else:
                self._at.setdefault(_square(lat, lon), []).append(group.id)
        self._own: dict[str, list[str]] = {}
        for person, provider in problem.travel:
            self._own.setdefault(person, []).append(provider)

    def groups(self, person: Person) -> set[str]:
        """Every group that the rule of travel leaves to this person, and perhaps a few more."""
        band = self._band(person)
        if band is None:
            return set(self._problem.groups)
        found = set(self._anywhere)
        for provider in self._own.get(person.id, ()):
            found.update(self._of_provider.get(provider, ()))
        (south, north), (west, east) = band
        squares = (north - south + 1) * (east - west + 1)
        if squares > len(self._at):
            for (row, column), there in self._at.items():
                if south <= row <= north and west <= column <= east:
                    found.update(there)
            return found
        for row in range(south, north + 1):
            for column in range(west, east + 1):
                found.update(self._at.get((row, column), ()))
        return found

    def _band(self, person: Person) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Rows and columns of squares that the person might reach, from and to; None: all of them."""
        policy, limit = self._problem.policy, person.travel_limit_minutes
        if person.lat is None or person.lon is None or limit is None or policy.travel_detour <= 0:
            return None
        spare = max(0.0, limit + HAIR - policy.travel_fixed_minutes)
        angle = spare * policy.travel_speed_kmh / (60 * policy.travel_detour) / EARTH_RADIUS_KM
        lat = math.radians(person.lat)
        furthest = abs(lat) + angle
        if furthest >= math.pi / 2:
            return None
        # On a sphere sin²(angle / 2) is at least cos · cos · sin²(half the difference in longitude).
        sine = math.sin(angle / 2) / math.sqrt(math.cos(lat) * math.cos(furthest))
        if sine >= 1:
            return None
        aside, up = math.degrees(2 * math.asin(sine)) + HAIR, math.degrees(angle) + HAIR
        if abs(person.lon) + aside >= 180:
            return None
        south, west = _square(person.lat - up, person.lon - aside)
        north, east = _square(person.lat + up, person.lon + aside)
        return (south, north), (west, east)


def in_neighbourhoods(people: Sequence[Person], size: int, first: int = 0) -> Iterator[list[Person]]:
    """The people in lots of at most `size` who live near one another, up and down the map's columns.

    `first`: how many are in the first lot, where lots are to begin and end elsewhere.
    """

    def where(person: Person) -> tuple[int, int, str]:
        if person.lat is None or person.lon is None:
            return -10_000, 0, person.id
        column, row = math.floor(person.lon / (3 * SQUARE)), math.floor(person.lat / SQUARE)
        return column, -row if column % 2 else row, person.id

    in_order = sorted(people, key=where)
    if in_order[:first]:
        yield in_order[:first]
    for begin in range(first, len(in_order), size):
        yield in_order[begin : begin + size]


def _square(lat: float, lon: float) -> Square:
    return math.floor(lat / SQUARE), math.floor(lon / SQUARE)


def _first_place(problem: Problem, group: Group) -> str:
    if group.sessions:
        return problem.place_of(group, group.sessions[0])
    return problem.opportunities[group.opportunity_id].provider_id
