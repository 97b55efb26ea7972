"""A provider answers a line of its sheet, and what it offers that September follows the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.demand.models import DemandReply, DemandVersion, Replied, SheetLine
from pfa.demand.queries.reach import waits
from pfa.demand.services import offering
from pfa.provision.rules import PLACES_AT_MOST, Broken, Fault

BECAUSE_AT_MOST = 600  # characters


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """An answer as somebody wants it saved. None where nothing was given."""

    said: Replied | None
    places: int | None = None
    at_least: int | None = None
    because: str = ""


def reply(
    session: Session, line: SheetLine, draft: ReplyDraft, *, actor: audit.Doer, now: dt.datetime
) -> tuple[DemandReply, int]:
    """Answer a line. An earlier answer is kept and replaced; the groups of that September follow the new one.

    Returns the answer, and how many groups have changed. Raises Broken with every fault; Refused where the line is
    not, or no longer, asked about.
    """
    faults = reply_faults(draft)
    if faults or draft.said is None:
        raise Broken(faults)
    # One answer of a line at a time: the second of two colleagues replaces what the first said.
    session.scalars(sa.select(SheetLine.id).where(SheetLine.id == line.id).with_for_update()).one()
    stands = sa.select(DemandVersion.id).where(DemandVersion.id == line.demand_version_id, waits(now.date()))
    if session.scalars(stands).first() is None:
        raise Refused("This sheet takes no more answers: a newer one is published, or the September has come.")
    standing = sa.select(DemandReply).where(DemandReply.sheet_line_id == line.id, DemandReply.replaced_at.is_(None))
    for earlier in session.scalars(standing):
        earlier.replaced_at = now
    session.flush()
    row = DemandReply(
        authority_id=line.authority_id,
        sheet_line_id=line.id,
        said=draft.said,
        places=draft.places if draft.said is not Replied.cannot else None,
        at_least=draft.at_least if draft.said is Replied.if_enough else None,
        because=draft.because.strip(),
        said_at=now,
        said_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="demand.replied", subject=row)
    return row, offering.follow(session, line, row, actor=actor, now=now)


def reply_faults(draft: ReplyDraft) -> list[Fault]:
    """Everything that is wrong with an answer."""
    found = []
    if draft.said is None:
        found.append(Fault("said", "Choose what you can do"))
    if draft.said is Replied.will_run:
        found += _number("places", draft.places, "Enter how many places you will run with")
    if draft.said is Replied.if_enough:
        found += _number("at_least", draft.at_least, "Enter how many you need at least")
        if draft.places is not None:
            found += _number("places", draft.places, "")
            if draft.at_least is not None and draft.places < draft.at_least and not found:
                found.append(Fault("places", "The places cannot be fewer than the young people you need"))
    if draft.said is Replied.cannot and not draft.because.strip():
        found.append(Fault("because", "Say why, so that young people can be told"))
    if len(draft.because) > BECAUSE_AT_MOST:
        found.append(Fault("because", f"Use {BECAUSE_AT_MOST} characters or fewer"))
    return found


def _number(name: str, value: int | None, missing: str) -> list[Fault]:
    if value is None:
        return [Fault(name, missing)]
    return [] if 1 <= value <= PLACES_AT_MOST else [Fault(name, f"Enter a number from 1 to {PLACES_AT_MOST}")]
