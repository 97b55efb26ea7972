"""Tiny problems solved by trying everything, and drawn at random so that every rule bites now and then.

The rules are read a third time here, as bluntly as possible, sharing no code with the checker or the engine.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

from pfa.matching.solver.problem import Group, Opportunity, Person, Policy, Problem, WeekSession, problem

Week = frozenset[str]


def every_week(p: Problem, person_id: str) -> list[Week]:
    """Every set of groups that keeps the rules of this one person."""
    person = p.people[person_id]
    names = [name for name, group in p.groups.items() if _may(p, person, group)]
    must = {g for (who, g), rule in p.fixed.items() if who == person_id and rule == "must"}
    sets = (frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size))
    return [some for some in sets if must <= some and _goes_together(p, person, some)]


def worth(p: Problem, person_id: str, week: Week) -> int:
    """The points of one week."""
    total = 0
    for g in (p.groups[name] for name in week):
        mine = 0
        each = p.policy.session_filled_points + (_points(p, person_id, g) or 0)
        for session in g.sessions:
            mine += max(
                0, each - p.policy.travel_points * int(_journey(p, p.people[person_id], _at(p, g, session)) / 10)
            )
        told = p.earlier.get((person_id, g.id))
        mine += p.policy.change_points.get(told, 0) if told else 0
        mine += p.policy.main_pathway_points * p.opportunities[g.opportunity_id].main
        total += int(Fraction(mine * g.chance, 100)) if p.policy.uncertain == "expected" else mine
    return total


def shared_rules_hold(p: Problem, weeks: Mapping[str, Week]) -> bool:
    """Places, an authority's own, viable, support, coach pool, cost ceiling, apart."""
    inside = {name: [who for who, week in weeks.items() if name in week] for name in p.groups}
    for name, people in inside.items():
        group = p.groups[name]
        if people and not group.min_viable <= len(people) <= group.places:
            return False
        if any(sum(p.people[who].authority == a for who in people) > n for a, n in group.authority_places.items()):
            return False
        needed = sum(p.people[who].support_units for who in people)
        if group.support_units is not None and needed > group.support_units:
            return False
    for pool in {g.pool for g in p.groups.values() if g.pool}:
        for session in (each.session for each in p.policy.week):
            used = sum(
                p.people[who].coach_units
                for name, people in inside.items()
                if p.groups[name].pool == pool and session in p.groups[name].sessions
                for who in people
            )
            if used > p.pools.get((pool, session), 0):
                return False
    for funder, ceiling in p.policy.cost_ceilings.items():
        if sum(g.cost * len(inside[g.id]) for g in p.groups.values() if g.funder == funder) > ceiling:
            return False
    return not any(one in people and other in people for one, other in p.apart for people in inside.values())


def total(p: Problem, weeks: Mapping[str, Week], without: str = "") -> int:
    """The points of an answer: of every week, and of every pair who are together somewhere; `without` one person."""
    points = sum(worth(p, who, week) for who, week in weeks.items() if who != without)
    for one, other in p.together:
        shared = [p.groups[g] for g in weeks.get(one, frozenset()) if g in weeks.get(other, frozenset())]
        if shared and without not in (one, other):
            points += max(of_pair(p, g) for g in shared)
    return points


def of_pair(p: Problem, group: Group) -> int:
    """The points of a pair who are together in this group."""
    chance = Fraction(group.chance, 100) if p.policy.uncertain == "expected" else 1
    return int(p.policy.together_points * chance)


def best_value(p: Problem) -> int | None:
    """The value of the best answer; None where there is none at all."""
    people = list(p.people)
    choices = [every_week(p, who) for who in people]
    answers = (dict(zip(people, weeks, strict=True)) for weeks in product(*choices))
    return max((total(p, weeks) for weeks in answers if shared_rules_hold(p, weeks)), default=None)


def every_answer(p: Problem) -> list[dict[str, Week]]:
    """Every answer that keeps every rule."""
    choices = [every_week(p, who) for who in p.people]
    drawn = (dict(zip(p.people, weeks, strict=True)) for weeks in product(*choices))
    return [weeks for weeks in drawn if shared_rules_hold(p, weeks)]


def best_alone(p: Problem, who: str) -> int:
    """What a person's best week is worth if nobody else is there; groups that need several people run all the same."""
    weeks = [week for week in every_week(p, who) if all(could_hold(p, who, g) for g in week)]
    return max((worth(p, who, week) for week in weeks), default=0)


