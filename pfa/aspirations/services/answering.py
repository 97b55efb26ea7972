"""Answering: begun once, saved answer by answer, sent, and changed whenever somebody changes their mind.

Every save carries a submission key made for the form that was shown. The same key again adds nothing, nor does saying
the same again; so a double click, a replay and a dropped line are all harmless.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.comfort import Level
from pfa.aspirations.models import Answer, Response, Round
from pfa.aspirations.questions import (
    HELPER,
    NAME_AT_MOST,
    NAMES_AT_MOST,
    NOT_SURE,
    TEXT_AT_MOST,
    AnswerValue,
    Question,
    Takes,
    cleaned,
    feeling_of,
)
from pfa.aspirations.services import companions, readings
from pfa.aspirations.services.ways import HELPERS, Elsewhere, follow_helper, how_given
from pfa.aspirations.words import say
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.core.statements import once
from pfa.people.models import YoungPerson
from pfa.provision.models import Opportunity


def begin(
    session: Session, person: YoungPerson, asked: Round, *, actor: Actor, now: dt.datetime, today: dt.date
) -> Response:
    """Begin to answer a round, or go on with what was begun. Raises Refused while the round is not open."""
    lock(session, person)
    found = queries.response_in(session, person, asked.id)
    if found is not None:
        return found
    if not asked.opens_on <= today <= asked.closes_on:
        raise Refused(say("error.closed"))
    row = Response(
        authority_id=person.authority_id,
        round_id=asked.id,
        young_person_id=person.id,
        set_version=queries.newest_set(session, person.authority_id),
        year_group=queries.year_group_in(session, person, asked.academic_year),
        started_at=now,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="answers.begun", subject=row, fields=[])
    return row


def answer(
    session: Session,
    response: Response,
    question: Question,
    value: AnswerValue,
    *,
    key: str,
    actor: Actor,
    now: dt.datetime,
    level: Level = Level.plain,
    elsewhere: Elsewhere | None = None,
) -> Answer | None:
    """Save one answer beside the older ones; None if it was saved before or says nothing new.

    `level` is the reading level at which the question was shown. `key` is the shown form's own, or `FORM.N` for what
    the form saved by itself before it was sent. `elsewhere`: it was not given on a screen of theirs, and `actor` types
    it in. Free text is put into the safeguarding lead's queue. Raises Refused if the text is too long; nothing is cut.
    """
    value = AnswerValue(_offered(session, question, value.choices), _words(question, value.text))
    if len(value.text) > TEXT_AT_MOST:
        raise Refused(say("error.too-long"), field="text")
    rows = lock_answers(session, response)
    key = f"{response.id}:{key}"[:64]
    if _is_known(rows, key):
        return None
    last = _newest(rows, question)
    if last is not None and _says(last) == value and (elsewhere is None or elsewhere.is_how(last)):
        return None
    helper = response.helper
    if question.key == HELPER and elsewhere is None:
        response.helper = value.choices[0] if value.choices and value.choices[0] in HELPERS else ""
    how = how_given(response, elsewhere, actor=actor, now=now)
    row = Answer(
        authority_id=response.authority_id,
        response_id=response.id,
        question=question.key,
        question_version=question.version,
        level=level,
        choices=list(value.choices),
        text=value.text,
        skipped=value == AnswerValue(),
        way=how.way,
        way_note=how.note,
        given_on=how.on,
        answered_at=now,
        entered_by_id=actor.user_id if elsewhere else actor.helped_by,
        submission_key=key,
    )
    session.add(row)
    session.flush()
    rows.append(row)
    if response.helper != helper:
        follow_helper(session, response, row)
    if question.takes is Takes.names and how.counts:
        companions.follow_names(session, response, row, now=now)
    if response.sent_at is not None and how.counts and value != _says(last):
        response.changed_at = now
    audit.record(session, actor=actor, now=now, action="answer.given", subject=response, fields=[question.key])
    if how.filed is not None:
        how.filed.answer_id = row.id
    elif value.text and (value.text != _says(last).text or not how.counts):
        readings.file_text(session, response, row, form=key.partition(".")[0], now=now)
    elif value.text and last is not None:
        readings.follow_text(session, last, row)
    return row


def skip(
    session: Session, response: Response, question: Question, *, key: str, actor: Actor, now: dt.datetime
) -> Answer | None:
    """Go past a question. What was answered before stays as it is; None if there is something."""
    if _newest(lock_answers(session, response), question) is not None:
        return None
    return answer(session, response, question, AnswerValue(), key=key, actor=actor, now=now)


def send(session: Session, response: Response, *, actor: Actor, now: dt.datetime) -> None:
    """Say "I am done". Done once; later changes count at once and need no sending."""
    lock_answers(session, response)
    if response.sent_at is None:
        response.sent_at = now
        audit.record(session, actor=actor, now=now, action="answers.sent", subject=response)


def note_change(session: Session, response: Response, *, actor: Actor, now: dt.datetime) -> None:
    """Say that a change of mind was seen; the person leaves the list of those who changed."""
    if response.has_unseen_change:
        response.change_seen_at, response.change_seen_by_id = now, actor.user_id
        audit.record(session, actor=actor, now=now, action="change.noted", subject=response)


def lock(session: Session, person: YoungPerson) -> None:
    """Let one save of a person's answers follow the other, whatever two tabs or two devices do at once."""
    session.execute(_to_lock(), {"person_id": person.id})


