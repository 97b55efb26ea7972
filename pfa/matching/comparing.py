"""Two runs side by side, without a database: who is better off in which, and how even it is.

Better off is told by what was wished before how full the week is: a first wish before a second, a second before a
third, any week before none; with the same wish, more half days. The points of two runs can differ, so they are not
compared.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

FEWEST_FOR_A_RATE = 10  # people; below it one person more or less would move a percentage too far


class Outcome(enum.IntEnum):
    """What came of somebody's wishes in a run, the best first."""

    first = 1
    second = 2
    third = 3
    other = 4
    nothing = 5


OUTCOME_NAMES = {
    Outcome.first: "First wish",
    Outcome.second: "Second wish",
    Outcome.third: "Third wish",
    Outcome.other: "A week without a wish in it",
    Outcome.nothing: "Nothing yet",
}


class Turn(enum.Enum):
    """What going from the one run to the other means for somebody."""

    gains = "gains"
    loses = "loses"
    same = "same"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands in one run: `wish_met` 1, 2, 3 or None; half days of the week, own ones not counted."""

    wish_met: int | None
    sessions: int

    @property
    def outcome(self) -> Outcome:
        if self.wish_met is not None:
            return Outcome(self.wish_met)
        return Outcome.other if self.sessions else Outcome.nothing

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better."""
        return self.outcome, -self.sessions


@dataclass(frozen=True, slots=True)
class Pair:
    """One person in both runs. `traits` are what groups are counted by, in the order of the page."""

    person_id: int
    before: Standing
    after: Standing
    traits: tuple[str, ...] = ()

    @property
    def turn(self) -> Turn:
        if self.before.rank == self.after.rank:
            return Turn.same
        return Turn.gains if self.after.rank < self.before.rank else Turn.loses


@dataclass(frozen=True, slots=True)
class Share:
    """People of a group, and how many of them have one of their wishes in each run."""

    name: str
    people: int
    before: int
    after: int

    def percent(self, met: int) -> int | None:
        """Whole per cent with a wish met; None where the group is too small for one."""
        return None if self.people < FEWEST_FOR_A_RATE else round(100 * met / self.people)


def turns(pairs: Iterable[Pair]) -> Counter[Turn]:
    """How many gain, lose and stay the same."""
    return Counter(pair.turn for pair in pairs)


def spread(pairs: Sequence[Pair]) -> list[tuple[str, int, int]]:
    """Each outcome with the number of people who have it in the one run and in the other."""
    before, after = (Counter(which(pair) for pair in pairs) for which in (_before, _after))
    return [(OUTCOME_NAMES[outcome], before[outcome], after[outcome]) for outcome in Outcome]


def shares(pairs: Sequence[Pair], trait: int) -> list[Share]:
    """Wishes met by group, the largest group first."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.traits[trait], []).append(pair)
    found = [Share(name, len(each), _met(each, _before), _met(each, _after)) for name, each in groups.items()]
    return sorted(found, key=lambda share: (-share.people, share.name))


def _before(pair: Pair) -> Outcome:
    return pair.before.outcome


def _after(pair: Pair) -> Outcome:
    return pair.after.outcome


def _met(pairs: Iterable[Pair], which: Callable[[Pair], Hashable]) -> int:
    return sum(which(pair) in (Outcome.first, Outcome.second, Outcome.third) for pair in pairs)
