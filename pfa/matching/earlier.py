"""The weeks of the run that a run begins at, with what young people have been told of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching.models import Run, SuggestedGroup
from pfa.matching.solver.problem import TOLD

Told = Callable[[Session, int, Collection[tuple[int, int]]], Mapping[tuple[int, int], str]]
"""Says of an entry year, and of the weeks of an earlier run, what young people know of them: (young person, group) with
a word of `TOLD`."""


def nothing_told(
    _session: Session, _year: int, suggested: Collection[tuple[int, int]]
) -> Mapping[tuple[int, int], str]:
    """All of an earlier run was only ever an idea."""
    return dict.fromkeys(suggested, TOLD[0])


def earlier_weeks(session: Session, run: Run, told: Told) -> Mapping[tuple[int, int], str]:
    """(young person, group) of the run it begins at and of live weeks; nothing where it begins at none."""
    if run.earlier_id is None:
        return {}
    query = sa.select(SuggestedGroup.young_person_id, SuggestedGroup.group_id)
    query = query.where(SuggestedGroup.run_id == run.earlier_id).order_by(SuggestedGroup.id)
    return told(session, run.entry_year, [(row[0], row[1]) for row in session.execute(query)])


def newest_before(session: Session, run: Run) -> int | None:
    """The newest other run of the same September that gave weeks, of the authority the session is open for."""
    query = sa.select(Run.id).where(
        Run.authority_id == run.authority_id,
        Run.entry_year == run.entry_year,
        Run.result.is_not(None),
        Run.id.is_distinct_from(run.id),
    )
    return session.scalars(query.order_by(Run.id.desc()).limit(1)).first()
