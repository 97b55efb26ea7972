"""Answers: the newest of each question, and all that were ever given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from pfa.accounts.actor import Asker
from pfa.aspirations.models import RELEASES, Answer, Reading, Response
from pfa.aspirations.queries.newest import NEWEST_FIRST, OLDEST_FIRST, newest
from pfa.aspirations.questions import Question
from pfa.aspirations.sets import QuestionList
from pfa.core.statements import once
from pfa.people.models import YoungPerson


def newest_answers(
    session: Session, person_ids: Collection[int], *, question: str | None = None, before: dt.datetime | None = None
) -> dict[int, dict[str, Answer]]:
    """The newest answer to each question, or to one, of each person, over all rounds: one statement in all.

    `before` gives what was newest of all that was kept by an earlier moment. Answers count from the moment they are
    kept, sent or not; a skip counts as having said nothing. People without answers are not in the result. For people
    the caller may already see.
    """
    which: list[sa.ColumnElement[bool]] = [Response.young_person_id.in_(person_ids)]
    if question is not None:
        which.append(Answer.question == question)
    if before is not None:
        which.append(Answer.answered_at < before)
    rows = session.execute(
        sa.select(Response.young_person_id, Answer)
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.id.in_(newest(Response.young_person_id, *which)))
        .order_by(Response.young_person_id, Answer.id)
    )
    found: dict[int, dict[str, Answer]] = {}
    for person_id, answer in rows:
        found.setdefault(person_id, {})[answer.question] = answer
    return found


def answered_later(session: Session, person: YoungPerson, questions: Collection[str], day: dt.date) -> Sequence[Answer]:
    """What a person answered to these questions after a day, in whatever round, and counts: one statement."""
    counts = newest_answers(session, [person.id]).get(person.id, {})
    return [row for key, row in counts.items() if key in questions and row.given_on > day]


def answers_of(session: Session, response: Response) -> dict[str, Answer]:
    """The newest answer to each question within one round."""
    return by_question(every_answer(session, response))


def every_answer(session: Session, response: Response) -> Sequence[Answer]:
    """Every answer within one round, the oldest first."""
    return session.scalars(_answers_of(), {"response_id": response.id}).all()


def by_question(rows: Iterable[Answer]) -> dict[str, Answer]:
    """Of answers, the oldest first, the last to each question."""
    return {row.question: row for row in rows}


@once
def _answers_of() -> sa.Select[Answer]:
    return sa.select(Answer).where(Answer.response_id == sa.bindparam("response_id")).order_by(*OLDEST_FIRST)


def history(session: Session, person: YoungPerson) -> Sequence[Answer]:
    """Every answer a person ever gave, with its round and who typed it in or helped: what was given last first."""
    query = (
        sa.select(Answer)
        .join(Response, Response.id == Answer.response_id)
        .where(Response.young_person_id == person.id)
        .options(joinedload(Answer.response).joinedload(Response.round), joinedload(Answer.entered_by))
        .order_by(*NEWEST_FIRST)
    )
    return session.scalars(query).all()


def held_texts(session: Session, asker: Asker, person: YoungPerson) -> frozenset[int]:
    """Ids of the answers whose words the asker may not read: one statement.

    The safeguarding lead reads first, because words may be about the very people who read answers. The others read
    them once the lead has closed them without handing them on; what was passed on or referred stays with the lead.
    """
    if person.authority_id in asker.authorities_for("safeguarding:read"):
        return frozenset()
    query = (
        sa.select(Answer, Reading)
        .join(Response, Response.id == Answer.response_id)
        .outerjoin(Reading, Reading.answer_id == Answer.id)
        .where(Response.young_person_id == person.id, Answer.text != "")
        .order_by(Answer.id.desc())
    )
    held: set[int] = set()
    released: dict[tuple[int, str, str, str], bool] = {}
    for answer, reading in session.execute(query):
        of, key = (answer.response_id, answer.question), (answer.submission_key or "").partition(".")[0]
        form, words = (*of, "form", key), (*of, "words", answer.text)
        if reading is not None:
            released[form] = released[words] = reading.outcome in RELEASES
        # A reading covers its answer, unfinished words of the same form before it, and the same words with other ticks.
        known = [released[cover] for cover in (form, words) if cover in released]
        released.setdefault(form, bool(known) and all(known))
        if not (known and all(known)):
            held.add(answer.id)
    return frozenset(held)


def words_of_before(session: Session, response: Response, helper_id: int | None) -> frozenset[str]:
    """Questions whose words this member of staff, who sits beside the young person, did not write down with them.

    Words may be about the very person who helps; so they are kept, and not shown while that person sits there.
    """
    if helper_id is None:
        return frozenset()
    first: dict[tuple[str, str], int | None] = {}
    last: dict[str, str] = {}
    for row in every_answer(session, response):
        first.setdefault((row.question, row.text), row.entered_by_id)
        last[row.question] = row.text
    return frozenset(key for key, text in last.items() if text and first[key, text] != helper_id)


def said_before(session: Session, response: Response, question: str) -> Answer | None:
    """What was answered to a question in an earlier round, the newest; None if nothing was."""
    named = {"person_id": response.young_person_id, "response_id": response.id, "question": question}
    return session.scalars(_said_before(), named).first()


@once
def _said_before() -> sa.Select[Answer]:
    return (
        sa.select(Answer)
        .join(Response, Response.id == Answer.response_id)
        .where(
            Response.young_person_id == sa.bindparam("person_id"),
            Response.id < sa.bindparam("response_id"),
            Answer.question == sa.bindparam("question"),
            Answer.skipped.is_(False),
        )
        .order_by(*NEWEST_FIRST)
        .limit(1)
    )


def response_in(session: Session, person: YoungPerson, round_id: int) -> Response | None:
    """A person's answers in one round, if they began."""
    found = session.scalars(_response_in(), {"person_id": person.id, "round_id": round_id}).first()
    if found is not None:
        set_committed_value(found, "young_person", person)  # known already: nobody has to look for them again
    return found


@once
def _response_in() -> sa.Select[Response]:
    theirs = Response.young_person_id == sa.bindparam("person_id")
    return sa.select(Response).where(theirs, Response.round_id == sa.bindparam("round_id"))


def responses(session: Session, person: YoungPerson) -> Sequence[Response]:
    """A person's answers in every round they began, newest first."""
    query = (
        sa.select(Response)
        .where(Response.young_person_id == person.id)
        .options(joinedload(Response.round))
        .order_by(Response.id.desc())
    )
    return session.scalars(query).all()


def next_unanswered(asked: QuestionList, answers: Mapping[str, Answer]) -> Question | None:
    """The question to go on with: the first that was neither answered nor skipped; None if there is none."""
    return next((question for question in asked.questions if question.key not in answers), None)
