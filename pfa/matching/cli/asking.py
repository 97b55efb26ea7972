"""`pfa match changes`, `pfa match worth` and `pfa match diagnose`: what would change an answer."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pfa.matching.cli.group import BROKEN, match, says_faults, stop
from pfa.matching.solver.checker import check
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.writer import CannotWriteError, check_target, write_found

if TYPE_CHECKING:
    from pfa.matching.solver.gains import Gain

CHANGES = ("person_id", "target", "change", "group_id", "amount", "week", "value", "value_now", "when")
WORTH = ("row", "price", "status", "points", "wishes", "mains", "full_weeks", "answer")
REPAIRS = ("row", "amount", "rule", "whose", "words")


@match.command("changes")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("answer_folder", metavar="ANSWER", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The CSV file to write.")
@click.option("--person", "people", multiple=True, help="Only this person; may be given several times.")
@says_faults
def changes_command(folder: Path, answer_folder: Path, out: Path, people: tuple[str, ...]) -> None:
    """For every unmet wish: a plan B, and the smallest change that would meet it while all others keep their week.

    Every row has passed the checker, with the others' weeks as they are. Exit status: 0 written, 2 unusable.
    """
    from pfa.matching.solver.changes import changes

    problem = read_problem(folder)
    stated = read_answer(answer_folder, problem)
    unknown = [name for name in people if name not in problem.people]
    if unknown:
        stop(*(f"{name}: there is no such person" for name in unknown))
    if check(problem, stated.assignments):
        click.echo("the answer breaks a rule", err=True)
        sys.exit(BROKEN)
    found = list(changes(problem, stated.assignments, people or None))
    _table(
        out,
        CHANGES,
        (
            (
                each.person_id,
                each.target,
                each.kind,
                each.group_id,
                str(each.amount),
                ";".join(sorted(each.week)),
                str(each.value),
                str(each.value_now),
                ";".join(each.when),
            )
            for each in found
        ),
    )
    plans = sum(each.kind == "plan-b" for each in found)
    click.echo(f"plans B         {plans}")
    click.echo(f"changes         {len(found) - plans}")


@match.command("worth")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("answer_folder", metavar="ANSWER", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to fill.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many of the dearest.")
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), default=20, show_default=True, help="For each.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@says_faults
def worth_command(folder: Path, answer_folder: Path, out: Path, top: int, seconds: float, seed: int) -> None:
    """What one more place, unit or running group is worth at least, for the dearest by the answer's prices.

    Writes worth.csv and, for every gain, the answer that shows it: `pfa match check FOLDER OUT/NAME --more ROW` checks
    it. Exit status: 0 written, 1 the answer breaks a rule, 2 unusable.
    """
    from pfa.matching.solver.gains import worth_of_one_more

    problem = read_problem(folder)
    stated = read_answer(answer_folder, problem)
    if out.exists() and any(out.iterdir()):
        stop(f"{out}: the folder holds something already")
    check_target(out)

    def tell(gain: Gain) -> None:
        said = f"{gain.points:,} points, {gain.wishes:+} wishes, {gain.mains:+} main pathways" if gain.found else "–"
        click.echo(f"{gain.row:<28} price {gain.price:>9,.1f}  {gain.status:<11} at least {said}")

    try:
        gains = worth_of_one_more(
            problem, stated.assignments, stated.prices, top=top, seconds=seconds, seed=seed, progress=tell
        )
    except ValueError as error:
        click.echo(str(error), err=True)
        sys.exit(BROKEN)
    out.mkdir(exist_ok=True)
    rows = []
    for number, gain in enumerate(gains, 1):
        name = f"{number:02}" if gain.found else ""
        if gain.found is not None:
            write_found(out / name, gain.found)
        figures = (gain.points, gain.wishes, gain.mains, gain.full_weeks)
        rows.append((gain.row, repr(gain.price), gain.status, *map(str, figures), name))
    _table(out / "worth.csv", WORTH, rows)


@match.command("diagnose")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A CSV file to write, too.")
@says_faults
def diagnose_command(folder: Path, out: Path | None) -> None:
    """What has to be mended before every settled (must) row can be kept: what, how much, and whose it is.

    Exit status: 0 nothing has to be, 1 something has, 2 the folder cannot be used.
    """
    from pfa.matching.solver.diagnosis import diagnose

    repairs = diagnose(read_problem(folder))
    for each in repairs:
        click.echo(f"{each.whose:<22} {each.words} ({each.rule})")
    if out is not None:
        _table(out, REPAIRS, ((each.row, str(each.amount), each.rule, each.whose, each.words) for each in repairs))
    if repairs:
        sys.exit(BROKEN)
    click.echo("every settled row can be kept")


def _table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
    except OSError as error:
        raise CannotWriteError(f"{path}: {error.strerror or error}") from error
