"""The frame around every page: the council, who is signed in, and the menu of what they may open."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import g, request

from pfa.accounts.actor import Actor
from pfa.accounts.login import current_actor
from pfa.accounts.models import Authority, Role
from pfa.web.request import db

OUR_ACCENT = "#1d5b79"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the menu. It is marked as open on every page of its endpoint's room."""

    label: str
    endpoint: str
    permission: str

    @property
    def is_open(self) -> bool:
        return (request.endpoint or "").split(".")[0] == self.endpoint.split(".")[0]


MENU: tuple[Item, ...] = (Item("Runs", "matching.runs", "run:read"),)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: the council's name and colour, and who is signed in."""

    actor: Actor | None = None
    council: str = ""
    accent: str = OUR_ACCENT
    help_words: str = ""

    @property
    def is_young(self) -> bool:
        """Is this a young person's page? They get larger words, their own menu and a way to talk to someone."""
        return self.actor is not None and self.actor.is_a(Role.young_person)


def menu(actor: Actor | None) -> list[Item]:
    """The entries somebody may open, in order."""
    return [item for item in MENU if actor is not None and actor.can(item.permission)]


def frame() -> Frame:
    """The frame of this request's pages, read once. Where the database cannot be read it is that of nobody."""
    if "frame" not in g:
        try:
            g.frame = _read()
        except sa.exc.SQLAlchemyError:
            g.frame = Frame()
    found: Frame = g.frame
    return found


def _read() -> Frame:
    actor = current_actor()
    if actor is None or not actor.grants:
        return Frame(actor=actor)
    query = sa.select(Authority.name, Authority.accent, Authority.help_words).where(Authority.id == actor.authority_id)
    name, accent, help_words = db().execute(query).one()
    return Frame(actor=actor, council=name, accent=accent, help_words=help_words)
