"""What would have to change for one wish, while everybody else keeps their week: a plan B, and the smallest change.

A **plan B** meets the wish with what the others leave, and gives up something of the person's own week for it. A
**change** is one number that is not theirs to choose, or one limit or date of theirs, moved as little as will do. Every
one is tried: the week it gives, with everybody else's as it is, passes the checker on the changed problem before it is
said. What weeks are worth is with the person's pairs: being together counts, and leaving somebody costs.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, islice, product

from pfa.matching.solver import catalogue
from pfa.matching.solver.checker import Reading, check_package, package_value, refusal
from pfa.matching.solver.checker.answers import check_shared
from pfa.matching.solver.checker.worth import pair_points, pair_value
from pfa.matching.solver.explain import OpenGroups
from pfa.matching.solver.figures import is_met
from pfa.matching.solver.indexed import index
from pfa.matching.solver.prices import Market
from pfa.matching.solver.pricing import Pricer
from pfa.matching.solver.problem import Fixing, Group, Person, Problem, frozen
from pfa.matching.solver.rest import rest_of

Weeks = Mapping[str, Collection[str]]
KINDS = (
    *("place", "share", "minimum", "chance", "coach", "support", "money", "start"),
    *("session", "minutes", "level", "half-days", "own-session"),
)
"""What can change, in the order of preference: first what providers and services decide, then the person's limits, and
last what is theirs alone."""
MOVES = 20
"""Ways of moving own sessions that are tried for one group."""


@dataclass(frozen=True, slots=True)
class Change:
    """One way to meet a wish. `kind` is `plan-b` (nothing has to change) or one of `KINDS`, `amount` how much: places
    (`share`: for their authority), people fewer to run, percent of chance, units, pounds, years until they are old
    enough to start, sessions, minutes, levels, half days. `week` is then theirs, worth `value`. `when`: the sessions it
    is about: those they would have to be free on (`session`), or own ones, each followed by where it would go
    (`own-session`)."""

    person_id: str
    target: str
    kind: str
    group_id: str
    amount: int
    week: frozenset[str]
    value: int
    value_now: int
    when: tuple[str, ...] = ()


def changes(
    problem: Problem,
    weeks: Weeks,
    people: Iterable[str] | None = None,
    *,
    targets: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Change]:
    """For every unmet wish of these people (all by default) its best plan B and smallest change, where there are.

    `targets`: the wishes of each person to look at; all by default. The answer must be right: what does not touch this
    person is not looked at again.
    """
    open_to, reading = OpenGroups(problem), Reading(problem)
    for name in problem.people if people is None else people:
        person = problem.people[name]
        mine = weeks.get(name, ())
        now = package_value(problem, name, mine, reading) + _company(problem, weeks, name, mine)
        among = {group for group in problem.groups if refusal(problem, name, group, reading) is None} | set(mine)
        one = _One(weeks, person, frozenset(among), now)
        for target, points in problem.preferences.get(name, {}).items():
            if not points or is_met(problem, mine, target):
                continue
            if targets is not None and target not in targets.get(name, ()):
                continue
            groups = open_to.all_for(target)
            plans = [one.tried(problem, target, "plan-b", group, 0) for group in groups if group in among]
            found = [plan for plan in plans if plan is not None]
            if found:
                yield max(found, key=lambda plan: (plan.value, plan.group_id))
            yield from _smallest(problem, one, target, groups)


def _smallest(problem: Problem, one: _One, target: str, groups: list[str]) -> Iterator[Change]:
    ways: list[tuple[int, int, str, tuple[str, ...], Problem]] = []
    for group in groups:
        for kind, amount, changed in _one_step(problem, one.weeks, one.person, problem.groups[group]):
            ways.append((KINDS.index(kind), amount, group, (), changed))
        for kind, when, changed in _other_times(problem, one.person, problem.groups[group]):
            # Of an own session that moves both where it is and where it goes are said.
            amount = len(when) if kind == "session" else len(when) // 2
            ways.append((KINDS.index(kind), amount, group, when, changed))
    for rank, amount, group, when, changed in sorted(ways, key=lambda way: way[:3]):
        tried = one.tried(changed, target, KINDS[rank], group, amount, when)
        if tried is not None:
            yield tried
            return


@dataclass(frozen=True, slots=True)
class _One:
    """One person, everybody's weeks, the groups that nothing about the person refuses, and what their week is worth."""

    weeks: Weeks
    person: Person
    among: frozenset[str]
    now: int

    def tried(
        self, changed: Problem, target: str, kind: str, group: str, amount: int, when: tuple[str, ...] = ()
    ) -> Change | None:
        """The change, if a week with this group really follows from it and the checker finds nothing against it."""
        name = self.person.id
        week = best_week_with(changed, self.weeks, name, group, self.among)
        if week is None or check_package(changed, name, week) or check_shared(changed, {**self.weeks, name: week}):
            return None
        worth = package_value(changed, name, week) + _company(changed, self.weeks, name, week)
        return Change(name, target, kind, group, amount, week, worth, self.now, when)


