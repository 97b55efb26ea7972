"""A whole invented country by seed."""

from __future__ import annotations

import random
from typing import Final

from pfa.matching.bench.country.offers import FEATURES, PROGRESS, PURSUITS, TRADES, WEEK, Offers, offer_in
from pfa.matching.bench.country.towns import Town, near, towns
from pfa.matching.solver.problem import Person, Policy, Problem, WeekSession, problem

POINTS: Final = ((100, 60, 35), (40, 32, 24))
"""Points of the first three wishes among programmes and work, and among everything else."""
KEPT_APART: Final = 0.0165
"""Pairs for each person."""


def country(people: int, seed: int) -> Problem:
    """So many invented people with all that is on offer to them; the same for the same seed."""
    dice = random.Random(seed)
    offers = Offers()
    persons: list[Person] = []
    wishes: list[tuple[str, str, int]] = []
    apart: list[tuple[str, str]] = []
    for town in towns(dice, people):
        offer_in(dice, town, offers)
        names = []
        for _ in range(town.people):
            person = _person(dice, town, f"P{len(persons) + 1:06}")
            persons.append(person)
            names.append(person.id)
            wishes += _wishes(dice, person)
        pairs = {tuple(sorted(dice.sample(names, 2))) for _ in range(round(KEPT_APART * len(names)))}
        apart += sorted((one, other) for one, other in pairs)
    return problem(
        policy=_policy(),
        people=persons,
        opportunities=offers.opportunities,
        groups=offers.groups,
        preferences=wishes,
        pools=offers.pools,
        apart=apart,
    )


def _policy() -> Policy:
    """Dense and hard, as in the other benchmarks: nearly everything is worth a little to everyone."""
    return Policy(
        week=tuple(WeekSession(session, session.partition("-")[0]) for session in WEEK),
        main_pathway_points=2000,
        session_filled_points=500,
        open_points=5,
        travel_speed_kmh=20,
        travel_detour=1.3,
        travel_fixed_minutes=10,
        between_sessions_minutes=40,
    )


def _person(dice: random.Random, town: Town, name: str) -> Person:
    lat, lon = near(dice, town)
    return Person(
        name,
        sessions_wanted=10 if dice.random() < 0.9 else 6,
        age=dice.choice((16, 16, 16, 17, 18)),
        plan="ehcp" if dice.random() < 0.75 else "sen-support",
        level=dice.choice((0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3)),
        needs=frozenset(feature for feature in FEATURES if dice.random() < 0.055),
        support_units=dice.choice((0, 0, 0, 0, 1, 2)),
        coach_units=2 if dice.random() < 0.25 else 1,
        lat=lat,
        lon=lon,
        travel_limit_minutes=dice.choice((40, 50, 60, 75)),
        unavailable=frozenset({dice.choice(WEEK)} if dice.random() < 0.1 else ()),
        providers_at_most=dice.choice((None, None, None, None, 3, 4)),
        one_place_a_day=dice.random() < 0.4,
        whole_days=dice.random() < 0.25,
    )


def _wishes(dice: random.Random, person: Person) -> list[tuple[str, str, int]]:
    rows = [
        (person.id, f"sector:{sector}", points)
        for sectors, worth in zip((TRADES, PURSUITS), POINTS, strict=True)
        for sector, points in zip(dice.sample(sectors, 3), worth, strict=True)
    ]
    if dice.random() < 0.6:
        rows.append((person.id, f"sector:{PROGRESS}", dice.choice((90, 60, 30, 0))))
    return rows
