"""The problem by number: people, groups, sessions and providers as positions in arrays, worked out once for a solve.

Everything the engine asks thousands of times is a look-up here: what a group is worth to a person, which groups cannot
stand in one package, what each shared thing holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.company import Company, company
from pfa.matching.solver.eligibility import (
    Bools,
    Whole,
    allowed,
    budget,
    coordinates,
    home_minutes_table,
    minutes_table,
    places,
    points_table,
)
from pfa.matching.solver.problem import Problem


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What a group is, by number. `at[day]`: the providers it is held at that day; `by_day[day]`: its sessions;
    `shares[authority]`: the row of that authority's own limit of places."""

    sessions: tuple[int, ...]
    mask: int
    by_day: dict[int, int]
    at: dict[int, frozenset[int]]
    places_used: frozenset[int]
    opportunity: int
    kind: int
    main: bool
    places: int
    min_viable: int
    support: int | None
    pool_rows: tuple[int, ...]
    funder: int | None
    cost: int
    shares: dict[int, int]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a person's package must keep to. Masks have one bit a session; `needed[day]` are the sessions of a day that
    a person of whole days fills once anything is on that day. `authority` −1: none."""

    budget: int
    places_at_most: int | None
    one_place: bool
    whole_days: bool
    needed: dict[int, int]
    support: int
    coach: int
    authority: int
    must: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Indexed:
    """A problem by number.

    `worth[p, g]` is what group g adds to the value of p's package (whole points; a main pathway's points are counted in
    its group, since a package has at most one), and −1 where p may not take g. `clash[g, h]`: no package holds both;
    `clash_one_place` adds the pairs that are at two places on one day.
    """

    problem: Problem
    people: tuple[str, ...]
    groups: tuple[str, ...]
    person: tuple[PersonFacts, ...]
    group: tuple[GroupFacts, ...]
    worth: Whole
    allowed: Bools
    clash: Bools
    clash_one_place: Bools
    days: int
    kind_limit: dict[int, int]
    pool_units: tuple[int, ...]
    pool_names: tuple[tuple[str, str], ...]
    ceilings: tuple[int, ...]
    funder_names: tuple[str, ...]
    share_places: tuple[int, ...]
    share_names: tuple[tuple[str, str], ...]
    apart: tuple[tuple[int, int], ...]
    company: Company

    def share(self, person: int, g: int) -> int | None:
        """The row of the places that the group has for people of this person's authority; None: no such limit."""
        return self.group[g].shares.get(self.person[person].authority)

    def enemies(self, person: int) -> Bools:
        """The clashes that hold for this person."""
        return self.clash_one_place if self.person[person].one_place else self.clash


def index(problem: Problem) -> Indexed:
    """Number everything. Cost: a few array operations over people × groups."""
    number = {w.session: k for k, w in enumerate(problem.policy.week)}
    day_number = {day: k for k, day in enumerate(dict.fromkeys(w.day for w in problem.policy.week))}
    day_of = [day_number[w.day] for w in problem.policy.week]
    pools = {key: k for k, key in enumerate(_pool_sessions(problem))}
    funders = {name: k for k, name in enumerate(problem.policy.cost_ceilings)}
    authorities = _numbered(p.authority for p in problem.people.values() if p.authority is not None)
    shares = _shares(problem, authorities)
    group = _group_facts(problem, number, day_of, pools, funders, shares, authorities)
    points = points_table(problem)
    may = allowed(problem, points)
    clash, clash_one_place = _clashes(problem, group, len(day_number))
    kinds = _numbered(o.kind for o in problem.opportunities.values())
    row = {pid: i for i, pid in enumerate(problem.people)}
    return Indexed(
        problem=problem,
        people=tuple(problem.people),
        groups=tuple(problem.groups),
        person=_person_facts(problem, number, day_of, row, authorities),
        group=group,
        worth=np.where(may, _worth(problem, group, points), -1),
        allowed=may,
        clash=clash,
        clash_one_place=clash_one_place,
        days=len(day_number),
        kind_limit={kinds[k]: n for k, n in problem.policy.sessions_at_most_by_kind.items() if k in kinds},
        pool_units=tuple(problem.pools.get(key, 0) for key in pools),
        pool_names=tuple(pools),
        ceilings=tuple(problem.policy.cost_ceilings.values()),
        funder_names=tuple(funders),
        share_places=tuple(problem.groups[gid].authority_places[name] for gid, name in shares),
        share_names=tuple(shares),
        apart=tuple(sorted((row[a], row[b]) for a, b in problem.apart)),
        company=company(problem, may),
    )


