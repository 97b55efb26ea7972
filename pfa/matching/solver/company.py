"""Two who asked to be together, by number: what a pair is worth once it shares a group, and where it could.

A pair counts once, whatever it shares; where chances are counted, by the chance of the likeliest group they share. In a
programme every group that both may take is a *meeting*: a column of so many points that is used no more than either of
them is in the group, and of the columns of a pair one in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from pfa.matching.solver.eligibility import Bools
from pfa.matching.solver.problem import Problem

Package = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """The pairs of a problem that are worth something together. `points[g]`: of a pair in group g; `meetings`: (pair,
    group) wherever both may be; `friends[p]`: those whom p asked for."""

    pairs: tuple[tuple[int, int], ...]
    points: tuple[int, ...]
    meetings: tuple[tuple[int, int], ...]
    friends: dict[int, tuple[int, ...]]

    def worth(self, packages: Sequence[Iterable[int]]) -> int:
        """Points of all pairs in an answer."""
        return sum(self.of_pair(packages[a], packages[b]) for a, b in self.pairs)

    def of_pair(self, one: Iterable[int], other: Iterable[int]) -> int:
        """Points of two who are a pair, with these groups."""
        return max((self.points[g] for g in set(one).intersection(other)), default=0)

    def of_person(self, person: int, weeks: Sequence[Set[int]]) -> int:
        """Points of a person's pairs."""
        return sum(self.of_pair(weeks[person], weeks[friend]) for friend in self.friends.get(person, ()))

    def names(self, people: Sequence[str], groups: Sequence[str]) -> list[tuple[str, str]]:
        """The price rows of each meeting: of the one, and of the other."""
        names = []
        for k, g in self.meetings:
            one, other = (people[p] for p in self.pairs[k])
            row = f"together:{one}:{other}:{groups[g]}"
            names.append((f"{row}:{one}", f"{row}:{other}"))
        return names

    def dearest(self) -> int:
        """The most that one pair can be worth."""
        return max((self.points[g] for _, g in self.meetings), default=0)

    def at_most(self) -> int:
        """What all pairs together can be worth at most: each at its dearest meeting."""
        most = np.zeros(len(self.pairs), dtype=np.int64)
        for k, g in self.meetings:
            most[k] = max(most[k], self.points[g])
        return int(most.sum())


def company(problem: Problem, allowed: Bools) -> Company:
    """The pairs of a problem; `allowed`: who may take which group."""
    policy = problem.policy
    weighed = policy.uncertain == "expected"
    points = tuple(policy.together_points * (g.chance if weighed else 100) // 100 for g in problem.groups.values())
    row = {name: p for p, name in enumerate(problem.people)}
    pairs = [(row[a], row[b]) for a, b in sorted(problem.together)] if policy.together_points else []
    friends: dict[int, tuple[int, ...]] = {}
    for a, b in pairs:
        friends[a] = (*friends.get(a, ()), b)
        friends[b] = (*friends.get(b, ()), a)
    meetings = [
        (k, g) for k, (a, b) in enumerate(pairs) for g in np.flatnonzero(allowed[a] & allowed[b]).tolist() if points[g]
    ]
    return Company(tuple(pairs), points, tuple(meetings), friends)
