"""Sign-ins kept at the server: begun, found by the cookie's token, touched, ended."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.models import Role, SignIn, SignInWay, User

TOUCH_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a sign-in lives: without a request, and in all."""

    idle_minutes: int
    most: dt.timedelta
    at_once: int  # live sign-ins of one user; an older one is ended by a newer


AUTHORITY = Lifetime(15, dt.timedelta(hours=12), 5)
PARTNER = Lifetime(30, dt.timedelta(hours=12), 5)
YOUNG = Lifetime(20, dt.timedelta(minutes=90), 2)


def lifetime(user: User) -> Lifetime:
    """The lifetime of a user's sign-ins: the strictest of their roles."""
    roles = {row.role for row in user.memberships}
    if Role.young_person in roles:
        return YOUNG
    if roles & {Role.coordinator, Role.authority_admin, Role.approver, Role.safeguarding_lead}:
        return AUTHORITY
    return PARTNER


def begin(session: Session, user: User, *, way: SignInWay, now: dt.datetime, helped_by_id: int | None = None) -> str:
    """Begin a sign-in and return the token for the cookie: 256 random bits, kept here only as a hash."""
    life = lifetime(user)
    live = sa.select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None), SignIn.ends_at > now)
    for old in session.scalars(live.order_by(SignIn.id.desc()).offset(life.at_once - 1)):
        old.ended_at = now
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=hashed(token),
            user_id=user.id,
            way=way,
            helped_by_id=helped_by_id,
            started_at=now,
            seen_at=now,
            ends_at=now + life.most,
            idle_minutes=life.idle_minutes,
        )
    )
    session.flush()
    return token


def find(session: Session, token: str, *, now: dt.datetime, today: dt.date) -> tuple[SignIn, Actor] | None:
    """The live sign-in of a cookie's token and who it is, with the rights they have today; None if it is dead."""
    row = session.scalars(sa.select(SignIn).where(SignIn.token_hash == hashed(token))).first()
    if row is None or not alive(row, now):
        return None
    user = session.scalars(sa.select(User).where(User.id == row.user_id).options(selectinload(User.memberships))).one()
    actor = actor_of(user, today, helped_by=row.helped_by_id, sign_in_id=row.id)
    if not user.is_active or not actor.grants:
        return None
    return row, actor


def alive(row: SignIn, now: dt.datetime) -> bool:
    """Not ended, not too old, and not idle for too long."""
    idle = dt.timedelta(minutes=row.idle_minutes)
    return row.ended_at is None and now < row.ends_at and now < row.seen_at + idle


def touch(session: Session, sign_in_id: int, *, now: dt.datetime) -> None:
    """Say that a sign-in was used. Written at most once a minute."""
    session.execute(sa.update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))


def end(session: Session, sign_in_id: int, *, now: dt.datetime) -> None:
    """End one sign-in: its cookie is worth nothing from here on."""
    session.execute(sa.update(SignIn).where(SignIn.id == sign_in_id).values(ended_at=now))


def end_all(session: Session, user_id: int, *, now: dt.datetime) -> None:
    """End every sign-in of a user: password or card changed, account closed, "sign out everywhere"."""
    session.execute(sa.update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None)).values(ended_at=now))


def hashed(token: str) -> str:
    """What is kept of a random token of 256 bits."""
    return hashlib.sha256(token.encode()).hexdigest()
