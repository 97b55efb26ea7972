"""Sign-ins kept at the server: begun, found by the cookie's token, touched, ended."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.models import Role, SecondFactor, SignIn, SignInWay, User
from pfa.core.statements import once

TOUCH_EVERY = dt.timedelta(minutes=1)
CONFIRM_WITHIN = dt.timedelta(minutes=5)  # between "the code is right" and "yes, this is me"
SECOND_STEP_WITHIN = dt.timedelta(minutes=10)  # between the password and the code of the app
SET_UP_WITHIN = dt.timedelta(minutes=30)  # between the password and the first code of a new app
WARN_BEFORE = dt.timedelta(seconds=150)  # before a sign-in ends for want of a request


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


def begin(
    session: Session,
    user: User,
    *,
    way: SignInWay,
    now: dt.datetime,
    proved: bool = False,
    helped_by_id: int | None = None,
    browser: str = "",
) -> str:
    """Begin a sign-in and return the token for the cookie: 256 random bits, kept here only as a hash.

    `proved`: they have shown their second factor. Without that, it opens nothing to whoever has one or must have one.
    """
    life = lifetime(user)
    for old in session.scalars(_live(), {"user_id": user.id, "now": now}).all()[life.at_once - 1 :]:
        old.ended_at = now
    return _keep(
        session,
        user,
        way=way,
        now=now,
        ends_at=now + life.most,
        confirmed_at=now,
        proved_at=now if proved else None,
        helped_by_id=helped_by_id,
        browser=browser,
    )


def prepare(
    session: Session, user: User, *, way: SignInWay, now: dt.datetime, within: dt.timedelta = CONFIRM_WITHIN
) -> str:
    """Keep that somebody's secret was right until they say that this is them, or show their second factor.

    The token opens nothing but the page that asks for it.
    """
    return _keep(session, user, way=way, now=now, ends_at=now + within)


def prepared(session: Session, token: str, *, ways: Collection[SignInWay], now: dt.datetime) -> SignIn | None:
    """The sign-in, by one of these ways, that waits for its second page; None if it waited too long.

    A page names the ways it waits for: whoever gave a password must not come in by saying "yes, this is me".
    """
    found = session.scalars(_waiting(), {"token_hash": hashed(token), "now": now}).first()
    return found if found is not None and found.way in ways else None


@once
def _waiting() -> sa.Select[SignIn]:
    return sa.select(SignIn).where(
        SignIn.token_hash == sa.bindparam("token_hash"),
        SignIn.confirmed_at.is_(None),
        SignIn.ended_at.is_(None),
        SignIn.ends_at > sa.bindparam("now"),
    )


def find(
    session: Session, token: str, *, now: dt.datetime, today: dt.date, must_prove: bool
) -> tuple[SignIn, Actor] | None:
    """The live sign-in of a cookie's token and who it is, with the rights they have today; None if it is dead.

    So is, whatever began it, one of staff without their second factor if they have one, or if they `must_prove`.
    """
    found = session.execute(_of_token(), {"token_hash": hashed(token)}).unique().one_or_none()
    if found is None or not alive(found[0], now):
        return None
    row, user = found[0], found[1]
    has_factor = found[2] is not None
    actor = actor_of(user, today, helped_by=row.helped_by_id, sign_in_id=row.id)
    if not user.is_active or not actor.grants:
        return None
    if row.proved_at is None and (has_factor or (must_prove and actor.is_staff)):
        return None
    return row, actor


@once
def _of_token() -> sa.Select[SignIn, User, int]:
    return (
        sa.select(SignIn, User, SecondFactor.id)
        .join(User, User.id == SignIn.user_id)
        .outerjoin(SecondFactor, SecondFactor.user_id == User.id)
        .options(joinedload(User.memberships))
        .where(SignIn.token_hash == sa.bindparam("token_hash"))
    )


def alive(row: SignIn, now: dt.datetime) -> bool:
    """Confirmed, not ended, not too old, and not idle for too long."""
    return row.confirmed_at is not None and row.ended_at is None and now < min(row.ends_at, idle_ends_at(row))


def idle_ends_at(row: SignIn) -> dt.datetime:
    """When a sign-in ends if nothing more is asked of it."""
    return row.seen_at + dt.timedelta(minutes=row.idle_minutes)


def touch(session: Session, sign_in_id: int, *, now: dt.datetime) -> None:
    """Say that a sign-in was used. Written at most once a minute."""
    session.execute(sa.update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))


def end(session: Session, sign_in_id: int, *, now: dt.datetime) -> None:
    """End one sign-in: its cookie is worth nothing from here on."""
    session.execute(sa.update(SignIn).where(SignIn.id == sign_in_id).values(ended_at=now))


def end_all(session: Session, user_id: int, *, now: dt.datetime) -> None:
    """End every sign-in of a user: password or card changed, account closed, "sign out everywhere"."""
    session.execute(sa.update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None)).values(ended_at=now))


def live(session: Session, user_id: int, *, now: dt.datetime) -> Sequence[SignIn]:
    """A user's sign-ins that still work, newest first."""
    rows = session.scalars(_live(), {"user_id": user_id, "now": now}).all()
    return [row for row in rows if alive(row, now)]


def last_before(session: Session, user_id: int, sign_in_id: int | None = None) -> dt.datetime | None:
    """When a user last signed in, the sign-in that is running left out."""
    query = sa.select(sa.func.max(SignIn.started_at)).where(SignIn.user_id == user_id, SignIn.confirmed_at.is_not(None))
    return session.scalar(query if sign_in_id is None else query.where(SignIn.id != sign_in_id))


def hashed(token: str) -> str:
    """What is kept of a random token of 256 bits."""
    return hashlib.sha256(token.encode()).hexdigest()


@once
def _live() -> sa.Select[SignIn]:
    return (
        sa.select(SignIn)
        .where(
            SignIn.user_id == sa.bindparam("user_id"),
            SignIn.ended_at.is_(None),
            SignIn.confirmed_at.is_not(None),
            SignIn.ends_at > sa.bindparam("now"),
        )
        .order_by(SignIn.id.desc())
    )


def _keep(session: Session, user: User, *, way: SignInWay, now: dt.datetime, ends_at: dt.datetime, **more: Any) -> str:
    token = secrets.token_urlsafe(32)
    row = SignIn(
        token_hash=hashed(token),
        user_id=user.id,
        way=way,
        started_at=now,
        seen_at=now,
        ends_at=ends_at,
        idle_minutes=lifetime(user).idle_minutes,
        **more,
    )
    session.add(row)
    session.flush()
    return token
