"""Column generation: solve the master programme, price everyone, add the packages found, until there are none.

Every pricing also proves a bound: at any prices, nobody can do better than their best package, so the sum of these plus
what the shared things are worth is more than any answer reaches (the Lagrangian bound). At the end both sides meet.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from pfa.matching.solver import ascent, catalogue
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.master import Master, Relaxed
from pfa.matching.solver.pricers import Pricers
from pfa.matching.solver.prices import Floats, Market, Prices, numbered
from pfa.matching.solver.pricing import Pricer
from pfa.matching.solver.run import Run

PACKAGES_A_ROUND: Final = 4
"""For each person and round: fewer need more rounds, more make the master programme slow (2, 4 and 8 were tried)."""
PATIENCE: Final = 300
"""Steps of search for one person while prices are still rough; a handful of people would take most of the time."""
STEADYING: Final = 0.5
"""How far to go from the best prices so far to the master's while both are rough: its first prices swing wildly."""
CLOSE: Final = 2e-5
"""Master and bound this close (as a share of the bound) count as met."""
CLOSED: Final = -1e9
"""Net worth of a group that is closed: nobody would take it."""


class Generation:
    """The master programme and the pricer of one run, and what they have found out."""

    def __init__(self, run: Run, written: catalogue.Catalogue, at_once: int = 1) -> None:
        self.run = run
        self.ix: Indexed = run.ix
        self.pricer = Pricer(run.ix, written)
        self.pricers = Pricers(self.pricer, at_once)
        self.market = Market(run.ix, written)
        self.master = Master(run.ix)
        self.closed: set[int] = set()
        self.rounds_left = run.rounds
        self._pairs_of_columns: list[list[int]] = []
        self._width = max(written.frames.shape[1] + written.options.shape[1] * run.ix.days, 1)
        self._first_pair = np.searchsorted(written.person_of[:-1], np.arange(len(run.ix.people) + 1))
        self._pair = {
            pair: k
            for k, pair in enumerate(zip(written.person_of[:-1].tolist(), written.group_of[:-1].tolist(), strict=True))
        }

    def begin(self) -> None:
        """First columns and first prices."""
        for person, package in enumerate(self.run.best or ()):
            self.master.add(person, package)
        if self.run.first_prices:
            first = numbered(self.ix, self.run.first_prices)
        else:
            first = ascent.first_prices(self.ix, self.market, self.pricer)
        self.steady = first
        self.lowest = np.inf
        self._price(first, self.net_of_columns(first), PATIENCE)

    def settle_prices(self, by: float | None = None) -> Relaxed | None:
        """Solve the relaxation over all packages: rough and steadied first, then exactly. None: stopped at once.

        It ends early, with the prices it has, at the moment `by`.
        """
        relaxed: Relaxed | None = None
        rough = True
        while not self.out_of_rounds():
            now = self.relax()
            if now is None:
                return relaxed
            relaxed = now
            if self.run.late(by):
                break
            if rough:
                prices = self.steady.towards(relaxed.prices, STEADYING)
                floor = self.net_of_columns(prices)
                added = self._price(prices, floor, PATIENCE)
                rough = added > len(self.ix.people) // 10
            else:
                added = self._price(relaxed.prices, relaxed.profit, None)
            self.run.tell("prices")
            bound = self.run.price_bound
            if not rough and (added == 0 or (bound is not None and bound - relaxed.value <= CLOSE * abs(bound))):
                break
        return relaxed

    def settle_decided(self, rounds: int, settled: npt.NDArray[np.bool_] | None = None) -> Relaxed | None:
        """Some rounds with groups opened and closed: it finds the packages that go with these decisions.

        `settled`: people whose package is decided too, for whom none is looked for.
        """
        relaxed = self.relax()
        for _ in range(rounds):
            if relaxed is None or self.out_of_rounds():
                break
            floor = relaxed.profit if settled is None else np.where(settled, np.inf, relaxed.profit)
            if self._price(relaxed.prices, floor, PATIENCE) == 0:
                break
            relaxed = self.relax() or relaxed
        return relaxed

    def relax(self) -> Relaxed | None:
        """Solve the master's relaxation; None: no time."""
        if self.run.must_stop():
            return None
        return self.master.relax(self.run.left())

    def out_of_rounds(self) -> bool:
        """Has everyone been priced as often as was asked for, or is time up?"""
        if self.rounds_left is not None and self.rounds_left <= 0:
            self.run.stopped_by = self.run.stopped_by or "rounds"
            return True
        return self.run.must_stop()

    def net_of_columns(self, prices: Prices) -> Floats:
        """What the best column of each person is worth at some prices, or the empty package."""
        best = self._at_least_nothing(np.full(len(self.ix.people), -np.inf))
        worth = self._column_worth(prices)
        if len(worth):
            np.maximum.at(best, np.array([person for person, _ in self.master.pool]), worth)
        return best

    def promising(self, relaxed: Relaxed, within: float) -> npt.NDArray[np.bool_]:
        """The columns that miss their person's best by less than so many points at the relaxation's prices."""
        owner = np.array([person for person, _ in self.master.pool], dtype=np.int64)
        kept: npt.NDArray[np.bool_] = self._column_worth(relaxed.prices) > relaxed.profit[owner] - within
        return kept

    def _column_worth(self, prices: Prices) -> Floats:
        """Net worth of every column."""
        pool, known = self.master.pool, self._pairs_of_columns
        nothing = len(self.market.person_of) - 1
        for person, package in pool[len(known) :]:
            pairs = [self._pair[person, g] for g in package]
            known.append(pairs + [nothing] * (self._width - len(pairs)))
        table = np.array(known, dtype=np.int64).reshape(len(known), self._width)
        worth: Floats = self.market.net_worth(prices)[table].sum(axis=1)
        return worth

    def pairs_of(self, person: int) -> tuple[int, int]:
        """Where the person's pairs begin and end."""
        return int(self._first_pair[person]), int(self._first_pair[person + 1])

    def _price(self, prices: Prices, floor: Floats, patience: int | None) -> int:
        """Price everyone and add what beats the floor; the number of new columns. Keeps the bound if it may."""
        if self.rounds_left is not None:
            self.rounds_left -= 1
        net = self.market.net_worth(prices)
        if self.closed:
            net[:-1][np.isin(self.market.group_of[:-1], sorted(self.closed))] = CLOSED
        # The tolerance keeps the simplex' rounding from calling old packages new.
        priced = self.pricers.price(
            net, packages=PACKAGES_A_ROUND, above=floor + 1e-6, patience=patience, stop=self.run.must_stop
        )
        if not self.closed and np.isfinite(priced.net).all():
            bound = float(self._at_least_nothing(priced.net).sum()) + self.market.stock(prices)
            self.run.offer_bound(bound + 1e-6 * abs(bound) ** 0.5, prices=prices.named(self.ix))
            if bound < self.lowest:
                self.lowest, self.steady = bound, prices
        return sum(self.master.add(p, package) for p, found in enumerate(priced.found) for _, package in found)

    def _at_least_nothing(self, net: Floats) -> Floats:
        """The empty package is everyone's last choice, unless `must` rows forbid it."""
        free = np.array([not facts.must for facts in self.ix.person], dtype=bool)
        return np.where(free, np.maximum(net, 0), net)
