"""Every route of the application with real addresses, and browsers of every role to open them with.

Each room makes its rows twice, for an authority and for another one, in a database of its own; the addresses are
those of `tests/<room>/pages.py`. For a route without a page they are what its `forms(world)` says, if there is one
({endpoint: address}, asked after `pages(world)`), or else taken from the page whose address is nearest.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from pfa.accounts import sign_in
from pfa.accounts.models import Role, SignInWay, User
from pfa.accounts.permissions import allowed
from pfa.core.database import Database
from pfa.web.permission import PUBLIC, SIGNED_IN, declared
from tests.factories import ENTRY_YEAR, Browser, Clock, World
from tests.places import Place

TESTS = Path(__file__).parent
ROOMS = sorted(path.parent.name for path in TESTS.glob("*/pages.py"))
ROLES = {
    "coordinator": Role.coordinator,
    "admin": Role.authority_admin,
    "approver": Role.approver,
    "lead": Role.safeguarding_lead,
    "teacher": Role.school_staff,
    "tutor": Role.college_staff,
    "coach": Role.job_coach,
    "young": Role.young_person,
    "parent": Role.parent,
}
NOBODIES = ("nobody", "stopped", "former")  # nobody signed in; an account that was stopped; a role that has ended
WRITTEN_BY_READING = {"access_event"}  # what a page may write while it is only being looked at
# Addresses whose parts are no ids of rows: any value of theirs will do.
PLAIN = {"colour": "1d5b79", "filename": "icon.svg", "entry_year": ENTRY_YEAR, "ending": "csv", "concept": "home"}


@dataclasses.dataclass(frozen=True)
class Route:
    """One address pattern with one method."""

    rule: Rule
    method: str

    @property
    def endpoint(self) -> str:
        return str(self.rule.endpoint)

    @property
    def ids(self) -> list[str]:
        """The parts of the address that are ids of rows."""
        return sorted(name for name, kind in self.rule._converters.items() if type(kind).__name__ == "UUIDConverter")

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def routes(app: Flask) -> list[Route]:
    """Every route with every method of its own."""
    found = [
        Route(rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=str)


def may(app: Flask, route: Route, who: str) -> bool:
    """Does the table of permissions let them open this route?"""
    permission = declared(app, route.endpoint)
    if permission == PUBLIC:
        return True
    if who in NOBODIES or permission is None:
        return False
    return permission == SIGNED_IN or allowed(ROLES[who], permission)


class Seed:
    """The rows of one room in a database of its own, to go back to, and a signed-in cookie for every role."""

    def __init__(self, app: Flask, room: str, place: Place, clock: Clock) -> None:
        self.app, self.room, self._clock = app, room, clock
        self._place = place.another(room)
        self.database = Database(self._place.url)
        self.world = World(self.database, clock())
        self.other = self.world.another()
        self.mine, self.theirs = self._examples(self.world), self._examples(self.other)
        self._users = {who: getattr(self.world, who) for who in ROLES if who != "young"} | self._more_users()
        self._cookies: dict[str, tuple[str, str]] = {}
        for who in (*ROLES, *NOBODIES):
            self._cookies[who] = self._sign_in(who)
        self.database.dispose()
        self._place.keep()

    def open(self, who: str, route: Route, address: str, *, token: bool = True, **more: Any) -> TestResponse:
        """Open a route as somebody, with the token of their form unless told otherwise."""
        self._live_here()
        cookie, csrf = self._cookies[who]
        browser = Browser(self.app, self.app.response_class)
        if cookie:
            browser.set_cookie("pfa", cookie)
        data = {"csrf_token": csrf} if token and route.method == "POST" else None
        return browser.open(address, method=route.method, data=data, **more)

    def back(self) -> None:
        """Go back to the rows as they were made."""
        if self.database.dialect == "sqlite":
            self.database.dispose()
        self._place.reset()

    def close(self) -> None:
        """Let go of the database."""
        self.database.dispose()
        self._place.close()

    def has_changed(self, *, except_for: frozenset[str] | set[str] = frozenset()) -> list[str]:
        """The tables that differ from what was made."""
        return [name for name in self._place.changed() if name not in except_for]

    def address(self, route: Route, values: dict[str, Any]) -> str:
        """The address with these values."""
        with self.app.test_request_context():
            adapter = self.app.url_map.bind("localhost")
            return adapter.build(route.endpoint, values, method=route.method)

    def values(self, route: Route, *, of_the_other: bool = False) -> dict[str, Any] | None:
        """Values for the parts of a route's address; None if no page of the room has them."""
        pages = (self.theirs if of_the_other else self.mine).values()
        found: dict[str, Any] = {}
        for name in route.rule.arguments:
            near = [(len(shared(rule, route.rule.rule, name)), args[name]) for rule, args in pages if name in args]
            if near and (name not in PLAIN or max(near)[0]):
                found[name] = max(near, key=lambda one: one[0])[1]
            elif name in PLAIN:
                found[name] = PLAIN[name]
            elif name == "person_id":
                found[name] = (self.other_person if of_the_other else self.person).public_id
            else:
                return None
        return found

    def _examples(self, world: World) -> dict[str, tuple[str, dict[str, Any]]]:
        room = importlib.import_module(f"tests.{self.room}.pages")
        pages = {key: ("GET", address) for key, (_, address) in room.pages(world).items()}
        forms = {key: ("POST", address) for key, address in getattr(room, "forms", lambda _world: {})(world).items()}
        adapter = self.app.url_map.bind("localhost")
        found = {}
        for key, (method, address) in (pages | forms).items():
            rule, args = adapter.match(address.split("?")[0], method=method, return_rule=True)
            found[key] = (rule.rule, dict(args))
        return found

    def _more_users(self) -> dict[str, User]:
        self.person = young = self.world.young_person("Young", "Visitor", with_user=True)
        self.other_person = self.other.young_person("Young", "Stranger")
        stopped = self.world.user("Stopped", Role.coordinator)
        former = self.world.user("Former", Role.coordinator)
        with self.world.writing() as session:
            session.get_one(User, stopped.id).is_active = False
            role = session.get_one(User, former.id).memberships[0]
            role.starts_on, role.ends_on = self._day(-9), self._day(-1)
            session.commit()
            return {"young": session.get_one(User, young.user_id), "stopped": stopped, "former": former}

    def _day(self, days: int) -> dt.date:
        return self._clock().date() + dt.timedelta(days=days)

    def _sign_in(self, who: str) -> tuple[str, str]:
        """A cookie, and the token of a form that goes with it."""
        self._live_here()
        browser = Browser(self.app, self.app.response_class)
        if who != "nobody":
            with self.database.writing() as session:
                user = session.get_one(User, self._users[who].id)
                token = sign_in.begin(session, user, way=SignInWay.password, now=self._clock(), proved=True)
                session.commit()
            with browser.session_transaction() as cookie:
                cookie["_user_id"] = token
        page = browser.get("/sign-in").text
        kept = browser.get_cookie("pfa")
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        return (kept.value if kept else "", found.group(1) if found else "")

    def _live_here(self) -> None:
        self.app.extensions["pfa_database"] = self.database
        self.app.extensions["pfa_entrance"].database = self.database
        self.app.extensions["pfa_clock"] = self._clock


