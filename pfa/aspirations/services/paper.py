"""Answers given on paper, typed in by staff and marked so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.models import Response, Round, Way
from pfa.aspirations.questions import AnswerValue
from pfa.aspirations.services import answering
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson


def enter_paper(
    session: Session,
    person: YoungPerson,
    asked: Round,
    values: Mapping[str, AnswerValue],
    *,
    key: str,
    actor: Actor,
    now: dt.datetime,
) -> Response:
    """Save what stands on a paper, also after the window. Questions left empty are not touched.

    What they answered on screen before is kept; what the paper says is newer and counts. Raises Refused if the paper
    says nothing at all, or a text is too long.
    """
    if not any(value != AnswerValue() for value in values.values()):
        raise Refused("Enter at least one answer.")
    answering.lock(session, person)
    response = queries.response_in(session, person, asked.id)
    if response is None:
        response = Response(
            authority_id=person.authority_id,
            round_id=asked.id,
            young_person_id=person.id,
            set_version=queries.newest_set(session, person.authority_id),
            year_group=queries.year_group_in(session, person, asked.academic_year),
            way=Way.paper,
            entered_by_id=actor.user_id,
            started_at=now,
        )
        session.add(response)
        audit.record(session, actor=actor, now=now, action="paper.entered", subject=response, fields=[])
    for question in queries.list_of(session, response).questions:
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
            )
    answering.send(session, response, actor=actor, now=now)
    return response
