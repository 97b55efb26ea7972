"""Why a wish was not met: one true reason each, and never a word about anybody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from pfa.matching.solver.bound import Losses, VerifiedBound
from pfa.matching.solver.checker import RULES, Reading, check_package, refusal
from pfa.matching.solver.checker.answers import members
from pfa.matching.solver.checker.near import Near
from pfa.matching.solver.checker.reasons import SAME_TIME, TOGETHER
from pfa.matching.solver.figures import are_together, is_met
from pfa.matching.solver.problem import SECTOR_PREFIX, TOGETHER_PREFIX, Group, Person, Problem
from pfa.matching.solver.result import Explanation
from pfa.matching.solver.sharing import in_halves

REASONS = (
    *(rule for rule in RULES if rule not in ("places", "share", "viable")),
    "full",
    "did-not-run",
    "clash",
    "not-chosen",
)
"""From the furthest away to the nearest: of all groups that could have met a wish, the nearest gives the reason."""

ASK = "Please ask the named worker about this one."
"""Said for several reasons alike, so that it gives none of them away: two people kept apart, or something settled."""

NOTHING = "Nothing like this is on offer."

SHARED_REASONS = frozenset({"full", "did-not-run", "support", "coach-pool", "cost-ceiling"})
PEOPLE_WORTH_SHARING = 100
GROUPS_WORTH_A_MAP = 300
"""With more groups, those that a person might reach are looked at first, and mostly no others."""
ALONE, SHARED, IN_THE_WEEK = range(3)
"""How near a group came: refused already by itself, by what others use, or only by the rest of their own week."""
_Reason = tuple[int, str, str, tuple[str, ...]]
TOO_FAR = ALONE * len(REASONS) + REASONS.index("travel")
"""How near a group comes at best that is out of reach."""


def explain(
    problem: Problem, assignments: Mapping[str, Collection[str]], *, share: bool = False
) -> tuple[Explanation, ...]:
    """One explanation for each preference row of more than 0 points that the answer does not meet, and for each friend
    somebody is not together with, in the order of people and of their rows. `share`: two processes do it, half each."""
    answer = _Answer(problem, assignments)
    everyone = list(problem.people.values())

    def some(people: Sequence[Person]) -> list[Explanation]:
        return list(answer.explanations(people))

    parts = in_halves(some, everyone) if share and len(everyone) >= PEOPLE_WORTH_SHARING else [some(everyone)]
    return tuple(chain.from_iterable(parts))


def with_losses(
    problem: Problem,
    assignments: Mapping[str, Collection[str]],
    prices: Mapping[str, float],
    verified: VerifiedBound,
    explanations: Iterable[Explanation],
) -> tuple[Explanation, ...]:
    """The same explanations; those for which the prices prove that others would lose say so.

    Only of wishes that something shared stands against: what their own week forbids takes nothing from anybody.
    """
    losses = Losses(problem, prices, assignments, verified)
    open_to = OpenGroups(problem)
    return tuple(
        replace(each, others_would_lose=True)
        if each.reason in SHARED_REASONS
        and losses.worth_looking(problem.people[each.person_id], open_to.all_for(each.target))
        and (groups := open_to.for_target(each.person_id, each.target))
        and losses.proved(problem.people[each.person_id], groups)
        else each
        for each in explanations
    )


def wrong_details(
    problem: Problem, assignments: Mapping[str, Collection[str]], explanations: Iterable[Explanation]
) -> Iterator[str]:
    """What explanations say beyond their reason that is not what it says: other words, other groups in the way.

    Both may be left out. Whatever else stood there, nobody would have looked whether it is so, or whom it is about.
    """
    answer = _Answer(problem, assignments)
    for row in explanations:
        words, in_the_way = answer.details(row)
        if row.words and row.words != words:
            yield f"the words to {row.person_id} for {row.target} are not those of {row.reason}"
        if row.in_the_way and row.in_the_way != in_the_way:
            yield f"what is in the way of {row.person_id} for {row.target} is not {', '.join(row.in_the_way)}"


class OpenGroups:
    """Which groups could meet a wish at all."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._reading = Reading(problem)
        self._groups: dict[str, list[str]] = {}
        for group in problem.groups.values():
            opportunity = self._reading.opportunity(group)
            for target in (opportunity.id, SECTOR_PREFIX + opportunity.sector):
                self._groups.setdefault(target, []).append(group.id)

    def all_for(self, target: str) -> list[str]:
        """Every group that meets it."""
        return self._groups.get(target, [])

    def for_target(self, person_id: str, target: str) -> list[str]:
        """The groups that meet it and that nothing about this person alone refuses."""
        return [
            group for group in self.all_for(target) if refusal(self._problem, person_id, group, self._reading) is None
        ]