def _numbered(names: object) -> dict[str, int]:
    return {name: k for k, name in enumerate(dict.fromkeys(names))}  # type: ignore[call-overload]  # any iterable of names


def _pool_sessions(problem: Problem) -> list[tuple[str, str]]:
    used = {(g.pool, s) for g in problem.groups.values() if g.pool is not None for s in g.sessions}
    return sorted((pool, session) for pool, session in used if pool is not None)


def _shares(problem: Problem, authorities: dict[str, int]) -> dict[tuple[str, str], int]:
    """The row of each group's places for an authority; of those only that have people here."""
    limits = ((g.id, name) for g in problem.groups.values() for name in g.authority_places if name in authorities)
    return {key: k for k, key in enumerate(limits)}


def _group_facts(
    problem: Problem,
    number: dict[str, int],
    day_of: list[int],
    pools: dict[tuple[str, str], int],
    funders: dict[str, int],
    shares: dict[tuple[str, str], int],
    authorities: dict[str, int],
) -> tuple[GroupFacts, ...]:
    providers = _numbered(coordinates(problem))
    opportunities = _numbered(problem.opportunities)
    kinds = _numbered(o.kind for o in problem.opportunities.values())
    facts = []
    for g in problem.groups.values():
        offer = problem.opportunities[g.opportunity_id]
        by_day: dict[int, int] = {}
        at: dict[int, set[int]] = {}
        for s in g.sessions:
            day = day_of[number[s]]
            by_day[day] = by_day.get(day, 0) | 1 << number[s]
            at.setdefault(day, set()).add(providers[problem.place_of(g, s)])
        facts.append(
            GroupFacts(
                sessions=tuple(number[s] for s in g.sessions),
                mask=sum(by_day.values()),
                by_day=by_day,
                at={day: frozenset(sites) for day, sites in at.items()},
                places_used=frozenset(providers[site] for site in places(problem, g)),
                opportunity=opportunities[g.opportunity_id],
                kind=kinds[offer.kind],
                main=offer.main,
                places=g.places,
                min_viable=g.min_viable,
                support=g.support_units,
                pool_rows=() if g.pool is None else tuple(pools[g.pool, s] for s in g.sessions),
                funder=None if g.funder is None else funders.get(g.funder),
                cost=g.cost,
                shares={authorities[name]: shares[g.id, name] for name in g.authority_places if (g.id, name) in shares},
            )
        )
    return tuple(facts)


def _person_facts(
    problem: Problem, number: dict[str, int], day_of: list[int], row: dict[str, int], authorities: dict[str, int]
) -> tuple[PersonFacts, ...]:
    column = {gid: j for j, gid in enumerate(problem.groups)}
    must: dict[int, list[int]] = {}
    for (pid, gid), rule in problem.fixed.items():
        if rule == "must":
            must.setdefault(row[pid], []).append(column[gid])
    facts = []
    for i, p in enumerate(problem.people.values()):
        busy = {number[s] for s in p.unavailable | p.own_sessions}
        needed: dict[int, int] = dict.fromkeys(day_of, 0)
        for s, day in enumerate(day_of):
            if s not in busy:
                needed[day] |= 1 << s
        facts.append(
            PersonFacts(
                budget=budget(p),
                places_at_most=p.providers_at_most,
                one_place=p.one_place_a_day,
                whole_days=p.whole_days,
                needed=needed,
                support=p.support_units,
                coach=p.coach_units,
                authority=-1 if p.authority is None else authorities[p.authority],
                must=tuple(sorted(must.get(i, []))),
            )
        )
    return tuple(facts)


