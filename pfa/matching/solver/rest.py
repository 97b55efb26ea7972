"""What is left for a few people when everybody else keeps their week: a problem of its own, small and complete."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pfa.matching.solver.problem import Fixing, Group, Problem, frozen

Assignments = Mapping[str, Collection[str]]


def rest_of(
    problem: Problem, assignments: Assignments, people: Iterable[str], groups: Collection[str] | None = None
) -> Problem:
    """The problem of these `people` (and `groups`, all by default) with what the others' weeks leave of places,
    support, coach time and money.

    Any answer to it, with the others' weeks, is an answer to the whole problem: somebody whom others need for a group
    of theirs to run must stay in it, and nobody joins a group with somebody of another week to stay apart from. A pair
    counts only where both are among these people.
    """
    mine = set(people)
    others = {person: week for person, week in assignments.items() if person not in mine}
    inside: dict[str, list[str]] = {}
    for person, week in others.items():
        for group_id in week:
            inside.setdefault(group_id, []).append(person)
    kept = (
        problem.groups if groups is None else {name: problem.groups[name] for name in problem.groups if name in groups}
    )
    fixed: dict[tuple[str, str], Fixing] = {
        (person, group): rule for (person, group), rule in problem.fixed.items() if person in mine and group in kept
    }
    for group_id, there in inside.items():
        if group_id in kept and len(there) < problem.groups[group_id].min_viable:
            for person in mine:
                if group_id in assignments.get(person, ()):
                    fixed[person, group_id] = "must"
    for one, other in problem.apart:
        for person, rival in ((one, other), (other, one)):
            for group_id in others.get(rival, ()) if person in mine else ():
                if group_id in kept:
                    fixed[person, group_id] = "never"
    return replace(
        problem,
        policy=replace(problem.policy, cost_ceilings=_money(problem, inside)),
        people=frozen({name: person for name, person in problem.people.items() if name in mine}),
        groups=frozen({name: _left(problem, group, inside.get(name, [])) for name, group in kept.items()}),
        preferences=frozen({name: wishes for name, wishes in problem.preferences.items() if name in mine}),
        pools=_coach_time(problem, inside),
        apart=frozenset(pair for pair in problem.apart if mine.issuperset(pair)),
        together=frozenset(pair for pair in problem.together if mine.issuperset(pair)),
        fixed=frozen(fixed),
        travel=frozen({key: minutes for key, minutes in problem.travel.items() if key[0] in mine}),
        earlier=frozen({key: told for key, told in problem.earlier.items() if key[0] in mine and key[1] in kept}),
    )


def _left(problem: Problem, group: Group, inside: list[str]) -> Group:
    support = group.support_units
    if support is not None:
        support = max(0, support - sum(problem.people[person].support_units for person in inside))
    places = max(0, group.places - len(inside))
    taken = [problem.people[person].authority for person in inside]
    return replace(
        group,
        places=places,
        authority_places=frozen(
            {name: max(0, most - taken.count(name)) for name, most in group.authority_places.items()}
        ),
        support_units=support,
        min_viable=min(places, max(0, group.min_viable - len(inside))),
    )


def _coach_time(problem: Problem, inside: Mapping[str, list[str]]) -> Mapping[tuple[str, str], int]:
    left = dict(problem.pools)
    for group_id, there in inside.items():
        group = problem.groups[group_id]
        units = sum(problem.people[person].coach_units for person in there)
        for session in group.sessions if group.pool is not None and units else ():
            left[str(group.pool), session] = max(0, left.get((str(group.pool), session), 0) - units)
    return frozen(left)


def _money(problem: Problem, inside: Mapping[str, list[str]]) -> Mapping[str, int]:
    left = dict(problem.policy.cost_ceilings)
    for group_id, there in inside.items():
        group = problem.groups[group_id]
        if group.funder in left:
            left[group.funder] = max(0, left[group.funder] - group.cost * len(there))
    return frozen(left)
