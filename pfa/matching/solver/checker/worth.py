"""What a week and a whole answer are worth, in points."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from pfa.matching.solver.checker.reading import Reading
from pfa.matching.solver.problem import Group, Person, Problem

MINUTES_A_STEP = 10
"""A journey costs its points for so many full minutes each."""


def package_value(problem: Problem, person_id: str, group_ids: Collection[str], reading: Reading | None = None) -> int:
    """Points of one person's week: what each of its groups is worth to them.

    An opportunity that is not acceptable to them counts 0 points; that it breaks a rule is `check`'s to say. Pass a
    `reading` when asking many times.
    """
    reading = reading or Reading(problem)
    person = problem.people[person_id]
    groups = [problem.groups[group_id] for group_id in set(group_ids)]
    return sum(group_value(reading, person, group) for group in groups)


def group_value(reading: Reading, person: Person, group: Group) -> int:
    """Points of a group in a person's week: for each session those of filling it and of liking it, less those of its
    journey (never below 0); those of a main pathway, where it is one; and those of keeping what an earlier answer
    promised. Where chances are counted, all of it by the chance that the group runs, rounded down."""
    points = _points(reading, person, group)
    return points * group.chance // 100 if reading.problem.policy.uncertain == "expected" else points


def _points(reading: Reading, person: Person, group: Group) -> int:
    problem, policy = reading.problem, reading.problem.policy
    a_session = policy.session_filled_points + (problem.points(person.id, group.opportunity_id) or 0)
    total = policy.change_points.get(problem.earlier.get((person.id, group.id), ""), 0)
    if reading.opportunity(group).main:
        total += policy.main_pathway_points
    if not policy.travel_points:
        return len(group.sessions) * a_session + total
    for session in group.sessions:
        minutes = reading.journeys.from_home(person.id, problem.place_of(group, session)) or 0
        total += max(0, a_session - policy.travel_points * (minutes // MINUTES_A_STEP))
    return total


def value(problem: Problem, assignments: Mapping[str, Collection[str]]) -> int:
    """Points of everyone's week, and of the pairs who are together."""
    reading = Reading(problem)
    weeks = (package_value(problem, person_id, group_ids, reading) for person_id, group_ids in assignments.items())
    return sum(weeks) + sum(pair_value(problem, assignments, *pair) for pair in problem.together)


def pair_points(problem: Problem, group: Group) -> int:
    """Points of a pair who are together in this group; where chances are counted by that of the group, rounded down."""
    points = problem.policy.together_points
    return points * group.chance // 100 if problem.policy.uncertain == "expected" else points


def pair_value(problem: Problem, assignments: Mapping[str, Collection[str]], one: str, other: str) -> int:
    """Points of two who asked to be together: once, whatever they share."""
    shared = set(assignments.get(one, ())).intersection(assignments.get(other, ()))
    return max((pair_points(problem, problem.groups[group_id]) for group_id in shared), default=0)


def value_expected(problem: Problem, assignments: Mapping[str, Collection[str]]) -> int:
    """Points of an answer with every group counted by its chance, whatever the policy counts."""
    policy = replace(problem.policy, uncertain="expected")
    return value(replace(problem, policy=policy), assignments)


def value_certain(problem: Problem, assignments: Mapping[str, Collection[str]]) -> int:
    """Points of what is likely enough to run, by the policy's `likely_at_least`, and of nothing else."""
    policy = replace(problem.policy, uncertain="")
    likely = {name for name, group in problem.groups.items() if group.chance >= problem.policy.likely_at_least}
    weeks = {person_id: likely.intersection(group_ids) for person_id, group_ids in assignments.items()}
    return value(replace(problem, policy=policy), weeks)
