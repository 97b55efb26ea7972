"""Projections of an entry year: the list, and one with its lines."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.demand.models import DemandReply, DemandVersion, SheetLine

NOT_FOUND = "We could not find that projection."


@dataclass(frozen=True, slots=True)
class Listed:
    """A version in a list: lines on its sheets, and how many of them are answered."""

    version: DemandVersion
    lines: int
    answered: int


def versions(session: Session, asker: Asker) -> list[Listed]:
    """Every version of the asker's authorities, by entry year, newest first: two statements."""
    within = DemandVersion.authority_id.in_(asker.authorities_for("demand:read"))
    query = (
        sa.select(DemandVersion)
        .where(within)
        .options(orm.joinedload(DemandVersion.made_by))
        .order_by(DemandVersion.entry_year, DemandVersion.number.desc(), DemandVersion.id)
    )
    counts = (
        sa.select(DemandVersion.id, sa.func.count(SheetLine.id), sa.func.count(DemandReply.id))
        .join(SheetLine, SheetLine.demand_version_id == DemandVersion.id)
        .outerjoin(DemandReply, sa.and_(DemandReply.sheet_line_id == SheetLine.id, DemandReply.replaced_at.is_(None)))
        .where(within)
        .group_by(DemandVersion.id)
        .order_by(DemandVersion.id)
    )
    found = {number: (int(lines), int(answered)) for number, lines, answered in session.execute(counts)}
    return [Listed(row, *found.get(row.id, (0, 0))) for row in session.scalars(query)]


def version(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "demand:read") -> DemandVersion:
    """One version with its lines and who made it: two statements. Raises NotFound."""
    query = (
        sa.select(DemandVersion)
        .where(DemandVersion.public_id == public_id, DemandVersion.authority_id.in_(asker.authorities_for(permission)))
        .options(orm.joinedload(DemandVersion.made_by), orm.selectinload(DemandVersion.lines))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def others(session: Session, version: DemandVersion) -> Sequence[DemandVersion]:
    """Every version of the same entry year, newest first."""
    query = (
        sa.select(DemandVersion)
        .where(DemandVersion.authority_id == version.authority_id, DemandVersion.entry_year == version.entry_year)
        .order_by(DemandVersion.number.desc())
    )
    return session.scalars(query).all()


def places(session: Session, version: DemandVersion) -> int:
    """This year's places on all sheets of a version."""
    query = sa.select(sa.func.sum(SheetLine.places)).where(SheetLine.demand_version_id == version.id)
    return int(session.scalars(query).one() or 0)
