"""Where an invented country's people live: towns inside a rough outline of England."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Final

Point = tuple[float, float]
"""Latitude and longitude, decimal degrees."""

OUTLINE: Final[tuple[Point, ...]] = (
    (55.6, -2.0), (54.6, -1.1), (53.7, 0.1), (52.9, 0.3), (52.9, 1.6), (51.9, 1.2), (51.4, 1.3), (50.8, 0.3),
    (50.7, -1.9), (50.4, -3.5), (50.1, -5.4), (51.1, -4.3), (51.4, -2.7), (52.3, -3.0), (53.3, -3.0), (54.1, -3.1),
    (54.9, -3.0),
)  # fmt: skip
"""A polygon that resembles England."""
KM_A_DEGREE: Final = 111.2
PEOPLE_A_KM2: Final = 0.75
"""As in a county of 1,400 young people of one year."""
NEAR_EQUAL: Final = 6
"""The larger, the less the largest town differs from the others."""
PEOPLE_A_TOWN: Final = 700
"""On average."""
TRIES: Final = 60


@dataclass(frozen=True, slots=True)
class Town:
    """A round town: its middle, its radius in kilometres, and how many young people live there."""

    name: str
    middle: Point
    radius: float
    people: int


def towns(dice: random.Random, people: int) -> list[Town]:
    """Towns for so many people, the largest first; they overlap as little as some tries allow."""
    count = max(1, round(people / PEOPLE_A_TOWN))
    weight = [1 / (k + NEAR_EQUAL) ** 0.8 for k in range(count)]
    sizes = [round(people * w / sum(weight)) for w in weight]
    sizes[0] += people - sum(sizes)
    found: list[Town] = []
    for k, size in enumerate(sizes):
        radius = math.sqrt(size / PEOPLE_A_KM2 / math.pi)
        tries = [_inside(dice) for _ in range(TRIES)]
        middle = max(tries, key=lambda point: _room(point, radius, found))
        found.append(Town(f"town-{k + 1:03}", middle, radius, size))
    return found


def near(dice: random.Random, town: Town) -> Point:
    """A point in a town, each as likely as any other."""
    away, turn = town.radius * math.sqrt(dice.random()), dice.uniform(0, 2 * math.pi)
    lat = town.middle[0] + away * math.sin(turn) / KM_A_DEGREE
    lon = town.middle[1] + away * math.cos(turn) / (KM_A_DEGREE * math.cos(math.radians(town.middle[0])))
    return round(lat, 5), round(lon, 5)


def _inside(dice: random.Random) -> Point:
    lats, lons = [lat for lat, _ in OUTLINE], [lon for _, lon in OUTLINE]
    while True:
        point = dice.uniform(min(lats), max(lats)), dice.uniform(min(lons), max(lons))
        if _encloses(point):
            return point


def _encloses(point: Point) -> bool:
    """Whether a line to the north crosses the outline an odd number of times."""
    lat, lon = point
    inside = False
    for (lat_a, lon_a), (lat_b, lon_b) in zip(OUTLINE, (*OUTLINE[1:], OUTLINE[0]), strict=True):
        if (lon_a > lon) != (lon_b > lon) and lat < lat_a + (lat_b - lat_a) * (lon - lon_a) / (lon_b - lon_a):
            inside = not inside
    return inside


def _room(point: Point, radius: float, others: list[Town]) -> float:
    """Kilometres to the nearest other town's edge, at most nought: below it they overlap."""
    edges = [_kilometres(point, other.middle) - other.radius - radius for other in others]
    return min([0.0, *edges])


def _kilometres(a: Point, b: Point) -> float:
    north = (a[0] - b[0]) * KM_A_DEGREE
    east = (a[1] - b[1]) * KM_A_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)
