"""What one person could take at the prices: the groups open to them, by number and bits, ready for the search."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pfa.matching.solver.bound.prices import UNIT, Prices
from pfa.matching.solver.checker import Reading
from pfa.matching.solver.checker.near import Near
from pfa.matching.solver.checker.pairs import broken_by_group, broken_by_offer
from pfa.matching.solver.checker.worth import group_value
from pfa.matching.solver.problem import Group, Person, Problem


class Offer(NamedTuple):
    """One group for one person. `value` is what it is worth less its prices, in millionths of a point.

    `sessions` and `places` have a bit for each; `enemies` a bit for each group of the problem that no week of this
    person holds beside it; `number` is the group's own bit in that.
    """

    group_id: str
    number: int
    value: int
    sessions: int
    size: int
    main: bool
    places: int
    kind: str
    enemies: int


@dataclass(frozen=True, slots=True)
class Choice:
    """All that one person could take, and the limits of their week. `days` are (sessions of the day, those that a
    used day must fill), as bits."""

    offers: tuple[Offer, ...]
    must: frozenset[str]
    at_most: int
    places_at_most: int | None
    kinds_at_most: dict[str, int]
    days: tuple[tuple[int, int], ...]
    whole_days: bool


class Market:
    """The groups of a problem at some prices, and who keeps whom out of a week."""

    def __init__(self, problem: Problem, prices: Prices) -> None:
        self.problem = problem
        self._reading = Reading(problem)
        self._prices = prices
        self._bit = {each.session: 1 << number for number, each in enumerate(problem.policy.week)}
        self._days: dict[str, int] = {}
        for each in problem.policy.week:
            self._days[each.day] = self._days.get(each.day, 0) | self._bit[each.session]
        places = sorted({opportunity.provider_id for opportunity in problem.opportunities.values()})
        self._place_bit = {place: 1 << number for number, place in enumerate(places)}
        self._near = Near(problem)
        self._number = {name: number for number, name in enumerate(problem.groups)}
        self._groups = [
            (group, sum(self._bit[session] for session in group.sessions), self._reading.places(group))
            for group in problem.groups.values()
        ]
        self._enemies, self._enemies_at_one_place = _enemies(self._reading)
        self._coach = {group.id: _least_coach_units(problem, group) for group in problem.groups.values()}
        self._open: dict[object, frozenset[str]] = {}
        self._shut: dict[str | None, frozenset[str]] = {}
        self._must: dict[str, set[str]] = {}
        for (person_id, group_id), rule in problem.fixed.items():
            if rule == "must":
                self._must.setdefault(person_id, set()).add(group_id)

    def choice(self, person: Person, weight: int | None = None) -> Choice:
        """What a person could take. What they could not because the whole rule is theirs alone is left out.

        `weight`: millionths of millionths that a point of theirs counts, instead of one.
        """
        busy = sum(self._bit[session] for session in person.unavailable | person.own_sessions)
        return Choice(
            offers=tuple(self._offers(person, busy, weight)),
            must=frozenset(self._must.get(person.id, ())),
            at_most=person.sessions_wanted - len(person.own_sessions),
            places_at_most=person.providers_at_most,
            kinds_at_most=dict(self.problem.policy.sessions_at_most_by_kind),
            days=tuple((day, day & ~busy) for day in self._days.values()),
            whole_days=person.whole_days,
        )

    def _offers(self, person: Person, busy: int, weight: int | None) -> Iterator[Offer]:
        problem, journeys = self.problem, self._reading.journeys
        enemies = self._enemies_at_one_place if person.one_place_a_day else self._enemies
        reach: dict[str, bool] = {}
        shut = self._shut_to(person)
        open_to = self._open_to(person)
        for number in sorted(map(self._number.__getitem__, self._near.groups(person))):
            group, sessions, places = self._groups[number]
            if (
                group.opportunity_id not in open_to
                or sessions & busy
                or group.id in shut
                or self._full_for(person, group)
                or problem.points(person.id, group.opportunity_id) is None
                or problem.fixed.get((person.id, group.id)) == "never"
            ):
                continue
            for place in places:
                if place not in reach:
                    minutes = journeys.from_home(person.id, place)
                    limit = person.travel_limit_minutes
                    reach[place] = limit is None or minutes is None or minutes <= limit
            if not all(map(reach.__getitem__, places)) or enemies[number] >> number & 1:
                continue
            opportunity = problem.opportunities[group.opportunity_id]
            worth = group_value(self._reading, person, group)
            yield Offer(
                group_id=group.id,
                number=number,
                value=(worth * UNIT if weight is None else -(-worth * weight // UNIT))
                - self._prices.paid(person, group)
                + self._prices.earned(person, group),
                sessions=sessions,
                size=len(group.sessions),
                main=opportunity.main,
                places=sum(map(self._place_bit.__getitem__, places)),
                kind=opportunity.kind,
                enemies=enemies[number],
            )

    def _full_for(self, person: Person, group: Group) -> bool:
        """Whether this person alone is more than the group can ever hold: no valid answer has them in it."""
        if not group.places or (group.support_units is not None and person.support_units > group.support_units):
            return True
        ceiling = None if group.funder is None else self.problem.policy.cost_ceilings.get(group.funder)
        return person.coach_units > self._coach[group.id] or (ceiling is not None and group.cost > ceiling)

    def _shut_to(self, person: Person) -> frozenset[str]:
        """The groups that take nobody of this person's authority, or that are not likely enough to run."""
        if person.authority not in self._shut:
            self._shut[person.authority] = frozenset(
                group.id
                for group in self.problem.groups.values()
                if next(broken_by_group(self.problem, person, group), None)
                or group.authority_places.get(person.authority or "") == 0
            )
        return self._shut[person.authority]

    def _open_to(self, person: Person) -> frozenset[str]:
        """The opportunities that age, plan, level and needs leave open; people alike in these are asked once."""
        key = (person.age, person.plan, person.level, person.needs)
        if key not in self._open:
            self._open[key] = frozenset(
                opportunity.id
                for opportunity in self.problem.opportunities.values()
                if next(broken_by_offer(person, opportunity), None) is None
            )
        return self._open[key]


