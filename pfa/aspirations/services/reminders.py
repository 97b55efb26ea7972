"""Reminding young people of a round: noted by whoever did it. pfa sends nothing to anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.models import Reminder, ReminderWay, Round
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson

AT_ONCE = 100  # people


def note_reminders(
    session: Session,
    people: Sequence[YoungPerson],
    asked: Round,
    way: ReminderWay,
    on: dt.date,
    *,
    actor: Actor,
    now: dt.datetime,
) -> None:
    """Note that these young people were reminded on a day. Raises Refused for a day that cannot be, or too soon again.

    Who has sent their answers is not reminded, and nobody twice within the days that the round says.
    """
    if not people:
        raise Refused("Choose at least one young person.", "people")
    if len(people) > AT_ONCE:
        raise Refused(f"Choose {AT_ONCE} young people at most, then do the next ones.", "people")
    if not asked.opens_on <= on <= now.date():
        raise Refused("Choose a day from the first day of the round until today.", "reminded_on")
    refuse_too_soon(session, people, asked, on)
    for person in people:
        row = Reminder(
            authority_id=person.authority_id,
            round_id=asked.id,
            young_person_id=person.id,
            reminded_on=on,
            way=way,
            by_id=actor.user_id,
        )
        session.add(row)
        audit.record(session, actor=actor, now=now, action="reminder.noted", subject=row)


def refuse_too_soon(session: Session, people: Sequence[YoungPerson], asked: Round, on: dt.date) -> None:
    """Raise Refused if somebody has sent their answers, or was reminded lately."""
    ids = [person.id for person in people]
    sent = queries.sent_by(session, asked, ids)
    near = queries.reminded_near(session, asked, ids, on)
    for person in people:
        if person.id in sent:
            raise Refused(f"{person.name} has sent their answers. Do not remind them.", "people")
        if person.id in near:
            words = f"{person.name} was reminded on {near[person.id]:%-d %B}. This round leaves people in peace for"
            raise Refused(f"{words} {asked.reminder_days} days.", "people")
