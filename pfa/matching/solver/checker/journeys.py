"""Minutes of travel: from home to a provider and between providers."""

from __future__ import annotations

import math
from functools import lru_cache

from pfa.matching.solver.problem import Policy, Problem

EARTH_RADIUS_KM = 6371.0
MINUTES_AT_MOST = 1_000_000_000
"""Stands for any longer journey: settings such as a speed near 0 give times too long for a number."""

Place = tuple[float, float]
"""Latitude and longitude in decimal degrees."""


def kilometres(a: Place, b: Place) -> float:
    """The distance between two places by the haversine formula."""
    lat_a, lon_a, cos_a = _on_the_sphere(a)
    lat_b, lon_b, cos_b = _on_the_sphere(b)
    h = math.sin((lat_b - lat_a) / 2) ** 2 + cos_a * cos_b * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


@lru_cache(maxsize=65_536)
def _on_the_sphere(place: Place) -> tuple[float, float, float]:
    """Latitude and longitude in radians, and the latitude's cosine."""
    lat, lon = math.radians(place[0]), math.radians(place[1])
    return lat, lon, math.cos(lat)


def minutes(policy: Policy, a: Place, b: Place) -> int:
    """Whole minutes between two places, by the formula of the exchange format."""
    km = kilometres(a, b)
    exact = policy.travel_fixed_minutes + policy.travel_detour * km / policy.travel_speed_kmh * 60
    return math.ceil(round(min(exact, MINUTES_AT_MOST), 9))


class Journeys:
    """The journeys of one problem; each is worked out once."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._providers: dict[str, Place | None] = {
            each.provider_id: _place(each.lat, each.lon) for each in problem.opportunities.values()
        }
        self._home: dict[tuple[str, str], int | None] = {}
        self._between: dict[tuple[str, str], int | None] = {}

    def from_home(self, person_id: str, provider_id: str) -> int | None:
        """Minutes from a person's home to a provider; None where a coordinate is missing."""
        key = (person_id, provider_id)
        if key not in self._home:
            stated = self._problem.travel.get(key)
            person = self._problem.people[person_id]
            home = _place(person.lat, person.lon)
            self._home[key] = stated if stated is not None else self._minutes(home, self._providers[provider_id])
        return self._home[key]

    def between(self, one: str, other: str) -> int | None:
        """Minutes between two providers, 0 between one and itself; None where a coordinate is missing."""
        if one == other:
            return 0
        key = (one, other) if one < other else (other, one)
        if key not in self._between:
            self._between[key] = self._minutes(self._providers[key[0]], self._providers[key[1]])
        return self._between[key]

    def _minutes(self, a: Place | None, b: Place | None) -> int | None:
        return None if a is None or b is None else minutes(self._problem.policy, a, b)


def _place(lat: float | None, lon: float | None) -> Place | None:
    return None if lat is None or lon is None else (lat, lon)
