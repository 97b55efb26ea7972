"""What parents said, what they may see, and the two side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import RELEASES, Answer, Response, Round
from pfa.calendar.clock import ENGLAND
from pfa.family.differences import Fit, fit, is_to_talk_about
from pfa.family.models import FamilyTalk, ParentAnswer, ParentLink, ParentResponse
from pfa.family.queries.links import sight_of
from pfa.family.questions import BY_KEY, SHARED
from pfa.family.sight import Facts, open_questions, seen_from, sees
from pfa.people.models import YoungPerson
from pfa.people.queries import visible
from pfa.web.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class Beside:
    """One question as both answered it. The choices are keys; the words of each are those of who said them."""

    question: str
    answer: Answer
    parent: ParentAnswer
    fit: Fit

    @property
    def is_to_talk_about(self) -> bool:
        return is_to_talk_about(self.fit)


@dataclass(frozen=True, slots=True)
class Pair:
    """One young person and one parent in one round, where both answered about the same thing."""

    response: ParentResponse
    rows: tuple[Beside, ...]
    talked_on: dt.date | None

    @property
    def topics(self) -> list[str]:
        """What there is to talk about, in words."""
        return [BY_KEY[row.question].staff for row in self.rows if row.is_to_talk_about]


def asked_round(session: Session, person: YoungPerson, today: dt.date) -> Round | None:
    """The round in which a parent answers today: the one that is open for the young person, else the last."""
    found = aspirations.open_round_for(session, person, today)
    return found or aspirations.last_round_for(session, person, today)


def response_of(session: Session, link: ParentLink, asked: Round) -> ParentResponse | None:
    """What a parent said in a round, if they began."""
    query = sa.select(ParentResponse).where(ParentResponse.link_id == link.id, ParentResponse.round_id == asked.id)
    return session.scalars(query).first()


def answers_of(session: Session, response_ids: Collection[int]) -> dict[int, dict[str, ParentAnswer]]:
    """The newest answer to each question of each of these: one statement."""
    rows = session.scalars(
        sa.select(ParentAnswer)
        .where(ParentAnswer.response_id.in_(response_ids))
        .options(joinedload(ParentAnswer.reading))
        .order_by(ParentAnswer.id)
    )
    found: dict[int, dict[str, ParentAnswer]] = {}
    for row in rows:
        found.setdefault(row.response_id, {})[row.question] = row
    return found


def is_held(answer: ParentAnswer) -> bool:
    """Do its words stay closed, because the safeguarding lead has not read them, or kept them back?"""
    return bool(answer.text) and (answer.reading is None or answer.reading.outcome not in RELEASES)


def responses_of(session: Session, person: YoungPerson) -> Sequence[ParentResponse]:
    """Everything that parents said of a young person, newest first."""
    query = (
        sa.select(ParentResponse)
        .where(ParentResponse.young_person_id == person.id)
        .options(joinedload(ParentResponse.link), joinedload(ParentResponse.round))
        .order_by(ParentResponse.id.desc())
    )
    return session.scalars(query).all()


def sent_answers(session: Session, person_id: int) -> dict[str, Answer]:
    """The newest answer of a young person to each question, of those they sent."""
    query = (
        sa.select(Answer)
        .join(Response, Response.id == Answer.response_id)
        .where(Response.young_person_id == person_id, Response.sent_at.is_not(None))
        .order_by(*aspirations.OLDEST_FIRST)
    )
    return {row.question: row for row in session.scalars(query)}


def seen_by_parent(session: Session, link: ParentLink, facts: Facts) -> list[Answer]:
    """What a parent's account sees of a young person's answers: ticks of open questions, never words.

    Empty in every case in which there is nothing to see, so that no case can be told from another.
    """
    if not sees(facts):
        return []
    sight, since = sight_of(session, link.young_person_id), seen_from(facts, link.made_at)
    said = sent_answers(session, link.young_person_id)
    closed = (sight.closed, sight.lead_closed) if sight else ((), ())
    shown = [said[key] for key in said if key in open_questions(said, *closed)]
    return [row for row in shown if row.choices and (since is None or _was_given_after(row, since))]


def _was_given_after(row: Answer, since: dt.datetime) -> bool:
    """Did they say so after a moment? Of what was typed in only the day is known: it has to be a later one."""
    return row.given_on > since.astimezone(ENGLAND).date() if row.is_typed_in else row.answered_at >= since


def talks(session: Session, person: YoungPerson) -> Sequence[FamilyTalk]:
    """The conversations that were noted, the latest first."""
    query = sa.select(FamilyTalk).where(FamilyTalk.young_person_id == person.id).options(joinedload(FamilyTalk.made_by))
    return session.scalars(query.order_by(FamilyTalk.talked_on.desc(), FamilyTalk.id.desc())).all()


def pairs(session: Session, responses: Sequence[ParentResponse]) -> list[Pair]:
    """Each of these beside what the young person says now, where both said something: three statements in all."""
    people = {row.young_person_id for row in responses}
    theirs = aspirations.newest_answers(session, people)
    parents = answers_of(session, [row.id for row in responses])
    talked = _talked(session, people)
    found = []
    for row in responses:
        sent = parents.get(row.id, {}) if row.sent_at is not None else {}
        rows = beside(theirs.get(row.young_person_id, {}), sent)
        found.append(Pair(row, rows, talked.get((row.young_person_id, row.round_id))))
    return found


def beside(theirs: Mapping[str, Answer], parents: Mapping[str, ParentAnswer]) -> tuple[Beside, ...]:
    """The questions that both answered, side by side."""
    rows = []
    for key in SHARED:
        if key in theirs and key in parents:
            how = fit(theirs[key].choices, parents[key].choices)
            if how is not None:
                rows.append(Beside(key, theirs[key], parents[key], how))
    return tuple(rows)


def of_round(session: Session, asker: Asker, asked: Round, *, number: int) -> Page[Pair]:
    """A page of the parents' answers that were sent in a round, by the young person's name, each beside theirs."""
    seen = visible(asker, "family:read").order_by(None).with_only_columns(YoungPerson.id)
    query = (
        sa.select(ParentResponse)
        .join(YoungPerson, YoungPerson.id == ParentResponse.young_person_id)
        .where(
            ParentResponse.round_id == asked.id,
            ParentResponse.sent_at.is_not(None),
            ParentResponse.young_person_id.in_(seen),
        )
        .options(joinedload(ParentResponse.link), joinedload(ParentResponse.young_person))
        .order_by(YoungPerson.last_name, YoungPerson.first_name, ParentResponse.id)
    )
    page: Page[ParentResponse] = page_of(session, query, number=number)
    return Page(pairs(session, page.rows), page.number, page.total, page.size)


def _talked(session: Session, people: Collection[int]) -> dict[tuple[int, int], dt.date]:
    """When somebody last talked about a round's differences, by person and round."""
    query = (
        sa.select(FamilyTalk.young_person_id, FamilyTalk.round_id, sa.func.max(FamilyTalk.talked_on))
        .where(FamilyTalk.young_person_id.in_(people))
        .group_by(FamilyTalk.young_person_id, FamilyTalk.round_id)
    )
    return {(person, asked): day for person, asked, day in session.execute(query)}
