"""The best week of one person where the week has many sessions and few groups are open: group by group.

Branch and bound: take the dearest group that is left, or never take it. The promise covers the groups left with
cliques, sets of which any two bar each other: a week has one of each at most. Where only so many places may be used,
each group counts towards one place that it would add, and only the best of these places count.
"""

from __future__ import annotations

from pfa.matching.solver.bound.limits import Steps, with_kinds
from pfa.matching.solver.bound.offers import Choice, Offer
from pfa.matching.solver.bound.room import together


def best_of_long_week(choice: Choice, taken: list[Offer], offers: list[Offer], best: int, steps: Steps) -> int:
    """The value of the best week that holds `taken`, or `best` if there is no better one.

    Raises `OutOfStepsError` with a value that no week exceeds.
    """
    search = _Search(choice, offers, best, steps)
    start = together(taken)
    sessions = sum(offer.sessions for offer in taken)
    open_to = (1 << len(offers)) - 1
    steps.promise = start.value + search.promise(open_to, start.places)
    kinds = with_kinds({}, start.kinds, choice.kinds_at_most) or {}
    search.go(open_to, start.value, sessions, start.places, kinds)
    return search.best


class _Search:
    def __init__(self, choice: Choice, offers: list[Offer], best: int, steps: Steps) -> None:
        self._choice = choice
        self._steps = steps
        self._offers = sorted(offers, key=lambda offer: -offer.value)
        self._enemies = [
            sum(1 << at for at, other in enumerate(self._offers) if one.enemies >> other.number & 1)
            for one in self._offers
        ]
        self.best = best

    def go(self, open_to: int, value: int, sessions: int, places: int, kinds: dict[str, int]) -> None:
        """Search the weeks that add some of the offers `open_to` (bits by place in the order of value)."""
        if value > self.best and self._days_are_whole(sessions):
            self.best = value
        while open_to and value + self.promise(open_to, places) > self.best:
            self._steps.spend(1 + open_to.bit_count())  # a promise takes about that much work
            first = open_to & -open_to
            at = first.bit_length() - 1
            open_to &= ~first
            offer = self._offers[at]
            reached = places | offer.places
            limit = self._choice.places_at_most
            if limit is not None and reached.bit_count() > limit:
                continue
            used = sessions | offer.sessions
            counts = with_kinds(kinds, [(offer.kind, offer.size)], self._choice.kinds_at_most)
            if counts is None or used.bit_count() > self._choice.at_most:
                continue
            self.go(open_to & ~self._enemies[at], value + offer.value, used, reached, counts)

    def promise(self, open_to: int, places: int) -> int:
        """What some offers can add at most to a week that uses these places."""
        limit = self._choice.places_at_most
        if limit is None:
            return self._cliques(open_to)
        by_place: dict[int, int] = {}
        for at in _bits(open_to):
            new = self._offers[at].places & ~places
            spot = new & -new
            by_place[spot] = by_place.get(spot, 0) | 1 << at
        here = self._cliques(by_place.pop(0, 0))
        others = sorted(map(self._cliques, by_place.values()), reverse=True)
        return min(self._cliques(open_to), here + sum(others[: limit - places.bit_count()]))

    def _cliques(self, open_to: int) -> int:
        total = 0
        barred_by_all: list[int] = []
        for at in _bits(open_to):
            worth = self._offers[at].value
            if worth <= 0:  # in the order of value: so are all that follow
                break
            for number, barred in enumerate(barred_by_all):
                if barred >> at & 1:
                    barred_by_all[number] = barred & self._enemies[at]
                    break
            else:
                barred_by_all.append(self._enemies[at])
                total += worth
        return total

    def _days_are_whole(self, sessions: int) -> bool:
        if not self._choice.whole_days:
            return True
        return all(not sessions & day or sessions & day == needed for day, needed in self._choice.days)


def _bits(number: int) -> list[int]:
    found = []
    while number:
        lowest = number & -number
        found.append(lowest.bit_length() - 1)
        number ^= lowest
    return found
