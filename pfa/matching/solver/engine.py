"""Solve a matching problem: the best weeks found, how good they can be at most, and the prices that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pfa.matching.solver import catalogue, contradiction, dive, linear, pairs
from pfa.matching.solver.generation import Generation
from pfa.matching.solver.indexed import Indexed, index
from pfa.matching.solver.package import Package, value
from pfa.matching.solver.polish import polish
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.result import Progress, Solution, StoppedBy
from pfa.matching.solver.room import first_come_packages
from pfa.matching.solver.rounding import round_off
from pfa.matching.solver.run import Run

FINISH_SECONDS: Final = 0.2
"""Kept back at the end of a timed run, to hand the answer over."""

SMALL: Final = 20_000
"""Pairs of person and group up to which the pair model is worth its time (measured: proves 10,000 in 7 s; 33,000 dense
ones give nothing for minutes)."""
LAST_ROUNDS: Final = 5
"""Rounds of pricing once every group is decided: it ends by itself after two or three."""


def solve(
    problem: Problem,
    *,
    seconds: float | None = None,
    rounds: int | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """The best answer that can be found within the limits; without limits the engine ends by its own rule.

    A run that ends by its own rule or by `rounds` repeats exactly for the same problem and seed. `infeasible` comes
    from `must` rows only, and then `contradiction` names rows and rules that contradict each other.
    """
    run = Run(index(problem), seconds, rounds, seed, progress, cancelled)
    run.offer(first_come_packages(run.ix))
    run.tell("first come")
    if run.best is None:
        clashing = contradiction.find(run.ix, lambda: run.must_stop(FINISH_SECONDS))
        if clashing:
            return _infeasible(run, clashing)
    if not run.ix.allowed.any():
        run.offer_bound(0.0, prices={})
        return _solution(run)
    written = catalogue.build(run.ix)
    if written.complete:
        _packages(run, written)
    if not run.proved() and (not written.complete or len(written.person_of) <= SMALL):
        _pairs(run)
    return _solution(run)


def first_come(problem: Problem) -> Solution:
    """First come, first served, best choice first: what a spreadsheet does, for comparison. It proves no bound."""
    ix = index(problem)
    packages = first_come_packages(ix)
    total = sum(value(ix, p, package) for p, package in enumerate(packages))
    return Solution(
        status="feasible",
        assignments=_named(ix, packages),
        value=total,
        bound=_everything(ix),
        bound_from="solver",
        stopped_by="rounds",
        seconds=0.0,
        seed=0,
    )


def _packages(run: Run, written: catalogue.Catalogue) -> None:
    """Whole packages: prices, a decision which groups run, the best choice, and a last choice with every group open."""
    gen = Generation(run, written)
    gen.begin()
    relaxed = gen.settle_prices(run.part(0.5))
    if relaxed is None:
        return
    run.offer(round_off(gen, relaxed))
    run.tell("rounded")
    if run.proved():
        return
    relaxed = dive.decide_groups(gen, relaxed, run.part(0.4))
    relaxed = gen.settle_decided(LAST_ROUNDS) or relaxed
    run.offer(round_off(gen, relaxed))
    run.tell("decided")
    left = run.left()
    polish(gen, relaxed, FINISH_SECONDS if left is None else max(FINISH_SECONDS, left / 2))
    dive.leave_open(gen)
    undecided = gen.relax()
    if undecided is not None and not run.proved():
        polish(gen, undecided, FINISH_SECONDS)


def _pairs(run: Run) -> None:
    """The pair model: prices from its linear relaxation, then the proof by HiGHS, as far as the clock lets it."""
    model = pairs.build(run.ix)
    relaxed = pairs.build(run.ix, whole=False)
    answer = linear.solve(relaxed.programme, seconds=run.left(), seed=run.seed)
    if answer.x is not None and not answer.stopped:
        run.offer_bound(answer.bound)
        run.prices = relaxed.prices(answer.prices)
        run.tell("relaxation")
    if run.must_stop(FINISH_SECONDS):
        return
    left = run.left()
    start = model.start(run.best) if run.best is not None else None
    limit = None if left is None else left - FINISH_SECONDS
    answer = linear.solve(model.programme, seconds=limit, seed=run.seed, start=start)
    if answer.x is not None:
        run.offer(model.packages(answer.x, len(run.ix.people)))
    if answer.bound < float("inf"):
        run.offer_bound(answer.bound)
    if answer.stopped:
        run.must_stop(FINISH_SECONDS * 2)
    run.tell("pairs")


def _solution(run: Run) -> Solution:
    packages = run.best or [() for _ in run.ix.people]
    bound = run.bound if run.bound is not None else _everything(run.ix)
    stopped: StoppedBy = run.stopped_by or "rounds"
    if run.proved():
        stopped = "optimal"
    if run.best is None:
        status = "invalid"
    else:
        status = "optimal" if run.proved() else "feasible"
    return Solution(
        status=status,  # type: ignore[arg-type]  # one of the four, by the lines above
        assignments=_named(run.ix, packages),
        value=run.value or 0,
        bound=bound,
        bound_from="solver" if run.bound is None or run.bound_from_solver else "prices",
        stopped_by=stopped,
        seconds=run.spent(),
        seed=run.seed,
        prices=run.prices,
    )


def _infeasible(run: Run, clashing: Iterable[str]) -> Solution:
    return Solution(
        status="infeasible",
        assignments={},
        value=0,
        bound=0.0,
        bound_from="solver",
        stopped_by="optimal",
        seconds=run.spent(),
        seed=run.seed,
        contradiction=tuple(clashing),
    )


def _everything(ix: Indexed) -> float:
    """A bound that needs no thought: everyone gets all that is worth something to them."""
    return float(ix.worth.clip(min=0).sum())


def _named(ix: Indexed, packages: Iterable[Package]) -> dict[str, frozenset[str]]:
    """Packages by the ids of the exchange format; people with nothing are there too."""
    return {ix.people[p]: frozenset(ix.groups[g] for g in package) for p, package in enumerate(packages)}
