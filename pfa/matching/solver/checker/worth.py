"""What a week and a whole answer are worth, in points."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pfa.matching.solver.problem import Problem


def package_value(problem: Problem, person_id: str, group_ids: Collection[str]) -> int:
    """Points of one person's week: its main pathway, each session filled, and each session of what they like.

    An opportunity that is not acceptable to them counts 0 points; that it breaks a rule is `check`'s to say.
    """
    policy = problem.policy
    total = 0
    main = False
    for group_id in set(group_ids):
        group = problem.groups[group_id]
        points = problem.points(person_id, group.opportunity_id) or 0
        total += len(group.sessions) * (policy.session_filled_points + points)
        main = main or problem.opportunities[group.opportunity_id].main
    return total + (policy.main_pathway_points if main else 0)


def value(problem: Problem, assignments: Mapping[str, Collection[str]]) -> int:
    """Points of everyone's week together."""
    return sum(package_value(problem, person_id, group_ids) for person_id, group_ids in assignments.items())
