"""Handing over: what a safeguarding lead passes to somebody by name, who takes it over, does it, or gives it back.

Whatever is with nobody is open in the lead's queue: giving back and taking back open it again, due when it first was.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.accounts.models import Authority, User
from pfa.aspirations import queries
from pfa.aspirations.models import HandOver, HandOverEnd, Reading, ReadingKind
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.web.forms import check_version


def fit_to_take(
    session: Session, reading: Reading, to: User | None, note: str, *, actor: Actor, today: dt.date
) -> User:
    """Whom something is passed to. Raises Refused if they are not somebody else who may read it, or nothing is said."""
    if to is None:
        raise Refused("Choose the person you pass this to.", "passed_to")
    if to.id == actor.user_id:
        raise Refused("You cannot pass this to yourself.", "passed_to")
    if to.id not in {user.id for user in queries.may_take(session, reading.young_person, today)}:
        raise Refused("That person may not read answers. Choose somebody else.", "passed_to")
    if not note:
        raise Refused("Write what you told them when you passed it on.", "note")
    return to


def hand_over(session: Session, reading: Reading, to: User, note: str, *, actor: Actor, now: dt.datetime) -> HandOver:
    """Hand something that is being closed to somebody; closing it is what is recorded."""
    row = HandOver(
        authority_id=reading.authority_id,
        reading_id=reading.id,
        by_id=actor.user_id,
        to_id=to.id,
        note=note,
        handed_at=now,
        due_at=_due_at(session, reading, now),
    )
    session.add(row)
    return row


def take_over(session: Session, row: HandOver, *, actor: Actor, now: dt.datetime) -> None:
    """Say "I have it": only the person to whom it was passed can, and while it is with them."""
    _refuse_others(row, actor)
    if row.taken_at is None:
        row.taken_at = now
        audit.record(session, actor=actor, now=now, action="reading.taken-over", subject=row)


def finish(session: Session, row: HandOver, note: str, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Say what came of it. Whoever says so has it, also if they never said that before."""
    _refuse_others(row, actor)
    check_version(row, seen)
    if not note:
        raise Refused("Write what you did.", "note")
    row.taken_at = row.taken_at or now
    _end(row, HandOverEnd.done, note, actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="reading.done", subject=row)


def give_back(session: Session, row: HandOver, note: str, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Say "I cannot do this", before or after taking it over: it is open in the lead's queue again."""
    _refuse_others(row, actor)
    check_version(row, seen)
    if not note:
        raise Refused("Write why you cannot do it, so that the safeguarding lead knows.", "note")
    _end(row, HandOverEnd.given_back, note, actor=actor, now=now)
    _open_again(row.reading)
    audit.record(session, actor=actor, now=now, action="reading.given-back", subject=row)


def take_back(session: Session, reading: Reading, *, seen: int, actor: Actor, now: dt.datetime, today: dt.date) -> None:
    """Take something back that was passed on: it is open in the lead's queue again. Raises Changed or Refused."""
    check_version(reading, seen)
    take_from(session, reading, actor=actor, now=now, today=today)
    _open_again(reading)
    audit.record(session, actor=actor, now=now, action="reading.taken-back", subject=reading)


def take_from(session: Session, reading: Reading, *, actor: Actor, now: dt.datetime, today: dt.date) -> None:
    """End a hand-over that waits. Raises Refused where there is none, or somebody has taken it over and can act."""
    found = queries.with_whom(session, reading, today)
    if found is None:
        raise Refused("This is closed already.")
    if not found.waits and found.hand_over is not None:
        raise Refused(f"{found.hand_over.to.name} has taken this over. They can give it back to you.")
    if found.hand_over is not None:
        _end(found.hand_over, HandOverEnd.taken_back, "", actor=actor, now=now)
        session.flush()  # at most one runs: it ends before the next one begins


def _refuse_others(row: HandOver, actor: Actor) -> None:
    if row.to_id != actor.user_id:
        raise Refused("This was passed to somebody else.")
    if row.ended_at is not None:
        raise Refused("This is not with you any more.")


def _end(row: HandOver, why: HandOverEnd, note: str, *, actor: Actor, now: dt.datetime) -> None:
    row.ended_at, row.why_ended, row.end_note, row.ended_by_id = now, why, note, actor.user_id


def _open_again(reading: Reading) -> None:
    """Nobody has it: it is due when it was from the beginning, so that passing it round gains no time."""
    reading.closed_at = reading.outcome = reading.passed_to_id = None
    reading.note = ""


def _due_at(session: Session, reading: Reading, now: dt.datetime) -> dt.datetime:
    """By when it is to be taken over.

    Somebody who asked to talk was promised a time, which passing it on does not move. Words were read in time by the
    lead; they wait for the next reader as long as for the first.
    """
    if reading.kind is ReadingKind.talk:
        return max(reading.due_at, now)
    return now + dt.timedelta(hours=session.get_one(Authority, reading.authority_id).reading_hours)
