"""`pfa demand`: try the projection on published figures."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pfa.calendar.years import year_name

UNUSABLE = 2
"""Exit status: the files cannot be used."""


@click.group("demand")
def demand() -> None:
    """Likely demand a year ahead."""


@demand.command("backtest")
@click.argument("folder", type=click.Path(path_type=Path))
def backtest_command(folder: Path) -> None:
    """Leave one authority of FOLDER out at a time and tell its plans a year later from the others.

    FOLDER holds the DfE's plans by authority, and by authority and age. Errors are plan-weighted absolute percentage
    errors of three ways: last year's count at that age, the others' ratio alone, and ours. Held: how many outcomes
    lie in our 80 % interval. Exit status: 0 done, 2 the files cannot be used.
    """
    from pfa.demand.backtest import files, report, run  # numpy loads slowly, and only this needs it

    try:
        plans = files.read(folder)
        lines = report.table(run.backtest(plans))
    except files.FileFaults as found:
        for fault in found.faults[: files.FAULTS_SHOWN]:
            click.echo(str(fault), err=True)
        count = len(found.faults)
        click.echo(f"{count} {'fault' if count == 1 else 'faults'}; nothing was done.", err=True)
        sys.exit(UNUSABLE)
    first, last = (year_name(year) for year in plans.years[-2:])
    click.echo(f"{len(plans.authorities)} authorities, plans of {last} told from {first} and earlier")
    for line in lines:
        click.echo(line)
