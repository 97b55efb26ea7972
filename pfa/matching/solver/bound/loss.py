"""That others would lose if a wish was met: proved from the prices, or not said.

In any answer in which a person has a week with one of some groups, the others together are worth no more than what they
could reach at the prices without this person, less what the cheapest such week takes out of what all share. Where that
is below what the others have now, meeting the wish costs them, whatever else is changed. Pairs count among the others
only where both are: what this person is worth to a friend is no loss of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from pfa.matching.solver.bound.limits import OutOfStepsError, Steps
from pfa.matching.solver.bound.offers import Market
from pfa.matching.solver.bound.prices import UNIT, Prices
from pfa.matching.solver.bound.proof import STEPS_A_PERSON, VerifiedBound, best_week
from pfa.matching.solver.checker import package_value, pair_value, value
from pfa.matching.solver.checker.reading import Reading
from pfa.matching.solver.problem import Person, Problem


class Losses:
    """An answer, its prices, and what they prove of everyone (`verify` on the same prices)."""

    def __init__(
        self,
        problem: Problem,
        prices: Mapping[str, float],
        weeks: Mapping[str, Collection[str]],
        verified: VerifiedBound,
    ) -> None:
        self._problem = problem
        self._paid = Prices(problem, prices)
        self._prices = prices
        self._weeks = weeks
        self._reading = Reading(problem)
        self._market: Market | None = None
        self._verified = verified
        self._rooms: dict[str, int] = {}
        self._pairs: dict[str, list[tuple[str, str]]] = {}
        for pair in problem.together:
            for name in pair:
                self._pairs.setdefault(name, []).append(pair)
        self._value = value(problem, weeks) * UNIT

    def proved(self, person: Person, groups: Collection[str]) -> bool:
        """Whether the others would lose in every answer that has this person in one of these groups."""
        room = self._room(person)
        # A week of the group alone is among those looked at below: most wishes end here.
        if room is None or any(self._paid.paid(person, self._problem.groups[group]) <= room for group in groups):
            return False
        if self._market is None:
            self._market = Market(self._problem, self._paid)
        return all(self._least_paid(person, group) > room for group in groups)

    def worth_looking(self, person: Person, groups: Collection[str]) -> bool:
        """Whether any of these groups is dear enough for a proof at all: a quick question before a slow one."""
        room = self._room(person)
        if room is None or room >= self._paid.at_most(person):
            return False
        return any(self._paid.paid(person, self._problem.groups[group]) > room for group in groups)

    def _room(self, person: Person) -> int | None:
        """How much others might have more at most if this person had nothing, in millionths; None: nobody knows."""
        verified = self._verified
        if person.id not in self._rooms:
            if verified.impossible or person.id not in verified.best_weeks:
                return None
            week = self._weeks.get(person.id, ())
            mine = package_value(self._problem, person.id, week, self._reading)
            mine += sum(pair_value(self._problem, self._weeks, *pair) for pair in self._pairs.get(person.id, ()))
            now = self._value - UNIT * mine
            self._rooms[person.id] = int(verified.points * UNIT) - verified.best_weeks[person.id] - now
        return self._rooms[person.id]

    def _least_paid(self, person: Person, group: str) -> int:
        """What the cheapest week with this group takes out of what all share; very much where there is none."""
        assert self._market is not None, "made by `proved`"
        choice = self._market.choice(person)
        paid = [
            offer._replace(value=-self._paid.paid(person, self._problem.groups[offer.group_id]))
            for offer in choice.offers
        ]
        # Weeks are looked at without the rule of whole days, which can only make the cheapest cheaper.
        choice = replace(
            choice,
            offers=tuple(offer for offer in paid if offer.group_id in {group, *choice.must} or offer.value > 0),
            must=choice.must | {group},
            whole_days=False,
        )
        try:
            best = best_week(choice, (), Steps(STEPS_A_PERSON))
        except OutOfStepsError as stopped:
            best = stopped.promise
        return 10**30 if best is None else -best
