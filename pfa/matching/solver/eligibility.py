"""May this person take this group? The rules about one person and one group, for all pairs at once.

`refusals` asks one pair, rule by rule, in the order of the specification; `allowed` answers for every pair with arrays
and is what the engine uses. A test holds the two to the same answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.problem import Group, Opportunity, Person, Policy, Problem

Bools = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]

EARTH_KM = 6371.0
"""Radius of the sphere on which kilometres are measured (specification, "Minutes")."""


def minutes(
    policy: Policy, home: tuple[float | None, float | None], away: tuple[float | None, float | None]
) -> int | None:
    """Minutes of travel between two points by the formula; None where a coordinate is missing."""
    if None in home or None in away:
        return None
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*home, *away) if x is not None)
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    km = 2 * EARTH_KM * math.asin(math.sqrt(a))
    spent = policy.travel_fixed_minutes + policy.travel_detour * km / policy.travel_speed_kmh * 60
    return math.ceil(round(spent, 9))


def minutes_table(
    policy: Policy, starts: npt.NDArray[np.float64], ends: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """`minutes` for every start (rows) and end (columns), both arrays of (lat, lon); NaN where one is missing."""
    s, e = np.radians(starts), np.radians(ends)
    a = np.sin((e[None, :, 0] - s[:, None, 0]) / 2) ** 2
    a += np.cos(s[:, None, 0]) * np.cos(e[None, :, 0]) * np.sin((e[None, :, 1] - s[:, None, 1]) / 2) ** 2
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(a))
    spent = policy.travel_fixed_minutes + policy.travel_detour * km / policy.travel_speed_kmh * 60
    table: npt.NDArray[np.float64] = np.ceil(np.round(spent, 9))
    return table


def coordinates(problem: Problem) -> dict[str, tuple[float | None, float | None]]:
    """Where each provider is, from any of its opportunities (they share their coordinates)."""
    return {o.provider_id: (o.lat, o.lon) for o in problem.opportunities.values()}


def places(problem: Problem, group: Group) -> frozenset[str]:
    """Every provider at which a session of the group is held."""
    return frozenset(problem.place_of(group, session) for session in group.sessions)


def home_minutes(
    problem: Problem, person: Person, provider: str, where: tuple[float | None, float | None]
) -> int | None:
    """The person's journey to a provider: their own row if there is one, else the formula; None: unknown."""
    own = problem.travel.get((person.id, provider))
    return minutes(problem.policy, (person.lat, person.lon), where) if own is None else own


def budget(person: Person) -> int:
    """How many sessions a package of this person may fill."""
    return max(0, person.sessions_wanted - len(person.own_sessions))


def refusals(problem: Problem, person: Person, group: Group) -> Iterator[str]:
    """The kebab-case names of every rule that keeps this person from this group on its own, in the rules' order."""
    opportunity = problem.opportunities[group.opportunity_id]
    where = coordinates(problem)
    if problem.points(person.id, opportunity.id) is None:
        yield "not-for-me"
    if problem.fixed.get((person.id, group.id)) == "never":
        yield "never"
    yield from _offer_refusals(person, opportunity)
    if group.open_to and person.authority not in group.open_to:
        yield "open-to"
    if unlikely(problem.policy, group):
        yield "likely"
    sites = places(problem, group)
    if person.travel_limit_minutes is not None:
        journeys = [home_minutes(problem, person, site, where[site]) for site in sites]
        if any(m is not None and m > person.travel_limit_minutes for m in journeys):
            yield "travel"
    if not (person.unavailable | person.own_sessions).isdisjoint(group.sessions):
        yield "unavailable"
    yield from _package_refusals(problem, person, group, sites)


def _offer_refusals(person: Person, offer: Opportunity) -> Iterator[str]:
    if outside(person.age, offer.age_min, offer.age_max):
        yield "age"
    if person.plan is not None and offer.plans and person.plan not in offer.plans:
        yield "plan"
    if outside(person.level, offer.level_min, offer.level_max):
        yield "level"
    if not person.needs <= offer.features | offer.features_to_ask:
        yield "needs"


