"""The pair model in a run: prices from its linear relaxation, and a proof by HiGHS, beside the run or within it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pfa.matching.solver import linear, pairs
from pfa.matching.solver.package import Package
from pfa.matching.solver.run import Run
from pfa.matching.solver.workers import Partner

SHARE: Final = 0.85
"""The share of the time left that the proof may take when there is a clock."""
NODES: Final = 5_000
"""Where HiGHS gives up the pair model when there is no clock."""
TURNS: Final = 2
"""How often the linear relaxation is asked for rows that it breaks: the first turn finds nine of ten."""
FINISH_SECONDS: Final = 0.2
FINISH_SHARE: Final = 0.006
"""Kept back at the end of a timed run: so many seconds, or such a share of the time given."""


@dataclass(frozen=True)
class PairAnswer:
    """What HiGHS made of the pair model: the best whole answer if it has one, and what none can exceed."""

    packages: list[Package] | None
    bound: float
    stopped: bool


def finish(run: Run) -> float:
    """Seconds to keep back at the end of a timed run: large problems take HiGHS longer to stop."""
    return max(FINISH_SECONDS, FINISH_SHARE * (run.seconds or 0.0))


def relax(run: Run) -> None:
    """A bound, and prices, from the linear relaxation."""
    model = pairs.build(run.ix, whole=False)
    answer = linear.solve(model.programme, seconds=run.left(), seed=run.seed)
    if answer.x is not None and not answer.stopped:
        run.offer_bound(answer.bound)
        run.prices = model.prices(answer.prices)
        run.tell("relaxation")


class Proof:
    """The proof of a run in two steps: what can be done before there is a good answer, and HiGHS starting from one.

    Both are done in a copy of this process where there may be one, the first while the run looks for that answer.
    """

    def __init__(self, run: Run, *, beside: bool, share: float = SHARE) -> None:
        self._run, self._share = run, share
        self._model: pairs.PairModel | None = None
        self._copy = Partner(self._step) if beside else None
        if self._copy is not None:
            self._copy.ask(None)

    def prove(self) -> None:
        """From the best answer so far."""
        run = self._run
        found: PairAnswer | None = None
        if self._copy is not None and self._copy.answer(self._late) is not None:
            self._copy.ask(run.best or [])
            found = self._copy.answer(self._late)
        if found is None:
            if self._late():
                return
            found = self._step(run.best or [], bool)
        if found.packages is not None:
            run.offer(found.packages)
        if found.bound < float("inf"):
            run.offer_bound(found.bound)
        if found.stopped:
            run.must_stop(finish(run) + 0.5)
        run.tell("pairs")

    def end(self) -> None:
        """Nobody waits for it any more."""
        if self._copy is not None:
            self._copy.end()

    def _late(self) -> bool:
        return self._run.must_stop(finish(self._run))

    def _step(self, start: list[Package] | None, _: Callable[[], bool]) -> PairAnswer:
        """The first step (`start` None), or the second, from an answer or from none (an empty one)."""
        if self._model is None:
            self._model = _sharpened(self._run)
        if start is None:
            return PairAnswer(None, float("inf"), stopped=False)
        run, left = self._run, self._run.left()
        answer = linear.solve(
            self._model.programme,
            seconds=None if left is None else self._share * (left - finish(run)),
            nodes=NODES,
            seed=run.seed,
            start=self._model.start(start) if start else None,
        )
        packages = None if answer.x is None else self._model.packages(answer.x, len(run.ix.people))
        return PairAnswer(packages, answer.bound, answer.stopped)


def _sharpened(run: Run) -> pairs.PairModel:
    """The whole model with the rows that its linear relaxation breaks."""
    model, relaxed = pairs.build(run.ix), pairs.build(run.ix, whole=False)
    basis = None
    for _ in range(TURNS):
        answer = linear.solve(relaxed.programme, seconds=run.left(), seed=run.seed, basis=basis)
        broken = [] if answer.x is None else relaxed.broken(answer.x)
        if not broken:
            break
        basis = answer.basis
        relaxed.only_where_it_runs(broken)
        model.only_where_it_runs(broken)
    return model
