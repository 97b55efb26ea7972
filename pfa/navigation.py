"""The frame around every page: the council, who is signed in, and the menu of what they may open."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

import sqlalchemy as sa
from flask import g, request

from pfa.accounts.actor import Actor
from pfa.accounts.login import current_actor
from pfa.accounts.models import Authority, Role
from pfa.accounts.words import HELP_NOW, HELP_NOW_FOR_PARENTS
from pfa.reporting.words import say
from pfa.web.request import db

OUR_ACCENT = "#1d5b79"
ERRORS = {403: "closed", 404: "lost", 409: "changed", 429: "wait", 503: "wait"}  # status -> catalogue of words


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the menu: its words, where it leads, and who may go there."""

    label: str
    endpoint: str
    permission: str


MENU: tuple[Item, ...] = (
    Item("Safeguarding", "aspirations.queue", "safeguarding:read"),
    Item("Approvals", "packages.approvals", "package:approve"),
    Item("Consultations", "packages.consultations", "package:consult"),
    Item("Young people", "people.people", "person:read"),
    Item("Cards", "cards.cards", "card:issue"),
    Item("Answers", "aspirations.rounds", "round:read"),
    Item("Demand", "demand.index", "demand:read"),
    Item("Demand", "demand.mine", "demand:sheets"),
    Item("On offer", "provision.index", "provision:read"),
    Item("Employers", "employers.index", "employer:read"),
    Item("Matching", "matching.runs", "run:read"),
    Item("Weeks", "packages.listing", "package:read"),
    Item("My placements", "internships.coach", "placement:coach"),
    Item("Placements", "internships.index", "placement:read"),
    Item("Visits and starts", "starts.index", "start:read"),
    Item("Reports", "reports.index", "report:read"),
    Item("Destinations", "destinations.index", "destination:read"),
    Item("Imports", "imports.imports", "import:use"),
    Item("Users", "accounts.users", "user:manage"),
    Item("What was done", "accounts.audit", "audit:read"),
    Item("Your authority", "accounts.authority", "authority:edit"),
    Item("Calendar", "calendar.calendar", "calendar:edit"),
)

# What has no entry of its own, a room or a page, and the entries it stands under: the first that somebody may open.
UNDER: dict[str, tuple[str, ...]] = {
    "symbols": ("aspirations.rounds", "accounts.authority"),
    "themes": ("aspirations.rounds", "demand.mine"),
    "about": ("people.people",),
    "family": ("people.people",),
    "family.round": ("aspirations.rounds",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is shown. `current`: `page` on its own page, `true` on another page of its room, else empty."""

    label: str
    endpoint: str
    current: str = ""


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

    @property
    def help_now(self) -> str:
        """Help that is there now: the council's words, or else the numbers that hold everywhere."""
        return self.help_for_parents if self.is_parent else self.help_words or HELP_NOW

    @property
    def help_for_parents(self) -> str:
        """The same for parents and carers, whoever opens the page: staff print their forms."""
        return self.help_words or HELP_NOW_FOR_PARENTS

    @property
    def shows_help(self) -> bool:
        """May a young person or a parent be looking? Whoever is not signed in may be one."""
        return self.actor is None or self.is_young or self.is_parent

    @property
    def is_parent(self) -> bool:
        """Is this a parent's page? It can be read aloud and made larger as young people's can."""
        return self.actor is not None and self.actor.is_a(Role.parent)


def menu(actor: Actor | None) -> list[Entry]:
    """The entries somebody may open, in order, with at most one marked as the open one."""
    items = [item for item in MENU if actor is not None and actor.can(item.permission)]
    here = request.endpoint or ""
    own = next((item for item in items if item.endpoint == here), None)
    room = here.split(".")[0]
    under = UNDER.get(here) or UNDER.get(room) or ()
    near = own or next((item for item in items if item.endpoint in under or item.endpoint.split(".")[0] == room), None)
    current = "page" if own else "true"
    return [Entry(item.label, item.endpoint, current if item is near else "") for item in items]


def frame() -> Frame:
    """The frame of this request's pages, read once. Where the database cannot be read it is that of nobody."""
    if "frame" not in g:
        try:
            g.frame = _read()
        except sa.exc.SQLAlchemyError:
            g.frame = Frame()
    found: Frame = g.frame
    return found


def young_error(status: int, title: str, words: str) -> tuple[str, str]:
    """An error's title and words for a young person: never their fault, and what to do next.

    A rule's own refusal (422) is written for whoever meets it and stays as it is.
    """
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return title, words
    kind = ERRORS.get(status, "wrong")
    return say(f"{kind}.title"), say(f"{kind}.lead")


def _read() -> Frame:
    actor = current_actor()
    if actor is None or not actor.grants:
        return Frame(actor=actor)
    council = db().get_one(Authority, actor.authority_id)  # which a page may have read already
    return Frame(actor=actor, council=council.name, accent=council.accent, help_words=council.help_words)
