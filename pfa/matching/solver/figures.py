"""What an answer comes to, in the figures that co-ordinators read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pfa.matching.solver.checker import value_certain, value_expected
from pfa.matching.solver.problem import SECTOR_PREFIX, Person, Problem
from pfa.matching.solver.result import Request

Assignments = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of people. `wishes_met[0]` are those who got a first wish, `wishes[0]` those who had one; then second
    and third. `weeks_filled`: every session of the week is used, own ones included."""

    people: int
    with_main: int
    wanted_filled: int
    weeks_filled: int
    wishes: tuple[int, int, int]
    wishes_met: tuple[int, int, int]
    people_with_nothing: int


def figures(problem: Problem, assignments: Assignments, people: Iterable[Person] | None = None) -> Figures:
    """The figures of an answer, of everybody or of these people."""
    people = tuple(problem.people.values() if people is None else people)
    with_main = wanted = full = nothing = 0
    wishes, met = [0, 0, 0], [0, 0, 0]
    week = {each.session for each in problem.policy.week}
    for person in people:
        group_ids = assignments.get(person.id, ())
        groups = [problem.groups[group_id] for group_id in group_ids]
        used = {session for group in groups for session in group.sessions}
        nothing += not groups
        with_main += any(problem.opportunities[group.opportunity_id].main for group in groups)
        wanted += len(used) + len(person.own_sessions) >= person.sessions_wanted
        full += week <= used | person.own_sessions
        for number, targets in enumerate(wishes_in_order(problem, person.id)[:3]):
            wishes[number] += 1
            met[number] += any(is_met(problem, group_ids, target) for target in targets)
    return Figures(
        people=len(people),
        with_main=with_main,
        wanted_filled=wanted,
        weeks_filled=full,
        wishes=(wishes[0], wishes[1], wishes[2]),
        wishes_met=(met[0], met[1], met[2]),
        people_with_nothing=nothing,
    )


def stated_figures(problem: Problem, assignments: Assignments) -> dict[str, object]:
    """The figures as they stand in `result.json`.

    `value_expected` and `value_certain` tell what groups that may not run do to the value, whatever the policy counts;
    the figures of each authority are there where people have one, and the pairs where somebody asked.
    """
    found: dict[str, object] = {
        "value_expected": value_expected(problem, assignments),
        "value_certain": value_certain(problem, assignments),
        "likely_at_least": problem.policy.likely_at_least,
        **_named(figures(problem, assignments)),
    }
    if problem.together:
        found["together_asked"] = len(problem.together)
        found["together_met"] = sum(are_together(assignments, *pair) for pair in problem.together)
    by_authority: dict[str, list[Person]] = {}
    for person in problem.people.values():
        if person.authority is not None:
            by_authority.setdefault(person.authority, []).append(person)
    if by_authority:
        found["by_authority"] = {
            name: _named(figures(problem, assignments, people)) for name, people in sorted(by_authority.items())
        }
    return found


def are_together(assignments: Assignments, one: str, other: str) -> bool:
    """Whether two people share a group."""
    return not set(assignments.get(one, ())).isdisjoint(assignments.get(other, ()))


def _named(count: Figures) -> dict[str, object]:
    first, second, third = count.wishes_met
    return {
        "people": count.people,
        "with_main": count.with_main,
        "wanted_filled": count.wanted_filled,
        "weeks_filled": count.weeks_filled,
        "first_wishes": first,
        "second_wishes": second,
        "third_wishes": third,
        "people_with_nothing": count.people_with_nothing,
    }


def wishes_in_order(problem: Problem, person_id: str) -> list[list[str]]:
    """A person's wishes: the targets of most points are their first wish, those of the next number their second.

    Targets of equal points are one wish, met by any of them: nobody said which came before the other. "Not for me"
    (0 points) is no wish.
    """
    by_points: dict[int, list[str]] = {}
    for target, points in problem.preferences.get(person_id, {}).items():
        if points:
            by_points.setdefault(points, []).append(target)
    return [by_points[points] for points in sorted(by_points, reverse=True)]


def is_met(problem: Problem, group_ids: Collection[str], target: str) -> bool:
    """Whether a week meets a wish; the wish for a sector is met by any opportunity in it."""
    opportunities = [problem.opportunities[problem.groups[group_id].opportunity_id] for group_id in group_ids]
    return any(target in (each.id, SECTOR_PREFIX + each.sector) for each in opportunities)


def moved(problem: Problem, assignments: Assignments) -> int:
    """How many people no longer have everything that the earlier answer gave them."""
    gone = {person for person, group in problem.earlier if group not in assignments.get(person, ())}
    return len(gone)


def requests(problem: Problem, assignments: Assignments) -> tuple[Request, ...]:
    """What providers have to be asked before an answer can come true: needs that they do not offer as it stands."""
    found = []
    for person in problem.people.values():
        for group_id in sorted(assignments.get(person.id, ())):
            opportunity = problem.opportunities[problem.groups[group_id].opportunity_id]
            to_ask = person.needs & opportunity.features_to_ask - opportunity.features
            found += [Request(person.id, opportunity.id, need) for need in sorted(to_ask)]
    return tuple(found)


def gap_of(value: int, bound: float | Fraction) -> float:
    """How far a value may be from the best possible: (bound − value) / bound, and 0 when the bound is 0."""
    return float((bound - value) / bound) if bound else 0.0
