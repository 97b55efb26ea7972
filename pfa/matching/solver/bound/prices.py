"""Prices of shared things in whole millionths of a point."""

from __future__ import annotations

from collections.abc import Mapping

from pfa.matching.solver.bound.company import UNIT, Pairs
from pfa.matching.solver.problem import Group, Person, Problem

__all__ = ["UNIT", "Prices"]


class Prices:
    """What a person pays for a group, and what all shared things cost together."""

    def __init__(self, problem: Problem, prices: Mapping[str, float]) -> None:
        self._problem = problem
        self._price = {name: round(price * UNIT) for name, price in prices.items()}
        if min(self._price.values(), default=0) < 0:
            raise ValueError("a price is negative")
        self._place = {group.id: self._of_place(group) for group in problem.groups.values()}
        self._pool = {group.id: self._of_pool(group) for group in problem.groups.values()}
        ceilings = problem.policy.cost_ceilings
        self._cost = {
            group.id: group.cost * self.of(f"funder:{group.funder}") if group.funder in ceilings else 0
            for group in problem.groups.values()
        }
        self._support = {
            group.id: self.of(f"support:{group.id}")
            for group in problem.groups.values()
            if group.support_units is not None
        }
        self._share = {
            (group.id, authority): self.of(f"share:{group.id}:{authority}")
            for group in problem.groups.values()
            for authority in group.authority_places
        }
        self._apart: dict[tuple[str, str], int] = {}
        self._meetings = self._of_meetings() if any(name.startswith("apart:") for name in prices) else {}
        for (one, other, group_id), price in self._meetings.items():
            for person_id in (one, other):
                key = (person_id, group_id)
                self._apart[key] = self._apart.get(key, 0) + price
        self._pairs = Pairs(problem, self._price)
        for_all = (self._place, self._cost, self._share, self._apart)
        self._dearest = (
            sum(max(0, max(table.values(), default=0)) for table in for_all),
            max(self._support.values(), default=0),
            max(self._pool.values(), default=0),
        )

    def of(self, name: str) -> int:
        """The price of one row; 0 where it is absent."""
        return self._price.get(name, 0)

    def paid(self, person: Person, group: Group) -> int:
        """What this person pays for joining this group; less than 0 where the group needs people to run."""
        return (
            self._place[group.id]
            + person.support_units * self._support.get(group.id, 0)
            + person.coach_units * self._pool[group.id]
            + self._cost[group.id]
            + self._share.get((group.id, person.authority or ""), 0)
            + self._apart.get((person.id, group.id), 0)
        )

    def earned(self, person: Person, group: Group) -> int:
        """What joining this group brings a person for being together with somebody, at the prices."""
        return self._pairs.earned.get((person.id, group.id), 0)

    def at_most(self, person: Person) -> int:
        """More than this person pays for any group, found at once."""
        dearest, support, coach = self._dearest
        return dearest + person.support_units * support + person.coach_units * coach

    def of_everything(self) -> int:
        """What all shared things cost at most, whichever groups run."""
        problem = self._problem
        total = 0
        for group in problem.groups.values():
            places, viable = self.of(f"group:{group.id}"), self.of(f"viable:{group.id}")
            if group.min_viable <= 1:
                total += group.places * places
            else:
                total += max(0, group.places * places - group.min_viable * viable)
            total += sum(most * self._share[group.id, authority] for authority, most in group.authority_places.items())
            if group.support_units is not None:
                total += group.support_units * self.of(f"support:{group.id}")
        total += sum(units * self.of(f"pool:{pool}:{session}") for (pool, session), units in problem.pools.items())
        total += sum(ceiling * self.of(f"funder:{name}") for name, ceiling in problem.policy.cost_ceilings.items())
        return total + sum(self._meetings.values()) + self._pairs.at_most()

    def _of_meetings(self) -> dict[tuple[str, str, str], int]:
        """The prices of two who stay apart being in one group, where there is one."""
        problem = self._problem
        rows = [name for name in self._price if name.startswith("apart:")]
        found = {}
        for one, other in problem.apart:
            starts = (f"apart:{one}:{other}:", f"apart:{other}:{one}:")
            groups = {name.removeprefix(start) for start in starts for name in rows if name.startswith(start)}
            for group_id in sorted(groups & problem.groups.keys()):
                found[one, other, group_id] = self._of_apart(one, other, group_id)
        return found

    def _of_place(self, group: Group) -> int:
        return self.of(f"group:{group.id}") - self.of(f"viable:{group.id}")

    def _of_pool(self, group: Group) -> int:
        if group.pool is None:
            return 0
        return sum(self.of(f"pool:{group.pool}:{session}") for session in group.sessions)

    def _of_apart(self, one: str, other: str, group_id: str) -> int:
        return self.of(f"apart:{one}:{other}:{group_id}") + self.of(f"apart:{other}:{one}:{group_id}")
