"""Small problems in few words: a week of two days, one person, one opportunity and one group, until told otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pfa.matching.solver.problem import Group, Opportunity, Person, Policy, Problem, WeekSession, problem

WEEK = ("mon-am", "mon-pm", "tue-am", "tue-pm")


def _sets(facts: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: frozenset(value.split()) if key in names else value for key, value in facts.items()}


def policy(*, week: Iterable[str] = WEEK, **settings: Any) -> Policy:
    """The product's points, with 1 for what nobody mentioned, so that every group is open until a test says no."""
    values: dict[str, Any] = {
        "main_pathway_points": 100,
        "session_filled_points": 10,
        "open_points": 1,
        "travel_speed_kmh": 20,
        "travel_detour": 1.3,
        "travel_fixed_minutes": 10,
    }
    days = tuple(WeekSession(session, session.split("-")[0]) for session in week)
    return Policy(week=days, **{**values, **settings})


def person(name: str = "P", **facts: Any) -> Person:
    """A person who wants the whole week and has no other limits."""
    return Person(name, **{"sessions_wanted": 4, **_sets(facts, "needs", "unavailable", "own_sessions")})


def opportunity(name: str = "O", **facts: Any) -> Opportunity:
    """An opportunity that is open to anyone; each at a provider of its own unless told otherwise."""
    values = {"provider_id": f"at-{name}", "kind": "community", "sector": "sport"}
    return Opportunity(name, **{**values, **_sets(facts, "features", "features_to_ask", "plans")})


def group(name: str = "G", of: str = "O", on: str = "mon-am", **facts: Any) -> Group:
    """A group on the sessions `on` (with spaces between), with room for many."""
    return Group(name, of, tuple(on.split()), **{"places": 9, **_sets(facts, "open_to")})


def small(
    *,
    people: Iterable[Person] = (person(),),
    opportunities: Iterable[Opportunity] = (opportunity(),),
    groups: Iterable[Group] = (group(),),
    wishes: Mapping[tuple[str, str], int] | None = None,
    pools: Mapping[tuple[str, str], int] | None = None,
    apart: Iterable[tuple[str, str]] = (),
    fixed: Mapping[tuple[str, str], str] | None = None,
    travel: Mapping[tuple[str, str], int] | None = None,
    earlier: Mapping[tuple[str, str], str] | None = None,
    together: Iterable[tuple[str, str]] = (),
    **settings: Any,
) -> Problem:
    """A problem of these rows; `settings` are the policy's."""
    return problem(
        policy=policy(**settings),
        people=people,
        opportunities=opportunities,
        groups=groups,
        preferences=[(*key, points) for key, points in (wishes or {}).items()],
        pools=[(*key, units) for key, units in (pools or {}).items()],
        apart=apart,
        fixed=[(*key, rule) for key, rule in (fixed or {}).items()],
        travel=[(*key, minutes) for key, minutes in (travel or {}).items()],
        earlier=[(*key, told) for key, told in (earlier or {}).items()],
        together=together,
    )
