"""The safeguarding lead's queue: filed by every free text and every wish to talk, closed only by a reader.

Due times count every hour, also at night, at weekends and in holidays: an authority sets hours that it can keep.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.accounts.models import Authority, User
from pfa.aspirations import queries
from pfa.aspirations.models import Answer, Reading, ReadingKind, ReadingOutcome, Response
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson
from pfa.web.forms import check_version

NOTE_AT_MOST = 1000  # characters
OF_TALK = frozenset({ReadingOutcome.talked, ReadingOutcome.passed_on, ReadingOutcome.referred})


@dataclass(frozen=True, slots=True)
class Closing:
    """How somebody closes what they read: with what outcome, in what words, and to whom it was passed."""

    outcome: ReadingOutcome
    note: str = ""
    passed_to: User | None = None


def file_text(session: Session, response: Response, row: Answer, *, form: str, now: dt.datetime) -> Reading:
    """Put free text into the queue. Words of a form that is still being written follow its first ones, as one item.

    The item then shows the newest words and keeps the first due time; the older words stay readable beside them.
    """
    same_form = (
        sa.select(Reading)
        .join(Answer, Answer.id == Reading.answer_id)
        .where(
            Reading.closed_at.is_(None),
            Answer.response_id == response.id,
            Answer.question == row.question,
            sa.or_(Answer.submission_key == form, Answer.submission_key.startswith(f"{form}.", autoescape=True)),
        )
    )
    found = session.scalars(same_form).first()
    if found is not None:
        found.answer_id = row.id
        return found
    hours = session.get_one(Authority, response.authority_id).reading_hours
    return _file(session, ReadingKind.free_text, response.young_person, now=now, hours=hours, answer=row)


def follow_text(session: Session, last: Answer, row: Answer) -> None:
    """The same words stand in a newer answer, with other ticks: what the lead reads, or has read, is about that one."""
    for found in session.scalars(sa.select(Reading).where(Reading.answer_id == last.id).order_by(Reading.id)):
        found.answer_id = row.id


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside words that are filed: who said them, if not the young person; a picture or sound, and where.

    `shows` is "picture" or "sound"; `shown_at` the path of a page of ours that gives it to whoever may read the words.
    """

    said_by: str = ""
    shows: str = ""
    shown_at: str = ""


ALONE = Beside()


def file_words(
    session: Session,
    person: YoungPerson,
    *,
    words: str,
    page: str,
    actor: Actor,
    now: dt.datetime,
    beside: Beside = ALONE,
) -> Reading:
    """Put free text that was written outside a survey into the queue: each time an item of its own."""
    hours = session.get_one(Authority, person.authority_id).reading_hours
    row = _file(session, ReadingKind.free_text, person, now=now, hours=hours, page=page[:80])
    row.words, row.said_by, row.shows, row.shown_at = words, beside.said_by[:160], beside.shows, beside.shown_at
    audit.record(session, actor=actor, now=now, action="words.filed", subject=row, fields=[])
    return row


def ask_to_talk(session: Session, person: YoungPerson, *, page: str, actor: Actor, now: dt.datetime) -> Reading:
    """ "I need to talk to someone": file it once; asking again while somebody is on their way adds nothing."""
    session.execute(sa.select(YoungPerson.id).where(YoungPerson.id == person.id).with_for_update())
    found = queries.open_talk(session, person, now)
    if found is not None:
        return found
    hours = session.get_one(Authority, person.authority_id).talk_hours
    row = _file(session, ReadingKind.talk, person, now=now, hours=hours, page=page[:80])
    audit.record(session, actor=actor, now=now, action="talk.asked", subject=row, fields=[])
    return row


def close(
    session: Session, reading: Reading, closing: Closing, *, seen: int, actor: Actor, now: dt.datetime, today: dt.date
) -> None:
    """Close what was read. Raises Changed if newer words came in since it was opened, Refused if a rule says no.

    A wish to talk is closed by talking, never by reading alone. What is passed on needs a note and a name, and stays
    on the lead's page until the person named has taken it over.
    """
    check_version(reading, seen)
    if reading.closed_at is not None:
        raise Refused("This is closed already.")
    if reading.kind is ReadingKind.talk and closing.outcome not in OF_TALK:
        raise Refused("They asked to talk. Talk with them, pass it on or refer it before you close it.", "outcome")
    if closing.outcome is ReadingOutcome.passed_on:
        _check_passing(session, reading, closing, actor=actor, today=today)
    reading.outcome, reading.note = closing.outcome, closing.note
    reading.passed_to_id = closing.passed_to.id if closing.passed_to else None
    reading.read_at = reading.closed_at = now
    reading.read_by_id = actor.user_id
    audit.record(session, actor=actor, now=now, action="reading.closed", subject=reading)


def take_over(session: Session, reading: Reading, *, actor: Actor, now: dt.datetime) -> None:
    """Say "I have it": only the person to whom it was passed can."""
    if reading.passed_to_id != actor.user_id:
        raise Refused("This was passed to somebody else.")
    if reading.taken_at is None:
        reading.taken_at = now
        audit.record(session, actor=actor, now=now, action="reading.taken-over", subject=reading)


def _check_passing(session: Session, reading: Reading, closing: Closing, *, actor: Actor, today: dt.date) -> None:
    if closing.passed_to is None:
        raise Refused("Choose the person you pass this to.", "passed_to")
    if closing.passed_to.id == actor.user_id:
        raise Refused("You cannot pass this to yourself.", "passed_to")
    able = {user.id for user in queries.may_take(session, reading.young_person, today)}
    if closing.passed_to.id not in able:
        raise Refused("That person may not read answers. Choose somebody else.", "passed_to")
    if not closing.note:
        raise Refused("Write what you told them when you passed it on.", "note")


def _file(
    session: Session,
    kind: ReadingKind,
    person: YoungPerson,
    *,
    now: dt.datetime,
    hours: int,
    answer: Answer | None = None,
    page: str = "",
) -> Reading:
    row = Reading(
        authority_id=person.authority_id,
        kind=kind,
        young_person_id=person.id,
        answer_id=answer.id if answer else None,
        page=page,
        asked_at=now,
        due_at=now + dt.timedelta(hours=hours),
    )
    session.add(row)
    return row
