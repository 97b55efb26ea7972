"""`pfa match solve` and `pfa match check`."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pfa.matching.cli.group import BROKEN, match, says_faults, stop
from pfa.matching.solver.more import one_more
from pfa.matching.solver.reader import read_answer, read_problem, read_weeks
from pfa.matching.solver.recheck import Recheck, recheck
from pfa.matching.solver.result import Progress
from pfa.matching.solver.writer import check_target, write_found

if TYPE_CHECKING:
    from pfa.matching.solver.answer import Answer


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
@click.option(
    "--split",
    type=click.IntRange(min=0),
    help="Solve in areas of at most so many people, 0: in one piece. If it is left out the engine chooses by size.",
)
@click.option("--memory-mb", type=click.IntRange(min=512), help="Take at most so many MiB.")
@says_faults
def solve_command(
    folder: Path,
    out: Path,
    seconds: float | None,
    rounds: int | None,
    seed: int,
    quiet: bool,
    earlier: Path | None,
    split: int | None,
    memory_mb: int | None,
) -> None:
    """Solve the problem in FOLDER and write the answer folder.

    Exit status: 0 an answer was written, 1 there is none that keeps every rule, 2 the folder cannot be used.
    """
    from pfa.matching.solver.answer import answer  # the engine's libraries load slowly, and only this needs them

    if memory_mb is not None:
        limit = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
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
        split=split,
    )
    write_found(out, found)
    _say(found)
    if found.solution.status in ("infeasible", "invalid"):
        sys.exit(BROKEN)


@match.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("answer_folder", metavar="ANSWER", type=click.Path(path_type=Path))
@click.option("--seconds", type=click.FloatRange(min=0), help="Spend at most about so long on the bound.")
@click.option("--more", "row", help="Check it as the answer with one more of this, as in prices.csv (pfa match worth).")
@says_faults
def check_command(folder: Path, answer_folder: Path, seconds: float | None, row: str | None) -> None:
    """Check the answer in ANSWER to the problem in FOLDER, by code that knows nothing of the engine.

    Exit status: 0 all is right, 1 a rule is broken or a figure is wrong, 2 the files cannot be used.
    """
    problem = read_problem(folder)
    if row is not None:
        try:
            problem = one_more(problem, row)
        except KeyError:
            stop(f"{row}: there is nothing of this name to have one more of")
    found = recheck(problem, read_answer(answer_folder, problem), seconds=seconds, share=True)
    _report(found)
    if not found.right:
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
    if found.moved is not None:
        click.echo(f"moved           {found.moved}")
    if found.fair is not None:
        for level, (people, most) in enumerate(zip(found.fair.counts, found.at_most, strict=True), 1):
            if people < count.people:
                click.echo(f"level {level:<9} {people} of {count.people} people, of at most {most}")
    for violation in found.violations:
        click.echo(f"broken          {violation.rule}: {violation.words}")
    for line in solution.contradiction:
        click.echo(f"contradiction   {line}")


def _report(found: Recheck) -> None:
    for line in found.lines():
        click.echo(line)


def _prover(bound_from: str) -> str:
    return "the prices" if bound_from == "prices" else "the solver"
