"""Who is followed after leaving, when they are asked, and "stop asking"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.destinations.models import CheckIn, CheckInState, Leaver
from pfa.destinations.rules import Left
from pfa.people.models import YoungPerson
from pfa.web.forms import check_version

WEEKS = (4, 13, 26, 52)  # after leaving (domain facts 5)
WORDS_AT_LEAST = 5  # characters: "ok" does not say who asked for it


def add_leaver(
    session: Session, person: YoungPerson, left: Left, *, actor: Doer, now: dt.datetime, today: dt.date
) -> Leaver:
    """Follow somebody from the day they left: four check-ins. Who has said "stop asking" before is not asked again.

    Raises Refused for a day still to come, and where they are followed from that day already.
    """
    if left.left_on > today:
        raise Refused("They have not left yet. Follow them once they have.", "left_on")
    known = sa.select(Leaver.id).where(Leaver.young_person_id == person.id, Leaver.left_on == left.left_on)
    if session.scalars(known).first() is not None:
        raise Refused("They are followed from that day already.", "left_on")
    before = _stopped(session, person)
    row = Leaver(
        authority_id=person.authority_id,
        young_person_id=person.id,
        left_on=left.left_on,
        cohort=academic_year(left.left_on),
        pathway=left.pathway,
        opportunity_id=left.opportunity_id,
        provider_id=left.provider_id,
        employer_id=left.employer_id,
        placement_id=left.placement_id,
        stop_asked_at=before.stop_asked_at if before else None,
        stop_words=before.stop_words if before else "",
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="leaver.added", subject=row)
    state = CheckInState.stopped if before else CheckInState.due
    for weeks in WEEKS:
        due = left.left_on + dt.timedelta(weeks=weeks)
        session.add(CheckIn(authority_id=row.authority_id, leaver_id=row.id, weeks=weeks, due_on=due, state=state))
    session.flush()
    return row


def follow_all(
    session: Session,
    people: Iterable[tuple[YoungPerson, Left]],
    *,
    actor: Doer,
    now: dt.datetime,
    today: dt.date,
) -> list[Leaver]:
    """Follow several people at once. Whoever left two things on one day is followed once."""
    found, seen = [], set()
    for person, left in people:
        if (person.id, left.left_on) not in seen:
            seen.add((person.id, left.left_on))
            found.append(add_leaver(session, person, left, actor=actor, now=now, today=today))
    return found


def stop_asking(session: Session, leaver: Leaver, words: str, *, actor: Doer, now: dt.datetime) -> None:
    """ "Stop asking": from now on nobody asks them, whatever they have left and will leave."""
    for row in leavers_of(session, leaver.young_person_id):
        if row.stop_asked_at is not None:
            continue
        row.stop_asked_at, row.stop_words = now, words.strip()[:300]
        audit.record(session, actor=actor, now=now, action="leaver.stop-asked", subject=row)
        for check_in in row.check_ins:
            if check_in.state is CheckInState.due:
                check_in.state = CheckInState.stopped
    session.flush()


def ask_again(
    session: Session, leaver: Leaver, words: str, *, seen: int, actor: Doer, now: dt.datetime, today: dt.date
) -> None:
    """Ask again, because they said so themselves; `words` say how. What has passed meanwhile stays unasked.

    Raises Changed, or Refused where they never said stop, or where nobody says how they asked for it.
    """
    check_version(leaver, seen)
    if leaver.stop_asked_at is None:
        raise Refused("They have not asked us to stop.")
    if len(words.strip()) < WORDS_AT_LEAST:
        raise Refused("Write when and how they told us themselves.", "words")
    for row in leavers_of(session, leaver.young_person_id):
        row.stop_asked_at, row.stop_words = None, ""
        reason = words.strip()[:300]
        audit.record(session, actor=actor, now=now, action="leaver.ask-again", subject=row, reason=reason)
        for check_in in row.check_ins:
            if check_in.state is CheckInState.stopped and check_in.due_on >= today:
                check_in.state = CheckInState.due
    session.flush()


def leavers_of(session: Session, young_person_id: int) -> Sequence[Leaver]:
    """Everything one person has left, the oldest first; locked, so that a stop reaches all of it."""
    query = (
        sa.select(Leaver)
        .where(Leaver.young_person_id == young_person_id)
        .order_by(Leaver.left_on, Leaver.id)
        .with_for_update()
    )
    return session.scalars(query).all()


def _stopped(session: Session, person: YoungPerson) -> Leaver | None:
    return next((row for row in leavers_of(session, person.id) if row.stop_asked_at is not None), None)
