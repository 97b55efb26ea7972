"""Solve a matching problem: the best weeks found, how good they can be at most, and the prices that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from typing import Final

from pfa.matching.solver import catalogue, contradiction, dive, pairing, warm
from pfa.matching.solver import split as splitting
from pfa.matching.solver.generation import Generation
from pfa.matching.solver.indexed import Indexed, index
from pfa.matching.solver.package import Package, total
from pfa.matching.solver.pairing import finish
from pfa.matching.solver.polish import polish
from pfa.matching.solver.prices import known_prices
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.result import Progress, Solution, StoppedBy
from pfa.matching.solver.room import first_come_packages
from pfa.matching.solver.rounding import round_off
from pfa.matching.solver.run import Run
from pfa.matching.solver.workers import cores

PRICES_SHARE: Final = 0.5
DIVE_SHARE: Final = 0.4
WEEKS_SHARE: Final = 0.7
"""Shares of the time left that a phase may take at most when there is a clock. They rarely bite."""

SMALL: Final = 20_000
"""Pairs of person and group up to which the pair model is worth its time (measured: proves 10,000 in 7 s; 33,000 dense
ones give nothing for minutes)."""
TINY: Final = 1_000
"""Pairs up to which a copy of the process costs more time than it saves."""
BEFORE_THE_WHOLE: Final = 0.01
"""After a warm start the whole engine begins only if so many seconds a person are left: it needs them."""
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
    start: warm.Start | None = None,
    prices: Mapping[str, float] | None = None,
    around: Iterable[str] = (),
    split: int | None = None,
    at_once: int | None = None,
) -> Solution:
    """The best answer that can be found within the limits; without limits the engine ends by its own rule.

    `split`: people of an area at most, where the problem is to be solved in areas (see `split`); 0: it is not; None: a
    very large one is. `at_once`: the processes that may be at work on a whole; None: one a core.

    `start` is an earlier answer, perhaps to a slightly other problem: what still holds of it is where the run begins,
    and `prices`, those of that answer, are its first prices; `around` names rows of prices of which there is more now.

    A run that ends by its own rule or by `rounds` repeats exactly for the same problem and seed. `infeasible` comes
    from `must` rows only, and then `contradiction` names rows and rules that contradict each other. `cancelled` is
    asked all along, but not within one choice by HiGHS in this process, which cannot be interrupted: it may take up to
    half of the time left.
    """
    at_most = splitting.people_of_an_area(problem, split)
    if at_most is not None:
        found = splitting.solve_in_areas(
            problem,
            at_most,
            solve,
            seconds=seconds,
            rounds=rounds,
            seed=seed,
            progress=progress,
            cancelled=cancelled,
            start=start,
            prices=prices,
        )
        if found is not None:
            return found
    run = Run(index(problem), seconds, rounds, seed, progress, cancelled)
    run.first_prices = dict(prices or {})
    if start is not None and run.offer(warm.still_holding(run.ix, start)):
        run.prices = known_prices(run.ix, run.first_prices)
        warm.choose_again(run, start, solve, around)
        run.tell("warm start")
        if run.must_stop(BEFORE_THE_WHOLE * len(run.ix.people)):
            return _solution(run)
    else:
        run.offer(first_come_packages(run.ix))
        run.tell("first come")
    if run.best is None:
        run.offer(contradiction.answer_for_musts(run.ix) or [])
    if run.best is None:
        clashing = contradiction.find(run.ix, lambda: run.must_stop(finish(run)))
        if clashing:
            return _infeasible(run, clashing)
    if not run.ix.allowed.any():
        run.offer_bound(0.0, prices={})
        return _solution(run)
    written = catalogue.build(run.ix)
    if not written.complete:
        pairing.relax(run)
        pairing.Proof(run, beside=False, share=1.0).prove()
        return _solution(run)
    small = len(written.person_of) <= SMALL
    at_once = at_once or cores()
    with ExitStack() as copies:
        proof = None
        if small:
            proof = pairing.Proof(run, beside=at_once > 1 and len(written.person_of) > TINY)
            copies.callback(proof.end)
            at_once -= 1
        gen = Generation(run, written, at_once)
        copies.callback(gen.pricers.end)
        begun = _packages(gen)
        if proof is not None and not run.proved():
            proof.prove()
        if begun and not run.proved():
            _with_every_group_open(gen)
    return _solution(run)


def first_come(problem: Problem) -> Solution:
    """First come, first served, best choice first: what a spreadsheet does, for comparison. It proves no bound."""
    ix = index(problem)
    packages = first_come_packages(ix)
    return Solution(
        status="feasible",
        assignments=_named(ix, packages),
        value=total(ix, packages),
        bound=_everything(ix),
        bound_from="solver",
        stopped_by="rounds",
        seconds=0.0,
        seed=0,
    )


def _packages(gen: Generation) -> bool:
    """Whole packages: prices, then a decision which groups run, then one package after the other. False: there was not
    even time for prices."""
    run = gen.run
    gen.begin()
    relaxed = gen.settle_prices(run.part(PRICES_SHARE))
    if relaxed is None:
        return False
    run.offer(round_off(gen, relaxed))
    run.tell("rounded")
    if run.proved():
        return True
    relaxed = dive.decide_groups(gen, relaxed, run.part(DIVE_SHARE))
    relaxed = gen.settle_decided(LAST_ROUNDS) or relaxed
    run.offer(round_off(gen, relaxed))
    run.tell("groups decided")
    relaxed = dive.decide_weeks(gen, relaxed, run.part(WEEKS_SHARE))
    run.offer(round_off(gen, relaxed))
    run.tell("weeks decided")
    return True


def _with_every_group_open(gen: Generation) -> None:
    """A last choice among all packages found, whichever groups they need."""
    dive.leave_open(gen)
    relaxed = gen.relax()
    if relaxed is not None:
        polish(gen, relaxed, finish(gen.run))


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
    return float(ix.worth.clip(min=0).sum()) + ix.company.at_most()


def _named(ix: Indexed, packages: Iterable[Package]) -> dict[str, frozenset[str]]:
    """Packages by the ids of the exchange format; people with nothing are there too."""
    return {ix.people[p]: frozenset(ix.groups[g] for g in package) for p, package in enumerate(packages)}
