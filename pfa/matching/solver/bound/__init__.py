"""How good any answer can be at most, worked out again from prices by code that knows nothing of the engine.

Why a bound follows from prices: give every shared thing a price, pay for what is used and hand back the price of all
there is. Whatever the prices, no valid answer gains by that trade less than its own value, and without the shared
rules everyone may simply take the week that is best for them at the prices. So the sum over people of their best
week less its prices, plus what all shared things would cost, is at least the value of every answer.

Exactly: prices are taken to the nearest millionth of a point, and everything after that is whole numbers. Any prices
of 0 or more give a valid bound, so rounding them costs nothing but a hair of its height. Nothing else is rounded.
"""

from pfa.matching.solver.bound.levels import best_alone, most_on_levels
from pfa.matching.solver.bound.loss import Losses
from pfa.matching.solver.bound.proof import VerifiedBound, verify

__all__ = ["Losses", "VerifiedBound", "best_alone", "most_on_levels", "verify"]
