"""An authority's own drawings: which is shown, which there were, what is missing, and sets on their way in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, undefer

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.core.statements import once
from pfa.symbols.concepts import is_own
from pfa.symbols.drawn import Picture, ours
from pfa.symbols.models import SetState, SymbolDrawing, SymbolSet, WaitingDrawing
from pfa.symbols.plan import Plan, Step
from pfa.web.pages import Page, page_of
from pfa.web.symbols import SYMBOLS


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


def ideas(session: Session, asker: Asker) -> dict[str, str]:
    """What can be pictured, by name, with the words it stands for: ours, then the authority's own."""
    return {**SYMBOLS, **own_ideas(session, asker.authorities_for("symbol:edit"))}


def own_ideas(session: Session, authority_ids: Collection[int]) -> dict[str, str]:
    """The ideas of their own that these authorities have a drawing of, with the words they stand for."""
    rows = shown(session, authority_ids).values()
    return {row.concept: row.stands_for for row in sorted(rows, key=lambda row: row.concept) if is_own(row.concept)}


def in_use(session: Session, authority_ids: Collection[int]) -> list[Picture]:
    """Every drawing that is shown now, with its content: the authority's own, and ours where it has none."""
    newest = shown(session, authority_ids)
    query = sa.select(SymbolDrawing).where(SymbolDrawing.id.in_([row.id for row in newest.values()]))
    own: dict[str, Picture] = {
        row.concept: row for row in session.scalars(query.options(undefer(SymbolDrawing.content)).order_by("concept"))
    }
    return list({**ours(), **own}.values())


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


def sets(session: Session, asker: Asker, *, number: int) -> Page[SymbolSet]:
    """The sets that were loaded, the newest first."""
    query = (
        sa.select(SymbolSet)
        .where(SymbolSet.authority_id.in_(asker.authorities_for("symbol:edit")))
        .options(joinedload(SymbolSet.loaded_by))
        .order_by(SymbolSet.loaded_at.desc(), SymbolSet.id.desc())
    )
    return page_of(session, query, number=number)


def symbol_set(session: Session, asker: Asker, public_id: uuid.UUID) -> SymbolSet:
    """One set. Raises NotFound."""
    query = sa.select(SymbolSet).where(
        SymbolSet.public_id == public_id, SymbolSet.authority_id.in_(asker.authorities_for("symbol:edit"))
    )
    found = session.scalars(query.options(joinedload(SymbolSet.loaded_by))).first()
    if found is None:
        raise NotFound("We could not find that set.")
    return found


def waiting(session: Session, asker: Asker, public_id: uuid.UUID) -> WaitingDrawing:
    """One drawing of a set that is being looked through, with its content. Raises NotFound."""
    theirs = WaitingDrawing.authority_id.in_(asker.authorities_for("symbol:edit"))
    query = sa.select(WaitingDrawing).where(WaitingDrawing.public_id == public_id, theirs)
    found = session.scalars(query.options(undefer(WaitingDrawing.content))).first()
    if found is None:
        raise NotFound("We could not find that drawing.")
    return found


def plan(session: Session, row: SymbolSet) -> Plan:
    """What a set would change if it were shown now: three statements, however large it is."""
    live = shown(session, {row.authority_id})
    in_set = WaitingDrawing.set_id == row.id
    alike = sa.and_(
        *(
            getattr(SymbolDrawing, name) == getattr(WaitingDrawing, name)
            for name in ("authority_id", "concept", "stands_for", "words", "credit", "media_type", "content")
        )
    )
    shown_ids = SymbolDrawing.id.in_([drawing.id for drawing in live.values()])
    same = set(session.scalars(sa.select(WaitingDrawing.id).join(SymbolDrawing, alike).where(in_set, shown_ids)))
    rows = session.scalars(sa.select(WaitingDrawing).where(in_set).order_by(WaitingDrawing.id))
    return Plan([Step(one, live.get(one.concept), one.id in same) for one in rows])


def of_set(session: Session, row: SymbolSet) -> Sequence[SymbolDrawing]:
    """The drawings that came in with a set and are kept still, in its order."""
    query = sa.select(SymbolDrawing).where(SymbolDrawing.set_id == row.id)
    return session.scalars(query.order_by(SymbolDrawing.id)).all()


def abandoned(session: Session, authority_id: int, before: dt.datetime) -> Sequence[SymbolSet]:
    """Sets that were loaded before a moment, and neither shown nor thrown away."""
    query = sa.select(SymbolSet).where(
        SymbolSet.authority_id == authority_id, SymbolSet.loaded_at < before, SymbolSet.state == SetState.loaded
    )
    return session.scalars(query.order_by(SymbolSet.id)).all()
