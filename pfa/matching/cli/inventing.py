"""`pfa match invent`."""

from __future__ import annotations

from pathlib import Path

import click

from pfa.matching.cli.group import match, says_faults


@match.command("invent")
@click.option("--people", type=click.IntRange(min=1), default=45_000, show_default=True, help="Young people.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Decides everything else.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The problem folder to write.")
@says_faults
def invent_command(people: int, seed: int, out: Path) -> None:
    """Write a problem folder of an invented country: towns, colleges, employers and young people, none of them real.

    It is for measuring: `match bench` solves 45,000 people, an English year group.
    """
    from pfa.matching.bench.country import country
    from pfa.matching.solver.writer import PROBLEM_FILES, check_target, write_problem

    check_target(out, PROBLEM_FILES)
    problem = country(people, seed)
    write_problem(problem, out)
    click.echo(f"{len(problem.people):,} people, {len(problem.groups):,} groups")
