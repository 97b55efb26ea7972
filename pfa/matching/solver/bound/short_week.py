"""The best week of one person where the week has few sessions: day by day, every day's possibilities at once.

The search keeps all rules and goes only where the promise of `Room` beats the best week found. A promise is never too
small, so what is left out cannot be better, and the value returned is exact.
"""

from __future__ import annotations

from pfa.matching.solver.bound.limits import Steps, with_kinds
from pfa.matching.solver.bound.offers import Choice, Offer
from pfa.matching.solver.bound.room import Room, Together, together


def best_of_short_week(choice: Choice, taken: list[Offer], offers: list[Offer], best: int, steps: Steps) -> int:
    """The value of the best week that holds `taken`, or `best` if there is no better one.

    Raises `OutOfStepsError` with a value that no week exceeds.
    """
    search = _Search(choice, offers, best, steps)
    start = together(taken)
    sessions = sum(offer.sessions for offer in taken)
    left = choice.at_most - sum(offer.size for offer in taken)
    main = any(offer.main for offer in taken)
    room = search.room(start.places)
    steps.promise = start.value + room.most(0, sessions, left, main)
    if steps.promise > best:
        kinds = with_kinds({}, start.kinds, choice.kinds_at_most) or {}
        search.go(room, 0, (sessions, left, main), start, kinds)
    return search.best


class _Search:
    def __init__(self, choice: Choice, offers: list[Offer], best: int, steps: Steps) -> None:
        self._choice = choice
        self._offers = offers
        self._steps = steps
        self._all = Room(choice, offers)
        self._rooms: dict[int, Room] = {}
        self.best = best

    def room(self, places: int) -> Room:
        """The promises that hold with these places in use: once they are as many as wanted, no other comes in."""
        limit = self._choice.places_at_most
        if limit is None or places.bit_count() < limit:
            return self._all
        if places not in self._rooms:
            here = [offer for offer in self._offers if not offer.places & ~places]
            self._rooms[places] = Room(self._choice, here)
        return self._rooms[places]

    def go(self, room: Room, number: int, week: tuple[int, int, bool], so_far: Together, kinds: dict[str, int]) -> None:
        """Search the days from `number` on."""
        if number == len(self._choice.days):
            self.best = max(self.best, so_far.value)
            return
        taken, left, main = week
        after = room.later[number + 1]
        for promise, rest, pattern in sorted(room.ways(number, taken, left, main), key=lambda way: -way[0]):
            if so_far.value + promise <= self.best:
                return
            if pattern is None:
                self.go(room, number + 1, (taken & after, left, main), so_far, kinds)
                continue
            then = ((taken | pattern.sessions) & after, left - pattern.size, main or pattern.main)
            for each in pattern.sets:
                if so_far.value + each.value + rest <= self.best:
                    break
                self._steps.spend()
                if each.bits & so_far.enemies:
                    continue
                self._add(room, number, then, so_far, each, kinds)

    def _add(
        self,
        room: Room,
        number: int,
        then: tuple[int, int, bool],
        so_far: Together,
        each: Together,
        kinds: dict[str, int],
    ) -> None:
        places = so_far.places | each.places
        limit = self._choice.places_at_most
        if limit is not None and places.bit_count() > limit:
            return
        counts = with_kinds(kinds, each.kinds, self._choice.kinds_at_most)
        if counts is None:
            return
        value = so_far.value + each.value
        if places != so_far.places:
            room = self.room(places)
            if value + room.most(number + 1, *then) <= self.best:
                return
        joined = Together(value, so_far.bits | each.bits, so_far.enemies | each.enemies, places, ())
        self.go(room, number + 1, then, joined, counts)
