"""What young people do with what they tell of themselves: add, say anew, show, take away."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.about import queries
from pfa.about.cleaning import Clean
from pfa.about.models import AboutFile, AboutItem, AboutKind, Audience
from pfa.about.words import say
from pfa.accounts.actor import Actor, system
from pfa.aspirations.models import RELEASES, Reading
from pfa.aspirations.services.readings import Beside, file_words
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson

PAGE = "about.mine"  # what the queue names as the place where it was written
MOST = {AboutKind.photo: 6, AboutKind.drawing: 6, AboutKind.voice: 2}  # of one person; of words there is one each
CAPTION_AT_MOST, WORDS_AT_MOST = 200, 1000  # characters
FILED = frozenset(MOST)


@dataclass(frozen=True, slots=True)
class New:
    """Something to be added. `shown_at` is the path where the safeguarding lead sees or hears it."""

    public_id: uuid.UUID
    kind: AboutKind
    words: str
    file: Clean | None = None
    shown_at: str = ""


def add(session: Session, person: YoungPerson, new: New, *, actor: Actor, now: dt.datetime) -> AboutItem:
    """Add something, shown to nobody, and put it into the safeguarding lead's queue. Raises Refused."""
    session.execute(sa.select(YoungPerson.id).where(YoungPerson.id == person.id).with_for_update())
    words = _tidy(new.kind, new.words)
    if is_full(new.kind, queries.own_items(session, person)):
        raise Refused(say("mine.full"))
    if (new.file is None) == (new.kind in FILED):
        raise Refused(say("fault.none"), "file")
    reading = _filed(session, person, new.kind, words, new.shown_at, actor=actor, now=now)
    item = AboutItem(
        authority_id=person.authority_id,
        public_id=new.public_id,
        young_person_id=person.id,
        kind=new.kind,
        words=words,
        media_type=new.file.media_type if new.file else "",
        size=len(new.file.data) if new.file else 0,
        made_at=now,
        helped_by_id=actor.helped_by,
        reading_id=reading.id,
    )
    session.add(item)
    audit.record(session, actor=actor, now=now, action="about.added", subject=item, fields=["kind"])
    if new.file is not None:
        session.add(AboutFile(authority_id=person.authority_id, about_item_id=item.id, data=new.file.data))
    return item


def is_full(kind: AboutKind, items: Iterable[AboutItem]) -> bool:
    """Is there as much of a kind as there may be?"""
    return sum(item.kind is kind for item in items) >= MOST.get(kind, 1)


def say_anew(session: Session, item: AboutItem, words: str, *, actor: Actor, now: dt.datetime) -> None:
    """Change the words of something. The safeguarding lead looks at it again before anybody else sees it."""
    words = _tidy(item.kind, words)
    if words == item.words:
        return
    shown_at = item.reading.shown_at
    item.words = words
    item.reading_id = _filed(session, item.young_person, item.kind, words, shown_at, actor=actor, now=now).id
    audit.record(session, actor=actor, now=now, action="about.said-anew", subject=item)
    session.expire(item, ["reading"])


def show(
    session: Session, item: AboutItem, to: Iterable[Audience], *, is_printed: bool, actor: Actor, now: dt.datetime
) -> None:
    """Choose who sees something, and whether it is printed with "my views"."""
    item.shown_to = sorted(one.value for one in to)
    item.is_printed = is_printed
    if audit.changed_fields(item):
        audit.record(session, actor=actor, now=now, action="about.shown", subject=item)


def take_away(session: Session, item: AboutItem, *, actor: Actor, now: dt.datetime) -> None:
    """Delete something; gone at once for everybody it was shown to.

    What the safeguarding lead has not looked at is deleted when they have. What they passed on or referred stays for
    them and for whoever they named: it is why somebody is worried.
    """
    if item.reading.outcome not in RELEASES:
        item.removed_at, item.shown_to, item.is_printed = now, [], False
        audit.record(session, actor=actor, now=now, action="about.taken-away", subject=item)
        return
    audit.record(session, actor=actor, now=now, action="about.taken-away", subject=item, fields=["removed_at"])
    _delete(session, item)


def let_go(session: Session, reading: Reading) -> None:
    """Delete what was taken away before the lead had looked, now that they have and are not worried."""
    if reading.outcome not in RELEASES:
        return
    query = sa.select(AboutItem).where(AboutItem.reading_id == reading.id, AboutItem.removed_at.is_not(None))
    for item in session.scalars(query).all():
        closed_at = reading.closed_at
        if closed_at is not None:
            doer = system(item.authority_id, "safeguarding-queue")
            audit.record(session, actor=doer, now=closed_at, action="about.let-go", subject=item, fields=["removed_at"])
            _delete(session, item)


def _delete(session: Session, item: AboutItem) -> None:
    """Really: the row and the bytes. The link in the queue then leads nowhere, and the words that were read stay."""
    item.reading.shows = item.reading.shown_at = ""
    session.execute(sa.delete(AboutFile).where(AboutFile.about_item_id == item.id))
    session.delete(item)


def _filed(
    session: Session, person: YoungPerson, kind: AboutKind, words: str, shown_at: str, *, actor: Actor, now: dt.datetime
) -> Reading:
    shows = {AboutKind.photo: "picture", AboutKind.drawing: "picture", AboutKind.voice: "sound"}.get(kind, "")
    beside = Beside(shows=shows, shown_at=shown_at if shows else "")
    return file_words(session, person, words=words, page=PAGE, actor=actor, now=now, beside=beside)


def _tidy(kind: AboutKind, words: str) -> str:
    tidy = words.strip()
    if not tidy and kind not in FILED:
        raise Refused(say("fault.words"), "words")
    if len(tidy) > (CAPTION_AT_MOST if kind in FILED else WORDS_AT_MOST):
        raise Refused(say("fault.too-long"), "words")
    return tidy
