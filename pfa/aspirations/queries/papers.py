"""Papers that are typed in twice: which wait for somebody, and in what two typings differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.aspirations.models import PaperEntry, Round
from pfa.aspirations.questions import AnswerValue, Question, cleaned
from pfa.aspirations.sets import QuestionList
from pfa.core.errors import NotFound
from pfa.people.models import YoungPerson
from pfa.people.queries import visible


@dataclass(frozen=True, slots=True)
class HalfEntered:
    """Papers of a round that do not count yet: typed in once, and typed in twice with differences to settle."""

    once: int
    to_settle: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that was typed in twice, differently."""

    question: Question
    first: AnswerValue
    second: AnswerValue


def open_paper(session: Session, person: YoungPerson, asked: Round) -> PaperEntry | None:
    """The paper of a person in a round that was typed in and does not count yet."""
    query = sa.select(PaperEntry).where(
        PaperEntry.young_person_id == person.id, PaperEntry.round_id == asked.id, PaperEntry.closed_at.is_(None)
    )
    return session.scalars(query.options(*_WHO).order_by(PaperEntry.id)).first()


def open_papers(session: Session, asker: Asker, asked: Round) -> Sequence[PaperEntry]:
    """Every paper of a round that does not count yet, of those whom the asker may see: what waits longest first."""
    return session.scalars(_open(asker, asked).options(*_WHO).order_by(PaperEntry.first_at, PaperEntry.id)).all()


def half_entered(session: Session, asker: Asker, asked: Round) -> HalfEntered:
    """How many papers of a round do not count yet: one statement."""
    twice = PaperEntry.second_at.is_not(None)
    query = _open(asker, asked).with_only_columns(sa.func.count().filter(sa.not_(twice)), sa.func.count().filter(twice))
    return HalfEntered(*session.execute(query).one())


def settled_papers(session: Session, asker: Asker, asked: Round) -> Sequence[PaperEntry]:
    """The papers of a round that are done with: counted or thrown away, the latest first."""
    query = _of_round(asker, asked).where(PaperEntry.closed_at.is_not(None)).options(*_WHO)
    return session.scalars(query.order_by(PaperEntry.closed_at.desc(), PaperEntry.id.desc()).limit(50)).all()


def paper_to_settle(session: Session, person: YoungPerson, asked: Round) -> PaperEntry:
    """The paper of a person that was typed in twice and does not count yet. Raises NotFound."""
    found = open_paper(session, person, asked)
    if found is None or found.second is None:
        raise NotFound("There is nothing to settle. Somebody may have done it already.")
    return found


def typed_values(questions: QuestionList, typed: Mapping[str, Any]) -> dict[str, AnswerValue]:
    """What was typed in, by question; questions that were left empty are not there."""
    found = {}
    for question in questions.questions:
        said = typed.get(question.key)
        if said:
            found[question.key] = AnswerValue(cleaned(question, said["choices"]), said["text"])
    return found


def differences(questions: QuestionList, entry: PaperEntry) -> list[Difference]:
    """The questions in which two typings differ, in their order. Spaces and line breaks make no difference."""
    first, second = typed_values(questions, entry.first), typed_values(questions, entry.second or {})
    found = []
    for question in questions.questions:
        one, other = (each.get(question.key, AnswerValue()) for each in (first, second))
        if one.choices != other.choices or one.text.split() != other.text.split():
            found.append(Difference(question, one, other))
    return found


def _of_round(asker: Asker, asked: Round) -> sa.Select[PaperEntry]:
    people = visible(asker, "answer:enter").with_only_columns(YoungPerson.id).order_by(None)
    return sa.select(PaperEntry).where(PaperEntry.round_id == asked.id, PaperEntry.young_person_id.in_(people))


def _open(asker: Asker, asked: Round) -> sa.Select[PaperEntry]:
    return _of_round(asker, asked).where(PaperEntry.closed_at.is_(None))


_WHO = (joinedload(PaperEntry.young_person), joinedload(PaperEntry.first_by), joinedload(PaperEntry.second_by))
