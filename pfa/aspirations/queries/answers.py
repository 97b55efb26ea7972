"""Answers: the newest of each question, and all that were ever given."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations.models import Answer, Response


def newest_answers(session: Session, person_ids: Collection[int]) -> dict[int, dict[str, Answer]]:
    """The newest answer to each question of each person, over all rounds: one statement, whatever the numbers.

    Answers count from the moment they are saved, sent or not; a skip counts as having said nothing. People without
    answers are not in the result. For people the caller may already see.
    """
    newest = (
        sa.select(sa.func.max(Answer.id))
        .join(Response, Response.id == Answer.response_id)
        .where(Response.young_person_id.in_(person_ids))
        .group_by(Response.young_person_id, Answer.question)
    )
    rows = session.execute(
        sa.select(Response.young_person_id, Answer)
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.id.in_(newest))
        .order_by(Response.young_person_id, Answer.id)
    )
    found: dict[int, dict[str, Answer]] = {}
    for person_id, answer in rows:
        found.setdefault(person_id, {})[answer.question] = answer
    return found
