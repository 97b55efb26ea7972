"""The command itself, its exit statuses and how it says what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec

import click

from pfa.matching.solver.problem import ProblemFaults
from pfa.matching.solver.writer import CannotWriteError

BROKEN, UNUSABLE = 1, 2
"""Exit statuses: the answer is not right; the input or the target cannot be used."""

P = ParamSpec("P")


@click.group("match")
def match() -> None:
    """Match a cohort to programmes and placements, on files."""


def says_faults(command: Callable[P, None]) -> Callable[P, None]:
    """Every fault on a line of its own, and the exit status for it."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ProblemFaults as found:
            count = len(found.faults)
            stop(*map(str, found.faults), f"{count} {'fault' if count == 1 else 'faults'}; nothing was done.")
        except CannotWriteError as refused:
            stop(str(refused))
        except MemoryError:
            stop("It needs more memory than it may take; nothing was written.")

    return wrapped


def stop(*lines: str) -> NoReturn:
    """Say why nothing can be done, and leave with the status for it."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(UNUSABLE)
