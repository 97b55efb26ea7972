"""Asking the process that works a question out, and hearing it line by line without waiting for ever."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from pfa.core.errors import PfaError

PAUSE_SECONDS = 1.0


def heard(asked: dict[str, Any], *, memory_mb: int) -> Iterator[dict[str, Any] | None]:
    """What the process says, a line at a time; None where it said nothing for a second, so that the asker can stop.

    Stopping to listen ends the process. Raises PfaError where it ends with a fault.
    """
    command = [sys.executable, "-m", "pfa.matching.inquiring.child", str(memory_mb)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        with subprocess.Popen(  # noqa: S603 - ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as child:
            try:
                yield from _lines(child, asked)
            finally:
                if child.poll() is None:
                    child.kill()
        errors.seek(0)
        said = errors.read().strip().splitlines() or ["it was ended from outside"]
    if child.returncode != 0:
        raise PfaError(f"It ended without an answer: {said[-1][:200]}.")


def _lines(child: subprocess.Popen[str], asked: dict[str, Any]) -> Iterator[dict[str, Any] | None]:
    if child.stdin is None or child.stdout is None:
        raise PfaError("There is nothing to listen to.")
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read, args=(child.stdout, lines), daemon=True).start()
    with suppress(BrokenPipeError):  # it has ended already; how is told by its exit
        child.stdin.write(json.dumps(asked))
        child.stdin.close()
    while True:
        try:
            line = lines.get(timeout=PAUSE_SECONDS)
        except queue.Empty:
            yield None
            continue
        if line is None:
            child.wait()
            return
        yield json.loads(line)


def _read(stdout: IO[str], lines: queue.Queue[str | None]) -> None:
    with suppress(ValueError):  # closed at this moment: whoever asked has stopped listening
        for line in stdout:
            lines.put(line)
    lines.put(None)
