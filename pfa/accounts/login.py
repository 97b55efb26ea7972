"""Flask-Login over sign-ins kept at the server: its cookie's id is the sign-in's token, never the user's number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from pfa.accounts import hashing, sign_in
from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.entrance import Entrance, Visitor
from pfa.accounts.models import SignInWay, User
from pfa.core.settings import Settings
from pfa.web import done, limits, logs
from pfa.web.request import ask_for, database, db, is_kept, now, settings, today

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


class SignedIn(UserMixin):  # type: ignore[misc]  # flask_login ships no types
    """The person behind a request."""

    def __init__(
        self, token: str, actor: Actor, idle_ends_at: dt.datetime | None = None, *, proved: bool = False
    ) -> None:
        self.token = token
        self.actor = actor
        self.proved = proved
        self.idle_ends_at = idle_ends_at

    def get_id(self) -> str:
        return self.token


def current_actor() -> Actor | None:
    """Whoever asks, or None if nobody is signed in."""
    if "actor" not in g:
        g.actor = None  # nobody for the error page, if the database fails while it is asked
        g.actor = current_user.actor if current_user.is_authenticated else None
    found: Actor | None = g.actor
    return found


def actor() -> Actor:
    """Whoever asks; only for views that need a permission, where somebody is signed in."""
    found = current_actor()
    if found is None:
        raise RuntimeError("a view without a permission asked who is signed in")
    return found


def at_the_door() -> Actor | None:
    """Whoever gave the right code and has not yet said that it is them; None if nobody did in this request."""
    found: Actor | None = g.get("at_the_door")
    return found


def wait_at_the_door(user: User) -> None:
    """Let the page that asks "Is this you?" look and work as its person likes it. Nobody is signed in by this."""
    g.at_the_door = actor_of(user, today())


def entrance() -> Entrance:
    """The application's ways in."""
    found: Entrance = current_app.extensions["pfa_entrance"]
    return found


def visitor() -> Visitor:
    """Whoever stands at the door of this request."""
    return Visitor(place=request.remote_addr or "", now=now(), today=today())


def browser_family() -> str:
    """The browser and system behind this request, in two words; never its whole name, which tells people apart."""
    said = request.user_agent.string
    browser = next((name for mark, name in BROWSERS if mark in said), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return f"{browser} on {system}" if system else browser


def is_proved() -> bool:
    """Did whoever asks show their second factor when they signed in?"""
    return bool(getattr(current_user, "proved", False))


def start(user: User, *, way: SignInWay, proved: bool = False, helped_by_id: int | None = None) -> None:
    """Sign somebody in: a new server-side sign-in and a fresh cookie; the old one is dead. The view commits."""
    stop()
    token = sign_in.begin(
        db(), user, way=way, now=now(), proved=proved, helped_by_id=helped_by_id, browser=browser_family()
    )
    login_user(SignedIn(token, actor_of(user, today()), proved=proved))
    g.pop("actor", None)
    logs.security("sign-in.begun", level=logs.INFO, way=way.value)


def stop() -> None:
    """Sign out: the sign-in ends at the server, so the cookie is dead wherever it was copied to. The view commits."""
    found = current_actor()
    if found is not None and found.sign_in_id is not None:
        sign_in.end(db(), found.sign_in_id, now=now())
    logout_user()
    session.clear()
    g.pop("actor", None)


def seconds_left() -> int | None:
    """Seconds until the running sign-in ends if nothing more is asked of it; None if nobody is signed in."""
    ends_at = getattr(current_user, "idle_ends_at", None)
    return max(0, int((ends_at - now()).total_seconds())) if ends_at is not None else None


def install(app: Flask) -> None:
    """Find who asks before every request, open the database for their authorities, answer replays."""
    given: Settings = app.extensions["pfa_settings"]
    manager = LoginManager()
    manager.session_protection = None  # the server-side sign-in is the protection; addresses change on phones
    manager.init_app(app, add_context_processor=False)  # an error page must not ask the database who is there
    app.extensions["pfa_entrance"] = Entrance(app.extensions["pfa_database"], given, hashing.for_settings(given))
    app.jinja_env.globals["seconds_left"] = seconds_left
    app.jinja_env.globals["warn_before"] = int(sign_in.WARN_BEFORE.total_seconds())

    @manager.user_loader  # type: ignore[untyped-decorator]  # flask_login ships no types
    def _load(token: str) -> SignedIn | None:
        return _found(token)

    limits.install(app, given.requests_a_minute, _name)

    @app.before_request
    def _who() -> Any:
        if is_kept():
            return None
        who = current_actor()
        if who is not None:
            ask_for(who.authority_ids)
        return done.already_done()

    app.after_request(done.first_answer)
    app.extensions["pfa_current_actor"] = current_actor


def _found(token: str) -> SignedIn | None:
    """The sign-in of a cookie. A page counts as use, once a minute; a script that only looks for news does not."""
    with database().reading() as reading:
        found = sign_in.find(reading, token, now=now(), today=today(), must_prove=settings().must_have_second_factor)
    if found is None:
        return None
    row, who = found
    ends_at = sign_in.idle_ends_at(row)
    if now() - row.seen_at >= sign_in.TOUCH_EVERY and not request.headers.get("X-Pfa-Poll"):
        with database().writing() as writing:
            sign_in.touch(writing, row.id, now=now())
            writing.commit()
        ends_at = now() + dt.timedelta(minutes=row.idle_minutes)
    return SignedIn(token, who, min(ends_at, row.ends_at), proved=row.proved_at is not None)


def _name() -> str | None:
    who = current_actor()
    return str(who.sign_in_id) if who is not None else None
