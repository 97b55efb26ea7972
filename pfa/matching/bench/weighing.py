"""How much memory a process and all that it started hold together at their most."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Final

LOOK_EVERY: Final = 1.0
"""Seconds between two looks."""


class Scales:
    """Weighs a process and its descendants until it is told to stop. Pages that several hold are shared out among them
    (the kernel's "proportional set size"); where the kernel does not say it, the peak is 0."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._weigh, daemon=True)
        self.mebibytes = 0.0

    def __enter__(self) -> Scales:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _weigh(self) -> None:
        while True:
            kibibytes = sum(_held(process) for process in _family(self._process))
            self.mebibytes = max(self.mebibytes, kibibytes / 1024)
            if self._over.wait(LOOK_EVERY):
                return


def _family(process: int) -> list[int]:
    """A process and its descendants, as far as they can be seen."""
    found = [process]
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            children = Path(f"/proc/{process}/task/{thread}/children").read_text(encoding="ascii")
            for child in children.split():
                found += _family(int(child))
    except OSError:
        pass  # it has ended meanwhile
    return found


def _held(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
