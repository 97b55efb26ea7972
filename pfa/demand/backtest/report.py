"""What a backtest came to, as figures and as the table that is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pfa.demand.backtest.run import Outcome, Step

HEADING = "age      pairs   plans  last year  others   ours   held  ratio  between  chance"


@dataclass(frozen=True, slots=True)
class Errors:
    """Plan-weighted absolute errors in per cent of what came, and the share of outcomes inside the 80 % interval."""

    pairs: int
    plans: int
    last_year: float
    others: float
    ours: float
    held: float


def errors(outcomes: Sequence[Outcome]) -> Errors:
    """The figures of some outcomes. Last year's count is judged where it was published. Raises ValueError for none."""
    if not outcomes or not any(one.came for one in outcomes):
        raise ValueError("There is nothing to compare with.")
    known = [one for one in outcomes if one.last_year is not None]
    return Errors(
        pairs=len(outcomes),
        plans=sum(one.came for one in outcomes),
        last_year=_missed(known, lambda one: float(one.last_year or 0)),
        others=_missed(outcomes, lambda one: one.others),
        ours=_missed(outcomes, lambda one: one.ours),
        held=100 * sum(one.held for one in outcomes) / len(outcomes),
    )


def table(steps: Iterable[Step]) -> list[str]:
    """A line a step and one for all steps together."""
    listed = list(steps)
    rows = [
        _line(f"{step.age}→{step.age + 1}", errors(step.outcomes))
        + f"{step.ratio:7.3f}{step.spread.between**0.5:9.3f}{step.spread.chance:8.2f}"
        for step in listed
    ]
    return [HEADING, *rows, _line("all", errors([one for step in listed for one in step.outcomes]))]


def _line(name: str, found: Errors) -> str:
    return (
        f"{name:<7}{found.pairs:7,}{found.plans:8,}{found.last_year:9.1f} %{found.others:6.1f} %"
        f"{found.ours:5.1f} %{found.held:5.0f} %"
    )


def _missed(outcomes: Sequence[Outcome], told: Callable[[Outcome], float]) -> float:
    came = sum(one.came for one in outcomes)
    return 100 * sum(abs(told(one) - one.came) for one in outcomes) / came if came else 0.0
