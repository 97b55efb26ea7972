"""One run of the bench in a process of its own: `python -m pfa.matching.bench.contender` with its arguments as JSON.

It writes an answer folder `answer` and `trace.json` (seconds since the parent started it, and the best value then)
into the folder it is given; a rival's answer has no prices, so that it proves nothing.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from pfa.matching.bench.rivals import RIVALS
from pfa.matching.solver.reader import read_problem, read_weeks
from pfa.matching.solver.result import Progress

OURS = "pfa"


def main(arguments: str) -> None:
    """Read the problem, solve it, and write the answer."""
    asked = json.loads(arguments)
    out, began = Path(asked["out"]), float(asked["began"])
    problem = read_problem(Path(asked["folder"]))
    trace: list[tuple[float, int]] = []

    def note(value: int | None) -> None:
        if value is not None and (not trace or value > trace[-1][1]):
            trace.append((time.monotonic() - began, value))

    limit = float(asked["seconds"])
    stated: dict[str, object] = {}
    if asked["solver"] == OURS:
        from pfa.matching.solver.answer import answer
        from pfa.matching.solver.writer import write_found

        def progress(where: Progress) -> None:
            note(where.value)

        left = limit - (time.monotonic() - began) - 0.03 * limit  # files are still written, copies ended
        earlier = read_weeks(Path(asked["start"])) if asked["start"] else None
        found = answer(
            problem,
            seconds=max(left, 0.1),
            seed=int(asked["seed"]),
            progress=progress,
            start=earlier.assignments if earlier else None,
            prices=earlier.prices if earlier else None,
        )
        write_found(out / "answer", found)
        note(found.solution.value)
    else:
        from pfa.matching.solver.checker import value

        weeks, bound = RIVALS[asked["solver"]](problem, limit)
        if weeks is not None:
            note(value(problem, weeks))
        weeks_as_lists = None if weeks is None else {person: sorted(groups) for person, groups in weeks.items()}
        stated = {"weeks": weeks_as_lists, "bound": bound}
    (out / "trace.json").write_text(json.dumps({"trace": trace, **stated}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
