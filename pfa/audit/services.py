"""Recording what was done, in the transaction that does it; and proving later that nobody changed the record."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import uuid
from collections.abc import Iterable
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy import event, orm
from sqlalchemy.orm import Session

from pfa.audit.models import AccessEvent, AuditEvent
from pfa.core.database import Owned, WalledSession
from pfa.core.statements import once

START = "0" * 64
# Rows that people do not edit as such: they follow from an act that is recorded, or are themselves a record.
FOLLOW = "follows_an_act"


class Doer(Protocol):
    """Whoever acts: a signed-in user, the command line or the worker."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...


class _Key:
    """The key of the chain, given once at start."""

    value: bytes = b""


def use_key(key: str) -> None:
    """Set the key that chains audit rows. Called once at start, with the setting `audit_key`."""
    _Key.value = key.encode()


def record(
    session: Session,
    *,
    actor: Doer,
    now: dt.datetime,
    action: str,
    subject: Any,
    authority_id: int | None = None,
    fields: Iterable[str] | None = None,
    reason: str | None = None,
) -> AuditEvent:
    """Record one named action in the running transaction.

    `subject` is the row it was done to. `fields` are names only; left out, they are read from the row's own history
    (what is changed and not yet flushed). `authority_id` is taken from the row where it has one.
    """
    names = sorted(fields) if fields is not None else changed_fields(subject)
    chain = authority_id if authority_id is not None else (getattr(subject, "authority_id", None) or 0)
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("select pg_advisory_xact_lock(:place, :chain)"), {"place": 7411, "chain": chain})
    last = session.scalars(_last_of_chain(), {"chain": chain}).first()
    row = AuditEvent(
        at=now,
        chain=chain,
        actor_id=actor.user_id,
        actor_role=actor.role,
        action=action,
        subject_type=subject.__tablename__,
        subject_id=getattr(subject, "public_id", None),
        fields=names,
        reason=reason,
        request_id=session.info.get("request_id"),
        previous=last or START,
    )
    row.mac = _mac(row)
    session.add(row)
    session.flush()
    session.info["recorded"] = True
    return row


@once
def _last_of_chain() -> sa.Select[Any]:
    same = AuditEvent.chain == sa.bindparam("chain")
    return sa.select(AuditEvent.mac).where(same).order_by(AuditEvent.id.desc()).limit(1)


def changed_fields(row: Any) -> list[str]:
    """Names of the columns of a row that are changed and not yet flushed."""
    state: Any = sa.inspect(row)
    columns = {attribute.key for attribute in state.mapper.column_attrs}
    return sorted(key for key in columns if state.attrs[key].history.has_changes())


def opened(
    session: Session,
    *,
    actor_id: int,
    authority_id: int,
    page: str,
    now: dt.datetime,
    subject_id: uuid.UUID | None = None,
    count: int = 1,
) -> None:
    """Record that somebody opened a page naming one young person, or a list of `count` of them."""
    session.add(
        AccessEvent(at=now, authority_id=authority_id, actor_id=actor_id, page=page, subject_id=subject_id, count=count)
    )
    session.info["recorded"] = True


def first_broken(session: Session, chain: int) -> int | None:
    """The id of the first audit row of a chain that does not follow from the one before; None if all do."""
    previous = START
    rows = session.scalars(sa.select(AuditEvent).where(AuditEvent.chain == chain).order_by(AuditEvent.id))
    for row in rows.yield_per(1000):
        if row.previous != previous or not hmac.compare_digest(row.mac, _mac(row)):
            return row.id
        previous = row.mac
    return None


def _mac(row: AuditEvent) -> str:
    said = [
        row.at.isoformat(),
        row.chain,
        row.actor_id,
        row.actor_role,
        row.action,
        row.subject_type,
        str(row.subject_id),
        row.fields,
        row.reason,
        row.request_id,
        row.previous,
    ]
    return hmac.new(_Key.value, json.dumps(said).encode(), hashlib.sha256).hexdigest()


@event.listens_for(WalledSession, "after_flush")
def _note_changes(session: Session, _context: Any) -> None:
    changed = (row for row in session.dirty if session.is_modified(row))  # `dirty` holds what was set to what it was
    rows = [*session.new, *changed, *session.deleted]
    if any(isinstance(row, Owned) and not getattr(type(row), FOLLOW, False) for row in rows):
        session.info["owed"] = True


@event.listens_for(WalledSession, "before_commit")
def _refuse_unrecorded(session: Session) -> None:
    session.flush()
    if session.info.pop("owed", False) and not session.info.pop("recorded", False):
        raise RuntimeError("personal rows were changed and nothing was recorded in the audit trail")
    session.info.pop("recorded", None)


@event.listens_for(WalledSession, "after_soft_rollback")
def _forget(session: Session, _previous: orm.SessionTransaction) -> None:
    if not session.in_transaction():
        session.info.pop("owed", None)
        session.info.pop("recorded", None)
