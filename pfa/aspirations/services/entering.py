"""Answers given elsewhere than on a screen of their own, typed in by staff and marked so: how, and by whose word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.models import WAY_NAMES, PaperEntry, Reading, Response, Round, Way
from pfa.aspirations.questions import AnswerValue
from pfa.aspirations.services import answering
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson

ENTERED = (Way.paper, Way.annual_review, Way.group, Way.advocate, Way.observed)
NOTE_AT_MOST = 200  # characters
WHO_SAYS = frozenset({Way.advocate, Way.observed})  # somebody spoke for them: who, and from what they know it


@dataclass(frozen=True, slots=True)
class Given:
    """How answers were given, and for those that somebody else put into words: who did, and what they saw.

    `entry`: the paper they stand on, typed in twice. `filed` are readings of its words, by question: they are in the
    safeguarding lead's queue since the first typing.
    """

    way: Way = Way.paper
    note: str = ""
    entry: PaperEntry | None = None
    filed: Mapping[str, Reading] = field(default_factory=dict)


def enter_answers(
    session: Session,
    person: YoungPerson,
    asked: Round,
    values: Mapping[str, AnswerValue],
    given: Given,
    *,
    key: str,
    actor: Actor,
    now: dt.datetime,
) -> Response:
    """Save what was answered elsewhere, also after the window. Questions left empty are not touched.

    What they answered on screen before is kept, and so is the way it was given; what is entered is newer and counts,
    whatever its way, which is noted beside the first. Raises Refused if nothing is entered, a text is too long, or
    nobody says who spoke for them.
    """
    if not any(value != AnswerValue() for value in values.values()):
        raise Refused("Enter at least one answer.")
    if given.way in WHO_SAYS and not given.note:
        raise Refused("Say who put their views into words, and what they heard or saw.", "way_note")
    answering.lock(session, person)
    response = queries.response_in(session, person, asked.id)
    if response is None:
        response = Response(
            authority_id=person.authority_id,
            round_id=asked.id,
            young_person_id=person.id,
            set_version=given.entry.set_version if given.entry else queries.newest_set(session, person.authority_id),
            year_group=queries.year_group_in(session, person, asked.academic_year),
            way=given.way,
            way_note=given.note,
            entered_by_id=actor.user_id,
            started_at=now,
        )
        session.add(response)
    else:
        response.way_note = "; ".join(filter(None, [response.way_note, _later(given)]))[-NOTE_AT_MOST:]
    audit.record(session, actor=actor, now=now, action="answers.entered", subject=response, fields=["way"])
    for question in queries.list_of(session, given.entry or response).questions:
        value = values.get(question.key, AnswerValue())
        if value != AnswerValue():
            answering.answer(
                session,
                response,
                question,
                value,
                key=f"{key}.{question.key}",
                actor=actor,
                now=now,
                entered_by_id=actor.user_id,
                filed=given.filed.get(question.key),
            )
    answering.send(session, response, actor=actor, now=now)
    return response


def _later(given: Given) -> str:
    return f"later {WAY_NAMES[given.way].lower()}" + (f": {given.note}" if given.note else "")
