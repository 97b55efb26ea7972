"""Making and changing themes, and putting answers under them by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations.models import Answer, Round
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.themes.models import Theme, ThemeMark
from pfa.themes.suggesting import tokens
from pfa.web.forms import check_version

THEMES_AT_MOST, WORDS_AT_MOST = 40, 30  # in a round, and of a theme


@dataclass(frozen=True, slots=True)
class ThemeValues:
    """A theme as it is filled in."""

    name: str
    words: tuple[str, ...]


def make(session: Session, asked: Round, values: ThemeValues, *, actor: Actor, now: dt.datetime) -> Theme:
    """Make a theme of a round. Raises Refused."""
    count = session.scalar(
        sa.select(sa.func.count(Theme.id)).where(Theme.round_id == asked.id, Theme.removed_at.is_(None))
    )
    if (count or 0) >= THEMES_AT_MOST:
        raise Refused(f"A round has {THEMES_AT_MOST} themes at most. Remove one first.")
    row = Theme(authority_id=asked.authority_id, round_id=asked.id, made_at=now, made_by_id=actor.user_id)
    _put(session, row, values)
    session.add(row)
    audit.record(session, actor=actor, now=now, action="theme.made", subject=row, fields=[])
    return row


def edit(session: Session, row: Theme, values: ThemeValues, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Change a theme's name and words. Raises Changed or Refused."""
    check_version(row, seen)
    _put(session, row, values)
    audit.record(session, actor=actor, now=now, action="theme.edited", subject=row)


def mark(session: Session, row: Theme, answer: Answer, *, is_in: bool, actor: Actor, now: dt.datetime) -> None:
    """Put an answer under a theme by hand, or take it out whatever words it holds."""
    found = next((one for one in row.marks if one.answer_id == answer.id), None)
    if found is None:
        found = ThemeMark(authority_id=row.authority_id, theme_id=row.id, answer_id=answer.id)
        row.marks.append(found)
    found.is_in, found.put_at, found.put_by_id = is_in, now, actor.user_id
    audit.record(session, actor=actor, now=now, action="theme.marked", subject=row, fields=[])


def share(session: Session, row: Theme, *, is_shared: bool, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Let colleges see a theme's name and how many wrote of it, in steps of five; or no longer. Raises Changed."""
    check_version(row, seen)
    row.shared_at = now if is_shared else None
    audit.record(session, actor=actor, now=now, action="theme.shared", subject=row)


def remove(session: Session, row: Theme, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Remove a theme; the answers stay as they are. Raises Changed."""
    check_version(row, seen)
    row.removed_at, row.shared_at = now, None
    row.name = f"{row.name[:60]} (removed {row.id})"
    audit.record(session, actor=actor, now=now, action="theme.removed", subject=row)


def _put(session: Session, row: Theme, values: ThemeValues) -> None:
    name, words = " ".join(values.name.split()), [" ".join(tokens(word)) for word in values.words]
    if not name:
        raise Refused("Enter a name.", "name")
    if len(words) > WORDS_AT_MOST:
        raise Refused(f"Use {WORDS_AT_MOST} words at most.", "words")
    same = sa.select(Theme.id).where(Theme.round_id == row.round_id, Theme.name == name, Theme.id != (row.id or 0))
    with session.no_autoflush:
        if session.scalars(same).first() is not None:
            raise Refused("Another theme of this round has this name.", "name")
    row.name, row.words = name, list(dict.fromkeys(word for word in words if word))
