"""The rules of a whole answer: everyone's week, and what people share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from pfa.matching.solver.checker.packages import check_package
from pfa.matching.solver.checker.reading import Reading
from pfa.matching.solver.checker.violation import RULES, Violation
from pfa.matching.solver.problem import Problem

Assignments = Mapping[str, Collection[str]]
"""Each person's groups, by id; a person who is absent has nothing."""


def check(problem: Problem, assignments: Assignments) -> tuple[Violation, ...]:
    """Every rule that an answer breaks, in the order of the rules; empty: it is right.

    Raises `KeyError` for an id the problem does not have.
    """
    reading = Reading(problem)
    unknown = sorted(assignments.keys() - problem.people.keys())
    if unknown:
        raise KeyError(unknown[0])
    packages = (
        check_package(problem, person_id, assignments.get(person_id, ()), reading) for person_id in problem.people
    )
    found = [*chain.from_iterable(packages), *check_shared(problem, assignments)]
    return tuple(sorted(found, key=lambda violation: RULES.index(violation.rule)))


def check_shared(problem: Problem, assignments: Assignments) -> tuple[Violation, ...]:
    """The rules about what people share that an answer breaks, whatever is in each week."""
    return tuple(_shared(problem, members(problem, assignments)))


def members(problem: Problem, assignments: Assignments) -> dict[str, list[str]]:
    """The people in each group that has anyone in it, in the order of the problem."""
    people: dict[str, list[str]] = {}
    for person_id in problem.people:
        for group_id in sorted(set(assignments.get(person_id, ()))):
            people.setdefault(group_id, []).append(person_id)
    return people


def _shared(problem: Problem, people: Mapping[str, list[str]]) -> Iterator[Violation]:
    for group_id, inside in people.items():
        group = problem.groups[group_id]
        count = len(inside)
        if count > group.places:
            yield Violation("places", None, (group_id,), f"{count} people for {group.places} places.")
        for authority, places in group.authority_places.items():
            theirs = sum(problem.people[person_id].authority == authority for person_id in inside)
            if theirs > places:
                words = f"{theirs} people of {authority}; it has {places} places for them."
                yield Violation("share", None, (group_id,), words)
        if count < group.min_viable:
            words = f"{count} people; it runs with {group.min_viable} or more."
            yield Violation("viable", None, (group_id,), words)
        needed = sum(problem.people[person_id].support_units for person_id in inside)
        if group.support_units is not None and needed > group.support_units:
            words = f"{needed} units of support are needed; there are {group.support_units}."
            yield Violation("support", None, (group_id,), words)
    yield from _pools(problem, people)
    yield from _costs(problem, people)
    for one, other in sorted(problem.apart):
        for group_id in (group_id for group_id, inside in people.items() if {one, other} <= set(inside)):
            yield Violation("apart", None, (group_id,), f"{one} and {other} are to be kept apart.")


def _costs(problem: Problem, people: Mapping[str, list[str]]) -> Iterator[Violation]:
    spent: dict[str, int] = {}
    groups: dict[str, list[str]] = {}
    for group_id, inside in people.items():
        group = problem.groups[group_id]
        if group.funder is not None and group.cost:
            spent[group.funder] = spent.get(group.funder, 0) + len(inside) * group.cost
            groups.setdefault(group.funder, []).append(group_id)
    for funder, cost in spent.items():
        ceiling = problem.policy.cost_ceilings.get(funder)
        if ceiling is not None and cost > ceiling:
            words = f"{cost} pounds would be spent of {funder}; the ceiling is {ceiling}."
            yield Violation("cost-ceiling", None, tuple(groups[funder]), words)


def _pools(problem: Problem, people: Mapping[str, list[str]]) -> Iterator[Violation]:
    used: dict[tuple[str, str], int] = {}
    groups: dict[tuple[str, str], list[str]] = {}
    for group_id, inside in people.items():
        group = problem.groups[group_id]
        if group.pool is None:
            continue
        units = sum(problem.people[person_id].coach_units for person_id in inside)
        for session in group.sessions:
            used[group.pool, session] = used.get((group.pool, session), 0) + units
            groups.setdefault((group.pool, session), []).append(group_id)
    for (pool, session), units in used.items():
        there = problem.pools.get((pool, session), 0)
        if units > there:
            words = f"{units} units of coach time are needed of {pool} on {session}; there are {there}."
            yield Violation("coach-pool", None, tuple(groups[pool, session]), words)
