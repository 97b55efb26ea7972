"""Answers given elsewhere than on a screen of their own, typed in by staff and marked so: how, and by whose word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.models import Answer, PaperEntry, Reading, Response, Round, Way
from pfa.aspirations.questions import AnswerValue
from pfa.aspirations.services import answering
from pfa.aspirations.services.ways import Elsewhere
from pfa.audit import services as audit
from pfa.calendar.clock import ENGLAND
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson

ENTERED = (Way.paper, Way.annual_review, Way.group, Way.advocate, Way.observed)
BEFORE_AT_MOST = dt.timedelta(weeks=26)  # views of a review in the half year before a round are typed in with it
WHO_SAYS = frozenset({Way.advocate, Way.observed})  # somebody spoke for them: who, and from what they know it


@dataclass(frozen=True, slots=True)
class Given:
    """How answers were given, on which day in England, and if somebody else put them into words: who, from what.

    `entry`: the paper they stand on, typed in twice. `filed` are readings of its words, by question: they are in the
    safeguarding lead's queue since the first typing.
    """

    on: dt.date
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
) -> Sequence[Answer]:
    """Save what was answered elsewhere, also after the window. Questions left empty are not touched.

    What they answered before is kept, and so is what they answered to the same questions later: that counts, whenever
    this is typed in, and is given back for whoever types to be told. Raises Refused if nothing is entered, a text is
    too long, the day cannot be, or nobody says who spoke for them.
    """
    said = {name: value for name, value in values.items() if value != AnswerValue()}
    if not said:
        raise Refused("Enter at least one answer.")
    refuse_day(asked, given.on, now=now)
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
            entered_by_id=actor.user_id,
            started_at=now,
        )
        session.add(response)
    audit.record(session, actor=actor, now=now, action="answers.entered", subject=response, fields=[])
    session.flush()
    _let_skips_follow(session, response, given.on)
    later = queries.answered_later(session, person, said, given.on)
    outdone = {row.question for row in later}
    for question in queries.list_of(session, given.entry or response).questions:
        if question.key in said:
            filed, counts = given.filed.get(question.key), question.key not in outdone
            how = Elsewhere(given.way, given.note, given.on, counts=counts, filed=filed)
            answering.answer(
                session,
                response,
                question,
                said[question.key],
                key=f"{key}.{question.key}",
                actor=actor,
                now=now,
                elsewhere=how,
            )
    answering.send(session, response, actor=actor, now=now)
    return later


def refuse_day(asked: Round, day: dt.date, *, now: dt.datetime) -> None:
    """Raise Refused for a day on which nobody can have answered this round."""
    if day > now.astimezone(ENGLAND).date():
        raise Refused("That day has not come yet.", "given_on")
    if day < asked.opens_on - BEFORE_AT_MOST:
        raise Refused("That is more than half a year before this round opened. Look at the year.", "given_on")


def _let_skips_follow(session: Session, response: Response, day: dt.date) -> None:
    """Where they only ever went past a question, and later than `day`, what they said on that day is not taken back.

    On screen a question that has an answer can be gone past as well: the answer stays. So it is here.
    """
    rows = session.scalars(sa.select(Answer).where(Answer.response_id == response.id)).all()
    answered = {row.question for row in rows if not row.skipped}
    for row in rows:
        if row.question not in answered and row.given_on > day:
            row.given_on = day
    session.flush()
