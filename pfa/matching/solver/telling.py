"""What the young person themselves may be told of a wish that was not met: true, and nothing about anybody else.

The reasons of `explain` are for staff. What is told here is worked out anew, from four things only: the young person's
own facts and week, what is on offer, which groups are full, and which groups run. Nobody else's need, wish, points or
week is looked at, no hint (`never`, `must`, apart, together), no price, and nothing of what is shared but places:
whatever else stands in the way is "ask", so that "ask" gives nothing away. Two worlds in which the same groups are full
and the same groups run are told of in the same words: a test holds that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from pfa.matching.solver.checker import RULES, Reading, check_package
from pfa.matching.solver.checker.pairs import broken
from pfa.matching.solver.problem import SECTOR_PREFIX, Group, Person, Problem

NOT_ON_OFFER, OTHER_AGE, TOO_FAR, NOT_FREE = "not-on-offer", "other-age", "too-far", "not-free"
MORE_PEOPLE, TOO_FEW, NO_FIT, ASK = "more-people", "too-few", "no-fit", "ask"
TELLINGS: Final = (NOT_ON_OFFER, OTHER_AGE, TOO_FAR, NOT_FREE, TOO_FEW, MORE_PEOPLE, NO_FIT, ASK)
"""What can be told."""

_OWN: Final = {"age": OTHER_AGE, "travel": TOO_FAR, "unavailable": NOT_FREE}
_BY_THEMSELVES, _BY_PLACES, _BY_THE_WEEK = range(3)
"""How near a group came: of all groups that could meet a wish the nearest counts."""
_UNSPOKEN: Final = frozenset({"never", "must"})


class Tellings:
    """An answer, of which young people are to be told."""

    def __init__(self, problem: Problem, assignments: Mapping[str, Collection[str]]) -> None:
        self._problem = problem
        self._weeks = assignments
        self._reading = Reading(problem)
        self._count = dict.fromkeys(problem.groups, 0)
        for week in assignments.values():
            for group_id in set(week):
                self._count[group_id] += 1
        self._groups: dict[str, list[Group]] = {}
        for group in problem.groups.values():
            opportunity = self._reading.opportunity(group)
            for target in (opportunity.id, SECTOR_PREFIX + opportunity.sector):
                self._groups.setdefault(target, []).append(group)

    def telling(self, person_id: str, target: str) -> str:
        """One of `TELLINGS`, for a wish that the person's week does not meet."""
        person = self._problem.people[person_id]
        found = (self._of(person, group) for group in self._groups.get(target, ()))
        return max(found, default=(_BY_THEMSELVES, 0, NOT_ON_OFFER))[-1]

    def full_groups(self) -> frozenset[str]:
        """The groups in which every place is taken."""
        return frozenset(name for name, group in self._problem.groups.items() if self._count[name] >= group.places)

    def running_groups(self) -> frozenset[str]:
        """The groups with anybody in them."""
        return frozenset(name for name, count in self._count.items() if count)

    def _of(self, person: Person, group: Group) -> tuple[int, int, str]:
        own = [rule for rule, _ in broken(self._reading, person, group) if rule not in _UNSPOKEN]
        if own:
            return _BY_THEMSELVES, RULES.index(own[0]), _OWN.get(own[0], ASK)
        if self._count[group.id] >= group.places:
            return _BY_PLACES, 1, MORE_PEOPLE
        if not self._count[group.id] and group.min_viable > 1:
            return _BY_PLACES, 0, TOO_FEW
        return (_BY_THE_WEEK, 0, NO_FIT) if self._clashes(person, group) else (_BY_THE_WEEK, 1, ASK)

    def _clashes(self, person: Person, group: Group) -> bool:
        week = {*self._weeks.get(person.id, ()), group.id}
        found = check_package(self._problem, person.id, week, self._reading)
        return any(
            each.rule not in _UNSPOKEN and (group.id in each.group_ids or each.rule == "whole-days") for each in found
        )
