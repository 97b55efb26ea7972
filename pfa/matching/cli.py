"""`pfa match`: solve a problem folder, check an answer, measure the engine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, ParamSpec

import click

from pfa.matching.solver.problem import ProblemFaults
from pfa.matching.solver.reader import read_answer, read_problem, read_weeks
from pfa.matching.solver.recheck import Recheck, recheck
from pfa.matching.solver.result import Progress
from pfa.matching.solver.writer import CannotWriteError, check_target, write_found

if TYPE_CHECKING:
    from pfa.matching.solver.answer import Answer

BROKEN, UNUSABLE = 1, 2
"""Exit statuses: the answer is not right; the input or the target cannot be used."""

P = ParamSpec("P")


@click.group("match")
def match() -> None:
    """Match a cohort to programmes and placements, on files."""


def _says_faults(command: Callable[P, None]) -> Callable[P, None]:
    """Every fault on a line of its own, and the exit status for it."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ProblemFaults as found:
            count = len(found.faults)
            _stop(*map(str, found.faults), f"{count} {'fault' if count == 1 else 'faults'}; nothing was done.")
        except CannotWriteError as refused:
            _stop(str(refused))

    return wrapped


@match.command("solve")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The answer folder to write.")
@click.option(
    "--seconds", type=click.FloatRange(min=0, min_open=True), help="Stop after so many seconds, checks included."
)
@click.option("--rounds", type=click.IntRange(min=0), help="Stop after so many rounds; repeats exactly.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Decides between equals.")
@click.option("--quiet", is_flag=True, help="Say nothing while it runs.")
@click.option(
    "--from", "earlier", type=click.Path(path_type=Path), help="Begin at this earlier answer, as far as it still holds."
)
@_says_faults
def solve_command(
    folder: Path,
    out: Path,
    seconds: float | None,
    rounds: int | None,
    seed: int,
    quiet: bool,
    earlier: Path | None,
) -> None:
    """Solve the problem in FOLDER and write the answer folder.

    Exit status: 0 an answer was written, 1 there is none that keeps every rule, 2 the folder cannot be used.
    """
    from pfa.matching.solver.answer import answer  # the engine's libraries load slowly, and only this needs them

    problem = read_problem(folder)
    check_target(out)
    start = None if earlier is None else read_weeks(earlier)
    found = answer(
        problem,
        seconds=seconds,
        rounds=rounds,
        seed=seed,
        progress=None if quiet else _tell,
        start=None if start is None else start.assignments,
        prices=None if start is None else start.prices,
    )
    write_found(out, found)
    _say(found)
    if found.solution.status in ("infeasible", "invalid"):
        sys.exit(BROKEN)


@match.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("answer_folder", metavar="ANSWER", type=click.Path(path_type=Path))
@click.option("--seconds", type=click.FloatRange(min=0), help="Spend at most about so long on the bound.")
@_says_faults
def check_command(folder: Path, answer_folder: Path, seconds: float | None) -> None:
    """Check the answer in ANSWER to the problem in FOLDER, by code that knows nothing of the engine.

    Exit status: 0 all is right, 1 a rule is broken or a figure is wrong, 2 the files cannot be used.
    """
    problem = read_problem(folder)
    found = recheck(problem, read_answer(answer_folder, problem), seconds=seconds, share=True)
    _report(found)
    if not found.right:
        sys.exit(BROKEN)


@match.command("bench")
@click.argument("names", nargs=-1)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="PFA_DATA",
    required=True,
    help="The folder with problems/ and real/ (or PFA_DATA).",
)
@click.option("--all", "everything", is_flag=True, help="Every known problem, region-4000 (10 minutes) too.")
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
        _stop(*(f"{name}: not one of {', '.join(benchmark.GOALS)}" for name in missing))
    try:
        ledger = benchmark.read_ledger(out)
    except ValueError as error:
        _stop(str(error))
    click.echo(benchmark.HEADING)
    met = True
    for name in tuple(benchmark.GOALS) if everything else names or benchmark.USUAL:
        for solver in (benchmark.OURS, *(benchmark.RIVALS if rivals else ())):
            seconds = None if solver == benchmark.OURS else rival_seconds
            row = benchmark.run(name, solver, data, ledger, seconds=seconds, seed=seed)
            click.echo(row.line())
            met = met and (row.met or solver != benchmark.OURS)
            if out is not None:
                benchmark.write_ledger(ledger, out)
    if not met:
        sys.exit(BROKEN)


def _tell(progress: Progress) -> None:
    value = "–" if progress.value is None else f"{progress.value:,}"
    bound = "–" if progress.bound is None else f"{progress.bound:,.0f}"
    click.echo(f"{progress.seconds:7.1f} s  {progress.phase:<24} value {value}, at most {bound}", err=True)


def _say(found: Answer) -> None:
    solution, count = found.solution, found.figures
    click.echo(f"status          {solution.status} (stopped by {solution.stopped_by} after {solution.seconds:.1f} s)")
    click.echo(f"value           {solution.value:,}")
    click.echo(f"at most         {solution.bound:,.2f} (proved by {_prover(solution.bound_from)})")
    click.echo(f"gap             {found.gap:.4%}")
    for words, met, of in zip(("first", "second", "third"), count.wishes_met, count.wishes, strict=True):
        click.echo(f"{words + ' wishes':<15} {met} of {of} people")
    click.echo(f"wanted filled   {count.wanted_filled} of {count.people} people")
    click.echo(f"weeks filled    {count.weeks_filled}")
    click.echo(f"still looking   {count.people_with_nothing}")
    click.echo(f"requests        {len(found.requests)}")
    for violation in found.violations:
        click.echo(f"broken          {violation.rule}: {violation.words}")
    for line in solution.contradiction:
        click.echo(f"contradiction   {line}")


def _report(found: Recheck) -> None:
    for line in found.lines():
        click.echo(line)


def _prover(bound_from: str) -> str:
    return "the prices" if bound_from == "prices" else "the solver"


def _stop(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(UNUSABLE)
