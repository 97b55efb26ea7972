"""Putting a question, stopping it, and keeping how it ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.jobs import services as jobs
from pfa.matching.inquiring.models import Inquiry, InquiryKind
from pfa.matching.models import PolicyRecord, Run, RunState
from pfa.people.models import YoungPerson

ASK = "matching.ask"
UNFINISHED = (RunState.waiting, RunState.running)


def ask_of_run(
    session: Session,
    run: Run,
    kind: InquiryKind,
    *,
    person: YoungPerson | None = None,
    actor: Asker,
    now: dt.datetime,
) -> Inquiry:
    """Ask something of a run: for all of its people or for one. Raises Refused where it is being worked out already,
    or where the run gave no weeks to ask about."""
    if (run.result is None) is not (kind is InquiryKind.check):
        raise Refused("There is nothing to work out: this run has given no weeks.")
    mine = Inquiry(run_id=run.id, young_person_id=None if person is None else person.id, entry_year=run.entry_year)
    return _ask(session, mine, kind, run.authority_id, actor=actor, now=now)


def check_cohort(
    session: Session, entry_year: int, policy: PolicyRecord | None, *, actor: Asker, now: dt.datetime
) -> Inquiry:
    """Ask what stands in the way of a run of an entry year, by a policy."""
    mine = Inquiry(entry_year=entry_year, policy_id=None if policy is None else policy.id)
    return _ask(session, mine, InquiryKind.check, actor.authority_id, actor=actor, now=now)


def _ask(
    session: Session, row: Inquiry, kind: InquiryKind, authority_id: int, *, actor: Asker, now: dt.datetime
) -> Inquiry:
    same = sa.select(Inquiry.id).where(
        Inquiry.kind == kind,
        Inquiry.state.in_(UNFINISHED),
        Inquiry.entry_year == row.entry_year,
        Inquiry.run_id.is_not_distinct_from(row.run_id),
        Inquiry.young_person_id.is_not_distinct_from(row.young_person_id),
    )
    if session.scalars(same.limit(1)).first() is not None:
        raise Refused("This is being worked out already.")
    row.authority_id, row.kind, row.state = authority_id, kind, RunState.waiting
    row.asked_by_id, row.asked_at = actor.user_id, now
    session.add(row)
    audit.record(session, actor=actor, now=now, action="inquiry.asked", subject=row, fields=["kind"])
    session.flush()
    put_in(session, row, now=now)
    return row


def put_in(session: Session, row: Inquiry, *, now: dt.datetime) -> None:
    """The worker takes the question, or the rest of it, when what waits already is done."""
    jobs.put_in(
        session,
        kind=ASK,
        arguments={"inquiry_id": row.id},
        authority_id=row.authority_id,
        asked_by_id=row.asked_by_id,
        now=now,
    )


def stop(session: Session, row: Inquiry, *, actor: Asker, now: dt.datetime) -> None:
    """Ask for an end; what has been found stays. One that has not begun ends at once."""
    if row.state not in UNFINISHED:
        raise Refused("This has already ended.")
    row.cancel_asked = True
    if row.state is RunState.waiting:
        row.state, row.finished_at = RunState.cancelled, now
    audit.record(session, actor=actor, now=now, action="inquiry.stopped", subject=row)


def begin(session: Session, row: Inquiry, *, actor: Asker, now: dt.datetime) -> bool:
    """Take the question, or the rest of it, up; False if it was stopped."""
    if row.state not in UNFINISHED:
        return False
    if row.cancel_asked:
        finish(session, row, actor=actor, now=now)
        return False
    if row.state is RunState.waiting:
        row.state = RunState.running
        audit.record(session, actor=actor, now=now, action="inquiry.begun", subject=row)
    return True


def note_progress(session: Session, row: Inquiry, *, done: int, total: int) -> None:
    """How far it has come. A record of its own, not an act: nothing goes into the audit trail."""
    row.done, row.total = done, total
    session.info["recorded"] = True


def finish(
    session: Session, row: Inquiry, *, found: dict[str, Any] | None = None, actor: Asker, now: dt.datetime
) -> None:
    """End it with what was found; as stopped where somebody asked for that."""
    row.state = RunState.cancelled if row.cancel_asked else RunState.done
    row.finished_at = now
    if found is not None:
        row.found = found
    audit.record(session, actor=actor, now=now, action="inquiry.finished", subject=row)


def fail(session: Session, row: Inquiry, *, words: str, actor: audit.Doer, now: dt.datetime) -> None:
    """End a question that could not be answered, with why."""
    row.state, row.finished_at, row.failure = RunState.failed, now, words[:500]
    audit.record(session, actor=actor, now=now, action="inquiry.failed", subject=row)
