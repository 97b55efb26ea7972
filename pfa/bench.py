"""How long pages take at the server, with the demo's 900 young people, also while a run writes its progress.

A command that prints a table, not a timed test: machines are noisy. Every page that needs no choice, and one example of
each that does, is asked for as somebody who may open it, in this process, without a network in between.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import quantiles
from typing import Any

import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import selectinload

from pfa.accounts import sign_in
from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.models import Membership, Role, SignInWay, User
from pfa.app import create_app
from pfa.core.database import Base, Database
from pfa.core.settings import Settings
from pfa.matching import services as runs
from pfa.matching.models import Run
from pfa.serving import settle
from pfa.web.permission import PUBLIC, SIGNED_IN, declared

PROGRESS_EVERY_SECONDS = 1.0  # as a run does


@dataclass(frozen=True, slots=True)
class Timing:
    """One page for one kind of user: milliseconds at the server, and database statements for one opening."""

    endpoint: str
    role: str
    status: int
    middle_ms: float
    slow_ms: float  # 95 of 100 are faster
    statements: int
    openings: int
    under_200: int  # of the openings, those that took less than 200 milliseconds


def pages(settings: Settings, database: Database, *, rounds: int, busy: bool) -> list[Timing]:
    """Time every page `rounds` times; `busy`: while another thread writes a run's progress."""
    app = create_app(replace(settings, requests_a_minute=1_000_000), database)
    settle()  # as where it is served
    stop = threading.Event()
    writer = threading.Thread(target=_write_progress, args=(database, stop), daemon=True)
    if busy:
        writer.start()
    try:
        return [_time(*page, rounds) for page in _all(app, database)]
    finally:
        stop.set()
        if busy:
            writer.join()


def table(timings: list[Timing], *, words: str) -> str:
    """The slowest twenty pages, and the share of openings and of pages that were fast."""
    rows = sorted(timings, key=lambda row: -row.slow_ms)
    lines = [f"{words}: {len(rows)} pages", f"{'page':<34}{'as':<20}{'middle':>8}{'95 %':>8}{'statements':>12}"]
    lines += [
        f"{row.endpoint:<34}{row.role:<20}{row.middle_ms:>6.0f}ms{row.slow_ms:>6.0f}ms{row.statements:>12}"
        for row in rows[:20]
    ]
    under, openings = sum(row.under_200 for row in rows), sum(row.openings for row in rows)
    lines.append(f"openings under 200 ms: {under:,} of {openings:,} ({100 * under / openings:.1f} %)")
    lines.append(f"pages of which 95 % were: {sum(row.slow_ms < 200 for row in rows)} of {len(rows)}")
    return "\n".join(lines)


def _all(app: Flask, database: Database) -> Iterator[tuple[FlaskClient, str, str, str]]:
    """Client, endpoint, role and address of every page that somebody may open."""
    for user, actor in _people(database):
        client, ids = _signed_in(app, database, user), _examples(database, actor)
        for rule in app.url_map.iter_rules():
            permission = declared(app, rule.endpoint) or ""
            may = permission == SIGNED_IN or (permission != PUBLIC and actor.can(permission))
            if "GET" not in (rule.methods or ()) or not may or rule.arguments - {"public_id"}:
                continue
            for address in _addresses(app, rule, ids):
                if client.get(address).status_code == 200:
                    yield client, rule.endpoint, actor.role, address
                    break


def _people(database: Database) -> list[tuple[User, Actor]]:
    """One user of each role."""
    today, found = dt.datetime.now(dt.UTC).date(), []
    with database.reading() as session:
        for role in Role:
            query = (
                sa.select(User)
                .join(Membership, Membership.user_id == User.id)
                .where(Membership.role == role)
                .options(selectinload(User.memberships))
                .order_by(User.id)
                .limit(1)
            )
            found += [(user, actor_of(user, today)) for user in session.scalars(query)]
    return found


def _examples(database: Database, actor: Actor) -> dict[str, list[uuid.UUID]]:
    """The newest row of every table that has addresses, by the room it belongs to."""
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    with database.reading(actor.authority_ids) as session:
        for mapper in Base.registry.mappers:
            kind: Any = mapper.class_
            if hasattr(kind, "public_id"):
                newest = session.scalars(sa.select(kind.public_id).order_by(kind.id.desc()).limit(1)).first()
                if newest is not None:
                    found[kind.__module__.split(".")[1]].append(newest)
    return found


def _addresses(app: Flask, rule: Any, ids: dict[str, list[uuid.UUID]]) -> list[str]:
    """Addresses to try: the page's own, or with a row of its room, or with a young person."""
    if not rule.arguments:
        return [str(rule.rule)]
    with app.test_request_context():
        room = rule.endpoint.split(".")[0]
        return [url_for(rule.endpoint, public_id=each) for each in [*ids[room], *ids["people"]]]


def _signed_in(app: Flask, database: Database, user: User) -> FlaskClient:
    client = app.test_client()
    with database.writing() as session:
        row = session.get_one(User, user.id)
        token = sign_in.begin(session, row, way=SignInWay.password, now=dt.datetime.now(dt.UTC), proved=True)
        session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def _time(client: FlaskClient, endpoint: str, role: str, address: str, rounds: int) -> Timing:
    counted = 0

    def count(*_arguments: object) -> None:
        nonlocal counted
        counted += 1

    sa.event.listen(sa.Engine, "before_cursor_execute", count)
    status = client.get(address).status_code
    sa.event.remove(sa.Engine, "before_cursor_execute", count)
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        client.get(address)
        took.append(1000 * (time.perf_counter() - began))
    cuts = quantiles(took, n=20, method="inclusive")
    fast = sum(each < 200 for each in took)
    return Timing(endpoint, role, status, cuts[9], cuts[18], counted, len(took), fast)


def _write_progress(database: Database, stop: threading.Event) -> None:
    with database.reading() as session:
        authority = session.scalars(sa.select(Membership.authority_id).limit(1)).one()
    turn = 0
    while not stop.wait(PROGRESS_EVERY_SECONDS):
        turn += 1
        with database.writing({authority}) as session:
            run = session.scalars(sa.select(Run).order_by(Run.id).limit(1)).one()
            words = f"measuring {turn}"
            runs.note_progress(session, run, phase=words, value=run.value_so_far, bound=run.bound_so_far)
            session.commit()
