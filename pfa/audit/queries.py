"""Reading the audit trail: what was done, and who opened whose record. Always for named authorities, newest first."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit.models import AccessEvent, AuditEvent


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None and empty mean any. `until` is the first moment that is no longer wanted."""

    subject_id: uuid.UUID | None = None
    actor_id: int | None = None
    action: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def events(chains: Iterable[int], wanted: Wanted) -> sa.Select[AuditEvent]:
    """What was done, for these authorities."""
    query = sa.select(AuditEvent).where(AuditEvent.chain.in_(set(chains)))
    if wanted.action:
        query = query.where(AuditEvent.action == wanted.action)
    if wanted.subject_id is not None:
        query = query.where(AuditEvent.subject_id == wanted.subject_id)
    if wanted.actor_id is not None:
        query = query.where(AuditEvent.actor_id == wanted.actor_id)
    if wanted.since is not None:
        query = query.where(AuditEvent.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditEvent.at < wanted.until)
    return query.order_by(AuditEvent.id.desc())


def openings(authorities: Iterable[int], wanted: Wanted) -> sa.Select[AccessEvent]:
    """Who opened pages that name young people, for these authorities. An action is the name of a page here."""
    query = sa.select(AccessEvent).where(AccessEvent.authority_id.in_(set(authorities)))
    if wanted.action:
        query = query.where(AccessEvent.page == wanted.action)
    if wanted.subject_id is not None:
        query = query.where(AccessEvent.subject_id == wanted.subject_id)
    if wanted.actor_id is not None:
        query = query.where(AccessEvent.actor_id == wanted.actor_id)
    if wanted.since is not None:
        query = query.where(AccessEvent.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AccessEvent.at < wanted.until)
    return query.order_by(AccessEvent.id.desc())


def actions(session: Session, chains: Iterable[int]) -> Sequence[str]:
    """The names of everything that was ever done, for these authorities."""
    query = sa.select(AuditEvent.action).where(AuditEvent.chain.in_(set(chains))).distinct().order_by(AuditEvent.action)
    return session.scalars(query).all()


def actors(session: Session, chains: Iterable[int]) -> Sequence[int]:
    """The numbers of everybody who ever did something or opened a record, for these authorities."""
    wanted = set(chains)
    done = sa.select(AuditEvent.actor_id).where(AuditEvent.chain.in_(wanted), AuditEvent.actor_id.is_not(None))
    opened = sa.select(AccessEvent.actor_id).where(AccessEvent.authority_id.in_(wanted))
    return sorted(number for number in session.scalars(done.union(opened)) if number is not None)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: what is shipped off the machine, so that a cut tail shows as well."""

    chain: int
    count: int
    last_id: int
    mac: str


def heads(session: Session) -> list[Head]:
    """The end of every chain, by authority."""
    query = (
        sa.select(AuditEvent.chain, sa.func.count(), sa.func.max(AuditEvent.id))
        .group_by(AuditEvent.chain)
        .order_by(AuditEvent.chain)
    )
    found = session.execute(query).all()
    macs = sa.select(AuditEvent.id, AuditEvent.mac).where(AuditEvent.id.in_([last for _, _, last in found]))
    by_id = {row.id: row.mac for row in session.execute(macs.order_by(AuditEvent.id))}
    return [Head(chain, count, last, by_id[last]) for chain, count, last in found]


def still_holds(session: Session, head: Head) -> bool:
    """Is the event that once ended a chain still there, unchanged, with as many before it?"""
    query = sa.select(sa.func.count()).where(AuditEvent.chain == head.chain, AuditEvent.id <= head.last_id)
    mac = session.scalar(sa.select(AuditEvent.mac).where(AuditEvent.id == head.last_id))
    return mac == head.mac and session.scalar(query) == head.count