def shared(one: str, other: str, name: str) -> str:
    """The beginning that two address patterns share, by whole parts; empty unless that part of them is in it."""
    parts = []
    for mine, theirs in zip(one.split("/"), other.split("/"), strict=False):
        if mine != theirs:
            break
        parts.append(mine)
    return "/".join(parts) if any(part.rstrip(">").split(":")[-1].lstrip("<") == name for part in parts) else ""


def seed_of(seeds: dict[str, Seed], route: Route) -> Seed | None:
    """The room that knows a route: it has a page of the same endpoint, or else of the same blueprint; None if none."""
    own = [seed for seed in seeds.values() if any(key.split("#")[0] == route.endpoint for key in seed.mine)]
    blueprint = route.endpoint.split(".")[0]
    near = [seed for seed in seeds.values() if any(key.split(".")[0] == blueprint for key in seed.mine)]
    return next((seed for seed in (*own, *near, *seeds.values()) if seed.values(route) is not None), None)


def missing_id() -> uuid.UUID:
    """An id that no row has."""
    return uuid.UUID("00000000-0000-4000-8000-000000000000")


def refused_by_sign_in(answer: TestResponse) -> bool:
    """Was the visitor sent to the way in, or told that nothing was saved?"""
    if answer.status_code == 401:
        return True
    return answer.status_code == 302 and str(answer.location).partition("?")[0] in ("/sign-in", "/card")


def without_chance(page: str) -> str:
    """A page without what differs every time: the nonce, the tokens, the address that was asked for."""
    page = re.sub(r'(nonce|value|data-token|content)="[^"]*"', "", page)
    return re.sub(r'(href|action|src)="[^"]*"', "", page)


def each(app: Flask, seeds: dict[str, Seed]) -> Iterator[tuple[Route, Seed]]:
    """Every route whose address can be built, with its room; shipped files apart."""
    for route in routes(app):
        seed = seed_of(seeds, route)
        if route.endpoint != "static" and seed is not None:
            yield route, seed
