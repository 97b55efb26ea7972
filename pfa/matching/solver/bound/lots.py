"""Markets for lots of people: one for everybody, or, in a whole country, one for each neighbourhood.

What a person could take is found among all groups of a market, and how groups bar each other is worked out for all of
them. With tens of thousands of groups neither ends. Neighbours can only take what is near them, so theirs is a small
market, and what they could take is the same in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pfa.matching.solver.bound.offers import Market
from pfa.matching.solver.bound.prices import Prices
from pfa.matching.solver.checker.near import Near, in_neighbourhoods
from pfa.matching.solver.problem import Person, Problem, frozen

GROUPS_OF_ONE_MARKET: Final = 4_000
"""Up to so many groups everybody is in one market."""
PEOPLE_OF_A_LOT: Final = 300


class Lots:
    """A problem at some prices, in one market or in many."""

    def __init__(self, problem: Problem, paid: Prices) -> None:
        self._problem = problem
        self._paid = paid
        self._one = Market(problem, paid) if len(problem.groups) <= GROUPS_OF_ONE_MARKET else None
        self._near = Near(problem) if self._one is None else None

    def in_order(self) -> list[Person]:
        """Everybody, in an order in which halves of the list are as quickly done as the whole."""
        everyone = list(self._problem.people.values())
        if self._one is not None:
            return everyone
        lots = in_neighbourhoods(everyone, PEOPLE_OF_A_LOT)
        return [person for lot in lots for person in lot]

    def each(self, people: Sequence[Person]) -> Iterator[tuple[Person, Market]]:
        """These people, lot by lot, each with the market that they are in."""
        for first in range(0, len(people), PEOPLE_OF_A_LOT):
            lot = people[first : first + PEOPLE_OF_A_LOT]
            market = self._market(lot)
            yield from ((person, market) for person in lot)

    def _market(self, lot: Sequence[Person]) -> Market:
        if self._near is None:
            assert self._one is not None, "there is one market, or a map"
            return self._one
        names: set[str] = set()
        for person in lot:
            names |= self._near.groups(person)
        return Market(with_groups(self._problem, names), self._paid)


def with_groups(problem: Problem, names: set[str]) -> Problem:
    """The same problem with these groups alone, their opportunities, and whatever else is where they are held."""
    groups = {name: group for name, group in problem.groups.items() if name in names}
    places = {problem.place_of(group, session) for group in groups.values() for session in group.sessions}
    offers = {group.opportunity_id for group in groups.values()}
    return replace(
        problem,
        groups=frozen(groups),
        opportunities=frozen(
            {name: each for name, each in problem.opportunities.items() if name in offers or each.provider_id in places}
        ),
    )