def best_week_with(
    problem: Problem, weeks: Weeks, person_id: str, group_id: str, among: Collection[str]
) -> frozenset[str] | None:
    """The person's best week, with their pairs, that has this group and else only groups `among` these, everybody
    else's week kept; None: there is none, or too many to look at."""
    rest = rest_of(problem, weeks, [person_id], {*among, group_id})
    reading = Reading(rest)
    if refusal(rest, person_id, group_id, reading) is not None:
        return None
    mine = {name for name in rest.groups if refusal(rest, person_id, name, reading) is None}
    mine |= {group for (_, group), rule in rest.fixed.items() if rule == "must"}
    fixed: dict[tuple[str, str], Fixing] = {key: rule for key, rule in rest.fixed.items() if key[1] in mine}
    fixed[person_id, group_id] = "must"
    # Groups that one person alone cannot make run are closed to them.
    groups = {
        name: replace(group, places=0, min_viable=0) if group.min_viable > 1 else group
        for name, group in rest.groups.items()
        if name in mine
    }
    rest = replace(
        rest,
        groups=frozen(groups),
        earlier=frozen({key: told for key, told in rest.earlier.items() if key[1] in mine}),
        fixed=frozen(fixed),
    )
    ix = index(rest)
    written = catalogue.build(ix)
    if not written.complete or not len(written.frames):
        return None
    market, pricer = Market(ix, written), Pricer(ix, written)
    best: tuple[float, frozenset[str]] | None = None
    # A pair counts once, whatever it shares: each friend is counted at one group, and every choice of those is tried.
    for meetings in product(*_meetings(problem, weeks, person_id, set(ix.groups))):
        net = market.worth.copy()
        for name in meetings:
            at = (market.person_of == 0) & (market.group_of == ix.groups.index(name))
            at[-1] = False  # the last stands for nothing
            net[at] += pair_points(problem, problem.groups[name])
        found = pricer.price_one(0, net, -math.inf if best is None else best[0])
        if found is not None:
            best = found[0], frozenset(ix.groups[g] for g in found[1])
    return None if best is None else best[1]


def _friends(problem: Problem, person_id: str) -> list[str]:
    """Those with whom a person asked to be."""
    return [one if other == person_id else other for one, other in problem.together if person_id in (one, other)]


def _company(problem: Problem, weeks: Weeks, person_id: str, week: Collection[str]) -> int:
    """Points of a person's pairs, with this week of theirs."""
    every = {**weeks, person_id: week}
    return sum(pair_value(problem, every, person_id, friend) for friend in _friends(problem, person_id))


def _meetings(problem: Problem, weeks: Weeks, person_id: str, among: Collection[str]) -> list[list[str]]:
    """Of each friend the groups in which the two could meet, where there are any."""
    found = [sorted(set(weeks.get(friend, ())).intersection(among)) for friend in _friends(problem, person_id)]
    return [groups for groups in found if groups and problem.policy.together_points]


def _one_step(problem: Problem, weeks: Weeks, person: Person, group: Group) -> Iterator[tuple[str, int, Problem]]:
    """Changes of one kind, each of which takes one thing out of the way; whether it is enough is tried later."""
    inside = [name for name, week in weeks.items() if group.id in week and name != person.id]
    if len(inside) >= group.places:
        more = len(inside) + 1 - group.places
        yield "place", more, _with_group(problem, replace(group, places=group.places + more))
    theirs = 1 + sum(problem.people[name].authority == person.authority for name in inside)
    share = group.authority_places.get(person.authority or "")
    if share is not None and theirs > share:
        places = frozen({**group.authority_places, str(person.authority): theirs})
        yield "share", theirs - share, _with_group(problem, replace(group, authority_places=places))
    unlikely = problem.policy.likely_at_least - group.chance
    if problem.policy.uncertain == "robust" and unlikely > 0:
        yield "chance", unlikely, _with_group(problem, replace(group, chance=problem.policy.likely_at_least))
    if len(inside) + 1 < group.min_viable:
        fewer = group.min_viable - len(inside) - 1
        yield "minimum", fewer, _with_group(problem, replace(group, min_viable=group.min_viable - fewer))
    if group.support_units is not None:
        needed = person.support_units + sum(problem.people[name].support_units for name in inside)
        if needed > group.support_units:
            yield "support", needed - group.support_units, _with_group(problem, replace(group, support_units=needed))
    yield from _coach(problem, weeks, person, group)
    yield from _money(problem, weeks, person, group)
    yield from _own_limits(problem, person, group)


