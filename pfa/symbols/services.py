"""Loading drawings, one by one or as a set, showing earlier ones again, and taking them away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from pfa.accounts import throttle
from pfa.accounts.actor import Actor
from pfa.accounts.models import Authority
from pfa.audit import services as audit
from pfa.core.errors import NotFound, Refused
from pfa.symbols import files, queries
from pfa.symbols.archive import shown
from pfa.symbols.cleaning import clean
from pfa.symbols.concepts import CREDIT_AT_MOST, WORDS_AT_MOST, is_ours, is_own, says
from pfa.symbols.drawn import Drawn, Picture
from pfa.symbols.models import SetState, SymbolDrawing, SymbolSet, WaitingDrawing
from pfa.symbols.plan import Effect, Plan
from pfa.symbols.uses import refuse_used
from pfa.web.filters import plural
from pfa.web.forms import check_version
from pfa.web.symbols import SYMBOLS

VERSIONS_AT_MOST = 20  # of one idea; the oldest that is not shown goes when there are more
OWN_AT_MOST = 200  # ideas of an authority's own
KEPT = dt.timedelta(days=7)  # how long a set is kept that nobody showed or threw away, as any file on its way in
STALE = "What would be shown is no longer what you saw: something was changed meanwhile. Look through it again."


def load(
    session: Session, concept: str, data: bytes, words: str, *, credit: str = "", actor: Actor, now: dt.datetime
) -> SymbolDrawing:
    """Keep a cleaned drawing as the newest of an idea. Raises NotFound, or Refused for a file that may not be."""
    authority = _authority(actor)
    stands_for = _stands_for(session, authority, concept)
    said = " ".join(words.split())
    if not says(said):
        raise Refused("Say what the picture shows, for those who do not see it.", "words")
    media_type, content = clean(data)
    whose = " ".join(credit.split())[:CREDIT_AT_MOST]
    one = Drawn("", concept, stands_for, said[:WORDS_AT_MOST], whose, media_type, content)
    (row,) = _add(session, authority, [one], actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="symbol.loaded", subject=row, fields=["concept"])
    return row


def bring_back(session: Session, old: SymbolDrawing, *, actor: Actor, now: dt.datetime) -> SymbolDrawing:
    """Show an earlier drawing again, as the newest version."""
    (row,) = _add(session, _authority(actor), [old], actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="symbol.brought-back", subject=row, fields=["concept"])
    return row


def remove(session: Session, concept: str, *, actor: Actor, now: dt.datetime) -> None:
    """Take an authority's drawings of an idea away: ours stands there again. They are kept, to be shown again.

    An idea of its own is then there no more. Raises Refused, with where it stands, while it is used.
    """
    authority = _authority(actor)
    _hold(session, authority)
    own = queries.own_ideas(session, {authority})
    refuse_used(session, authority, {concept: own[concept]} if concept in own else {})
    query = sa.select(SymbolDrawing).where(
        SymbolDrawing.authority_id == authority, SymbolDrawing.concept == concept, SymbolDrawing.removed_at.is_(None)
    )
    for row in session.scalars(query.order_by(SymbolDrawing.id)).all():
        row.removed_at, row.removed_by_id = now, actor.user_id
        audit.record(session, actor=actor, now=now, action="symbol.removed", subject=row, fields=["removed_at"])


def load_set(session: Session, file_name: str, data: bytes, *, actor: Actor, now: dt.datetime) -> SymbolSet:
    """Read a zip file, clean every drawing in it and keep them to be looked through; nothing is shown yet.

    Raises FaultySet or Refused, then nothing is kept but that a file was sent; TooMany after 20 files in an hour.
    """
    authority = _authority(actor)
    if actor.user_id is None:
        raise Refused("A set is loaded by somebody who is signed in.")
    throttle.allow_import(session, actor.user_id, now=now)
    own = queries.own_ideas(session, {authority})
    drawings = files.read(data, own)
    if len(own.keys() | {one.concept for one in drawings if is_own(one.concept)}) > OWN_AT_MOST:
        raise Refused(f"You would have more than {OWN_AT_MOST} ideas of your own. Take some out.", "file")
    name = shown(file_name)
    row = SymbolSet(authority_id=authority, file_name=name, loaded_by_id=actor.user_id, loaded_at=now)
    session.add(row)
    audit.record(session, actor=actor, now=now, action="symbols.loaded", subject=row)
    session.add_all(
        WaitingDrawing(
            authority_id=authority,
            set_id=row.id,
            file=one.file,
            is_ours=is_ours(one.concept, one.media_type, one.content),
            **_said(one),
        )
        for one in drawings
    )
    for old in queries.abandoned(session, authority, now - KEPT):
        discard_set(session, old, seen=old.version, actor=actor, now=now)
    return row


def show_set(session: Session, row: SymbolSet, preview: str, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Show every drawing of a set that the preview with this digest showed, in the running transaction.

    Raises Refused or Changed.
    """
    check_version(row, seen)
    _is(row, SetState.loaded)
    _hold(session, row.authority_id)
    plan = queries.plan(session, row)
    if plan.digest != preview:
        raise Refused(STALE)
    if not plan.changes:
        raise Refused("There is nothing to show: every drawing is shown already.")
    wanted = [step.waiting.id for step in plan.changes]
    query = sa.select(WaitingDrawing).where(WaitingDrawing.id.in_(wanted)).options(undefer(WaitingDrawing.content))
    rows = session.scalars(query.order_by(WaitingDrawing.id).execution_options(populate_existing=True)).all()
    _add(session, row.authority_id, rows, set_id=row.id, actor=actor, now=now)
    row.summary, row.state, row.applied_at = _summary(plan), SetState.applied, now
    audit.record(session, actor=actor, now=now, action="symbols.shown", subject=row)
    _empty(session, row)


