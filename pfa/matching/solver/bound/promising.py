"""Which groups may be in a week better than one that is known: all others need not be looked at.

A week is at most one main pathway, and on every day a set of that day's groups. Added up without the rules that join
one day to another, that promises too much at times and never too little. Where the known week is nearly the best, as
it is at good prices, hardly a group is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from pfa.matching.solver.bound.offers import Choice, Offer


def promising(choice: Choice, offers: Sequence[Offer], best: int) -> list[Offer]:
    """The offers that may be in a week worth more than `best`; all of them where that cannot be said.

    It can where nothing but main pathways is held on several days.
    """
    days = [_Day(today) for today, _ in choice.days]
    mains: list[Offer] = []
    for offer in offers:
        there = [day for day in days if offer.sessions & day.sessions]
        if offer.main:
            mains.append(offer)
        elif len(there) == 1:
            there[0].offers.append(offer)
        else:
            return list(offers)
    for day in days:
        day.offers.sort(key=lambda offer: -offer.value)
    pathways = {0: 0}
    for offer in mains:
        pathways[offer.sessions] = max(offer.value, pathways.get(offer.sessions, offer.value))
    without = {taken: sum(day.most(day.sessions & ~taken) for day in days) for taken in pathways}
    kept = [offer for offer in mains if offer.value + without[offer.sessions] > best]
    for day in days:
        # What the rest of the week brings at most, by what its main pathway leaves of this day.
        rest: dict[int, int] = {}
        for taken, value in pathways.items():
            left = day.sessions & ~taken
            others = value + without[taken] - day.most(left)
            rest[left] = max(others, rest.get(left, others))
        for offer in day.offers:
            with_it = (
                value + offer.value + day.most(left & ~offer.sessions)
                for left, value in rest.items()
                if not offer.sessions & ~left
            )
            if max(with_it, default=best) > best:
                kept.append(offer)
    return kept


class _Day:
    """The groups of one day, and the most that they can bring."""

    def __init__(self, sessions: int) -> None:
        self.sessions = sessions
        self.offers: list[Offer] = []
        self._most: dict[int, int] = {}

    def most(self, left: int) -> int:
        """The most that groups which go together bring on these sessions of the day."""
        if left not in self._most:
            self._most[left] = self._best(left, 0)
        return self._most[left]

    def _best(self, left: int, barred: int) -> int:
        best = 0
        while left:
            first = left & -left
            others = self.most(left & ~first) if left & ~first else 0
            for offer in self.offers:
                if offer.value + others <= best:
                    break  # the offers after it are worth no more
                if not offer.sessions & first or offer.sessions & ~left or barred >> offer.number & 1:
                    continue
                rest = left & ~offer.sessions
                if not rest:
                    best = max(best, offer.value)
                elif offer.value + self.most(rest) > best:
                    best = max(best, offer.value + self._best(rest, barred | offer.enemies))
            left &= ~first
        return best
