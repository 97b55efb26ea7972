"""A problem made ready for many questions: days, places and journeys are looked up once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from pfa.matching.solver.checker.journeys import Journeys
from pfa.matching.solver.problem import Group, Opportunity, Problem


class Reading:
    """What the rules ask of a problem again and again. Build one for a whole answer, or for a single question."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.journeys = Journeys(problem)
        self.day_of = {each.session: each.day for each in problem.policy.week}
        self.order = {each.session: number for number, each in enumerate(problem.policy.week)}
        self._places: dict[str, list[str]] = {}
        self._too_far: dict[tuple[str, str], tuple[str, str, int] | None] = {}

    def opportunity(self, group: Group) -> Opportunity:
        """What a group is a group of."""
        return self.problem.opportunities[group.opportunity_id]

    def places(self, group: Group) -> list[str]:
        """The providers at which a group's sessions are held, in the order of its sessions."""
        if group.id not in self._places:
            places = dict.fromkeys(self.problem.place_of(group, session) for session in group.sessions)
            self._places[group.id] = list(places)
        return self._places[group.id]

    def by_day(self, groups: Iterable[Group]) -> dict[str, list[tuple[Group, str]]]:
        """For each day with a session: the groups and sessions on it."""
        days: dict[str, list[tuple[Group, str]]] = {}
        for group in groups:
            for session in group.sessions:
                days.setdefault(self.day_of[session], []).append((group, session))
        return days

    def too_far(self, one: Group, other: Group) -> tuple[str, str, int] | None:
        """Two providers of one day that are too far apart for two groups, and the minutes between them; None: fine."""
        key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if key not in self._too_far:
            self._too_far[key] = self._look_too_far(one, other)
        return self._too_far[key]

    def _look_too_far(self, one: Group, other: Group) -> tuple[str, str, int] | None:
        most = self.problem.policy.between_sessions_minutes
        if most is None:
            return None
        days, other_days = self.by_day([one]), self.by_day([other])
        for day in days.keys() & other_days.keys():
            for (_, session), (_, other_session) in product(days[day], other_days[day]):
                here, there = self.problem.place_of(one, session), self.problem.place_of(other, other_session)
                minutes = self.journeys.between(here, there)
                if minutes is not None and minutes > most:
                    return here, there, minutes
        return None
