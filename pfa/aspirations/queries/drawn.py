"""Which pictures of an authority's own stand beside the questions that it wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations.models import OwnQuestion, PaperEntry, QuestionSet, Response


def symbols_in_use(session: Session, authority_id: int) -> Mapping[str, list[str]]:
    """Symbols beside an authority's own questions, by name, with where each stands, in words: four statements.

    They stand beside every question as it is worded now, retired or not, and beside answers to earlier wordings.
    """
    query = sa.select(OwnQuestion).where(OwnQuestion.authority_id == authority_id).order_by(OwnQuestion.id)
    rows = session.scalars(query).all()
    newest = {row.key: row.number for row in rows}
    answered = _answered(session, authority_id)
    found: dict[str, list[str]] = {}
    for row in rows:
        title = f"“{row.wording['question']}”"
        place = f"the question {title}" if newest[row.key] == row.number else f"answers to {title}"
        if newest[row.key] == row.number or (row.key, row.number) in answered:
            for name in sorted(set(_names(row.wording))):
                found.setdefault(name, []).append(place)
    return found


def _answered(session: Session, authority_id: int) -> set[tuple[str, int | None]]:
    """Versions of questions in those sets that somebody has begun to answer, on screen or on paper."""
    numbers: set[int] = set()
    for table in (Response, PaperEntry):
        begun = sa.select(table.set_version).where(table.authority_id == authority_id)
        numbers |= set(session.scalars(begun.distinct()))
    query = sa.select(QuestionSet).where(QuestionSet.authority_id == authority_id, QuestionSet.number.in_(numbers))
    entries = [entry for row in session.scalars(query.order_by(QuestionSet.number)) for entry in row.entries]
    return {(entry["key"], entry[asked]) for entry in entries for asked in ("explores", "decides")}


def _names(wording: Mapping[str, Any]) -> Iterator[str]:
    yield wording["symbol"]
    for one in (*wording["choices"], *wording.get("pictured", ())):
        yield one["symbol"]
