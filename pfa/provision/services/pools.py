"""Coach pools: job-coach time that several groups share."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.provision import queries, rules
from pfa.provision.models import CoachPool, Group
from pfa.provision.rules import Broken, PoolDraft
from pfa.web.forms import check_version


def add_pool(
    session: Session, draft: PoolDraft, *, authority_id: int, actor: audit.Doer, now: dt.datetime
) -> CoachPool:
    """Add a coach pool. Raises Broken with every fault."""
    row = CoachPool(authority_id=authority_id, **_checked(session, authority_id, draft, None))
    session.add(row)
    audit.record(session, actor=actor, now=now, action="pool.added", subject=row)
    return row


def edit_pool(
    session: Session, pool: CoachPool, draft: PoolDraft, *, seen: int, actor: audit.Doer, now: dt.datetime
) -> None:
    """Change a pool's name or units; its year only while no group draws on it. Raises Changed, Refused, Broken."""
    check_version(pool, seen)
    values = _checked(session, pool.authority_id, draft, pool)
    in_use = session.query(Group.id).filter(Group.pool_id == pool.id).order_by(Group.id).first()
    if draft.entry_year != pool.entry_year and in_use is not None:
        raise Refused("Groups draw on this pool, so its year stays.", "entry_year")
    for name, value in values.items():
        setattr(pool, name, value)
    audit.record(session, actor=actor, now=now, action="pool.edited", subject=pool)


def _checked(session: Session, authority_id: int, draft: PoolDraft, pool: CoachPool | None) -> dict[str, object]:
    others = {
        (row.entry_year, row.name.lower())
        for row in queries.pools(session, authority_id)
        if pool is None or row.id != pool.id
    }
    faults = rules.pool_faults(draft, taken_names=others)
    if faults:
        raise Broken(faults)
    units = {half_day: number for half_day, number in draft.units.items() if number}
    return {"name": draft.name.strip(), "entry_year": draft.entry_year, "units": units}
