"""One line of the table: who solved what, how well and how fast."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pfa.matching.bench.goals import EARLY_SHARE, GOALS, Goal

HEADING = (
    f"{'problem':<18} {'solved by':<12} {'value':>12} {'verified bound':>15} {'best bound':>13} {'gap':>8} "
    f"{'goal':>6} {'0.3 % at':>9} {'seconds':>8} {'goal':>5} {'MiB':>6}  rules"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one run came to.

    `verified` is the bound that the answer's prices prove, `best` the best bound proved by anybody so far; `early`
    the seconds, from the start of the process, until the value was 0.3 % below `best` (None: never). No answer: the
    value is None and `words` say why.
    """

    problem: str
    solver: str
    limit: float
    seconds: float
    mebibytes: float
    value: int | None = None
    verified: float | None = None
    best: float | None = None
    early: float | None = None
    right: bool = False
    words: str = ""

    @property
    def goal(self) -> Goal | None:
        """The goal, if this is a known problem."""
        return GOALS.get(self.problem)

    @property
    def gap(self) -> float | None:
        """The share by which the value misses the best bound."""
        if self.value is None or not self.best:
            return None
        return max(0.0, (self.best - self.value) / self.best)

    @property
    def met(self) -> bool:
        """Whether an answer that is right meets every goal."""
        goal = self.goal
        if goal is None:
            return self.right
        return (
            self.right
            and self.gap is not None
            and self.gap <= goal.share + 1e-12
            and self.seconds <= goal.seconds
            and (goal.early_seconds is None or (self.early is not None and self.early <= goal.early_seconds))
            and (goal.gibibytes is None or self.mebibytes <= 1024 * goal.gibibytes)
        )

    def line(self) -> str:
        """The row as text under `HEADING`."""
        start = f"{self.problem:<18} {self.solver:<12}"
        if self.value is None:
            return f"{start} {'no answer':>12} after {self.seconds:.0f} s, {self.mebibytes:.0f} MiB: {self.words}"
        goal = self.goal
        share = "–" if goal is None else f"{goal.share:.1%}" if goal.share else "opt"
        limit = "–" if goal is None else f"{goal.seconds:.0f}"
        end = "all hold" if self.right else "BROKEN"
        return (
            f"{start} {self.value:>12,} {_number(self.verified, 15)} {_number(self.best, 13)} "
            f"{'–' if self.gap is None else format(self.gap, '.3%'):>8} {share:>6} "
            f"{'–' if self.early is None else format(self.early, '.1f'):>9} {self.seconds:>8.1f} {limit:>5} "
            f"{self.mebibytes:>6.0f}  {end}{'' if self.met else '  goal missed'}"
        )

    def as_json(self) -> dict[str, object]:
        """The row as it is stored, with its gap."""
        return {**asdict(self), "gap": self.gap, "met": self.met}


def early_time(trace: list[tuple[float, int]], best: float | None) -> float | None:
    """When a run's best value first came within 0.3 % of a bound; `trace` are (seconds, value) in order of time."""
    if best is None:
        return None
    return next((seconds for seconds, value in trace if value >= best * (1 - EARLY_SHARE)), None)


def _number(value: float | None, width: int) -> str:
    return f"{'–' if value is None else format(value, ',.1f'):>{width}}"