def discard_set(session: Session, row: SymbolSet, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Throw a set away that was not shown. Raises Refused or Changed."""
    check_version(row, seen)
    _is(row, SetState.loaded)
    row.state = SetState.discarded
    audit.record(session, actor=actor, now=now, action="symbols.discarded", subject=row)
    _empty(session, row)


def take_back_set(session: Session, row: SymbolSet, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Take every drawing of a set away again: what stood there before it is shown, and what was loaded after it stays.

    Raises Changed, or Refused, with where they stand, while ideas are used that would have no drawing left.
    """
    check_version(row, seen)
    _is(row, SetState.applied)
    _hold(session, row.authority_id)
    drawings = [one for one in queries.of_set(session, row) if one.removed_at is None]
    names = {one.concept: one.stands_for for one in drawings if is_own(one.concept)}
    kept = sa.select(SymbolDrawing.concept).where(
        SymbolDrawing.authority_id == row.authority_id,
        SymbolDrawing.concept.in_(names),
        SymbolDrawing.set_id.is_distinct_from(row.id),
        SymbolDrawing.removed_at.is_(None),
    )
    for name in session.scalars(kept):
        names.pop(name, None)
    refuse_used(session, row.authority_id, names)
    for one in drawings:
        one.removed_at, one.removed_by_id = now, actor.user_id
    row.state, row.taken_back_at = SetState.taken_back, now
    audit.record(session, actor=actor, now=now, action="symbols.taken-back", subject=row)


def _add(
    session: Session,
    authority: int,
    pictures: Sequence[Picture],
    *,
    set_id: int | None = None,
    actor: Actor,
    now: dt.datetime,
) -> list[SymbolDrawing]:
    """Keep drawings as the newest of their ideas, each idea once."""
    _hold(session, authority)
    concepts = [one.concept for one in pictures]
    numbers = _make_room(session, authority, concepts)
    rows = [
        SymbolDrawing(
            authority_id=authority,
            number=numbers.get(one.concept, 0) + 1,
            set_id=set_id,
            made_at=now,
            made_by_id=actor.user_id,
            **_said(one),
        )
        for one in pictures
    ]
    session.add_all(rows)
    return rows


def _make_room(session: Session, authority: int, concepts: Collection[str]) -> dict[str, int]:
    """The last number of each of these ideas; the oldest drawings beyond those that are kept go, never a shown one."""
    query = sa.select(SymbolDrawing).where(SymbolDrawing.authority_id == authority, SymbolDrawing.concept.in_(concepts))
    numbers: dict[str, int] = {}
    kept: dict[str, list[SymbolDrawing]] = {}
    for row in session.scalars(query.order_by(SymbolDrawing.id)):
        numbers[row.concept] = row.number
        kept.setdefault(row.concept, []).append(row)
    shown = {row.id for row in queries.shown(session, {authority}).values()}
    for rows in kept.values():
        for row in [one for one in rows if one.id not in shown][: max(len(rows) - VERSIONS_AT_MOST + 1, 0)]:
            session.delete(row)
    return numbers


def _stands_for(session: Session, authority: int, concept: str) -> str:
    """What an idea of theirs stands for, by the newest drawing there was of it; empty for ours. Raises NotFound."""
    if concept in SYMBOLS:
        return ""
    theirs = sa.and_(SymbolDrawing.authority_id == authority, SymbolDrawing.concept == concept)
    query = sa.select(SymbolDrawing.stands_for).where(theirs).order_by(SymbolDrawing.id.desc())
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise NotFound("There is no symbol of that name.")
    return found


def _said(one: Picture) -> dict[str, object]:
    """What is the same of a drawing wherever it is kept."""
    names = ("concept", "stands_for", "words", "credit", "media_type", "content")
    return {name: getattr(one, name) for name in names}


def _summary(plan: Plan) -> str:
    took = len(plan.of(Effect.ours))
    return (
        f"{plural(len(plan.of(Effect.new)), 'new idea', 'new ideas')}, {took:,} in the place of ours, "
        f"{len(plan.of(Effect.own)):,} in the place of your own"
    )


def _empty(session: Session, row: SymbolSet) -> None:
    session.execute(
        sa.delete(WaitingDrawing).where(
            WaitingDrawing.set_id == row.id, WaitingDrawing.authority_id == row.authority_id
        ),
        execution_options={"synchronize_session": False},
    )


def _is(row: SymbolSet, state: SetState) -> None:
    if row.state is not state:
        raise Refused("Somebody has shown this set, thrown it away or taken it back already.")


def _hold(session: Session, authority: int) -> None:
    """One at a time changes the symbols of an authority."""
    session.execute(sa.select(Authority.id).where(Authority.id == authority).with_for_update())


def _authority(actor: Actor) -> int:
    return min(actor.authorities_for("symbol:edit"))
