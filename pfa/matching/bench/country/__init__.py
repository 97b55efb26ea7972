"""An invented country of young people and what is on offer to them, drawn by seed: as large a problem as one likes.

Nobody in it is real, and no place: towns lie at random inside a rough outline of England. People, programmes, wishes
and capacities are as dense as in a county of 1,400, so that each person has some 150 groups to choose from.
"""

from pfa.matching.bench.country.drawing import country

__all__ = ["country"]
