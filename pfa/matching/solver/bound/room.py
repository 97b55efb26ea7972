"""What the days still to come can bring at most, for weeks of few sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pfa.matching.solver.bound.offers import Choice, Offer

NEVER = -(10**30)
"""Worse than any week: for what no week can have."""


@dataclass(frozen=True, slots=True)
class Together:
    """Groups of one week that go together, joined: `bits` are their own, `enemies` those of groups that they bar."""

    value: int
    bits: int
    enemies: int
    places: int
    kinds: tuple[tuple[str, int], ...]


def together(offers: Iterable[Offer]) -> Together:
    """Join offers; that they go together is the caller's business."""
    value = bits = enemies = places = 0
    kinds: list[tuple[str, int]] = []
    for offer in offers:
        value += offer.value
        bits |= 1 << offer.number
        enemies |= offer.enemies
        places |= offer.places
        kinds.append((offer.kind, offer.size))
    return Together(value, bits, enemies, places, tuple(kinds))


@dataclass(slots=True)
class Pattern:
    """All sets of groups that begin on one day and take the same sessions, dearest first."""

    sessions: int
    size: int
    main: bool
    sets: list[Together] = field(default_factory=list)


class Room:
    """The best that some offers can bring from any point of the week on.

    It keeps every rule inside a day, the sessions wanted and the one main pathway. It leaves out what joins groups
    that begin on different days: so it promises too much at times, and never too little.
    """

    def __init__(self, choice: Choice, offers: Iterable[Offer]) -> None:
        self._days = choice.days
        self._whole = choice.whole_days
        self.later = [sum(day for day, _ in choice.days[number:]) for number in range(len(choice.days) + 1)]
        begin = list(offers)
        self._patterns = [self._of_day(number, begin) for number in range(len(choice.days))]
        self._known: dict[tuple[int, int, int, bool], int] = {}

    def most(self, number: int, taken: int, left: int, main: bool) -> int:
        """What the days from `number` on can bring at most; `NEVER` where no week goes on from there."""
        if number == len(self._days):
            return 0
        left = min(left, (self.later[number] & ~taken).bit_count())
        key = (number, taken, left, main)
        most = self._known.get(key)
        if most is None:
            most = max((value for value, _, _ in self.ways(number, taken, left, main)), default=NEVER)
            self._known[key] = most
        return most

    def ways(self, number: int, taken: int, left: int, main: bool) -> list[tuple[int, int, Pattern | None]]:
        """How a day can go on: what it and all later days bring at most, the later days alone, and the pattern."""
        after = self.later[number + 1]
        today, needed = self._days[number]
        used = taken & today
        ways: list[tuple[int, int, Pattern | None]] = []
        if not (self._whole and used and used != needed):
            rest = self.most(number + 1, taken & after, left, main)
            ways.append((rest, rest, None))
        for pattern in self._patterns[number]:
            sessions = pattern.sessions
            if sessions & taken or pattern.size > left or (main and pattern.main):
                continue
            if self._whole and (taken | sessions) & today != needed:
                continue
            rest = self.most(number + 1, (taken | sessions) & after, left - pattern.size, main or pattern.main)
            ways.append((pattern.sets[0].value + rest, rest, pattern))
        return ways

    def _of_day(self, number: int, offers: list[Offer]) -> list[Pattern]:
        earlier = ~self.later[number]
        today = self._days[number][0]
        begin = [offer for offer in offers if offer.sessions & today and not offer.sessions & earlier]
        patterns: dict[tuple[int, bool], Pattern] = {}

        def extend(chosen: list[Offer], start: int, sessions: int, enemies: int, main: bool) -> None:
            for at in range(start, len(begin)):
                offer = begin[at]
                if enemies >> offer.number & 1:
                    continue
                those, union, key_main = [*chosen, offer], sessions | offer.sessions, main or offer.main
                pattern = patterns.get((union, key_main))
                if pattern is None:
                    pattern = patterns[union, key_main] = Pattern(union, union.bit_count(), key_main)
                pattern.sets.append(together(those))
                if today & ~union:
                    extend(those, at + 1, union, enemies | offer.enemies, key_main)

        extend([], 0, 0, 0, False)
        for pattern in patterns.values():
            pattern.sets.sort(key=lambda each: -each.value)
        return list(patterns.values())
