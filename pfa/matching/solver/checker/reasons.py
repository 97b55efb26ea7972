"""Is the reason given for an unmet wish true? Each claim is looked at again from the problem and the weeks alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pfa.matching.solver.checker.answers import members
from pfa.matching.solver.checker.packages import check_package
from pfa.matching.solver.checker.reading import Reading
from pfa.matching.solver.checker.violation import RULES
from pfa.matching.solver.problem import SECTOR_PREFIX, TOGETHER_PREFIX, Group, Problem
from pfa.matching.solver.result import Explanation

SAME_TIME = "one-thing-at-a-time"
TOGETHER = "together"
"""The one reason for a pair who share no group. It says that they do not, and nothing of either of them."""


class Reasons:
    """An answer, whose reasons are to be looked at."""

    def __init__(self, problem: Problem, assignments: Mapping[str, Collection[str]]) -> None:
        self._problem = problem
        self._weeks = assignments
        self._reading = Reading(problem)
        self._members = members(problem, assignments)
        self._of_pool: dict[str | None, list[str]] = {}
        for name in self._members:
            self._of_pool.setdefault(problem.groups[name].pool, []).append(name)
        self._groups: dict[str, set[str]] = {}
        for group in problem.groups.values():
            opportunity = self._reading.opportunity(group)
            for target in (opportunity.id, SECTOR_PREFIX + opportunity.sector):
                self._groups.setdefault(target, set()).add(group.id)

    def wrong(self, rows: Collection[Explanation]) -> Iterator[str]:
        """What is not true: a wish without a reason or with two, a reason for what is no unmet wish, a false claim."""
        unmet = {
            (person, target)
            for person, targets in self._problem.preferences.items()
            for target, points in targets.items()
            if points and not self._groups.get(target, set()) & set(self._weeks.get(person, ()))
        }
        for one, other in self._problem.together:
            if set(self._weeks.get(one, ())).isdisjoint(self._weeks.get(other, ())):
                unmet |= {(one, TOGETHER_PREFIX + other), (other, TOGETHER_PREFIX + one)}
        given = [(row.person_id, row.target) for row in rows]
        for person, target in sorted(unmet - set(given)):
            yield f"no reason is given to {person} for {target}"
        for person, target in sorted(set(given) - unmet):
            yield f"a reason is given to {person} for {target}, which is no unmet wish of theirs"
        if len(set(given)) < len(given):
            yield "a wish has two reasons"
        for row in rows:
            if (row.person_id, row.target) in unmet and not self.holds(row):
                yield f"{row.reason} is not why {row.person_id} has not {row.target}"

    def holds(self, row: Explanation) -> bool:
        """Whether the reason is true of a wish that is not met."""
        if row.target.startswith(TOGETHER_PREFIX) or row.reason == TOGETHER:
            said = (row.group_id, row.in_the_way, row.others_would_lose)
            return row.target.startswith(TOGETHER_PREFIX) and (row.reason, *said) == (TOGETHER, "", (), False)
        on_offer = self._groups.get(row.target, set())
        if not row.group_id:
            return row.reason == "did-not-run" and not on_offer
        if row.group_id not in on_offer:
            return False
        group = self._problem.groups[row.group_id]
        if row.reason == "not-chosen":
            return True  # it says no more than that this plan does not have it
        return self._shared(row, group) or self._in_the_week(row, group)

    def _shared(self, row: Explanation, group: Group) -> bool:
        problem, inside = self._problem, self._members.get(group.id, [])
        person = problem.people[row.person_id]
        week = [problem.groups[each] for each in self._weeks.get(person.id, ())]
        if row.reason == "full":
            theirs = sum(problem.people[each].authority == person.authority for each in inside)
            most = group.authority_places.get(person.authority or "")
            return len(inside) >= group.places or (most is not None and theirs >= most)
        if row.reason == "did-not-run":
            return not inside and group.min_viable > 1
        if row.reason == "apart":
            return any((min(each, person.id), max(each, person.id)) in problem.apart for each in inside)
        if row.reason == "support":
            needed = sum(problem.people[each].support_units for each in inside) + person.support_units
            return group.support_units is not None and needed > group.support_units
        if row.reason == "coach-pool":
            return any(self._coach_lacks(group, session, person.id) for session in group.sessions)
        if row.reason == "cost-ceiling":
            ceiling = problem.policy.cost_ceilings.get(group.funder or "")
            theirs = sum(each.cost for each in week if each.funder == group.funder)
            spent = sum(
                problem.groups[each].cost * len(those)
                for each, those in self._members.items()
                if problem.groups[each].funder == group.funder
            )
            return ceiling is not None and spent - theirs + group.cost > ceiling
        return False

    def _coach_lacks(self, group: Group, session: str, person_id: str) -> bool:
        problem = self._problem
        used = sum(
            problem.people[each].coach_units
            for name in self._of_pool.get(group.pool, ())
            if session in problem.groups[name].sessions
            for each in self._members[name]
            if each != person_id
        )
        units = problem.pools.get((str(group.pool), session), 0)
        return group.pool is not None and used + problem.people[person_id].coach_units > units

    def _in_the_week(self, row: Explanation, group: Group) -> bool:
        rule = SAME_TIME if row.reason == "clash" else row.reason
        if rule not in RULES:
            return False
        week = {*self._weeks.get(row.person_id, ()), group.id}
        found = check_package(self._problem, row.person_id, week, self._reading)
        return any(each.rule == rule and group.id in each.group_ids for each in found)
