"""Wishes that a week does not meet: what may be told of each, and what has been told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching.building import sector_of
from pfa.matching.models import UnmetWish
from pfa.matching.solver.problem import SECTOR_PREFIX
from pfa.matching.solver.telling import ASK, NO_FIT, TELLINGS
from pfa.packages.models import Package, ToldReason


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that is not in the week. `reason`: the solver's, for staff; `may_be_told`: what the young person may read,
    the nearest first."""

    rank: int
    target: str
    target_words: str
    reason: str
    may_be_told: tuple[str, ...]


def unmet(session: Session, package: Package) -> Sequence[Unmet]:
    """The wishes that the week as it is does not meet, as the run found it that suggested it: one statement.

    Once the week has been edited by hand, what the run found of the rest of the week may no longer be so.
    """
    if package.run_id is None:
        return []
    query = (
        sa.select(UnmetWish)
        .where(UnmetWish.run_id == package.run_id, UnmetWish.young_person_id == package.young_person_id)
        .order_by(UnmetWish.rank)
    )
    met = {SECTOR_PREFIX + sector_of(item.group.opportunity) for item in package.current.items}
    return [
        Unmet(row.rank, row.target, row.target_words, row.reason, _may_be_told(row.told, package))
        for row in session.scalars(query)
        if row.target not in met
    ]


def _may_be_told(found: str, package: Package) -> tuple[str, ...]:
    stale = found == NO_FIT and package.is_edited_by_hand
    return (ASK,) if found not in TELLINGS or found == ASK or stale else (found, ASK)


def told(session: Session, package: Package) -> Sequence[ToldReason]:
    """What has been told of the week as it is, first wishes first: one statement."""
    query = sa.select(ToldReason).where(
        ToldReason.package_version_id == package.current.id, ToldReason.taken_back_at.is_(None)
    )
    return session.scalars(query.order_by(ToldReason.rank, ToldReason.id)).all()
