"""The rules of one person's week, whoever else is placed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from pfa.matching.solver.checker.pairs import broken
from pfa.matching.solver.checker.reading import Reading
from pfa.matching.solver.checker.violation import RULES, Violation
from pfa.matching.solver.problem import Group, Person, Problem

_Broken = Iterator[tuple[str, tuple[Group, ...], str]]


def check_package(
    problem: Problem, person_id: str, group_ids: Collection[str], reading: Reading | None = None
) -> tuple[Violation, ...]:
    """Every rule that these groups break as this person's whole week, in the order of the rules.

    Rules between people (places, viable, support, coach pool, apart) are not asked. Pass a `reading` when asking
    many times. Raises `KeyError` for an id the problem does not have.
    """
    reading = reading or Reading(problem)
    person = problem.people[person_id]
    groups = [problem.groups[group_id] for group_id in sorted(set(group_ids))]
    found = [
        Violation(rule, person_id, (group.id,), words)
        for group in groups
        for rule, words in broken(reading, person, group)
    ]
    for (fixed_person, group_id), rule in problem.fixed.items():
        if rule == "must" and fixed_person == person_id and group_id not in group_ids:
            words = f"It was settled that they join {group_id}, and they do not."
            found.append(Violation("must", person_id, (group_id,), words))
    found += [
        Violation(rule, person_id, tuple(group.id for group in those), words)
        for rule, those, words in _together(reading, person, groups)
    ]
    return tuple(sorted(found, key=lambda violation: RULES.index(violation.rule)))


def _together(reading: Reading, person: Person, groups: list[Group]) -> _Broken:
    if not groups:
        return
    for one, other in combinations(groups, 2):
        yield from _two(reading, one, other)
    used = [session for group in groups for session in group.sessions]
    total = len(used) + len(person.own_sessions)
    everything = tuple(groups)
    if total > person.sessions_wanted:
        words = f"{total} sessions, own ones included; they want {person.sessions_wanted}."
        yield "no-more-than-wanted", everything, words
    places = {place for group in groups for place in reading.places(group)}
    if person.providers_at_most is not None and len(places) > person.providers_at_most:
        words = f"{len(places)} different places; they want {person.providers_at_most} at most."
        yield "few-enough-places-to-be", everything, words
    yield from _days(reading, person, groups, {*used, *person.own_sessions})
    yield from _variety(reading, groups)


def _two(reading: Reading, one: Group, other: Group) -> _Broken:
    pair = (one, other)
    shared = sorted(set(one.sessions) & set(other.sessions), key=reading.order.__getitem__)
    if shared:
        yield "one-thing-at-a-time", pair, f"{one.id} and {other.id} are both on {', '.join(shared)}."
    a, b = reading.opportunity(one), reading.opportunity(other)
    if a.id == b.id:
        yield "one-group-of-an-opportunity", pair, f"{one.id} and {other.id} are groups of one opportunity."
    elif a.main and b.main:
        yield "one-main-pathway", pair, f"{one.id} and {other.id} are both main pathways; a week has one."
    far = reading.too_far(one, other)
    if far is not None:
        here, there, minutes = far
        words = f"{minutes} minutes between {here} and {there} on one day, for {one.id} and {other.id}."
        yield "between-sessions", pair, words


def _days(reading: Reading, person: Person, groups: list[Group], used: set[str]) -> _Broken:
    for day, sessions in reading.by_day(groups).items():
        those = tuple({group.id: group for group, _ in sessions}.values())
        places = dict.fromkeys(reading.problem.place_of(group, session) for group, session in sessions)
        if person.one_place_a_day and len(places) > 1:
            words = f"{' and '.join(places)} on {day}; they stay at one place all day."
            yield "one-place-a-day", those, words
        if person.whole_days:
            # Own sessions help to fill a day, but a day with nothing else in it is theirs to leave half empty.
            free = [
                each.session
                for each in reading.problem.policy.week
                if each.day == day and each.session not in used and each.session not in person.unavailable
            ]
            if free:
                yield "whole-days", those, f"{', '.join(free)} is empty; they want whole days or none."


def _variety(reading: Reading, groups: list[Group]) -> _Broken:
    for kind, most in reading.problem.policy.sessions_at_most_by_kind.items():
        those = tuple(group for group in groups if reading.opportunity(group).kind == kind)
        count = sum(len(group.sessions) for group in those)
        if count > most:
            yield "variety", those, f"{count} sessions of {kind}; a week has {most} at most."
