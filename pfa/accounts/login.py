"""Flask-Login over sign-ins kept at the server: its cookie's id is the sign-in's token, never the user's number."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from pfa.accounts import sign_in
from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.models import SignInWay, User
from pfa.web import done
from pfa.web.request import ask_for, database, db, now, today


class SignedIn(UserMixin):  # type: ignore[misc]  # flask_login ships no types
    """The person behind a request."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token = token
        self.actor = actor

    def get_id(self) -> str:
        return self.token


def current_actor() -> Actor | None:
    """Whoever asks, or None if nobody is signed in."""
    if "actor" not in g:
        g.actor = current_user.actor if current_user.is_authenticated else None
    found: Actor | None = g.actor
    return found


def actor() -> Actor:
    """Whoever asks; only for views that need a permission, where somebody is signed in."""
    found = current_actor()
    if found is None:
        raise RuntimeError("a view without a permission asked who is signed in")
    return found


def start(user: User, *, way: SignInWay, helped_by_id: int | None = None) -> None:
    """Sign somebody in: a new server-side sign-in and a fresh cookie. The view commits."""
    token = sign_in.begin(db(), user, way=way, now=now(), helped_by_id=helped_by_id)
    session.clear()
    login_user(SignedIn(token, actor_of(user, today())))


def stop() -> None:
    """Sign out: the sign-in ends at the server, so the cookie is dead wherever it was copied to. The view commits."""
    found = current_actor()
    if found is not None and found.sign_in_id is not None:
        sign_in.end(db(), found.sign_in_id, now=now())
    logout_user()
    session.clear()


def install(app: Flask) -> None:
    """Find who asks before every request, open the database for their authorities, answer replays."""
    manager = LoginManager()
    manager.session_protection = None  # the server-side sign-in is the protection; addresses change on phones
    manager.init_app(app)

    @manager.user_loader  # type: ignore[untyped-decorator]  # flask_login ships no types
    def _load(token: str) -> SignedIn | None:
        with database().reading() as reading:
            found = sign_in.find(reading, token, now=now(), today=today())
        if found is None:
            return None
        row, who = found
        if now() - row.seen_at >= sign_in.TOUCH_EVERY and not request.headers.get("X-Pfa-Poll"):
            with database().writing() as writing:
                sign_in.touch(writing, row.id, now=now())
                writing.commit()
        return SignedIn(token, who)

    @app.before_request
    def _who() -> Any:
        if request.endpoint == "static":
            return None
        who = current_actor()
        if who is not None:
            ask_for(who.authority_ids)
        return done.already_done()

    app.extensions["pfa_current_actor"] = current_actor
