"""First prices, found by trial: raise the price of what too many would take, lower it where places stay empty.

Everyone's choice at given prices takes a few thousandths of a second when rules that reach across days are left out, so
a hundred trials with shrinking steps cost less than one solve of the master programme and end within a few per mille of
the best prices. (This is a subgradient method for the Lagrangian dual.) Starting from there the master programme needs
few rounds.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.prices import Market, Prices
from pfa.matching.solver.pricing import Pricer

STEPS: Final = 100
FIRST_STEP: Final = 0.1
"""In mean points of a session: how much the price of a session moves where twice as many come as there are places."""
SLOWER: Final = 20
"""After so many steps they are half as long."""
MEMORY: Final = 0.7
"""How much of the last direction is kept: it damps people who all change their mind together."""


def first_prices(ix: Indexed, market: Market, pricer: Pricer) -> Prices:
    """The best prices of `STEPS` trials, for places, support and pools; repeats exactly."""
    groups = len(ix.groups)
    nothing = np.zeros(groups)
    prices = Prices(
        nothing,
        nothing,
        nothing,
        np.zeros(len(ix.pool_units)),
        np.zeros(len(ix.ceilings)),
        np.zeros(len(ix.share_places)),
        np.zeros((len(ix.company.meetings), 2)),
    )
    length = np.array([len(g.sessions) for g in ix.group], dtype=np.float64)
    step = FIRST_STEP * _points_a_session(market, length)
    has_support = np.array([g.support is not None for g in ix.group])
    best, lowest = prices, np.inf
    direction = [np.zeros(groups), np.zeros(groups), np.zeros(len(ix.pool_units)), np.zeros(len(ix.ceilings))]
    dearest = np.array([market.cost_use[:, k].max(initial=1) for k in range(len(ix.ceilings))])
    for k in range(STEPS):
        net, pairs = pricer.picks(market.net_worth(prices))
        bound = float(net.sum()) + market.stock(prices)
        if bound < lowest:
            best, lowest = prices, bound
        taken = market.taken(pairs)
        excess = [
            (taken[0] - market.places) / np.maximum(market.places, 1),
            np.where(has_support, taken[1] - market.support_units, 0) / np.maximum(market.support_units, 1),
            (taken[2] - market.pool_units) / np.maximum(market.pool_units, 1),
            (taken[3] - market.ceilings) / np.maximum(market.ceilings, 1),
        ]
        keep = MEMORY if k else 0.0
        direction = [keep * old + (1 - keep) * np.clip(new, -1, 2) for old, new in zip(direction, excess, strict=True)]
        move = step / (1 + k / SLOWER)
        prices = Prices(
            place=np.maximum(0, prices.place + move * length * direction[0]),
            viable=prices.viable,
            support=np.maximum(0, prices.support + move * direction[1]),
            pool=np.maximum(0, prices.pool + move * direction[2]),
            funder=np.maximum(0, prices.funder + move * direction[3] / dearest),
            share=prices.share,
            together=prices.together,
        )
    return best


def _points_a_session(market: Market, length: np.ndarray) -> float:
    """What a session is worth on average, over all pairs that go together."""
    worth = market.worth[:-1]
    held = length[market.group_of[:-1]]
    return float(worth.sum() / max(held.sum(), 1))
