"""Prices of shared things: what they make each package cost, and what they say all of them can be worth at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.catalogue import Catalogue
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.pairs import apart_name

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Meeting = tuple[int, int, int]
"""Two people who stay apart, and a group that both might join."""


@dataclass(frozen=True)
class Prices:
    """One price (≥ 0) for each group's places, its smallest number, its support, each pool row, each funder's pound,
    each place of an authority's own, both sides of each meeting of a pair who would be together, and each meeting of
    two who stay apart."""

    place: Floats
    viable: Floats
    support: Floats
    pool: Floats
    funder: Floats
    share: Floats
    together: Floats
    apart: dict[Meeting, float] = field(default_factory=dict)

    def towards(self, other: Prices, part: float) -> Prices:
        """Prices on the way to others: `part` 0 stays here, 1 goes all the way."""
        meetings = sorted({*self.apart, *other.apart})
        return Prices(
            place=(1 - part) * self.place + part * other.place,
            viable=(1 - part) * self.viable + part * other.viable,
            support=(1 - part) * self.support + part * other.support,
            pool=(1 - part) * self.pool + part * other.pool,
            funder=(1 - part) * self.funder + part * other.funder,
            share=(1 - part) * self.share + part * other.share,
            together=(1 - part) * self.together + part * other.together,
            apart={m: (1 - part) * self.apart.get(m, 0.0) + part * other.apart.get(m, 0.0) for m in meetings},
        )

    def named(self, ix: Indexed) -> dict[str, float]:
        """The rows of `prices.csv`, tiny ones left out."""
        rows: dict[str, float] = {}
        for g, name in enumerate(ix.groups):
            rows[f"group:{name}"] = float(self.place[g])
            rows[f"viable:{name}"] = float(self.viable[g])
            rows[f"support:{name}"] = float(self.support[g])
        for k, (pool, session) in enumerate(ix.pool_names):
            rows[f"pool:{pool}:{session}"] = float(self.pool[k])
        for k, name in enumerate(ix.funder_names):
            rows[f"funder:{name}"] = float(self.funder[k])
        for k, (group, authority) in enumerate(ix.share_names):
            rows[f"share:{group}:{authority}"] = float(self.share[k])
        for names, both in zip(ix.company.names(ix.people, ix.groups), self.together, strict=True):
            rows.update(zip(names, both.tolist(), strict=True))
        for (a, b, g), price in self.apart.items():
            rows[apart_name(ix, a, b, g)] = price
        return {row: price for row, price in rows.items() if price > 1e-7}


class Market:
    """What is the same at all prices: who uses how much of what, and how much there is of it."""

    def __init__(self, ix: Indexed, catalogue: Catalogue) -> None:
        self.ix = ix
        self.person_of, self.group_of = catalogue.person_of, catalogue.group_of
        pairs = len(self.person_of) - 1
        self.worth = np.append(ix.worth[self.person_of[:pairs], self.group_of[:pairs]], 0).astype(np.float64)
        self.support = np.array([p.support for p in ix.person], dtype=np.float64)[self.person_of]
        self.coach = np.array([p.coach for p in ix.person], dtype=np.float64)[self.person_of]
        self.places = np.array([g.places for g in ix.group], dtype=np.float64)
        self.min_viable = np.array([g.min_viable for g in ix.group], dtype=np.float64)
        self.support_units = np.array([g.support or 0 for g in ix.group], dtype=np.float64)
        self.pool_units = np.array(ix.pool_units, dtype=np.float64)
        self.pool_use = np.zeros((len(ix.group), len(ix.pool_units)))
        for g, facts in enumerate(ix.group):
            self.pool_use[g, list(facts.pool_rows)] = 1
        self.ceilings = np.array(ix.ceilings, dtype=np.float64)
        self.cost_use = np.zeros((len(ix.group), len(ix.ceilings)))
        for g, facts in enumerate(ix.group):
            if facts.funder is not None:
                self.cost_use[g, facts.funder] = facts.cost
        self.share_places = np.array(ix.share_places, dtype=np.float64)
        both = zip(self.person_of[:pairs].tolist(), self.group_of[:pairs].tolist(), strict=True)
        shares = [ix.share(p, g) for p, g in both] if ix.share_places else []
        self.shared = np.array([k for k, row in enumerate(shares) if row is not None], dtype=np.int64)
        self.share_of = np.array([row for row in shares if row is not None], dtype=np.int64)
        kept_apart = {person for pair in (*ix.apart, *ix.company.pairs) for person in pair}
        both = zip(self.person_of[:pairs].tolist(), self.group_of[:pairs].tolist(), strict=True)
        self.pair_at = {(p, g): k for k, (p, g) in enumerate(both) if p in kept_apart}
        self.company_pair = np.array([k for k, _ in ix.company.meetings], dtype=np.int64)
        self.company_points = np.array([ix.company.points[g] for _, g in ix.company.meetings], dtype=np.float64)
        met = [[self.pair_at[p, g] for p in ix.company.pairs[k]] for k, g in ix.company.meetings]
        self.company_at = np.array(met, dtype=np.int64).reshape(-1, 2)

    def net_worth(self, prices: Prices) -> Floats:
        """What each pair is worth less its prices; the last, the pair that stands for nothing, is 0."""
        if not len(self.ix.group):
            return np.zeros(1)
        group = self.group_of
        net = self.worth - (prices.place - prices.viable)[group]
        net -= self.support * prices.support[group]
        net -= self.coach * (self.pool_use @ prices.pool)[group]
        if len(self.ceilings):
            net -= (self.cost_use @ prices.funder)[group]
        net[self.shared] -= prices.share[self.share_of]
        np.add.at(net, self.company_at, prices.together)
        for (a, b, g), price in prices.apart.items():
            for person in (a, b):
                if (person, g) in self.pair_at:
                    net[self.pair_at[person, g]] -= price
        net[-1] = 0
        return net

    def taken(self, pairs: Ints) -> tuple[Floats, Floats, Floats, Floats]:
        """How many places and how much support of each group, of each pool row and of each funder's money these pairs
        use."""
        group, count = self.group_of[pairs], len(self.ix.group)
        coach = np.bincount(group, weights=self.coach[pairs], minlength=count)
        people = np.bincount(group, minlength=count).astype(np.float64)
        return (
            people,
            np.bincount(group, weights=self.support[pairs], minlength=count).astype(np.float64),
            coach @ self.pool_use,
            people @ self.cost_use,
        )

    def stock(self, prices: Prices) -> float:
        """What all that is shared is worth at these prices: with everyone's best net worth, a bound on any answer."""
        places = self.places * prices.place
        groups = np.where(self.min_viable > 1, np.maximum(0, places - self.min_viable * prices.viable), places)
        return float(
            groups.sum()
            + (self.support_units * prices.support).sum()
            + (self.pool_units * prices.pool).sum()
            + (self.ceilings * prices.funder).sum()
            + (self.share_places * prices.share).sum()
            + sum(prices.apart.values())
            + self._of_company(prices)
        )

    def _of_company(self, prices: Prices) -> float:
        """What pairs are worth beside what their prices already give to both."""
        most = np.zeros(len(self.ix.company.pairs))
        np.maximum.at(most, self.company_pair, self.company_points - prices.together.sum(axis=1))
        return float(most.sum())


