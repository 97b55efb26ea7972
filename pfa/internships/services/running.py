"""The life of a placement: signed, begun, ended, and going on after all."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.internships.models import EndReason, Placement, PlacementState, Signature, Signer
from pfa.web.forms import check_version


def sign(
    session: Session,
    placement: Placement,
    party: Signer,
    *,
    name: str,
    signed_on: dt.date,
    today: dt.date,
    actor: Doer,
    now: dt.datetime,
) -> None:
    """Note who signed the agreement for one party. A correction replaces what was noted. Raises Refused."""
    if signed_on > today:
        raise Refused("Nobody has signed on a day that has not come.", "signed_on")
    session.execute(sa.select(Placement.id).where(Placement.id == placement.id).with_for_update())
    of_party = sa.select(Signature).where(Signature.placement_id == placement.id, Signature.party == party)
    row = session.scalars(of_party).first()
    if row is None:
        row = Signature(authority_id=placement.authority_id, placement_id=placement.id, party=party)
        session.add(row)
    row.name, row.signed_on, row.recorded_by_id = name.strip(), signed_on, actor.user_id
    audit.record(
        session, actor=actor, now=now, action="placement.signed", subject=placement, fields=[f"signature {party.value}"]
    )
    session.expire(placement, ["signatures"])


def begin(session: Session, placement: Placement, *, seen: int, today: dt.date, actor: Doer, now: dt.datetime) -> None:
    """Say that a placement has begun. Raises Refused before its first day, or where it has begun already."""
    check_version(placement, seen)
    if placement.state is not PlacementState.planned:
        raise Refused("Only a planned placement can begin.")
    if today < placement.starts_on:
        raise Refused("Its first day has not come. Change the dates if it begins earlier.")
    placement.state = PlacementState.running
    audit.record(session, actor=actor, now=now, action="placement.begun", subject=placement)


def end(
    session: Session,
    placement: Placement,
    *,
    ended_on: dt.date,
    reason: EndReason,
    words: str,
    seen: int,
    today: dt.date,
    actor: Doer,
    now: dt.datetime,
) -> None:
    """End a placement, with the reason. One that never began can be ended too.

    Raises Refused for a day that has not come, or an "other" reason without words.
    """
    check_version(placement, seen)
    if placement.state is PlacementState.ended:
        raise Refused("This placement has ended already.")
    if ended_on > today:
        raise Refused("The last day must not be in the future. End it when the day has come.", "ended_on")
    if reason is EndReason.other and not words.strip():
        raise Refused("Say what the reason was.", "words")
    placement.state, placement.ended_on = PlacementState.ended, ended_on
    placement.end_reason, placement.end_words = reason, words.strip()[:600]
    audit.record(session, actor=actor, now=now, action="placement.ended", subject=placement)


def go_on(session: Session, placement: Placement, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Take an end back: the placement goes on. The audit trail keeps that it was ended."""
    check_version(placement, seen)
    if placement.state is not PlacementState.ended:
        raise Refused("This placement has not ended.")
    placement.state, placement.ended_on = PlacementState.running, None
    placement.end_reason, placement.end_words = None, ""
    audit.record(session, actor=actor, now=now, action="placement.went-on", subject=placement)
