"""A known problem a little changed after its answer was told to everyone: what least change is measured on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from pfa.matching.solver.problem import Problem, frozen

Weeks = Mapping[str, frozenset[str]]

NEW: Final = "one-more-person"
TOLD_POINTS: Final = {"told": 50}
"""What it is worth in these problems to keep somebody in a group that they were told of."""


def one_more_person(problem: Problem, weeks: Weeks) -> Problem:
    """Somebody comes who is like the first person of all."""
    problem = _told(problem, weeks)
    first = next(iter(problem.people.values()))
    wishes = problem.preferences.get(first.id, {})
    return replace(
        problem,
        people=frozen({**problem.people, NEW: replace(first, id=NEW)}),
        preferences=frozen({**problem.preferences, NEW: wishes}),
    )


def fullest_group_closed(problem: Problem, weeks: Weeks) -> Problem:
    """The group with most people in it is closed."""
    problem = _told(problem, weeks)
    inside = {name: sum(name in week for week in weeks.values()) for name in problem.groups}
    fullest = max(inside, key=lambda name: (inside[name], name))
    closed = replace(problem.groups[fullest], places=0, min_viable=0)
    return replace(problem, groups=frozen({**problem.groups, fullest: closed}))


CHANGED: Mapping[str, Callable[[Problem, Weeks], Problem]] = {
    "one person more": one_more_person,
    "one group closed": fullest_group_closed,
}


def _told(problem: Problem, weeks: Weeks) -> Problem:
    return replace(
        problem,
        policy=replace(problem.policy, change_points=TOLD_POINTS),
        earlier=frozen({(person, group): "told" for person, week in weeks.items() for group in sorted(week)}),
    )
