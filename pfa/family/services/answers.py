"""What parents say, by themselves or on paper, and the conversations about differences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations.models import Round
from pfa.aspirations.services.readings import Beside, file_words
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.family import queries
from pfa.family.models import FamilyTalk, ParentAnswer, ParentLink, ParentResponse, ParentWay
from pfa.family.questions import BY_KEY, SHARED, TEXT_AT_MOST, VERSION, ParentQuestion
from pfa.people.models import YoungPerson

PAGE, ON_PAPER = "family.ask", "family.paper"
TOO_LONG = "That is too long. Please use fewer words."


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to one question."""

    choices: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class TalkValues:
    """A conversation: about which of the shared questions, what came of it, and when."""

    topics: tuple[str, ...]
    note: str
    talked_on: dt.date


def begin(
    session: Session, link: ParentLink, asked: Round, way: ParentWay, *, actor: Actor, now: dt.datetime
) -> ParentResponse:
    """A parent's answers in a round: begun now, or those that were begun."""
    session.execute(sa.select(ParentLink.id).where(ParentLink.id == link.id).with_for_update())
    found = queries.response_of(session, link, asked)
    if found is not None:
        return found
    row = ParentResponse(
        authority_id=link.authority_id,
        round_id=asked.id,
        link_id=link.id,
        young_person_id=link.young_person_id,
        way=way,
        started_at=now,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="family.began", subject=row)
    return row


def answer(
    session: Session, response: ParentResponse, question: ParentQuestion, said: Said, *, actor: Actor, now: dt.datetime
) -> None:
    """Keep a parent's own answer; words enter the safeguarding lead's queue. The same again adds nothing."""
    if _keep(session, response, question, said, page=PAGE, by_staff=False, actor=actor, now=now):
        audit.record(session, actor=actor, now=now, action="family.answered", subject=response, fields=[question.key])


def send(session: Session, response: ParentResponse, *, shows: bool, actor: Actor, now: dt.datetime) -> None:
    """Send it, and say whether the young person may read it. Both can be done again."""
    if response.shows_young_person is not shows:
        response.shows_young_person = shows
        audit.record(session, actor=actor, now=now, action="family.shows", subject=response)
    if response.sent_at is None:
        response.sent_at = now
        audit.record(session, actor=actor, now=now, action="family.sent", subject=response)


def enter(
    session: Session,
    link: ParentLink,
    asked: Round,
    said: Mapping[str, Said],
    *,
    shows: bool = False,
    actor: Actor,
    now: dt.datetime,
) -> ParentResponse:
    """Type in what a parent said on paper or in a talk: it counts as sent. What is left empty changes nothing.

    `shows`: they ticked that the young person may read it.
    """
    if not any(one.choices or one.text.strip() for one in said.values()):
        raise Refused("Enter at least one answer.")
    response = begin(session, link, asked, ParentWay.paper, actor=actor, now=now)
    for key, one in said.items():
        if one.choices or one.text.strip():
            _keep(session, response, BY_KEY[key], one, page=ON_PAPER, by_staff=True, actor=actor, now=now)
    response.sent_at = response.sent_at or now
    response.shows_young_person = response.shows_young_person or shows
    audit.record(session, actor=actor, now=now, action="family.entered", subject=response, fields=sorted(said))
    return response


def note_talk(
    session: Session, person: YoungPerson, asked: Round, talk: TalkValues, *, actor: Actor, now: dt.datetime
) -> FamilyTalk:
    """Record that somebody talked about where the two views differ. Raises Refused."""
    if talk.talked_on > now.date():
        raise Refused("This day has not come yet.", "talked_on")
    row = FamilyTalk(
        authority_id=person.authority_id,
        young_person_id=person.id,
        round_id=asked.id,
        topics=[key for key in SHARED if key in talk.topics],
        note=talk.note,
        talked_on=talk.talked_on,
        made_at=now,
        made_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="family.talked", subject=row)
    return row


def _keep(
    session: Session,
    response: ParentResponse,
    question: ParentQuestion,
    said: Said,
    *,
    page: str,
    by_staff: bool,
    actor: Actor,
    now: dt.datetime,
) -> bool:
    """Add an answer unless it says what the newest says. Was one added?"""
    choices, text = list(question.cleaned(said.choices)), said.text.strip() if question.takes_text else ""
    if len(text) > TEXT_AT_MOST:
        raise Refused(TOO_LONG, "text")
    last = queries.answers_of(session, [response.id]).get(response.id, {}).get(question.key)
    if last is not None and (last.choices, last.text) == (choices, text):
        return False
    reading_id = None
    if text:
        link = response.link
        said_by = f"{link.name} ({link.relationship_words})" if link.relationship_words else link.name
        words = f"{question.staff}: {text}"
        person, beside = response.young_person, Beside(said_by=said_by)
        reading_id = file_words(session, person, words=words, page=page, actor=actor, now=now, beside=beside).id
    session.add(
        ParentAnswer(
            authority_id=response.authority_id,
            response_id=response.id,
            question=question.key,
            question_version=VERSION,
            choices=choices,
            text=text,
            answered_at=now,
            entered_by_id=actor.user_id if by_staff else None,
            reading_id=reading_id,
        )
    )
    session.flush()
    return True