class _Answer:
    """An answer, and what it has left of the things that people share."""

    def __init__(self, problem: Problem, assignments: Mapping[str, Collection[str]]) -> None:
        self._problem = problem
        self._assignments = assignments
        self._reading = Reading(problem)
        self._members = members(problem, assignments)
        self._groups: dict[str, list[Group]] = {}
        for group in problem.groups.values():
            opportunity = self._reading.opportunity(group)
            for target in (opportunity.id, SECTOR_PREFIX + opportunity.sector):
                self._groups.setdefault(target, []).append(group)
        self._near = Near(problem) if len(problem.groups) > GROUPS_WORTH_A_MAP else None
        self._pool_used: dict[tuple[str, str], int] = {}
        for group_id, inside in self._members.items():
            for row in _pool_rows(problem.groups[group_id]):
                units = sum(problem.people[person_id].coach_units for person_id in inside)
                self._pool_used[row] = self._pool_used.get(row, 0) + units
        self._spent: dict[str | None, int] = {}
        for group_id, inside in self._members.items():
            group = problem.groups[group_id]
            self._spent[group.funder] = self._spent.get(group.funder, 0) + group.cost * len(inside)
        self._friends: dict[str, list[str]] = {}
        for one, other in sorted(problem.together):
            self._friends.setdefault(one, []).append(other)
            self._friends.setdefault(other, []).append(one)
        self._apart: dict[str, set[str]] = {}
        for one, other in problem.apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def explanations(self, people: Iterable[Person]) -> Iterator[Explanation]:
        """Those of these people."""
        for person in people:
            week = self._assignments.get(person.id, ())
            near = None if self._near is None else self._near.groups(person)
            for target, points in self._problem.preferences.get(person.id, {}).items():
                if points and not is_met(self._problem, week, target):
                    yield self._nearest(person, week, target, near)
            for friend in self._friends.get(person.id, ()):
                # The same words whatever stands against it: any other would tell something of the friend.
                if not are_together(self._assignments, person.id, friend):
                    yield Explanation(person.id, TOGETHER_PREFIX + friend, TOGETHER, ASK)

    def _nearest(self, person: Person, week: Collection[str], target: str, near: set[str] | None) -> Explanation:
        best: tuple[int, Explanation] | None = None
        for group, is_near in self._candidates(target, near):
            if best is not None and best[0] >= TOO_FAR and not is_near:
                break
            stage, reason, words, in_the_way = self._reason(person, week, group)
            rank = stage * len(REASONS) + REASONS.index(reason)
            if best is None or rank > best[0]:
                best = (rank, Explanation(person.id, target, reason, _said(group, words), group.id, in_the_way))
                if reason == REASONS[-1]:
                    break
        return best[1] if best else Explanation(person.id, target, "did-not-run", NOTHING)

    def details(self, row: Explanation) -> tuple[str, tuple[str, ...]]:
        """The words of a reason that is true, and what is in the way by it; empty where it is not what keeps them out
        of its group."""
        if row.target.startswith(TOGETHER_PREFIX) or row.reason == REASONS[-1]:
            return ASK, ()
        if not row.group_id:
            return NOTHING, ()
        person, group = self._problem.people[row.person_id], self._problem.groups[row.group_id]
        _, reason, words, in_the_way = self._reason(person, self._assignments.get(person.id, ()), group)
        return (_said(group, words), in_the_way) if reason == row.reason else ("", ())

    def _candidates(self, target: str, near: set[str] | None) -> Iterator[tuple[Group, bool]]:
        """The groups that could meet a wish, those first that the person might reach, and whether it is one of them."""
        groups = self._groups.get(target, ())
        if near is None:
            yield from ((group, True) for group in groups)
            return
        yield from ((group, True) for group in groups if group.id in near)
        yield from ((group, False) for group in groups if group.id not in near)

    def _reason(self, person: Person, week: Collection[str], group: Group) -> _Reason:
        alone = refusal(self._problem, person.id, group.id, self._reading)
        if alone is not None:
            if alone.rule in ("places", "share"):
                return ALONE, "full", alone.words, ()
            return ALONE, alone.rule, ASK if alone.rule == "never" else alone.words, ()
        shared = self._shared(person, group)
        return (SHARED, *shared, ()) if shared else self._in_the_week(person, week, group)

    def _shared(self, person: Person, group: Group) -> tuple[str, str] | None:
        people = self._problem.people
        inside = self._members.get(group.id, [])
        support = sum(people[other].support_units for other in inside)
        if group.support_units is not None and support + person.support_units > group.support_units:
            return "support", "It does not have enough support left."
        mine = set(self._assignments.get(person.id, ()))
        for row in _pool_rows(group) if person.coach_units else ():
            used = self._pool_used.get(row, 0)
            used -= sum(person.coach_units for group_id in mine if row in _pool_rows(self._problem.groups[group_id]))
            if used + person.coach_units > self._problem.pools.get(row, 0):
                return "coach-pool", f"There is not enough job-coach time left on {row[1]}."
        ceiling = None if group.funder is None else self._problem.policy.cost_ceilings.get(group.funder)
        if ceiling is not None and group.cost:
            spent = self._spent.get(group.funder, 0)
            spent -= sum(self._problem.groups[g].cost for g in mine if self._problem.groups[g].funder == group.funder)
            if spent + group.cost > ceiling:
                return "cost-ceiling", "The money for it is spent."
        if self._apart.get(person.id, set()) & set(inside):
            return "apart", ASK
        if len(inside) >= group.places:
            return "full", "All its places are taken."
        theirs = sum(people[other].authority == person.authority for other in inside)
        if theirs >= group.authority_places.get(person.authority or "", theirs + 1):
            return "full", "All its places for young people of their authority are taken."
        if not inside and group.min_viable > 1:
            return "did-not-run", f"It needs {group.min_viable} people to run, and it does not run."
        return None

    def _in_the_week(self, person: Person, week: Collection[str], group: Group) -> _Reason:
        found = check_package(self._problem, person.id, {*week, group.id}, self._reading)
        broken = [each for each in found if group.id in each.group_ids or each.rule == "whole-days"]
        if not broken:
            return IN_THE_WEEK, "not-chosen", ASK, ()
        rule = "clash" if broken[0].rule == SAME_TIME else broken[0].rule
        in_the_way = tuple(each for each in broken[0].group_ids if each != group.id)
        return IN_THE_WEEK, rule, f"It does not go with the rest of the week. {broken[0].words}", in_the_way


def _said(group: Group, words: str) -> str:
    return ASK if words == ASK else f"{group.id}: {words}"


def _pool_rows(group: Group) -> list[tuple[str, str]]:
    return [] if group.pool is None else [(group.pool, session) for session in group.sessions]
