"""The rules that a person and one group can break by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from pfa.matching.solver.checker.reading import Reading
from pfa.matching.solver.checker.violation import Violation
from pfa.matching.solver.problem import Group, Opportunity, Person, Problem

Broken = Iterator[tuple[str, str]]
"""Pairs of a rule's code and words, in the order of the specification's table."""


def refusal(problem: Problem, person_id: str, group_id: str, reading: Reading | None = None) -> Violation | None:
    """The first rule that keeps a person out of a group whatever else is in the week; None: nothing does.

    Whatever stands in the way of this person alone counts: no place at all, or less support or coach time than they
    need. A whole day that other groups could fill does not. Pass a `reading` when asking many times.
    """
    reading = reading or Reading(problem)
    person, group = problem.people[person_id], problem.groups[group_id]
    first = next(broken(reading, person, group), None) or next(_alone(reading, person, group), None)
    return None if first is None else Violation(first[0], person_id, (group_id,), first[1])


def broken(reading: Reading, person: Person, group: Group) -> Broken:
    """The rules from `not-for-me` to `unavailable` that a person in a group breaks."""
    problem, opportunity = reading.problem, reading.opportunity(group)
    if problem.points(person.id, opportunity.id) is None:
        yield "not-for-me", "This is not something they asked for or would accept."
    if problem.fixed.get((person.id, group.id)) == "never":
        yield "never", "It was settled that they do not join this group."
    yield from broken_by_offer(person, opportunity)
    yield from broken_by_group(problem, person, group)
    if person.travel_limit_minutes is not None:
        for place in reading.places(group):
            minutes = reading.journeys.from_home(person.id, place)
            if minutes is not None and minutes > person.travel_limit_minutes:
                words = f"{minutes} minutes from home to {place}; their limit is {person.travel_limit_minutes}."
                yield "travel", words
                break
    for session in group.sessions:
        if session in person.unavailable:
            yield "unavailable", f"They are not available on {session}."
            break
        if session in person.own_sessions:
            yield "unavailable", f"{session} is a session of their own."
            break


def broken_by_offer(person: Person, opportunity: Opportunity) -> Broken:
    """Those of them that are the same for every group of an opportunity: age, plan, level and needs."""
    yield from _bounds("age", person.age, opportunity.age_min, opportunity.age_max)
    if opportunity.plans and person.plan is not None and person.plan not in opportunity.plans:
        yield "plan", f"It is for plan {' or '.join(sorted(opportunity.plans))}; theirs is {person.plan}."
    yield from _bounds("level", person.level, opportunity.level_min, opportunity.level_max)
    missing = person.needs - opportunity.features - opportunity.features_to_ask
    if missing:
        yield "needs", f"It does not offer {' or '.join(sorted(missing))}."


def broken_by_group(problem: Problem, person: Person, group: Group) -> Broken:
    """Those that the group itself says: whose people may join it, and whether it is likely enough to run."""
    if group.open_to and person.authority not in group.open_to:
        yield "open-to", "It is not open to young people of their authority."
    least = problem.policy.likely_at_least
    if problem.policy.uncertain == "robust" and group.chance < least:
        yield "likely", f"It is {group.chance} % likely to run; this run counts on what is {least} % likely."


def _bounds(rule: str, value: int | None, least: int | None, most: int | None) -> Broken:
    if value is None:
        return
    if least is not None and value < least:
        yield rule, f"Their {rule} is {value}; it starts at {rule} {least}."
    elif most is not None and value > most:
        yield rule, f"Their {rule} is {value}; it ends at {rule} {most}."


def _alone(reading: Reading, person: Person, group: Group) -> Broken:
    """What a package of this one group breaks, that no other group in it could mend, and no other person."""
    problem, opportunity = reading.problem, reading.opportunity(group)
    size, own = len(group.sessions), len(person.own_sessions)
    if size + own > person.sessions_wanted:
        words = f"{size} sessions and {own} of their own are more than the {person.sessions_wanted} they want."
        yield "no-more-than-wanted", words
    places = reading.places(group)
    if person.providers_at_most is not None and len(places) > person.providers_at_most:
        yield "few-enough-places-to-be", f"It is at {len(places)} places; they want {person.providers_at_most}."
    if person.one_place_a_day and len(places) > 1:
        for day, sessions in reading.by_day([group]).items():
            if len({problem.place_of(group, session) for _, session in sessions}) > 1:
                yield "one-place-a-day", f"It changes place on {day}; they stay at one place all day."
    most = problem.policy.sessions_at_most_by_kind.get(opportunity.kind)
    if most is not None and size > most:
        yield "variety", f"It has {size} sessions of {opportunity.kind}; a week has {most} at most."
    if not group.places:
        yield "places", "It has no place left."
    if person.authority is not None and group.authority_places.get(person.authority) == 0:
        yield "share", "It has no place left for young people of their authority."
    if group.support_units is not None and person.support_units > group.support_units:
        words = f"They need {person.support_units} units of support; the group has {group.support_units}."
        yield "support", words
    if group.pool is not None and person.coach_units:
        units = {session: problem.pools.get((group.pool, session), 0) for session in group.sessions}
        for session, there in units.items():
            if person.coach_units > there:
                words = f"They need {person.coach_units} units of coach time on {session}; there are {there}."
                yield "coach-pool", words
                break
    ceiling = None if group.funder is None else problem.policy.cost_ceilings.get(group.funder)
    if ceiling is not None and group.cost > ceiling:
        yield "cost-ceiling", f"It costs {group.cost} pounds; the ceiling of {group.funder} is {ceiling}."
