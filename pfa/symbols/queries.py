"""An authority's own drawings: which is shown, which there were, and what is missing."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, undefer

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.core.statements import once
from pfa.symbols.models import SymbolDrawing


def shown(session: Session, authority_ids: Collection[int]) -> Mapping[str, SymbolDrawing]:
    """The drawing that stands for each concept now, without its content: one statement."""
    return {row.concept: row for row in session.scalars(_shown(), {"authority_ids": list(authority_ids)})}


@once
def _shown() -> sa.Select[SymbolDrawing]:
    theirs = SymbolDrawing.authority_id.in_(sa.bindparam("authority_ids", expanding=True))
    newest = (
        sa.select(sa.func.max(SymbolDrawing.id))
        .where(theirs, SymbolDrawing.removed_at.is_(None))
        .group_by(SymbolDrawing.concept)
    )
    return sa.select(SymbolDrawing).where(SymbolDrawing.id.in_(newest)).order_by(SymbolDrawing.id)


def versions(session: Session, asker: Asker, concept: str) -> Sequence[SymbolDrawing]:
    """Every drawing there ever was of a concept, the newest first."""
    query = sa.select(SymbolDrawing).where(
        SymbolDrawing.authority_id.in_(asker.authorities_for("symbol:edit")), SymbolDrawing.concept == concept
    )
    return session.scalars(query.options(joinedload(SymbolDrawing.made_by)).order_by(SymbolDrawing.id.desc())).all()


def drawing(session: Session, authority_ids: Collection[int], public_id: uuid.UUID) -> SymbolDrawing:
    """One drawing with its content, of one of these authorities. Raises NotFound."""
    query = sa.select(SymbolDrawing).where(
        SymbolDrawing.public_id == public_id, SymbolDrawing.authority_id.in_(authority_ids)
    )
    found = session.scalars(query.options(undefer(SymbolDrawing.content))).first()
    if found is None:
        raise NotFound("We could not find that drawing.")
    return found
