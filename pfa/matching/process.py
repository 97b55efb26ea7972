"""A process of its own for what may run wild: it is told nothing but its arguments, and ends with the asker."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pfa.core.errors import PfaError


def run_child(
    module: str, arguments: Iterable[object], *, heard: Callable[[Mapping[str, Any]], bool] = lambda _said: True
) -> None:
    """Run one of our modules to its end. `heard` is given each line that it says, as JSON; False asks it to stop.

    Raises PfaError where it ends with a fault.
    """
    command = [sys.executable, "-m", module, *map(str, arguments)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as child:  # noqa: S603 - ours
            try:
                for line in child.stdout or ():
                    if not heard(json.loads(line)):
                        child.terminate()
            except BaseException:
                child.kill()
                raise
        errors.seek(0)
        said = errors.read().strip().splitlines() or ["it was ended from outside"]
    if child.returncode != 0:
        raise PfaError(f"The solver ended without an answer: {said[-1][:200]}.")
