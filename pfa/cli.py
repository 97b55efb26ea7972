"""The `pfa` command: one group a concept. A fault of what was given is one clear message and status 2."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click

from pfa.accounts.cli import authority, user
from pfa.audit.cli import audit
from pfa.core import backup, migrations
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.core.settings import Settings, from_environment
from pfa.demand.cli import demand
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


for group in (match, demand, authority, user, audit):
    main.add_command(group)


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


@main.command("backup")
@click.argument("to", type=click.Path(path_type=Path))
def backup_to(to: Path) -> None:
    """Copy an SQLite database that is in use to a new file, and check the copy. PostgreSQL has pg_dump."""
    _, database = opened()
    with database:
        size = backup.copy(database, to)
    click.echo(f"{to}: {size:,} bytes, checked. Keep it where the database is safe from being lost with it.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", type=click.IntRange(1, 64), help="That serve pages.  [default: one a core, at most 4]")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="In each process.")
@click.option("--worker/--no-worker", default=True, help="Start one worker as a child process.", show_default=True)
def serve(host: str, port: int, processes: int | None, threads: int, worker: bool) -> None:
    """Serve the web application, with one worker beside it."""
    from pfa import serving

    settings, database = opened()
    _refuse_unfit(settings, database)
    at = serving.bound(host, port)
    _serve(settings, database, at, processes=processes, threads=threads, worker=worker, environment=dict(os.environ))


def _serve(
    settings: Settings,
    database: Database,
    at: socket.socket,
    *,
    worker: bool,
    environment: dict[str, str],
    processes: int | None = None,
    threads: int = 8,
) -> None:
    from pfa import serving
    from pfa.app import create_app

    app = create_app(settings, database)
    command = [sys.executable, "-m", "pfa", "worker"]
    child = subprocess.Popen(command, env=environment) if worker else None  # noqa: S603 - our own command
    parent = os.getpid()
    database.dispose()
    try:
        serving.serve(app, at, processes=processes or serving.usual_processes(), threads=threads)
    finally:
        if child is not None and os.getpid() == parent:
            child.terminate()
            child.wait(timeout=20)


@main.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("instance"), show_default=True)
@click.option("--seed", default=2027, show_default=True, type=click.IntRange(0, 999_999))
@click.option("--people", default=900, show_default=True, type=click.IntRange(20, 5000))
@click.option("--seconds", default=20, show_default=True, type=click.IntRange(2, 600), help="For the match.")
@click.option("--serve/--no-serve", "serves", default=True, help="Serve it when it is built.", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def demo(folder: Path, seed: int, people: int, seconds: int, serves: bool, port: int) -> None:
    """Build an invented authority in a fresh database, run the main job on it, and serve it."""
    from pfa import serving
    from pfa.audit.services import use_key
    from pfa.demo import build, services, summary

    at = serving.bound("127.0.0.1", port) if serves else None  # before the work, not after it
    began = time.monotonic()
    address = f"http://127.0.0.1:{port}"
    settings = services.fresh(folder, address)
    database = Database(settings.database_url)
    use_key(settings.audit_key)

    def say(words: str) -> None:
        click.echo(f"{time.monotonic() - began:6.1f} s  {words}")

    built = build.build(
        database, settings, seed=seed, clock=lambda: dt.datetime.now(dt.UTC), say=say, count=people, seconds=seconds
    )
    click.echo()
    click.echo(summary.text(database, built, time.monotonic() - began))
    if at is not None:
        click.echo(summary.sign_in_text(built, address))
        environment = {**os.environ, **services.as_environment(settings)}
        _serve(settings, database, at, worker=True, environment=environment)


@main.command()
def worker() -> None:
    """Take jobs off the queue until told to stop."""
    from pfa.worker import Worker

    settings, database = opened()
    _refuse_unfit(settings, database)
    logging.basicConfig(level=logging.INFO)
    runner = Worker(database, settings, lambda: dt.datetime.now(dt.UTC))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: runner.stop())
    runner.run()


@main.command("bench-pages")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("instance"), show_default=True)
@click.option("--rounds", default=20, show_default=True, type=click.IntRange(2, 1000))
@click.option(
    "--employers",
    default=0,
    type=click.IntRange(0, 10_000),
    help="Add invented ones to the demo until there are so many.",
)
def bench_pages(folder: Path, rounds: int, employers: int) -> None:
    """Time every page on a demo that `pfa demo --no-serve` has built: quiet, then while a run writes its progress."""
    from pfa import bench
    from pfa.demo import crowd, services

    if not (folder / services.MADE_BY_US).is_file():
        raise PfaError(f"There is no demo in {folder}: run `pfa demo --no-serve` first.")
    settings = services.settings_for(folder, "http://127.0.0.1")
    database = Database(settings.database_url)
    crowd.employers(database, employers, now=dt.datetime.now(dt.UTC))
    for busy, words in ((False, "Quiet"), (True, "While a run writes its progress")):
        click.echo(bench.table(bench.pages(settings, database, rounds=rounds, busy=busy), words=words) + "\n")


@main.command("load-survey")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("instance/load"))
@click.option("--pupils", default=1500, show_default=True, type=click.IntRange(1, 2000))
@click.option("--seconds", default=300, show_default=True, type=click.IntRange(1, 600), help="In which all send.")
@click.option("--questions", default=5, show_default=True, type=click.IntRange(1, 10), help="That each answers.")
def load_survey(folder: Path, pupils: int, seconds: int, questions: int) -> None:
    """Let many invented pupils answer the survey at once, against the real server on this machine; status 1 on loss."""
    from pfa import load

    outcome = load.run(folder, pupils=pupils, seconds=seconds, questions=questions)
    click.echo(outcome.text())
    if not outcome.is_good:
        sys.exit(1)


@main.command()
def doctor() -> None:
    """Say whether this machine is fit for real people's data; status 1 if it is not."""
    from pfa.core.doctor import examine

    settings, database = opened()
    found = examine(settings, database)
    for each in found:
        click.echo(f"{'yes' if each.holds else 'NO '}  {each.what}" + ("" if each.holds else f". {each.mend}"))
    if not all(each.holds for each in found):
        sys.exit(1)


def _refuse_unfit(settings: Settings, database: Database) -> None:
    from pfa.core.doctor import refuse_if_unfit

    _refuse_old_tables(database)
    refuse_if_unfit(settings, database)


def _refuse_old_tables(database: Database) -> None:
    found, wanted = migrations.current(database), migrations.newest()
    if found != wanted:
        raise PfaError(f"The database is at revision {found or 'none'}, this pfa needs {wanted}: run `pfa migrate up`.")
