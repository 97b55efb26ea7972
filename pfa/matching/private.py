"""A problem as it may leave the database: nobody's name was ever in it, and nobody's home position stays in it."""

from __future__ import annotations

from dataclasses import replace

from pfa.matching.solver.checker.journeys import Journeys
from pfa.matching.solver.problem import Problem, frozen


def without_homes(problem: Problem) -> Problem:
    """The same problem with each home journey that is too long stated in minutes, in place of where the home is.

    The travel rule asks of a home only which providers are too far from it, so every answer and every bound is the
    same. Journeys within somebody's limit are not stated at all.
    """
    journeys = Journeys(problem)
    providers = sorted({offer.provider_id for offer in problem.opportunities.values()})
    travel: dict[tuple[str, str], int] = {}
    for person in problem.people.values():
        if person.travel_limit_minutes is None:
            continue
        for provider_id in providers:
            minutes = journeys.from_home(person.id, provider_id)
            if minutes is not None and minutes > person.travel_limit_minutes:
                travel[person.id, provider_id] = minutes
    people = {key: replace(person, lat=None, lon=None) for key, person in problem.people.items()}
    return replace(problem, people=frozen(people), travel=frozen(travel))
