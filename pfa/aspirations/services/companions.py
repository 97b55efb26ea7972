"""Whom young people want to be with: kept from what they typed, matched to records by staff, told to nobody."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations.models import Answer, Companion, Response
from pfa.aspirations.questions import NAME_AT_MOST
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson


def follow_names(session: Session, response: Response, row: Answer, *, now: dt.datetime) -> None:
    """Keep the names of a new answer: a new name is a new wish, a name that is not there any more is withdrawn.

    A name that stays keeps its match, and so does one that comes back.
    """
    query = sa.select(Companion).where(Companion.young_person_id == response.young_person_id).order_by(Companion.id)
    before = {known.asked_name.casefold(): known for known in session.scalars(query)}  # the newest of each name
    named = {name.casefold(): name[:NAME_AT_MOST] for name in row.text.splitlines() if name}
    for key, known in before.items():
        if known.withdrawn_at is None and key not in named:
            known.withdrawn_at = now
    for key, name in named.items():
        old = before.get(key)
        if old is not None and old.withdrawn_at is None:
            continue
        session.add(
            Companion(
                authority_id=response.authority_id,
                young_person_id=response.young_person_id,
                asked_name=name,
                response_id=response.id,
                asked_at=now,
                other_person_id=old.other_person_id if old else None,
                matched_at=old.matched_at if old else None,
                matched_by_id=old.matched_by_id if old else None,
            )
        )


def match_companion(
    session: Session, wish: Companion, other: YoungPerson | None, *, actor: Actor, now: dt.datetime
) -> None:
    """Say whom a typed name means; None: staff looked, and found nobody. Raises Refused where it cannot be."""
    if wish.withdrawn_at is not None:
        raise Refused("They have taken this name back.")
    if other is not None and other.id == wish.young_person_id:
        raise Refused("That is the young person who asked. Choose somebody else.", "other")
    wish.other_person_id = other.id if other else None
    wish.matched_at, wish.matched_by_id = now, actor.user_id
    audit.record(session, actor=actor, now=now, action="companion.matched", subject=wish)
