"""For every rule a problem whose best answer without that rule breaks it; and the problem without the rule.

An engine that has lost a rule is an engine that is given such a problem without it: what it then finds best is against
the rule, wherever in the engine the rule was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pfa.matching.solver.problem import Group, Opportunity, Policy, Problem, WeekSession
from tests.matching.solver.small import group, opportunity, person, small

HERE: Final = {"lat": 53.0, "lon": -1.5}
FAR: Final = {"lat": 53.2, "lon": -1.5}
TWO: Final = (person("P"), person("Q"))
Lose = Callable[[Problem], Problem]


def one(p: Mapping[str, Any] | None = None, o: Mapping[str, Any] | None = None, **more: Any) -> Problem:
    """One person, one group."""
    g = more.pop("g", {})
    return small(people=[person(**(p or {}))], opportunities=[opportunity(**(o or {}))], groups=[group(**g)], **more)


def two(
    g: Mapping[str, Any], h: Mapping[str, Any], p: Mapping[str, Any] | None = None, *, r: Any = None, **more: Any
) -> Problem:
    """One person; G of O on Monday morning and H of R on Monday afternoon until told otherwise."""
    return small(
        people=[person(**(p or {}))],
        opportunities=[opportunity("O", **more.pop("o", {})), opportunity("R", **(r or {}))],
        groups=[group("G", **g), group("H", **{"of": "R", "on": "mon-pm", **h})],
        **more,
    )


def for_two(p: Mapping[str, Any] | None = None, **more: Any) -> Problem:
    """Two people who both like the one group."""
    g = more.pop("g", {})
    people = [person(name, **(p or {})) for name in "PQ"]
    return small(people=people, groups=[group(**g)], wishes={("P", "O"): 40, ("Q", "O"): 60}, **more)


TEMPTING: Final[Mapping[str, Problem]] = {
    "not-for-me": one(wishes={("P", "O"): 0}),
    "never": one(fixed={("P", "G"): "never"}),
    "must": two({}, {"on": "mon-am"}, fixed={("P", "G"): "must"}, wishes={("P", "R"): 60}),
    "age": one({"age": 15}, {"age_min": 16}),
    "plan": one({"plan": "none"}, {"plans": "ehcp"}),
    "level": one({"level": 0}, {"level_min": 1}),
    "needs": one({"needs": "hoist"}),
    "open-to": one({"authority": "north"}, g={"open_to": "south"}),
    "likely": one(g={"chance": 60}, uncertain="robust", likely_at_least=70),
    "travel": one({**HERE, "travel_limit_minutes": 30}, FAR),
    "unavailable": one({"unavailable": "mon-am"}),
    "one-thing-at-a-time": two({}, {"on": "mon-am tue-am"}),
    "one-group-of-an-opportunity": small(groups=[group(), group("H", on="tue-am")]),
    "one-main-pathway": two({}, {}, o={"main": True}, r={"main": True}),
    "no-more-than-wanted": two({}, {}, {"sessions_wanted": 1}),
    "few-enough-places-to-be": small(
        people=[person(providers_at_most=1)],
        # G and H are at one place, and at one time; I is elsewhere, another day.
        opportunities=[opportunity("O"), opportunity("R", provider_id="at-O"), opportunity("S")],
        groups=[group("G"), group("H", "R", "mon-am mon-pm"), group("I", "S", "tue-am")],
        wishes={("P", "R"): 50, ("P", "S"): 50},
    ),
    "one-place-a-day": two({}, {}, {"one_place_a_day": True}),
    "whole-days": one({"whole_days": True}),
    "variety": two({}, {}, sessions_at_most_by_kind={"community": 1}),
    "between-sessions": two({}, {}, o=HERE, r=FAR, between_sessions_minutes=20),
    "places": for_two(g={"places": 1}),
    "share": for_two({"authority": "north"}, g={"authority_places": {"north": 1}}),
    "viable": one(g={"min_viable": 2}),
    "support": for_two({"support_units": 1}, g={"support_units": 1}),
    "coach-pool": for_two({"coach_units": 1}, g={"pool": "c"}, pools={("c", "mon-am"): 1}),
    "cost-ceiling": for_two(g={"funder": "f", "cost": 5}, cost_ceilings={"f": 9}),
    "apart": small(
        people=TWO,
        opportunities=[opportunity("O"), opportunity("R")],
        groups=[group("G"), group("H", "R", "mon-pm")],
        wishes={("P", "O"): 40, ("Q", "O"): 60, ("P", "R"): 30, ("Q", "R"): 20},
        apart=[("P", "Q")],
    ),
}


def people(**facts: Any) -> Lose:
    return lambda p: replace(p, people={name: replace(each, **facts) for name, each in p.people.items()})


def offers(**facts: Any) -> Lose:
    return lambda p: replace(p, opportunities={name: replace(each, **facts) for name, each in p.opportunities.items()})


def groups(**facts: Any) -> Lose:
    return lambda p: replace(p, groups={name: replace(each, **facts) for name, each in p.groups.items()})


def settings(**facts: Any) -> Lose:
    return lambda p: replace(p, policy=replace(p.policy, **facts))


def unfixed(rule: str) -> Lose:
    return lambda p: replace(p, fixed={pair: each for pair, each in p.fixed.items() if each != rule})


def liked(p: Problem) -> Problem:
    """Nothing is "not for me"."""
    wishes = {who: {target: points or 1 for target, points in those.items()} for who, those in p.preferences.items()}
    return replace(p, preferences=wishes)


def wished_alike(p: Problem) -> Problem:
    """Every wish is worth the same."""
    wishes = {who: dict.fromkeys(those, 1) for who, those in p.preferences.items()}
    return replace(p, preferences=wishes)


def each_at_its_own_time(p: Problem) -> Problem:
    """No two groups share a session any more."""
    day = {each.session: each.day for each in p.policy.week}
    more = [WeekSession(f"{s}~{g.id}", day[s]) for g in p.groups.values() for s in g.sessions]
    policy: Policy = replace(p.policy, week=(*p.policy.week, *more))
    moved: dict[str, Group] = {
        g.id: replace(
            g,
            sessions=tuple(f"{s}~{g.id}" for s in g.sessions),
            held_at={f"{s}~{g.id}": place for s, place in g.held_at.items()},
        )
        for g in p.groups.values()
    }
    return replace(p, policy=policy, groups=moved)


def each_of_its_own_opportunity(p: Problem) -> Problem:
    """No two groups are of one opportunity any more."""
    split: dict[str, Opportunity] = {
        f"{g.opportunity_id}~{g.id}": replace(p.opportunities[g.opportunity_id], id=f"{g.opportunity_id}~{g.id}")
        for g in p.groups.values()
    }
    moved = {g.id: replace(g, opportunity_id=f"{g.opportunity_id}~{g.id}") for g in p.groups.values()}
    return replace(p, opportunities={**p.opportunities, **split}, groups=moved)


LOST: Final[Mapping[str, Lose]] = {
    "not-for-me": liked,
    "never": unfixed("never"),
    "must": unfixed("must"),
    "age": offers(age_min=None, age_max=None),
    "plan": offers(plans=frozenset()),
    "level": offers(level_min=None, level_max=None),
    "needs": people(needs=frozenset()),
    "open-to": groups(open_to=frozenset()),
    "likely": groups(chance=100),
    "travel": people(travel_limit_minutes=None),
    "unavailable": people(unavailable=frozenset(), own_sessions=frozenset()),
    "one-thing-at-a-time": each_at_its_own_time,
    "one-group-of-an-opportunity": each_of_its_own_opportunity,
    "one-main-pathway": offers(main=False),
    "no-more-than-wanted": people(sessions_wanted=99),
    "few-enough-places-to-be": people(providers_at_most=None),
    "one-place-a-day": people(one_place_a_day=False),
    "whole-days": people(whole_days=False),
    "variety": settings(sessions_at_most_by_kind={}),
    "between-sessions": settings(between_sessions_minutes=None),
    "places": groups(places=99),
    "share": groups(authority_places={}),
    "viable": groups(min_viable=1),
    "support": groups(support_units=None),
    "coach-pool": groups(pool=None),
    "cost-ceiling": settings(cost_ceilings={}),
    "apart": lambda p: replace(p, apart=frozenset()),
}

COUNTED: Final[Mapping[str, tuple[Problem, Lose]]] = {
    "main_pathway_points": (one(o={"main": True}), settings(main_pathway_points=0)),
    "session_filled_points": (one(), settings(session_filled_points=0)),
    "open_points": (one(), settings(open_points=7)),
    "change_points": (one(earlier={("P", "G"): "told"}, change_points={"told": 5}), settings(change_points={})),
    "travel_points": (one(travel={("P", "at-O"): 20}, travel_points=3), settings(travel_points=0)),
    "together_points": (
        replace(for_two(), together=frozenset({("P", "Q")}), policy=replace(for_two().policy, together_points=30)),
        settings(together_points=0),
    ),
    "preferences": (one(wishes={("P", "O"): 60}), wished_alike),
    "chance": (one(g={"chance": 60}, uncertain="expected", likely_at_least=50), groups(chance=100)),
}
"""Every part of the value: a problem that has it, and the problem without it."""

NEARLY: Final[Sequence[Problem]] = (
    # Two groups at one place go together on a day, however little time there is between places.
    two({}, {}, o={**HERE, "provider_id": "A"}, r={**HERE, "provider_id": "A"}, between_sessions_minutes=0),
    # Nothing is known of how they like it, but that it is not for them: it counts as nothing, and is refused.
    one(open_points=None, wishes={("P", "sector:art"): 30}),
    # A group that costs something of a funder without a ceiling.
    one(g={"funder": "f", "cost": 5}, cost_ceilings={"other": 1}),
    # Two kept apart, each with more in the week than the one thing that both like.
    small(
        people=[person("P"), person("Q"), person("R")],
        opportunities=[opportunity(name) for name in ("O", "R", "S")],
        groups=[group("G"), group("H", "R", "mon-pm"), group("I", "S", "tue-am", places=1)],
        wishes={("P", "O"): 50, ("Q", "O"): 50, ("P", "R"): 20, ("Q", "R"): 20, ("R", "S"): 5},
        apart=[("P", "Q"), ("Q", "R")],
    ),
    # Half days count over the days, not only within one.
    two({}, {"on": "tue-am"}, {"sessions_wanted": 1}),
    # One place a day, and another the day after.
    two(
        {"on": "mon-am tue-am", "held_at": {"tue-am": "at-R"}},
        {"on": "mon-pm"},
        {"one_place_a_day": True},
        wishes={("P", "O"): 50},
    ),
    # Two who would be together, with a choice of where, each as likely as it is.
    small(
        people=TWO,
        opportunities=[opportunity("O"), opportunity("R")],
        groups=[group("G", chance=60), group("H", "R", "mon-pm", chance=75)],
        together=[("P", "Q")],
        together_points=31,
        uncertain="expected",
        likely_at_least=75,
    ),
    # Just likely enough.
    one(g={"chance": 70}, uncertain="robust", likely_at_least=70),
    # Places count over the days, not only within one.
    small(
        people=[person(providers_at_most=2)],
        opportunities=[opportunity(name) for name in ("O", "R", "S", "T")],
        groups=[group("G"), group("H", "R", "tue-am"), group("I", "S", "tue-pm"), group("J", "T", "mon-pm")],
        wishes={("P", "O"): 50, ("P", "R"): 40, ("P", "S"): 30, ("P", "T"): 20},
    ),
)
"""What comes near to a rule in ways that the cases do not."""
