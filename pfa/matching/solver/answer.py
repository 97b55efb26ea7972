"""A whole answer: the solution, and all that is said about it after every rule was checked again."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pfa.matching.solver.bound import VerifiedBound, best_alone, most_on_levels, verify
from pfa.matching.solver.checker import Violation, check, value
from pfa.matching.solver.engine import solve
from pfa.matching.solver.explain import explain, with_losses
from pfa.matching.solver.fairness import Fair, fairest
from pfa.matching.solver.figures import Figures, figures, gap_of, moved, requests, stated_figures
from pfa.matching.solver.policy import fingerprint
from pfa.matching.solver.problem import MODES, Problem
from pfa.matching.solver.result import Explanation, Progress, Request, Solution, StoppedBy

SECONDS_A_PAIR = 4e-6
"""To check an answer takes two processes at most this long for each person and group (3e-6 was measured on 1,400 people
and 1,001 groups)."""

GROUPS_NEAR_ANYONE = 2_500
"""Where there are more groups than this, only those near somebody are looked at."""

MOST_OF_THE_TIME, LEAST_OF_THE_TIME = 0.75, 0.4
"""The engine always has at least this share of the time given: the second where it begins at an earlier answer."""
BEFORE_LEVELS = 0.4
"""The share of the engine's time for the largest sum, from which the fairest answer is sought."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A solution as it may be shown. `verified` is the bound that its prices prove; `violations` are empty unless the
    status is `invalid`; `policy` is the fingerprint of the policy that made it; `stated` are the figures of
    `result.json`; `moved` counts the people who lost something of an earlier answer, where there is one; `fair` says
    what levels of satisfaction were reached and `at_most` how many people can be on each, where the policy asks for
    that."""

    solution: Solution
    violations: tuple[Violation, ...]
    verified: VerifiedBound
    figures: Figures
    explanations: tuple[Explanation, ...]
    requests: tuple[Request, ...]
    policy: str
    stated: Mapping[str, object]
    moved: int | None = None
    fair: Fair | None = None
    at_most: tuple[int, ...] = ()

    @property
    def gap(self) -> float:
        """How far the value may be from the best possible, as a share of the bound."""
        return gap_of(self.solution.value, self.solution.bound)

    def result(self) -> dict[str, object]:
        """What stands in `result.json`."""
        solution = self.solution
        stated: dict[str, object] = {
            "status": solution.status,
            "value": solution.value,
            "bound": solution.bound,
            "bound_from": solution.bound_from,
            "gap": self.gap,
            "stopped_by": solution.stopped_by,
            "seconds": round(solution.seconds, 3),
            "seed": solution.seed,
            "policy": self.policy,
            **self.stated,
            "requests": [
                {"person_id": each.person_id, "opportunity_id": each.opportunity_id, "need": each.need}
                for each in self.requests
            ],
        }
        if self.fair is not None:
            stated["reached"] = list(self.fair.counts)
            stated["at_most"] = list(self.at_most)
            stated["levels_proved"] = self.fair.proved
        if self.moved is not None:
            stated["moved"] = self.moved
        if solution.contradiction:
            stated["contradiction"] = list(solution.contradiction)
        return stated


def answer(
    problem: Problem,
    *,
    seconds: float | None = None,
    rounds: int | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    start: Mapping[str, Collection[str]] | None = None,
    prices: Mapping[str, float] | None = None,
    around: Iterable[str] = (),
    split: int | None = None,
) -> Answer:
    """Solve a problem and check the answer by code that knows nothing of the engine.

    `start`, `prices` and `around` are about an earlier answer, see `engine.solve`; the problem's own earlier weeks are
    a start where none is given; `split` is the people of an area at most, see there. `seconds` are for all of it: some
    are kept back for the checks. An answer that breaks any rule has the status
    `invalid`, and its violations say why.
    """
    began = time.monotonic()
    if start is None and problem.earlier:
        start = earlier_weeks(problem)
    for_engine, for_checks = None, 0.0
    if seconds is not None:
        for_checks = 0.5 + SECONDS_A_PAIR * len(problem.people) * min(len(problem.groups), GROUPS_NEAR_ANYONE)
        least = MOST_OF_THE_TIME if start is None else LEAST_OF_THE_TIME
        for_engine = max(least * seconds, seconds - for_checks)
        if problem.policy.mode == MODES[1]:
            for_engine *= BEFORE_LEVELS
    solution = solve(
        problem,
        seconds=for_engine,
        rounds=rounds,
        seed=seed,
        progress=progress,
        cancelled=cancelled,
        start=start,
        prices=prices,
        around=around,
        split=split,
    )
    if progress is not None:
        progress(Progress("checking", solution.value, solution.bound, time.monotonic() - began))
    fair: Fair | None = None
    at_most: tuple[int, ...] = ()
    if problem.policy.mode == MODES[1] and solution.status != "infeasible":
        left = None if seconds is None else max(0.0, began + seconds - time.monotonic() - for_checks)
        best = best_alone(problem, share=True)
        fair = fairest(problem, solution.assignments, seconds=left, seed=seed, cancelled=cancelled, best=best)
        ended: StoppedBy = "rounds" if seconds is None else "clock"
        if solution.stopped_by == "cancelled":
            ended = "cancelled"
        solution = replace(
            solution, status="feasible", assignments=fair.weeks, value=value(problem, fair.weeks), stopped_by=ended
        )
        at_most = most_on_levels(problem, best, fair.certificates)
    left = None if seconds is None else max(0.0, began + seconds - time.monotonic())
    violations = () if solution.status == "infeasible" else check(problem, solution.assignments)
    verified = verify(problem, solution.prices, weeks=solution.assignments, seconds=left, share=True)
    solution = _with_proof(solution, verified)
    if fair is not None and solution.status == "optimal":
        # The sum is not what was sought: whether it could be fairer is said by the levels.
        solution = replace(solution, status="feasible")
    if violations:
        solution = replace(solution, status="invalid")
    explanations = explain(problem, solution.assignments, share=True)
    if solution.status != "infeasible":
        explanations = with_losses(problem, solution.assignments, solution.prices, verified, explanations)
    return Answer(
        solution=replace(solution, seconds=time.monotonic() - began),
        violations=violations,
        verified=verified,
        figures=figures(problem, solution.assignments),
        explanations=explanations,
        requests=requests(problem, solution.assignments),
        policy=fingerprint(problem.policy),
        stated=stated_figures(problem, solution.assignments),
        fair=fair,
        at_most=at_most,
        moved=moved(problem, solution.assignments) if problem.earlier else None,
    )


def earlier_weeks(problem: Problem) -> dict[str, set[str]]:
    """The weeks of the earlier answer that a problem tells of."""
    weeks: dict[str, set[str]] = {}
    for person, group in problem.earlier:
        weeks.setdefault(person, set()).add(group)
    return weeks


def _with_proof(solution: Solution, verified: VerifiedBound) -> Solution:
    """The solution with the bound that can be shown: what the prices prove, or the solver's word if that is better."""
    if solution.status == "infeasible" or verified.impossible:
        return solution
    proved = float(verified.points)
    bound_from: Literal["prices", "solver"] = solution.bound_from
    bound = solution.bound
    if bound_from == "prices" or proved <= bound:
        bound_from, bound = "prices", proved
    done = solution.value >= (verified.whole_points if bound_from == "prices" else bound)
    return replace(
        solution,
        bound=bound,
        bound_from=bound_from,
        status="optimal" if done else solution.status,
        stopped_by="optimal" if done and solution.stopped_by == "clock" else solution.stopped_by,
    )
