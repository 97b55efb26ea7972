"""What an authority says of itself: its colour, the help that is there now, how soon words are read, its region."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Authority
from pfa.audit import services as audit
from pfa.core.errors import NotFound, Refused
from pfa.web.forms import check_version

LEAST_CONTRAST = 4.5  # of white words on the colour: WCAG 2.2, 1.4.3


def own(session: Session, asker: Asker) -> Authority:
    """The authority that whoever asks may edit. Raises NotFound."""
    query = sa.select(Authority).where(Authority.id.in_(asker.authorities_for("authority:edit"))).order_by(Authority.id)
    found = session.scalars(query).first()
    if found is None:
        raise NotFound()
    return found


def edit(
    session: Session,
    authority: Authority,
    *,
    accent: str,
    help_words: str,
    reading_hours: int,
    talk_hours: int,
    region: str,
    seen: int,
    actor: Asker,
    now: dt.datetime,
) -> None:
    """Save what an authority says of itself. Hours are those in which an answer is read and a wish to talk is met."""
    check_version(authority, seen, {"Help that is there now": authority.help_words, "Colour": authority.accent})
    if not re.fullmatch(r"#[0-9a-f]{6}", accent.lower()):
        raise Refused("Enter a colour as # and six figures or letters from a to f, such as #1d5b79.", field="accent")
    if contrast_with_white(accent) < LEAST_CONTRAST:
        raise Refused("White words on this colour would be hard to read. Choose a darker one.", field="accent")
    authority.accent, authority.help_words = accent.lower(), help_words.strip()
    authority.reading_hours, authority.talk_hours = reading_hours, talk_hours
    authority.region = " ".join(region.split())
    audit.record(session, actor=actor, now=now, action="authority.edited", subject=authority, authority_id=authority.id)


def region(session: Session, authority_id: int) -> str:
    """The region an authority names as its own, or nothing."""
    return session.scalars(sa.select(Authority.region).where(Authority.id == authority_id)).one()


def neighbours(session: Session, authority_id: int) -> Sequence[Authority]:
    """The other authorities of its region, by name; none while it names no region."""
    region = sa.select(Authority.region).where(Authority.id == authority_id, Authority.region != "")
    query = sa.select(Authority).where(Authority.region.in_(region), Authority.id != authority_id)
    return session.scalars(query.order_by(Authority.name)).all()


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white on a colour (#rrggbb), as WCAG 2.2 defines it: from 1 to 21."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
