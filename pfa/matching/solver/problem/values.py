"""The words of the matching problem as frozen values.

A problem is what a folder of the exchange format holds (see `reader`), or what the web application builds from its
database. Ids are opaque strings. Units are said once, here: *minutes* are whole minutes of travel, *units* are whole
support or coach units, *points* are whole and non-negative, coordinates are decimal degrees (WGS 84), sessions are
labels of the policy's week.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeVar

PLANS = ("ehcp", "isp", "sen-support", "none")
SECTOR_PREFIX = "sector:"
TOGETHER_PREFIX = "together:"
"""What the target of a wish to be with somebody begins with, in reasons; their id follows."""
K = TypeVar("K")
V = TypeVar("V")

Fixing = Literal["must", "never"]
MODES = ("most-for-all", "fewest-wishes-met-first")
"""What a run is to reach: the largest sum, or the most for those who would get least (see `fairness`)."""
COUNTS = ("robust", "expected")
"""How a run counts groups that may not run: only those likely enough, or each by its chance."""
TOLD = ("idea", "told", "visited", "travel-trained", "agreed")
"""What a person has been told of a group of an earlier answer, from nothing yet to all agreed."""
Row = TypeVar("Row", "Person", "Opportunity", "Group")


@dataclass(frozen=True, slots=True)
class WeekSession:
    """One session of the week, normally a half day (`mon-am`), and the day it belongs to."""

    session: str
    day: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What a week is worth, and the settings of travel and variety.

    `open_points` is the worth of an opportunity the person did not mention; None: not acceptable to them.
    `between_sessions_minutes` None: no rule about journeys inside a day. `mode` is one of `MODES`, and
    `tolerance_percent` the width of a step of satisfaction in the second. `change_points` are what it is worth to keep
    somebody in a group of an earlier answer, by what they have been told (`TOLD`). `travel_points` are taken off each
    session for every ten full minutes of its journey from home. `cost_ceilings` are the most that each funder pays.
    `together_points` are what a pair that asked to be together is worth once it shares a group. `uncertain` is one of
    `COUNTS`, or empty: chances are not looked at; `likely_at_least` is the chance in percent from which on a group is
    likely enough. `agreed_by` and `agreed_on` say who agreed this policy, and when.
    """

    week: tuple[WeekSession, ...]
    main_pathway_points: int
    session_filled_points: int
    open_points: int | None
    travel_speed_kmh: float
    travel_detour: float
    travel_fixed_minutes: float
    between_sessions_minutes: int | None = None
    sessions_at_most_by_kind: Mapping[str, int] = field(default_factory=dict)
    version: int = 1
    mode: str = MODES[0]
    tolerance_percent: int = 10
    change_points: Mapping[str, int] = field(default_factory=dict)
    travel_points: int = 0
    cost_ceilings: Mapping[str, int] = field(default_factory=dict)
    together_points: int = 0
    uncertain: str = ""
    likely_at_least: int = 100
    agreed_by: str = ""
    agreed_on: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One young person, as far as the rules need to know them. None in a bound: no such rule."""

    id: str
    sessions_wanted: int
    age: int | None = None
    plan: str | None = None
    level: int | None = None
    needs: frozenset[str] = frozenset()
    support_units: int = 0
    coach_units: int = 0
    lat: float | None = None
    lon: float | None = None
    travel_limit_minutes: int | None = None
    unavailable: frozenset[str] = frozenset()
    providers_at_most: int | None = None
    own_sessions: frozenset[str] = frozenset()
    one_place_a_day: bool = False
    whole_days: bool = False
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Something on offer at one provider. `main`: it carries the week, and a package has at most one of them."""

    id: str
    provider_id: str
    kind: str
    sector: str = ""
    level_min: int | None = None
    level_max: int | None = None
    features: frozenset[str] = frozenset()
    age_min: int | None = None
    age_max: int | None = None
    plans: frozenset[str] = frozenset()
    lat: float | None = None
    lon: float | None = None
    main: bool = False
    features_to_ask: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """One weekly pattern of an opportunity, with places. `held_at`: sessions held at another provider. `cost`: what
    each person in it costs its `funder`, in whole pounds. `open_to`: the authorities whose people may join (empty:
    anybody's); `authority_places`: at most so many people of an authority; `chance`: percent that it will run."""

    id: str
    opportunity_id: str
    sessions: tuple[str, ...]
    places: int
    min_viable: int = 1
    pool: str | None = None
    support_units: int | None = None
    held_at: Mapping[str, str] = field(default_factory=dict)
    funder: str | None = None
    cost: int = 0
    open_to: frozenset[str] = frozenset()
    authority_places: Mapping[str, int] = field(default_factory=dict)
    chance: int = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole problem. Build it with `problem()` or `reader.read_problem`, which refuse faults; it never changes.

    `preferences[person][target]` are points 1–100, or 0 = not for me; a target is an opportunity id or
    `sector:NAME`. `pools[(pool, session)]` are coach units, a missing row is 0. `apart` and `together` hold unordered
    pairs, each as a sorted tuple; no pair is in both. `fixed[(person, group)]` is `must` or `never`.
    `travel[(person, provider)]` overrides minutes. `earlier[(person, group)]` are the weeks of an earlier answer, with
    what the person has been told of them.
    """

    policy: Policy
    people: Mapping[str, Person]
    opportunities: Mapping[str, Opportunity]
    groups: Mapping[str, Group]
    preferences: Mapping[str, Mapping[str, int]]
    pools: Mapping[tuple[str, str], int] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()
    fixed: Mapping[tuple[str, str], Fixing] = field(default_factory=dict)
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    earlier: Mapping[tuple[str, str], str] = field(default_factory=dict)
    together: frozenset[tuple[str, str]] = frozenset()

    def points(self, person_id: str, opportunity_id: str) -> int | None:
        """The person's points for an opportunity; None where it is not acceptable to them.

        The opportunity's own row wins over its sector's; with neither, the policy's `open_points`. 0 is "not for me"
        and is returned as None.
        """
        wishes = self.preferences.get(person_id, {})
        value = wishes.get(opportunity_id)
        if value is None:
            value = wishes.get(SECTOR_PREFIX + self.opportunities[opportunity_id].sector)
        if value is None:
            value = self.policy.open_points
        return value or None

    def place_of(self, group: Group, session: str) -> str:
        """The provider at which a session of a group is held."""
        return group.held_at.get(session) or self.opportunities[group.opportunity_id].provider_id


def frozen(mapping: Mapping[K, V]) -> Mapping[K, V]:
    """A read-only view of a copy."""
    return MappingProxyType(dict(mapping))


def by_id(rows: Iterable[Row]) -> Mapping[str, Row]:
    """Rows by their id, in the order given."""
    return frozen({row.id: row for row in rows})