def lock_answers(session: Session, response: Response) -> list[Answer]:
    """Lock as `lock` does, and see what another tab has done meanwhile: every answer of theirs here, the oldest first.

    Done once in a transaction: what was read then stands until it ends, and `answer` puts its own beside it.
    """
    held = session.info.get("answers_locked")
    if held is not None and held[:2] == (session.get_transaction(), response.id):
        locked: list[Answer] = held[2]
        return locked
    lock(session, response.young_person)
    session.refresh(response, ["sent_at", "helper", "version"])
    rows = list(queries.every_answer(session, response))
    session.info["answers_locked"] = (session.get_transaction(), response.id, rows)
    return rows


@once
def _to_lock() -> sa.Select[Any]:
    return sa.select(YoungPerson.id).where(YoungPerson.id == sa.bindparam("person_id")).with_for_update()


def _offered(session: Session, question: Question, choices: Sequence[str]) -> tuple[str, ...]:
    """The choices that there are; of named places those that the authority has, open or closed since."""
    said = cleaned(question, choices)
    if question.takes is not Takes.felt or question.choices or not said or said == (NOT_SURE,):
        return said
    codes = {choice: uuid.UUID(feeling_of(choice)[1]) for choice in said}
    known = set(session.scalars(sa.select(Opportunity.public_id).where(Opportunity.public_id.in_(codes.values()))))
    return tuple(choice for choice in said if codes[choice] in known)


def _words(question: Question, text: str) -> str:
    """Words as they are kept; of names, as many as there may be, each on a line of its own."""
    if not question.has_text or question.takes is not Takes.names:
        return tidy(text) if question.has_text else ""
    names = [" ".join(line.split()) for line in tidy(text).splitlines()]
    if any(len(name) > NAME_AT_MOST for name in names):
        raise Refused(say("error.too-long"), field="text")
    return "\n".join(list(dict.fromkeys(filter(None, names)))[:NAMES_AT_MOST])


def _newest(rows: Iterable[Answer], question: Question) -> Answer | None:
    theirs = (row for row in rows if row.question == question.key)
    return max(theirs, key=lambda row: (row.given_on, row.id), default=None)


def _is_known(rows: Iterable[Answer], key: str) -> bool:
    """Was this save made before, or did it come in late: after a later save of the same form?"""
    form, _, number = key.partition(".")
    known = (str(row.submission_key).partition(".") for row in rows)
    saved = {said for of, _, said in known if of == form}
    if not number.isdigit():
        return number in saved
    return "" in saved or any(said.isdigit() and int(said) >= int(number) for said in saved)


def _says(row: Answer | None) -> AnswerValue:
    return AnswerValue(tuple(row.choices), row.text) if row is not None else AnswerValue()


def tidy(text: str) -> str:
    """Words as they are kept: one kind of line break, and no space around them."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
