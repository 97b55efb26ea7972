"""One solve in a process of its own, with its own limits.

`python -m pfa.matching.child FOLDER OUT SECONDS SEED MEMORY_MB` reads a problem folder and writes an answer folder, as
`pfa match solve` does, and says where it is as one JSON object a line. A polite end (SIGTERM) makes it stop at the
best weeks so far and write those.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path

from pfa.matching.solver.answer import answer
from pfa.matching.solver.reader import read_problem
from pfa.matching.solver.result import Progress
from pfa.matching.solver.writer import write_found

PROVING_SECONDS = 600  # of processor time around the solve: reading, checking, proving the bound


def main(folder: str, out: str, seconds: str, seed: str, memory_mb: str) -> None:
    """Solve and write. Leaves with a traceback on a fault of the software: the worker reports it as such."""
    limit = int(memory_mb) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    processor = int(4 * float(seconds)) + PROVING_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    os.nice(10)
    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    problem = read_problem(Path(folder))
    weeks: dict[str, set[str]] = {}
    for person, group in problem.earlier:
        weeks.setdefault(person, set()).add(group)
    found = answer(
        problem,
        start=weeks or None,
        seconds=float(seconds),
        seed=int(seed),
        progress=_say,
        cancelled=lambda: bool(stopped),
    )
    write_found(Path(out), found)


def _say(progress: Progress) -> None:
    said = {"phase": progress.phase, "value": progress.value, "bound": progress.bound, "seconds": progress.seconds}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:6])
