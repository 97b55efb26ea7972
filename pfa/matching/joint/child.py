"""One authority's part of a joint answer, said by itself, in a process of its own.

`python -m pfa.matching.joint.child FOLDER WEEKS OUT SECONDS SEED MEMORY_MB` reads the part's problem folder and its
weeks (a JSON object of lists), and writes an answer folder. Prices, levels and bound are worked out from the part
alone, so that they cannot tell of anybody who is not in it; the weeks stay those of the joint answer.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import replace
from pathlib import Path

from pfa.matching.child import PROVING_SECONDS
from pfa.matching.solver.answer import Answer, answer
from pfa.matching.solver.bound import best_alone, most_on_levels, verify
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.explain import explain, with_losses
from pfa.matching.solver.fairness import Fair
from pfa.matching.solver.figures import figures, requests, stated_figures
from pfa.matching.solver.levels import levels, reached
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_problem
from pfa.matching.solver.writer import write_found

Weeks = dict[str, frozenset[str]]


def stated(problem: Problem, weeks: Weeks, *, seconds: float | None = None, seed: int = 0) -> Answer:
    """These weeks as an answer to the problem: figures and reasons are theirs, the bound is the problem's own."""
    found = answer(problem, start=weeks, seconds=seconds, rounds=None if seconds else 3, seed=seed)
    prices = found.solution.prices
    verified = verify(problem, prices, weeks=weeks)
    worth, bound = value(problem, weeks), float(verified.points)
    violations = check(problem, weeks)
    solution = replace(
        found.solution,
        status="invalid" if violations else "optimal" if worth >= verified.whole_points else "feasible",
        assignments=weeks,
        value=worth,
        bound=bound,
        bound_from="prices",
        contradiction=(),
    )
    fair, at_most = found.fair, found.at_most
    if fair is not None:
        best = best_alone(problem)
        counts = reached(problem, levels(problem, best, weeks))
        at_most = most_on_levels(problem, best, fair.certificates)
        fair = Fair(weeks, counts, 0, fair.certificates)
        solution = replace(solution, status="invalid" if violations else "feasible")
    return replace(
        found,
        solution=solution,
        violations=violations,
        verified=verified,
        figures=figures(problem, weeks),
        stated=stated_figures(problem, weeks),
        explanations=with_losses(problem, weeks, prices, verified, explain(problem, weeks)),
        requests=requests(problem, weeks),
        fair=fair,
        at_most=at_most,
    )


def main(folder: str, weeks: str, out: str, seconds: str, seed: str, memory_mb: str) -> None:
    """Work it out and write. Leaves with a traceback on a fault of the software: the worker reports it as such."""
    limit = int(memory_mb) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    processor = int(4 * float(seconds)) + PROVING_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    os.nice(10)
    said = json.loads(Path(weeks).read_text(encoding="utf-8"))
    given = {person: frozenset(groups) for person, groups in said.items()}
    write_found(Path(out), stated(read_problem(Path(folder)), given, seconds=float(seconds), seed=int(seed)))


if __name__ == "__main__":
    main(*sys.argv[1:7])