def known_prices(ix: Indexed, named: Mapping[str, float]) -> dict[str, float]:
    """The rows of earlier prices that this problem has too."""
    known = {f"{what}:{name}" for name in ix.groups for what in ("group", "viable", "support")}
    known |= {f"pool:{pool}:{session}" for pool, session in ix.pool_names}
    known |= {f"funder:{name}" for name in ix.funder_names}
    known |= {f"share:{group}:{authority}" for group, authority in ix.share_names}
    known |= {name for names in ix.company.names(ix.people, ix.groups) for name in names}
    return {row: price for row, price in named.items() if row in known and price > 0}


def numbered(ix: Indexed, named: Mapping[str, float]) -> Prices:
    """Rows of `prices.csv` by number; those of people kept apart are left out."""
    known = known_prices(ix, named)

    def of(what: str, names: Iterable[str]) -> Floats:
        return np.array([known.get(f"{what}:{name}", 0.0) for name in names], dtype=np.float64)

    return Prices(
        place=of("group", ix.groups),
        viable=of("viable", ix.groups),
        support=of("support", ix.groups),
        pool=of("pool", (f"{pool}:{session}" for pool, session in ix.pool_names)),
        funder=of("funder", ix.funder_names),
        share=of("share", (f"{group}:{authority}" for group, authority in ix.share_names)),
        together=np.array(
            [[known.get(name, 0.0) for name in names] for names in ix.company.names(ix.people, ix.groups)]
        ).reshape(-1, 2),
    )
