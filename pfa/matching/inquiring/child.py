"""One question worked out in a process of its own, with its own limits.

`python -m pfa.matching.inquiring.child MEMORY_MB` reads one JSON object from its input: `kind`, the folders `problem`,
`answer` and `out`, and what the kind needs. It says what it finds as one JSON object a line.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pfa.matching.inquiring.counting import gained
from pfa.matching.solver.changes import changes
from pfa.matching.solver.diagnosis import diagnose
from pfa.matching.solver.gains import Gain, candidates, worth_of_one_more
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.writer import write_found

PROCESSOR_SECONDS = 4 * 3600
Said = dict[str, Any]


def main(memory_mb: str) -> None:
    """Answer one question. Leaves with a traceback on a fault of the software: the worker reports it as such."""
    limit = int(memory_mb) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    os.nice(10)
    asked = json.load(sys.stdin)
    problem = read_problem(Path(asked["problem"]))
    for said in KINDS[asked["kind"]](problem, asked):
        _say(said)


def _changes(problem: Problem, asked: Said) -> Iterator[Said]:
    weeks = read_answer(Path(asked["answer"]), problem).assignments
    for person, targets in asked["people"].items():
        found = changes(problem, weeks, [person], targets={person: targets})
        yield {"person": person, "changes": [asdict(each) | {"week": sorted(each.week)} for each in found]}


def _worth(problem: Problem, asked: Said) -> Iterator[Said]:
    stated, top = read_answer(Path(asked["answer"]), problem), int(asked["top"])
    yield {"total": len(candidates(problem, stated.assignments, stated.prices)[:top])}
    out, told = Path(asked["out"]), 0

    def tell(gain: Gain) -> None:
        nonlocal told
        told += 1
        name = f"worth-{told:02}" if gain.found is not None else ""
        if gain.found is not None:
            write_found(out / name, gain.found)
        figures = {"points": gain.points} | dict.fromkeys(("firsts", "wishes", "mains", "full_weeks"), 0)
        if gain.found is not None and gain.instead_of is not None:
            figures |= gained(problem, gain.instead_of, gain.found.solution.assignments)
        _say({"row": gain.row, "price": gain.price, "status": gain.status, "answer": name} | figures)

    worth_of_one_more(
        problem,
        stated.assignments,
        stated.prices,
        top=top,
        seconds=float(asked["seconds"]),
        seed=int(asked["seed"]),
        progress=tell,
    )


def _check(problem: Problem, _asked: Said) -> Iterator[Said]:
    yield {"repairs": [asdict(each) for each in diagnose(problem)]}


KINDS = {"changes": _changes, "worth": _worth, "check": _check}


def _say(said: Said) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