def reached(p: Problem, weeks: Mapping[str, Week]) -> tuple[int, ...]:
    """How many people are on each level of satisfaction or above: the specification in fractions."""
    shares = []
    for who, week in weeks.items():
        best = best_alone(p, who)
        shares.append(Fraction(worth(p, who, week), best) if best else Fraction(1))
    step = Fraction(p.policy.tolerance_percent, 100)
    return tuple(sum(share >= k * step for share in shares) for k in range(1, 100 // p.policy.tolerance_percent + 1))


def could_hold(p: Problem, person_id: str, group_id: str) -> bool:
    """Whether the group could have this person in it if everybody else stayed away: no answer has it otherwise."""
    person, group = p.people[person_id], p.groups[group_id]
    if not group.places or (group.support_units is not None and person.support_units > group.support_units):
        return False
    if person.authority in group.authority_places and not group.authority_places[person.authority]:
        return False
    if group.cost > p.policy.cost_ceilings.get(group.funder or "", group.cost):
        return False
    return group.pool is None or all(
        person.coach_units <= p.pools.get((group.pool, session), 0) for session in group.sessions
    )


def could_join(p: Problem, person_id: str, group_id: str) -> bool:
    """Whether nothing about this person alone keeps them from the group, whatever else is in their week."""
    person, group = p.people[person_id], p.groups[group_id]
    alone = replace(person, whole_days=False)
    fits = _goes_together(p, alone, frozenset({group_id}))
    return fits and _may(p, person, group) and could_hold(p, person_id, group_id)


def _points(p: Problem, who: str, group: Group) -> int | None:
    wishes = p.preferences.get(who, {})
    sector = "sector:" + p.opportunities[group.opportunity_id].sector
    for target in (group.opportunity_id, sector):
        if target in wishes:
            return wishes[target] or None
    return p.policy.open_points or None


def _inside(value: int | None, low: int | None, high: int | None) -> bool:
    return value is None or ((low is None or low <= value) and (high is None or value <= high))


def _spot(p: Problem, provider: str) -> tuple[float, float] | None:
    for o in p.opportunities.values():
        if o.provider_id == provider:
            return None if o.lat is None or o.lon is None else (o.lat, o.lon)
    raise LookupError(provider)


def _minutes(p: Problem, a: tuple[float, float] | None, b: tuple[float, float] | None) -> float:
    """The journey; 0 where nothing is known, which no limit refuses."""
    if a is None or b is None:
        return 0
    (x1, y1), (x2, y2) = [(math.radians(s[0]), math.radians(s[1])) for s in (a, b)]
    h = math.sin((x2 - x1) / 2) ** 2 + math.cos(x1) * math.cos(x2) * math.sin((y2 - y1) / 2) ** 2
    km = 2 * 6371 * math.asin(math.sqrt(h))
    rate = p.policy.travel_detour * km / p.policy.travel_speed_kmh * 60
    return math.ceil(round(p.policy.travel_fixed_minutes + rate, 9))


def _at(p: Problem, group: Group, session: str) -> str:
    return dict(group.held_at).get(session, p.opportunities[group.opportunity_id].provider_id)


def _may(p: Problem, person: Person, group: Group) -> bool:
    o = p.opportunities[group.opportunity_id]
    journeys = [_journey(p, person, place) for place in {_at(p, group, s) for s in group.sessions}]
    return (
        _points(p, person.id, group) is not None
        and p.fixed.get((person.id, group.id)) != "never"
        and (not group.open_to or person.authority in group.open_to)
        and not (p.policy.uncertain == "robust" and group.chance < p.policy.likely_at_least)
        and _inside(person.age, o.age_min, o.age_max)
        and (person.plan is None or not o.plans or person.plan in o.plans)
        and _inside(person.level, o.level_min, o.level_max)
        and all(need in o.features or need in o.features_to_ask for need in person.needs)
        and (person.travel_limit_minutes is None or max(journeys) <= person.travel_limit_minutes)
        and not any(s in person.unavailable or s in person.own_sessions for s in group.sessions)
    )


def _journey(p: Problem, person: Person, place: str) -> float:
    home = None if person.lat is None or person.lon is None else (person.lat, person.lon)
    return p.travel.get((person.id, place), _minutes(p, home, _spot(p, place)))


def _goes_together(p: Problem, person: Person, week: Week) -> bool:
    if not week:
        return True
    groups = [p.groups[name] for name in sorted(week)]
    slots = [(s, _at(p, g, s), g) for g in groups for s in g.sessions]
    used = [s for s, _, _ in slots]
    offers = [p.opportunities[g.opportunity_id] for g in groups]
    day = {each.session: each.day for each in p.policy.week}
    if len(set(used)) < len(used) or len({o.id for o in offers}) < len(offers):
        return False
    if sum(o.main for o in offers) > 1 or len(used) + len(person.own_sessions) > person.sessions_wanted:
        return False
    if person.providers_at_most is not None and len({at for _, at, _ in slots}) > person.providers_at_most:
        return False
    for kind, most in p.policy.sessions_at_most_by_kind.items():
        if sum(len(g.sessions) for g, o in zip(groups, offers, strict=True) if o.kind == kind) > most:
            return False
    for today in {day[s] for s in used}:
        if person.one_place_a_day and len({at for s, at, _ in slots if day[s] == today}) > 1:
            return False
        mine = {each.session for each in p.policy.week if each.day == today} - person.unavailable
        if person.whole_days and not mine <= {*used, *person.own_sessions}:
            return False
    most = p.policy.between_sessions_minutes
    return most is None or not any(
        g is not h and day[s] == day[t] and a != b and _minutes(p, _spot(p, a), _spot(p, b)) > most
        for (s, a, g), (t, b, h) in product(slots, slots)
    )


class _Dice:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def maybe(self, share: float, value: Callable[[], int]) -> int | None:
        return value() if self.often(share) else None

    def some(self, items: Iterable[str], share: float) -> frozenset[str]:
        return frozenset(item for item in items if self.often(share))


def random_problem(seed: int, *, people: int = 4, opportunities: int = 4, groups: int = 6) -> Problem:
    """A tiny problem. Each rule is in force for a share of what it can concern: see the numbers."""
    modes, later = random.Random(seed + 2_000_000), random.Random(seed + 3_000_000)
    dice, choose = _Dice(seed), random.Random(seed + 1_000_000)
    per_day = choose.choice((2, 2, 3))
    week = [f"{day}-{part}" for day in ("mon", "tue") for part in ("am", "pm", "eve")[:per_day]]
    spots = {
        f"at-{n}": None
        if dice.often(0.2)
        else (round(53 + choose.random() / 6, 4), round(-1.5 + choose.random() / 4, 4))
        for n in range(3)
    }
    offers = [_opportunity(f"O{n}", dice, choose, spots) for n in range(opportunities)]
    those = [_group(f"G{n}", dice, choose, offers, week, list(spots)) for n in range(groups)]
    those = [replace(g, funder=modes.choice((None, "council", "college")), cost=modes.choice((0, 3, 5))) for g in those]
    who = [_person(f"P{n}", dice, choose, week) for n in range(people)]
    those = [_with_chance_and_authorities(g, later) for g in those]
    who = [replace(w, authority=later.choice((None, "north", "north", "south"))) for w in who]
    pairs = [(w.id, g.id) for w in who for g in those]
    apart = [pair for pair in combinations([w.id for w in who], 2) if dice.often(0.15)]
    friends = [pair for pair in combinations([w.id for w in who], 2) if later.random() < 0.3 and pair not in apart]
    providers = sorted({o.provider_id for o in offers})
    targets = [o.id for o in offers] + ["sector:a", "sector:b", "sector:unoffered"]
    return problem(
        policy=Policy(
            week=tuple(WeekSession(each, each.split("-")[0]) for each in week),
            main_pathway_points=choose.choice((0, 20, 100)),
            session_filled_points=choose.choice((0, 10, 50)),
            open_points=choose.choice((None, None, 0, 5)),
            travel_speed_kmh=20,
            travel_detour=1.3,
            travel_fixed_minutes=10,
            between_sessions_minutes=dice.maybe(0.5, lambda: choose.choice((20, 40))),
            sessions_at_most_by_kind={"community": choose.choice((1, 2))} if dice.often(0.4) else {},
            change_points=modes.choice(({}, {"told": 30, "agreed": 200})),
            travel_points=modes.choice((0, 0, 4, 20)),
            uncertain=(count := later.choice(("", "", "robust", "expected"))),
            together_points=later.choice((0, 15, 80)),
            likely_at_least=later.choice((50, 80)) if count else 100,
            cost_ceilings=modes.choice(({}, {"council": 8, "nobody": 3}, {"college": 4, "council": 12})),
        ),
        people=who,
        opportunities=offers,
        groups=those,
        preferences=[
            (w.id, target, choose.choice((0, 10, 35, 60, 100))) for w in who for target in targets if dice.often(0.5)
        ],
        pools=[("coaches", s, choose.choice((0, 1, 2, 3))) for s in week if dice.often(0.8)],
        apart=apart,
        together=friends,
        fixed=[(*pair, choose.choice(("never", "never", "must"))) for pair in pairs if dice.often(0.04)],
        travel=[(w.id, at, choose.choice((5, 90))) for w in who for at in providers if dice.often(0.1)],
        earlier=[(*pair, modes.choice(("idea", "told", "agreed"))) for pair in pairs if modes.random() < 0.3],
    )


def random_prices(p: Problem, seed: int) -> dict[str, float]:
    """Prices of about the size that matters, on about half of what can have one."""
    dice = random.Random(seed)
    rows = [f"{what}:{g}" for g in p.groups for what in ("group", "viable")]
    rows += [f"support:{g.id}" for g in p.groups.values() if g.support_units is not None]
    rows += [f"pool:{pool}:{session}" for pool, session in p.pools]
    rows += [f"funder:{funder}" for funder in p.policy.cost_ceilings]
    rows += [f"share:{g.id}:{authority}" for g in p.groups.values() for authority in g.authority_places]
    rows += [f"together:{a}:{b}:{g}:{who}" for a, b in sorted(p.together) for g in p.groups for who in (a, b)]
    rows += [f"apart:{one}:{other}:{g}" for one, other in sorted(p.apart) for g in p.groups]
    return {row: round(dice.random() * 60, 4) for row in rows if dice.random() < 0.5}


def _spot_at_random(choose: random.Random) -> tuple[float, float]:
    return round(53 + choose.random() / 6, 4), round(-1.5 + choose.random() / 4, 4)


def _opportunity(
    name: str, dice: _Dice, choose: random.Random, spots: Mapping[str, tuple[float, float] | None]
) -> Opportunity:
    provider = choose.choice(list(spots))
    spot = spots[provider]
    return Opportunity(
        name,
        provider_id=provider,
        kind=choose.choice(("college", "community")),
        sector=choose.choice("ab"),
        level_min=dice.maybe(0.2, lambda: choose.choice((0, 1))),
        level_max=dice.maybe(0.2, lambda: choose.choice((1, 2))),
        features=dice.some(("hoist", "signing"), 0.5),
        age_min=dice.maybe(0.2, lambda: 16),
        age_max=dice.maybe(0.2, lambda: 17),
        plans=dice.some(("ehcp",), 0.2),
        lat=spot[0] if spot else None,
        lon=spot[1] if spot else None,
        main=dice.often(0.4),
        features_to_ask=dice.some(("hoist", "signing"), 0.3),
    )


def _group(
    name: str, dice: _Dice, choose: random.Random, offers: list[Opportunity], week: list[str], places: list[str]
) -> Group:
    sessions = sorted(choose.sample(week, choose.choice((1, 1, 2, 3))), key=week.index)
    open_places = choose.choice((0, 1, 2, 2, 3, 4))
    known = sorted({o.provider_id for o in offers} & set(places))
    return Group(
        name,
        choose.choice(offers).id,
        tuple(sessions),
        places=open_places,
        min_viable=min(open_places, choose.choice((0, 1, 1, 2, 3))),
        pool="coaches" if dice.often(0.3) else None,
        support_units=dice.maybe(0.3, lambda: choose.choice((0, 1, 2))),
        held_at={choose.choice(sessions): choose.choice(known)} if dice.often(0.25) else {},
    )


def _with_chance_and_authorities(group: Group, dice: random.Random) -> Group:
    open_to = frozenset(dice.choice(((), (), (), ("north",), ("north", "south"))))
    limits = {name: dice.choice((0, 1, 2)) for name in sorted(open_to or {"north"}) if dice.random() < 0.4}
    return replace(group, open_to=open_to, authority_places=limits, chance=dice.choice((100, 100, 90, 60, 0)))


def _person(name: str, dice: _Dice, choose: random.Random, week: list[str]) -> Person:
    return Person(
        name,
        sessions_wanted=choose.choice((2, 4, 6, 6)),
        age=dice.maybe(0.8, lambda: choose.choice((15, 16, 17, 18))),
        plan=choose.choice((None, "ehcp", "ehcp", "none")),
        level=dice.maybe(0.8, lambda: choose.choice((0, 1, 2, 3))),
        needs=dice.some(("hoist", "signing"), 0.15),
        support_units=choose.choice((0, 1, 2)),
        coach_units=choose.choice((0, 1, 2)),
        lat=round(53 + choose.random() / 6, 4) if dice.often(0.8) else None,
        lon=round(-1.5 + choose.random() / 4, 4),
        travel_limit_minutes=dice.maybe(0.4, lambda: choose.choice((30, 60))),
        unavailable=dice.some(week, 0.07),
        providers_at_most=dice.maybe(0.3, lambda: choose.choice((1, 2))),
        own_sessions=dice.some(week, 0.07),
        one_place_a_day=dice.often(0.3),
        whole_days=dice.often(0.2),
    )
