"""What people did in the demo: ran a match, accepted it, shared weeks, and answered some of them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts.actor import Actor
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.core.settings import Settings
from pfa.matching import jobs as matching
from pfa.matching import services as runs
from pfa.matching.models import Run
from pfa.packages import services as packages
from pfa.packages.models import Package, PackageState, Party, Said

SHARED = 60
ANSWER = {True: Said.yes, False: Said.talk}


def match(
    database: Database,
    settings: Settings,
    coordinator: Actor,
    *,
    entry_year: int,
    seconds: int,
    seed: int,
    clock: Callable[[], dt.datetime],
) -> Run:
    """Start a run as the co-ordinator does, and do it here and now."""
    with database.writing(coordinator.authority_ids) as session:
        policy = runs.default_policy(session, actor=coordinator, now=clock())
        run = runs.start(
            session,
            name="First run of the year",
            entry_year=entry_year,
            policy=policy,
            seconds=seconds,
            seed=seed,
            actor=coordinator,
            now=clock(),
        )
        session.commit()
    matching.solve(database, settings, {"run_id": run.id}, coordinator, clock)
    with database.reading(coordinator.authority_ids) as session:
        done = session.get_one(Run, run.id)
    if done.result is None:
        raise PfaError(f"The demo's run could not be done: {done.failure}")
    return done


def accept(session: Session, run: Run, coordinator: Actor, now: dt.datetime) -> None:
    """Turn every suggested week into a draft."""
    packages.accept(session, session.get_one(Run, run.id), None, actor=coordinator, now=now)


def answer(session: Session, coordinator: Actor, approver: Actor, chance: random.Random, now: dt.datetime) -> None:
    """Share some weeks and let most people say yes, some "talk to me", and some nothing yet.

    Most were shared last week; every fourth so long ago that replies still missing are late.
    """
    query = (
        sa.select(Package)
        .where(Package.state == PackageState.draft)
        .options(selectinload(Package.young_person))
        .order_by(Package.id)
    )
    fullest = sorted(session.scalars(query), key=lambda package: (-package.current.filled, package.id))
    for place, package in enumerate(fullest[:SHARED]):
        earlier = now - dt.timedelta(days=9 if place % 4 else 16)
        try:
            packages.share(session, package, seen=package.version, actor=coordinator, now=earlier)
        except PfaError:
            continue  # an empty week, or one that waits for a reason: it stays a draft
        mood = chance.random()
        for asked in list(package.current.answers):
            if mood > 0.85 or (mood > 0.6 and asked.party is not Party.young_person):
                continue
            said = ANSWER[not (mood > 0.55 and asked.party is Party.young_person)]
            by = approver if asked.party is Party.authority else coordinator
            packages.answer(
                session,
                package,
                party=asked.party,
                said=said,
                number=package.newest,
                actor=by,
                now=now,
                provider_id=asked.provider_id,
                how="At a meeting" if asked.party is Party.decision_maker else "In the app",
            )
            if said is not Said.yes:
                break