def unlikely(policy: Policy, group: Group) -> bool:
    """Is the group not likely enough to run for a run that counts on what is?"""
    return policy.uncertain == "robust" and group.chance < policy.likely_at_least


def outside(value: int | None, low: int | None, high: int | None) -> bool:
    """Is a known value outside the bounds that are set?"""
    return value is not None and ((low is not None and value < low) or (high is not None and value > high))


def _package_refusals(problem: Problem, person: Person, group: Group, sites: frozenset[str]) -> Iterator[str]:
    """Rules about the whole package, or about shared things, that this group breaks already on its own."""
    if len(group.sessions) > budget(person):
        yield "no-more-than-wanted"
    if person.providers_at_most is not None and len(sites) > person.providers_at_most:
        yield "few-enough-places-to-be"
    if person.one_place_a_day:
        days = {w.session: w.day for w in problem.policy.week}
        at = {(days[s], problem.place_of(group, s)) for s in group.sessions}
        if len(at) > len({day for day, _ in at}):
            yield "one-place-a-day"
    kind = problem.opportunities[group.opportunity_id].kind
    if len(group.sessions) > problem.policy.sessions_at_most_by_kind.get(kind, len(group.sessions)):
        yield "variety"
    if group.places < 1:
        yield "places"
    if group.authority_places.get(person.authority or "", 1) < 1:
        yield "share"
    if group.support_units is not None and person.support_units > group.support_units:
        yield "support"
    if group.pool is not None and any(
        person.coach_units > problem.pools.get((group.pool, s), 0) for s in group.sessions
    ):
        yield "coach-pool"
    if group.funder is not None and group.cost > problem.policy.cost_ceilings.get(group.funder, group.cost):
        yield "cost-ceiling"


def points_table(problem: Problem) -> Whole:
    """Points of each person (rows) for each opportunity (columns); -1 where it is not acceptable to them."""
    column = {oid: j for j, oid in enumerate(problem.opportunities)}
    sector: dict[str, list[int]] = {}
    for oid, o in problem.opportunities.items():
        sector.setdefault(o.sector, []).append(column[oid])
    unasked = problem.policy.open_points or -1  # 0 points are "not for me", whoever gives them
    table = np.full((len(problem.people), len(column)), unasked, dtype=np.int64)
    for i, pid in enumerate(problem.people):
        wishes = problem.preferences.get(pid, {})
        for target, points in sorted(wishes.items(), key=lambda wish: wish[0] in column):
            columns = [column[target]] if target in column else sector.get(target.partition(":")[2], [])
            table[i, columns] = points or -1
    return table


def allowed(problem: Problem, points: Whole) -> Bools:
    """Which person (row) may take which group (column), as far as that pair alone is concerned."""
    people, groups = list(problem.people.values()), list(problem.groups.values())
    column = {oid: j for j, oid in enumerate(problem.opportunities)}
    offer = _offers_allowed(people, list(problem.opportunities.values())) & (points >= 0)
    table = offer[:, [column[g.opportunity_id] for g in groups]] if groups else np.zeros((len(people), 0), bool)
    table &= _travel_allowed(problem, people, groups)
    table &= ~_blocked(problem, people, groups)
    length = np.array([len(g.sessions) for g in groups], dtype=np.int64)
    table &= length[None, :] <= np.array([budget(p) for p in people], dtype=np.int64)[:, None]
    _limit_by_group(problem, people, groups, table)
    row, col = {p.id: i for i, p in enumerate(people)}, {g.id: j for j, g in enumerate(groups)}
    for (pid, gid), rule in problem.fixed.items():
        if rule == "never":
            table[row[pid], col[gid]] = False
    return table


