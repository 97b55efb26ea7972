"""What colleges may learn of runs: how many young people the newest run suggests for a group, as numbers for bands."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching.models import Run, RunState, SuggestedGroup
from pfa.provision.interest import Source


def suggested(session: Session, entry_year: int, group_ids: Collection[int]) -> Mapping[int, int]:
    """Young people by group, in the newest finished run of an entry year: two statements."""
    newest = session.scalars(
        sa.select(Run.id)
        .where(Run.entry_year == entry_year, Run.state == RunState.done)
        .order_by(Run.id.desc())
        .limit(1)
    ).first()
    if newest is None:
        return {}
    query = (
        sa.select(SuggestedGroup.group_id, sa.func.count(SuggestedGroup.id))
        .where(SuggestedGroup.run_id == newest, SuggestedGroup.group_id.in_(group_ids))
        .group_by(SuggestedGroup.group_id)
        .order_by(SuggestedGroup.group_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


SUGGESTED = Source(
    "Suggested",
    "Young people for whom the newest match suggests it. A suggestion commits nobody.",
    by_group=suggested,
)
