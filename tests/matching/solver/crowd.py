"""Problems of a few dozen people with a bit of every rule, drawn by seed: too many to try everything."""

from __future__ import annotations

import random

from pfa.matching.solver.problem import Group, Opportunity, Person, Problem
from tests.matching.solver.small import small

DAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = tuple(f"{day}-{half}" for day in DAYS for half in ("am", "pm"))


def crowd(people: int, *, seed: int) -> Problem:
    """People, programmes of two or three days and half-day or whole-day activities, with shared coaches."""
    dice = random.Random(seed)
    names = [f"P{k:03}" for k in range(people)]
    mains = [_main(dice, k) for k in range(max(2, people // 6))]
    others = [_activity(dice, k) for k in range(max(3, people // 3))]
    offers = [offer for offer, _ in mains + others]
    wishes = {(who, offer.id): dice.choice((20, 40, 60, 100)) for who in names for offer in dice.sample(offers, 3)}
    return small(
        week=WEEK,
        people=[_person(dice, who) for who in names],
        opportunities=offers,
        groups=[g for _, groups in mains + others for g in groups],
        wishes=wishes,
        pools={("coaches", session): people // 3 for session in WEEK},
        apart=[(names[0], names[1])] if people > 1 else [],
        open_points=2,
        sessions_at_most_by_kind={"travel": 2},
    )


def _person(dice: random.Random, name: str) -> Person:
    return Person(
        name,
        sessions_wanted=dice.choice((6, 10, 10, 10)),
        support_units=dice.choice((0, 0, 1, 2)),
        coach_units=dice.choice((1, 1, 2)),
        unavailable=frozenset(dice.sample(WEEK, dice.choice((0, 0, 1)))),
        providers_at_most=dice.choice((None, None, 3)),
        one_place_a_day=dice.random() < 0.3,
        whole_days=dice.random() < 0.2,
    )


def _main(dice: random.Random, k: int) -> tuple[Opportunity, list[Group]]:
    offer = Opportunity(f"main-{k}", f"college-{k % 3}", "study", main=True)
    groups = []
    for n in range(dice.choice((1, 2))):
        days = dice.sample(DAYS, dice.choice((2, 3)))
        sessions = tuple(s for s in WEEK if s[:3] in days)
        support = dice.choice((None, 4))
        groups.append(
            Group(f"M{k}-{n}", offer.id, sessions, dice.randint(3, 6), dice.choice((1, 3)), support_units=support)
        )
    return offer, groups


def _activity(dice: random.Random, k: int) -> tuple[Opportunity, list[Group]]:
    kind = dice.choice(("community", "travel", "work"))
    offer = Opportunity(f"activity-{k}", f"site-{k % 7}", kind)
    groups = []
    for n in range(dice.choice((1, 2))):
        day = dice.choice(DAYS)
        sessions = dice.choice(((f"{day}-am",), (f"{day}-pm",), (f"{day}-am", f"{day}-pm")))
        pool = "coaches" if kind == "work" else None
        groups.append(Group(f"A{k}-{n}", offer.id, sessions, dice.randint(2, 6), dice.choice((1, 1, 2)), pool=pool))
    return offer, groups
