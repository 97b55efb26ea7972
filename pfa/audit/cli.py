"""`pfa audit`: prove that nobody changed the record of what was done."""

from __future__ import annotations

import re

import click
from sqlalchemy.orm import Session

from pfa.audit import queries, services
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.core.settings import from_environment


@click.group()
def audit() -> None:
    """The record of who did what."""


@audit.command()
@click.option("--head", "heads", multiple=True, help="A line that `pfa audit heads` once printed, kept elsewhere.")
def verify(heads: tuple[str, ...]) -> None:
    """Check every chain. Status 1 names the first event that does not follow from the one before.

    A chain whose end was cut off still follows: give the heads that were kept on another machine to find that out.
    """
    settings = from_environment()
    kept = [_head(line) for line in heads]
    services.use_key(settings.audit_key)
    with Database(settings.database_url) as database, database.reading() as session:
        broken = [*_broken_chains(session), *_lost_heads(session, kept)]
        for head in queries.heads(session):
            click.echo(f"authority {head.chain}: {head.count} events")
    for line in broken:
        click.echo(line, err=True)
    if broken:
        raise SystemExit(1)
    click.echo("Every event follows from the one before it.")


@audit.command("heads")
def print_heads() -> None:
    """Print the end of every chain, to be kept on another machine: hourly is a good habit."""
    with Database(from_environment().database_url) as database, database.reading() as session:
        for head in queries.heads(session):
            click.echo(f"{head.chain}:{head.count}:{head.last_id}:{head.mac}")


def _broken_chains(session: Session) -> list[str]:
    found = ((head.chain, services.first_broken(session, head.chain)) for head in queries.heads(session))
    return [f"authority {chain}: event {at} does not follow from the one before it" for chain, at in found if at]


def _lost_heads(session: Session, kept: list[queries.Head]) -> list[str]:
    return [
        f"authority {head.chain}: event {head.last_id} is not there as it was, or events before it are gone"
        for head in kept
        if not queries.still_holds(session, head)
    ]


def _head(line: str) -> queries.Head:
    if not re.fullmatch(r"\d+:\d+:\d+:[0-9a-f]{64}", line):
        raise PfaError(f"{line} is no line of `pfa audit heads`.")
    chain, count, last, mac = line.split(":")
    return queries.Head(int(chain), int(count), int(last), mac)