def _coach(problem: Problem, weeks: Weeks, person: Person, group: Group) -> Iterator[tuple[str, int, Problem]]:
    if group.pool is None or not person.coach_units:
        return
    pools, most = dict(problem.pools), 0
    for session in group.sessions:
        needed = person.coach_units + sum(
            problem.people[name].coach_units
            for name, week in weeks.items()
            for each in week
            if name != person.id
            and problem.groups[each].pool == group.pool
            and session in problem.groups[each].sessions
        )
        lacking = needed - pools.get((group.pool, session), 0)
        if lacking > 0:
            pools[group.pool, session] = needed
            most = max(most, lacking)
    if most:
        yield "coach", most, replace(problem, pools=frozen(pools))


def _money(problem: Problem, weeks: Weeks, person: Person, group: Group) -> Iterator[tuple[str, int, Problem]]:
    ceilings = problem.policy.cost_ceilings
    if group.funder is None or group.funder not in ceilings:
        return
    spent = sum(
        problem.groups[each].cost
        for name, week in weeks.items()
        for each in week
        if name != person.id and problem.groups[each].funder == group.funder
    )
    needed = spent + group.cost
    if needed > ceilings[group.funder]:
        policy = replace(problem.policy, cost_ceilings=frozen({**ceilings, group.funder: needed}))
        yield "money", needed - ceilings[group.funder], replace(problem, policy=policy)


def _own_limits(problem: Problem, person: Person, group: Group) -> Iterator[tuple[str, int, Problem]]:
    opportunity = problem.opportunities[group.opportunity_id]
    age, least = person.age, opportunity.age_min
    if age is not None and least is not None and age == least - 1:
        yield "start", 1, _with_person(problem, replace(person, age=least))  # they are old enough within a year
    reading = Reading(problem)
    if person.travel_limit_minutes is not None:
        journeys = [reading.journeys.from_home(person.id, place) or 0 for place in reading.places(group)]
        more = max(journeys, default=0) - person.travel_limit_minutes
        if more > 0:
            yield "minutes", more, _with_person(problem, replace(person, travel_limit_minutes=max(journeys)))
    if person.level is not None:
        low, high = opportunity.level_min, opportunity.level_max
        if low is not None and person.level < low:
            yield "level", low - person.level, _with_person(problem, replace(person, level=low))
        elif high is not None and person.level > high:
            yield "level", person.level - high, _with_person(problem, replace(person, level=high))
    short = len(group.sessions) + len(person.own_sessions) - person.sessions_wanted
    if short > 0:
        wanted = person.sessions_wanted + short
        yield "half-days", short, _with_person(problem, replace(person, sessions_wanted=wanted))


def _other_times(problem: Problem, person: Person, group: Group) -> Iterator[tuple[str, tuple[str, ...], Problem]]:
    """Half days on which they would have to be free, or own sessions of theirs that would have to move; the sessions
    that it is about (of a move where it is and where it goes), and the problem with it."""
    week = [each.session for each in problem.policy.week]
    busy = [each for each in week if each in person.unavailable and each in group.sessions]
    own = [each for each in week if each in person.own_sessions and each in group.sessions]
    if busy and not own:
        free = replace(person, unavailable=person.unavailable.difference(busy))
        yield "session", tuple(busy), _with_person(problem, free)
    if own and not busy:
        taken = {*person.unavailable, *person.own_sessions, *group.sessions}
        elsewhere = [each for each in week if each not in taken]
        for there in islice(combinations(elsewhere, len(own)), MOVES):
            moved = replace(person, own_sessions=person.own_sessions.difference(own).union(there))
            when = tuple(each for move in zip(own, there, strict=True) for each in move)
            yield "own-session", when, _with_person(problem, moved)


def _with_group(problem: Problem, group: Group) -> Problem:
    return replace(problem, groups=frozen({**problem.groups, group.id: group}))


def _with_person(problem: Problem, person: Person) -> Problem:
    return replace(problem, people=frozen({**problem.people, person.id: person}))
