"""The `pfa` command: one group a concept. A fault of what was given is one clear message and status 2."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import subprocess
import sys
from typing import Any

import click

from pfa.core import migrations
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.core.settings import Settings, from_environment
from pfa.matching.cli import match


class Plain(click.Group):
    """A group that shows our own errors as words, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PfaError as error:
            click.echo(str(error), err=True)
            ctx.exit(2)


@click.group(cls=Plain)
def main() -> None:
    """Preparing young people with SEND for adult life."""


main.add_command(match)


def opened() -> tuple[Settings, Database]:
    """The settings of this machine and their database. Raises SettingsError."""
    settings = from_environment()
    return settings, Database(settings.database_url)


@main.group()
def migrate() -> None:
    """Bring the database's tables up or down."""


def _owner_url() -> str:
    settings = from_environment()
    return settings.owner_database_url or settings.database_url


@migrate.command("up")
@click.argument("revision", default="head")
def migrate_up(revision: str) -> None:
    """Up to a revision; the newest if none is named."""
    migrations.up(_owner_url(), revision)


@migrate.command("down")
@click.argument("revision")
def migrate_down(revision: str) -> None:
    """Down to a revision; `base` for no tables at all."""
    migrations.down(_owner_url(), revision)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))
@click.option("--worker/--no-worker", default=True, help="Start one worker as a child process.", show_default=True)
def serve(host: str, port: int, threads: int, worker: bool) -> None:
    """Serve the web application, with one worker beside it."""
    import waitress

    from pfa.app import create_app

    settings, database = opened()
    _refuse_old_tables(database)
    app = create_app(settings, database)
    child = subprocess.Popen([sys.executable, "-m", "pfa", "worker"]) if worker else None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        waitress.serve(app, host=host, port=port, threads=threads, ident=None)
    finally:
        if child is not None:
            child.terminate()
            child.wait(timeout=20)


@main.command()
def worker() -> None:
    """Take jobs off the queue until told to stop."""
    from pfa.worker import Worker

    settings, database = opened()
    _refuse_old_tables(database)
    logging.basicConfig(level=logging.INFO)
    runner = Worker(database, settings, lambda: dt.datetime.now(dt.UTC))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: runner.stop())
    runner.run()


def _refuse_old_tables(database: Database) -> None:
    found, wanted = migrations.current(database), migrations.newest()
    if found != wanted:
        raise PfaError(f"The database is at revision {found or 'none'}, this pfa needs {wanted}: run `pfa migrate up`.")
