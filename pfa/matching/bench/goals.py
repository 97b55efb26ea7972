"""The known problems, what must be reached on them, and the best bounds proved before this command was there."""

from __future__ import annotations

from dataclasses import dataclass

EARLY_SHARE = 0.003
"""The share below the best bound that an answer should reach early; the time to it is printed."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a problem must reach: a value at most `share` below the best proved bound in `seconds`, in `gibibytes` of
    memory, and 0.3 % below it in `early_seconds` (None: no such goal). A share of 0 is the optimum.

    `changed`: the problem is `base` changed so after its answer was told to everyone (see `changed`); the bound is then
    the one verified in the same run. `invented`: so many people of an invented country (see `country`), written for the
    run, with the bound of the same run. `asked`: the seconds that the solver is given, where they are fewer: on a busy
    machine the proof for a country takes minutes longer than it foresees.
    """

    folder: str
    seconds: float
    share: float
    bound: float | None
    early_seconds: float | None = None
    gibibytes: float | None = None
    changed: str | None = None
    base: str | None = None
    invented: int = 0
    asked: float | None = None

    @property
    def own_bound(self) -> bool:
        """Is the bound that counts the one verified in the same run?"""
        return self.changed is not None or self.invented > 0


GOALS = {
    "la-300": Goal("problems/la-300", 15, 0.001, 2_185_429, early_seconds=5),
    "la-300-half-days": Goal("problems/la-300-half-days", 15, 0.001, 2_023_959, early_seconds=5),
    "la-300-wishes": Goal("problems/la-300-wishes", 10, 0, 255_647),
    "course-wishes-703": Goal("real/course-wishes-703", 15, 0, 2_145_045),
    "county-1400": Goal("problems/county-1400", 90, 0.001, 10_237_634, gibibytes=2),
    "county + person": Goal("problems/county-1400", 10, 0.005, None, changed="one person more", base="county-1400"),
    "county − group": Goal("problems/county-1400", 10, 0.005, None, changed="one group closed", base="county-1400"),
    "region-4000": Goal("problems/region-4000", 600, 0.005, None, gibibytes=4),
    "england-45000": Goal("", 3600, 0.02, None, gibibytes=16, invented=45_000, asked=3000),
}
"""`bound`: the best upper bound proved by anybody before. A better one that this command proves is kept in its JSON."""

USUAL = tuple(name for name in GOALS if name not in ("region-4000", "england-45000"))
"""What is run when nothing is named: the region takes ten minutes, the country an hour."""