def _offers_allowed(people: list[Person], offers: list[Opportunity]) -> Bools:
    """Age, plan, level and needs: people who answer alike are asked once."""
    kinds = Counter((p.age, p.plan, p.level, p.needs) for p in people)
    example = {(p.age, p.plan, p.level, p.needs): p for p in people}
    rows = {kind: [not any(_offer_refusals(example[kind], o)) for o in offers] for kind in kinds}
    table = np.array([rows[(p.age, p.plan, p.level, p.needs)] for p in people], dtype=bool)
    return table.reshape(len(people), len(offers))


def _travel_allowed(problem: Problem, people: list[Person], groups: list[Group]) -> Bools:
    providers = {pid: j for j, pid in enumerate(coordinates(problem))}
    table = home_minutes_table(problem)
    limit = np.array([np.inf if p.travel_limit_minutes is None else p.travel_limit_minutes for p in people])
    near = ~(table > limit.reshape(-1, 1))
    result = np.ones((len(people), len(groups)), dtype=bool)
    for j, group in enumerate(groups):
        for site in places(problem, group):
            result[:, j] &= near[:, providers[site]]
    return result


def home_minutes_table(problem: Problem) -> npt.NDArray[np.float64]:
    """Minutes from everyone's home (rows) to every provider (columns, as in `coordinates`); NaN: unknown."""
    where = coordinates(problem)
    providers = {pid: j for j, pid in enumerate(where)}
    people = problem.people.values()
    homes = np.array([(p.lat, p.lon) for p in people], dtype=np.float64).reshape(-1, 2)
    ends = np.array(list(where.values()), dtype=np.float64).reshape(-1, 2)
    table = minutes_table(problem.policy, homes, ends)
    row = {pid: i for i, pid in enumerate(problem.people)}
    for (pid, provider), spent in problem.travel.items():
        table[row[pid], providers[provider]] = spent
    return table


def _blocked(problem: Problem, people: list[Person], groups: list[Group]) -> Bools:
    """Does the group hold a session at which the person is unavailable, or that is their own?"""
    number = {w.session: k for k, w in enumerate(problem.policy.week)}
    busy = np.zeros((len(people), len(number)), dtype=np.float32)
    held = np.zeros((len(groups), len(number)), dtype=np.float32)
    for i, person in enumerate(people):
        busy[i, [number[s] for s in person.unavailable | person.own_sessions]] = 1
    for j, group in enumerate(groups):
        held[j, [number[s] for s in group.sessions]] = 1
    result: Bools = busy @ held.T > 0
    return result


def _limit_by_group(problem: Problem, people: list[Person], groups: list[Group], table: Bools) -> None:
    """Take out of `table` the pairs that a limit of the package or of a shared thing refuses already alone."""
    support = np.array([p.support_units for p in people], dtype=np.int64)
    coach = np.array([p.coach_units for p in people], dtype=np.int64)
    sites_at_most = np.array([np.inf if p.providers_at_most is None else p.providers_at_most for p in people])
    one_place = np.array([p.one_place_a_day for p in people], dtype=bool)
    authority = np.array([p.authority or "" for p in people], dtype=object)
    days = {w.session: w.day for w in problem.policy.week}
    for j, group in enumerate(groups):
        kind = problem.opportunities[group.opportunity_id].kind
        if group.places < 1 or len(group.sessions) > problem.policy.sessions_at_most_by_kind.get(kind, math.inf):
            table[:, j] = False
        if unlikely(problem.policy, group):
            table[:, j] = False
        if group.open_to:
            table[:, j] &= [name in group.open_to for name in authority]
        for name, most in group.authority_places.items():
            if most < 1:
                table[:, j] &= authority != name
        at = {(days[s], problem.place_of(group, s)) for s in group.sessions}
        table[:, j] &= sites_at_most >= len({site for _, site in at})
        if len(at) > len({day for day, _ in at}):
            table[:, j] &= ~one_place
        if group.funder is not None and group.cost > problem.policy.cost_ceilings.get(group.funder, group.cost):
            table[:, j] = False
        if group.support_units is not None:
            table[:, j] &= support <= group.support_units
        if group.pool is not None and group.sessions:
            table[:, j] &= coach <= min(problem.pools.get((group.pool, s), 0) for s in group.sessions)
