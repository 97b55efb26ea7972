"""`pfa match bench`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from pfa.matching.cli.group import BROKEN, match, stop


@match.command("bench")
@click.argument("names", nargs=-1)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="PFA_DATA",
    required=True,
    help="The folder with problems/ and real/ (or PFA_DATA).",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Every known problem, region-4000 (10 minutes) and england-45000 (an hour) too.",
)
@click.option("--rivals", is_flag=True, help="Let first come, CBC, HiGHS and CP-SAT solve the same problems.")
@click.option("--rival-seconds", type=click.FloatRange(min=1), default=240, show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="JSON that keeps rows and best bounds.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
def bench_command(
    names: tuple[str, ...],
    data: Path,
    everything: bool,
    rivals: bool,
    rival_seconds: float,
    out: Path | None,
    seed: int,
) -> None:
    """Solve known problems, each in a process of its own, and print what came out against the goals.

    The gap is that below the best bound ever proved, which the file given with --out remembers. Exit status: 0 every
    goal is met by pfa, 1 one is missed, 2 the names or the files cannot be used.
    """
    from pfa.matching import bench as benchmark

    missing = [name for name in names if name not in benchmark.GOALS]
    if missing:
        stop(*(f"{name}: not one of {', '.join(benchmark.GOALS)}" for name in missing))
    try:
        ledger = benchmark.read_ledger(out)
    except ValueError as error:
        stop(str(error))
    click.echo(benchmark.HEADING)
    met = True
    with tempfile.TemporaryDirectory(prefix="pfa-bench-") as answers:
        for name in tuple(benchmark.GOALS) if everything else names or benchmark.USUAL:
            others = () if not rivals or benchmark.GOALS[name].own_bound else benchmark.RIVALS
            for solver in (benchmark.OURS, *others):
                seconds = None if solver == benchmark.OURS else rival_seconds
                row = benchmark.run(name, solver, data, ledger, seconds=seconds, seed=seed, answers=Path(answers))
                click.echo(row.line())
                met = met and (row.met or solver != benchmark.OURS)
                if out is not None:
                    benchmark.write_ledger(ledger, out)
    if not met:
        sys.exit(BROKEN)
