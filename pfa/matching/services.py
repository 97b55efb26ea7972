"""What people do with runs and policies: start, stop, keep what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.core.errors import Refused, TooMany
from pfa.jobs import services as jobs
from pfa.matching import policies
from pfa.matching.models import PolicyAgreement, PolicyRecord, Run, RunState
from pfa.web.filters import day
from pfa.web.forms import check_version

RUNS_A_DAY = 20
UNFINISHED = (RunState.waiting, RunState.running)
DEFAULT_NAME = "Wishes first"


def default_policy(session: Session, *, actor: Asker, now: dt.datetime) -> PolicyRecord:
    """The authority's first policy, made when it is first needed: the product's default."""
    found = session.scalars(sa.select(PolicyRecord).order_by(PolicyRecord.id).limit(1)).first()
    if found is not None:
        return found
    row = PolicyRecord(authority_id=actor.authority_id, name=DEFAULT_NAME, settings=policies.PolicySettings().as_json())
    session.add(row)
    audit.record(session, actor=actor, now=now, action="policy.added", subject=row, fields=["name", "settings"])
    return row


def save_policy(
    session: Session,
    row: PolicyRecord | None,
    *,
    name: str,
    settings: policies.PolicySettings,
    seen: int,
    actor: Asker,
    now: dt.datetime,
) -> PolicyRecord:
    """Add a policy, or change one. Runs keep the settings they were made with."""
    if row is None:
        row = PolicyRecord(authority_id=actor.authority_id, name=name, settings=settings.as_json())
        session.add(row)
        action = "policy.added"
    else:
        check_version(row, seen, {"Name": row.name})
        row.name, row.settings, action = name, settings.as_json(), "policy.edited"
    with session.no_autoflush:
        same = sa.select(PolicyRecord.id).where(PolicyRecord.name == name, PolicyRecord.id.is_distinct_from(row.id))
        if session.scalars(same).first() is not None:
            raise Refused("There is already a policy of that name.", field="name")
    audit.record(session, actor=actor, now=now, action=action, subject=row)
    return row


def record_agreement(
    session: Session,
    policy: PolicyRecord,
    *,
    who: str,
    agreed_on: dt.date,
    actor: Asker,
    now: dt.datetime,
    today: dt.date,
) -> PolicyAgreement:
    """Record who agreed a policy as it stands, and when. A later change of the policy needs a new agreement."""
    if agreed_on > today:
        raise Refused("This day has not come yet.", field="agreed_on")
    row = PolicyAgreement(
        authority_id=policy.authority_id,
        policy_id=policy.id,
        fingerprint=policies.from_json(policy.settings).fingerprint,
        who=who,
        agreed_on=agreed_on,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="policy.agreed", subject=policy, fields=["who", "agreed_on"])
    audit.record(session, actor=actor, now=now, action="policy.agreement", subject=row)
    return row


def agreements(session: Session, policy: PolicyRecord) -> list[PolicyAgreement]:
    """Who agreed a policy as it stands now, in the order it was recorded."""
    query = sa.select(PolicyAgreement).where(
        PolicyAgreement.policy_id == policy.id,
        PolicyAgreement.fingerprint == policies.from_json(policy.settings).fingerprint,
    )
    return list(session.scalars(query.order_by(PolicyAgreement.id)))


def start(
    session: Session,
    *,
    name: str,
    entry_year: int,
    policy: PolicyRecord,
    seconds: int,
    seed: int,
    memory_mb: int | None = None,
    earlier: Run | None = None,
    actor: Asker,
    now: dt.datetime,
) -> Run:
    """Ask for a run of an entry year. One at a time for an authority, and a number a day."""
    run = new_run(
        session,
        name=name,
        entry_year=entry_year,
        policy_name=policy.name,
        settings=policy.settings,
        agreed=[f"{row.who}, {day(row.agreed_on)}" for row in agreements(session, policy)],
        seconds=seconds,
        seed=seed,
        memory_mb=memory_mb,
        earlier=earlier,
        actor=actor,
        now=now,
    )
    jobs.put_in(
        session,
        kind="matching.solve",
        arguments={"run_id": run.id},
        authority_id=run.authority_id,
        asked_by_id=actor.user_id,
        now=now,
    )
    return run


def new_run(
    session: Session,
    *,
    name: str,
    entry_year: int,
    policy_name: str,
    settings: Mapping[str, Any],
    agreed: Sequence[str] = (),
    seconds: int,
    seed: int,
    memory_mb: int | None = None,
    earlier: Run | None = None,
    actor: Asker,
    now: dt.datetime,
) -> Run:
    """A run that waits for its job. Raises Refused while another goes on, TooMany after a number of them in a day."""
    if session.scalars(sa.select(Run.id).where(Run.state.in_(UNFINISHED)).limit(1)).first() is not None:
        raise Refused("A run is going on already. Wait until it has finished, or stop it.")
    since = now - dt.timedelta(days=1)
    today = session.scalar(sa.select(sa.func.count()).select_from(Run).where(Run.asked_at > since)) or 0
    if today >= RUNS_A_DAY:
        raise TooMany(f"{RUNS_A_DAY} runs were started in the last 24 hours. Try again later.", seconds=3600)
    if earlier is not None and earlier.entry_year != entry_year:
        raise Refused("The run it begins at is for another September.", field="earlier")
    run = Run(
        earlier_id=None if earlier is None else earlier.id,
        agreed=list(agreed),
        authority_id=actor.authority_id,
        name=name,
        entry_year=entry_year,
        policy_name=policy_name,
        policy=dict(settings),
        seed=seed,
        seconds_at_most=seconds,
        memory_mb_at_most=memory_mb,
        asked_by_id=actor.user_id,
        asked_at=now,
    )
    session.add(run)
    audit.record(session, actor=actor, now=now, action="run.started", subject=run, fields=["entry_year", "policy"])
    return run


def stop(session: Session, run: Run, *, actor: Asker, now: dt.datetime) -> None:
    """Ask a run to stop at the best weeks it has found so far; one that has not begun ends at once."""
    if run.state not in UNFINISHED:
        raise Refused("This run has already ended.")
    run.cancel_asked = True
    if run.state == RunState.waiting:
        run.state, run.finished_at = RunState.cancelled, now
    audit.record(session, actor=actor, now=now, action="run.stopped", subject=run)


def note_progress(session: Session, run: Run, *, phase: str, value: int | None, bound: float | None) -> None:
    """Where a running run is. A record of its own, not an act: nothing goes into the audit trail."""
    run.phase, run.value_so_far, run.bound_so_far = phase, value, bound
    session.info["recorded"] = True


def begin(session: Session, run: Run, *, actor: Asker, now: dt.datetime) -> bool:
    """Mark a run as running; False if it was stopped before it began."""
    if run.state not in UNFINISHED:
        return False
    run.state, run.started_at, run.phase = RunState.running, now, "reading"
    audit.record(session, actor=actor, now=now, action="run.begun", subject=run)
    return True


def fail(session: Session, run: Run, *, words: str, actor: audit.Doer, now: dt.datetime) -> None:
    """End a run that could not be done; the words say why, and what to mend."""
    run.state, run.finished_at, run.failure = RunState.failed, now, words[:500]
    audit.record(session, actor=actor, now=now, action="run.failed", subject=run)


def finish(
    session: Session, run: Run, *, result: dict[str, Any], cancelled: bool, actor: Asker, now: dt.datetime
) -> None:
    """End a run with its figures."""
    run.result, run.finished_at, run.phase = result, now, ""
    run.state = RunState.cancelled if cancelled else RunState.done
    run.value_so_far, run.bound_so_far = result["value"], result["bound"]
    audit.record(session, actor=actor, now=now, action="run.finished", subject=run)
