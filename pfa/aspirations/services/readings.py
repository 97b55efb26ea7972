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
from pfa.aspirations.services import hand_overs
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
    on the lead's page until the person named has taken it over; until then it can be closed another way, or passed to
    somebody else.
    """
    check_version(reading, seen)
    if reading.kind is ReadingKind.talk and closing.outcome not in OF_TALK:
        raise Refused("They asked to talk. Talk with them, pass it on or refer it before you close it.", "outcome")
    to = None
    if closing.outcome is ReadingOutcome.passed_on:
        to = hand_overs.fit_to_take(session, reading, closing.passed_to, closing.note, actor=actor, today=today)
    if reading.closed_at is not None:
        hand_overs.take_from(session, reading, actor=actor, now=now, today=today)
    reading.outcome, reading.note = closing.outcome, closing.note
    reading.read_at = reading.closed_at = now
    reading.read_by_id = actor.user_id
    reading.passed_to_id = to.id if to is not None else None
    if to is not None:
        hand_overs.hand_over(session, reading, to, closing.note, actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="reading.closed", subject=reading)


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