def _least_coach_units(problem: Problem, group: Group) -> float:
    if group.pool is None:
        return math.inf
    return min(problem.pools.get((group.pool, session), 0) for session in group.sessions)


def _enemies(reading: Reading) -> tuple[list[int], list[int]]:
    """For each group, bits of the groups that cannot stand beside it: for anyone, and for one place a day.

    In the second list a group that is at two places in one day is its own enemy.
    """
    problem = reading.problem
    sharing: dict[tuple[str, str], int] = {}
    held: dict[tuple[str, str], int] = {}
    there: list[tuple[int, set[tuple[str, str]], list[tuple[str, str]]]] = []
    for number, group in enumerate(problem.groups.values()):
        bit = 1 << number
        keys = [("session", session) for session in group.sessions]
        keys.append(("opportunity", group.opportunity_id))
        if reading.opportunity(group).main:
            keys.append(("main", ""))
        at = {(reading.day_of[session], problem.place_of(group, session)) for session in group.sessions}
        for key in keys:
            sharing[key] = sharing.get(key, 0) | bit
        for spot in at:
            held[spot] = held.get(spot, 0) | bit
        there.append((bit, at, keys))
    far, elsewhere = _far_and_elsewhere(reading, held)
    anyone, one_place = [], []
    for bit, at, keys in there:
        enemies = 0
        for key in keys:
            enemies |= sharing[key]
        for spot in at:
            enemies |= far[spot]
        enemies &= ~bit
        anyone.append(enemies)
        for spot in at:
            enemies |= elsewhere[spot]
        one_place.append(enemies)
    return anyone, one_place


def _far_and_elsewhere(
    reading: Reading, held: dict[tuple[str, str], int]
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """For each day and place, bits of the groups held that day too far away, and of those held anywhere else."""
    most = reading.problem.policy.between_sessions_minutes
    by_day: dict[str, list[str]] = {}
    for day, place in held:
        by_day.setdefault(day, []).append(place)
    too_far: dict[str, set[str]] = {}
    if most is not None:
        everywhere = sorted({place for _, place in held})
        for place in everywhere:
            minutes = ((other, reading.journeys.between(place, other)) for other in everywhere)
            too_far[place] = {other for other, each in minutes if each is not None and each > most}
    far, elsewhere = {}, {}
    for day, places in by_day.items():
        for place in places:
            distant = too_far.get(place, set())
            a = b = 0
            for other in places:
                if other != place:
                    b |= held[day, other]
                    if other in distant:
                        a |= held[day, other]
            far[day, place], elsewhere[day, place] = a, b
    return far, elsewhere
