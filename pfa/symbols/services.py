"""Loading a drawing that takes the place of ours, showing an earlier one again, and taking it away."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.accounts.models import Authority
from pfa.audit import services as audit
from pfa.core.errors import NotFound, Refused
from pfa.symbols.cleaning import clean
from pfa.symbols.models import SymbolDrawing
from pfa.web.symbols import SYMBOLS

VERSIONS_AT_MOST = 20  # of one concept


def load(session: Session, concept: str, data: bytes, words: str, *, actor: Actor, now: dt.datetime) -> SymbolDrawing:
    """Keep a cleaned drawing as the newest of a concept. Raises NotFound, or Refused for a file that may not be."""
    if concept not in SYMBOLS:
        raise NotFound("There is no symbol of that name.")
    said = " ".join(words.split())
    if not said:
        raise Refused("Say what the picture shows, for those who do not see it.", "words")
    media_type, content = clean(data)
    row = _add(session, concept, media_type, content, said[:120], actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="symbol.loaded", subject=row, fields=["concept"])
    return row


def bring_back(session: Session, old: SymbolDrawing, *, actor: Actor, now: dt.datetime) -> SymbolDrawing:
    """Show an earlier drawing again, as the newest version."""
    row = _add(session, old.concept, old.media_type, old.content, old.words, actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="symbol.brought-back", subject=row, fields=["concept"])
    return row


def remove(session: Session, concept: str, *, actor: Actor, now: dt.datetime) -> None:
    """Take an authority's drawings of a concept away: ours stands there again. They are kept, to be shown again."""
    query = sa.select(SymbolDrawing).where(
        SymbolDrawing.authority_id == _authority(actor),
        SymbolDrawing.concept == concept,
        SymbolDrawing.removed_at.is_(None),
    )
    for row in session.scalars(query.order_by(SymbolDrawing.id)).all():
        row.removed_at, row.removed_by_id = now, actor.user_id
        audit.record(session, actor=actor, now=now, action="symbol.removed", subject=row, fields=["removed_at"])


def _add(
    session: Session, concept: str, media_type: str, content: bytes, words: str, *, actor: Actor, now: dt.datetime
) -> SymbolDrawing:
    authority = _authority(actor)
    session.execute(sa.select(Authority.id).where(Authority.id == authority).with_for_update())
    last = session.scalar(
        sa.select(sa.func.max(SymbolDrawing.number)).where(
            SymbolDrawing.authority_id == authority, SymbolDrawing.concept == concept
        )
    )
    if (last or 0) >= VERSIONS_AT_MOST:
        raise Refused(f"There are {VERSIONS_AT_MOST} versions of this symbol already. Show an earlier one again.")
    row = SymbolDrawing(
        authority_id=authority,
        concept=concept,
        number=(last or 0) + 1,
        media_type=media_type,
        content=content,
        words=words,
        made_at=now,
        made_by_id=actor.user_id,
    )
    session.add(row)
    return row


def _authority(actor: Actor) -> int:
    return min(actor.authorities_for("symbol:edit"))