def _worth(problem: Problem, group: tuple[GroupFacts, ...], points: Whole) -> Whole:
    length = np.array([len(g.sessions) for g in group], dtype=np.int64)
    main = np.array([g.main for g in group], dtype=np.int64) * problem.policy.main_pathway_points
    offer = np.array([g.opportunity for g in group], dtype=np.int64)
    a_session = points[:, offer] + problem.policy.session_filled_points
    worth: Whole = a_session * length[None, :]
    if problem.policy.travel_points:
        worth = _worth_after_journeys(problem, a_session)
    worth += main[None, :]
    row, column = {pid: i for i, pid in enumerate(problem.people)}, {gid: j for j, gid in enumerate(problem.groups)}
    for (pid, gid), told in problem.earlier.items():
        worth[row[pid], column[gid]] += problem.policy.change_points.get(told, 0)
    if problem.policy.uncertain == "expected":
        worth = worth * np.array([g.chance for g in problem.groups.values()], dtype=np.int64)[None, :] // 100
    return worth


def _worth_after_journeys(problem: Problem, a_session: Whole) -> Whole:
    """Worth of each group's sessions, each less the points of its journey from home and never below 0."""
    providers = {name: k for k, name in enumerate(coordinates(problem))}
    journeys = home_minutes_table(problem)
    off = problem.policy.travel_points * (np.where(np.isnan(journeys), 0, journeys) // 10).astype(np.int64)
    worth: Whole = np.zeros_like(a_session)
    for j, g in enumerate(problem.groups.values()):
        for s in g.sessions:
            worth[:, j] += np.maximum(0, a_session[:, j] - off[:, providers[problem.place_of(g, s)]])
    return worth


def _clashes(problem: Problem, group: tuple[GroupFacts, ...], days: int) -> tuple[Bools, Bools]:
    """Pairs of different groups that no package holds together: for anyone, and for people of one place a day."""
    clash = np.zeros((len(group), len(group)), dtype=bool)
    holders: dict[tuple[str, int], list[int]] = {}
    for j, g in enumerate(group):
        for s in g.sessions:
            holders.setdefault(("session", s), []).append(j)
        holders.setdefault(("opportunity", g.opportunity), []).append(j)
        if g.main:
            holders.setdefault(("main", 0), []).append(j)
    for members in holders.values():
        clash[np.ix_(members, members)] = True
    far = _far(problem)
    one_place = clash.copy()
    for day in range(days):
        there = [j for j, g in enumerate(group) if day in g.at]
        at = np.zeros((len(there), len(far)), dtype=np.float32)
        for k, j in enumerate(there):
            at[k, list(group[j].at[day])] = 1
        clash[np.ix_(there, there)] |= at @ far.astype(np.float32) @ at.T > 0
        elsewhere = at.sum(axis=1, keepdims=True) * at.sum(axis=1)[None, :] - at @ at.T
        one_place[np.ix_(there, there)] |= elsewhere > 0
    one_place |= clash
    np.fill_diagonal(clash, False)
    np.fill_diagonal(one_place, False)
    return clash, one_place


def _far(problem: Problem) -> npt.NDArray[np.bool_]:
    """Pairs of different providers that are too far apart for one day; nothing is, where there is no such rule."""
    where = coordinates(problem)
    points = np.array(list(where.values()), dtype=np.float64).reshape(-1, 2)
    limit = problem.policy.between_sessions_minutes
    if limit is None:
        return np.zeros((len(where), len(where)), dtype=bool)
    far: Bools = minutes_table(problem.policy, points, points) > limit
    np.fill_diagonal(far, False)
    return far
