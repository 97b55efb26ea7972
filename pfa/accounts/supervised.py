"""A class signs in together: for an hour at most, in a room with the member of staff who opened it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts import card_codes, sign_in
from pfa.accounts.actor import Asker
from pfa.accounts.cards import Peppers
from pfa.accounts.hashing import Hasher
from pfa.accounts.models import SignIn, SignInWay, SupervisedCode, SupervisedWindow, User
from pfa.audit import services as audit
from pfa.core.errors import NotFound, Refused

MINUTES_AT_MOST = 60
TRIES = 10
PEOPLE_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class NewCode:
    """One young person's code for a window: shown once, kept as a hash."""

    number: str
    code: str = field(repr=False)
    code_hash: str


def make(session: Session, count: int, *, hasher: Hasher, peppers: Peppers, now: dt.datetime) -> list[NewCode]:
    """Make codes with numbers that no open window uses. Slow on purpose: call it before the transaction."""
    taken = set(
        session.scalars(
            sa.select(SupervisedCode.number).join(SupervisedCode.window).where(SupervisedWindow.closes_at > now)
        )
    )
    session.rollback()
    made: list[NewCode] = []
    while len(made) < count:
        number = card_codes.new_number(card_codes.NUMBER_LENGTH)
        if number not in taken:
            taken.add(number)
            code = card_codes.new_secret(card_codes.CLASS_CODE_LENGTH)
            made.append(NewCode(number, code, hasher.hash(bound(number, code, peppers.current))))
    return made


def bound(number: str, code: str, pepper: str) -> bytes:
    """What is hashed: a code is worth something with its own number only."""
    return card_codes.peppered(f"{number} {code}", pepper)


def open_window(
    session: Session,
    *,
    name: str,
    minutes: int,
    users: Sequence[User],
    codes: Sequence[NewCode],
    authority_id: int,
    actor: Asker,
    now: dt.datetime,
) -> SupervisedWindow:
    """Open a window for these young people; it closes by itself."""
    if not users:
        raise Refused("Choose at least one young person.", field="people")
    if len(users) > PEOPLE_AT_MOST:
        raise Refused(f"Choose {PEOPLE_AT_MOST} young people at most.", field="people")
    if not 5 <= minutes <= MINUTES_AT_MOST:
        raise Refused(f"Choose from 5 to {MINUTES_AT_MOST} minutes.", field="minutes")
    if actor.user_id is None:
        raise Refused("Only somebody who is in the room can open this.")
    window = SupervisedWindow(
        authority_id=authority_id,
        opened_by_id=actor.user_id,
        name=name,
        opened_at=now,
        closes_at=now + dt.timedelta(minutes=minutes),
        codes=[
            SupervisedCode(number=new.number, code_hash=new.code_hash, user_id=user.id)
            for user, new in zip(users, codes, strict=True)
        ],
    )
    session.add(window)
    audit.record(session, actor=actor, now=now, action="class.opened", subject=window, fields=[])
    return window


def close(session: Session, window: SupervisedWindow, *, actor: Asker, now: dt.datetime) -> None:
    """Close a window before its time and sign out everybody who came in through it."""
    window.closes_at = min(window.closes_at, now)
    session.execute(
        sa.update(SignIn)
        .where(
            SignIn.user_id.in_([code.user_id for code in window.codes]),
            SignIn.way == SignInWay.supervised,
            SignIn.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
    audit.record(session, actor=actor, now=now, action="class.closed", subject=window, fields=[])


def renew(
    session: Session, window: SupervisedWindow, user_id: int, new: NewCode, *, actor: Asker, now: dt.datetime
) -> None:
    """Give one young person of an open window another number and code."""
    code = next((code for code in window.codes if code.user_id == user_id), None)
    if code is None or window.closes_at <= now:
        raise NotFound()
    code.number, code.code_hash, code.failures = new.number, new.code_hash, 0
    audit.record(session, actor=actor, now=now, action="class.code-renewed", subject=window, fields=[])


def window_of(session: Session, asker: Asker, public_id: object) -> SupervisedWindow:
    """One window that the asker opened themselves. Raises NotFound."""
    query = (
        sa.select(SupervisedWindow)
        .where(SupervisedWindow.public_id == public_id, SupervisedWindow.opened_by_id == asker.user_id)
        .where(SupervisedWindow.authority_id.in_(asker.authority_ids))
        .options(selectinload(SupervisedWindow.codes))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound()
    return found


def windows_of(session: Session, asker: Asker, *, most: int) -> Sequence[SupervisedWindow]:
    """The last windows that the asker opened, newest first."""
    query = (
        sa.select(SupervisedWindow)
        .where(SupervisedWindow.opened_by_id == asker.user_id)
        .where(SupervisedWindow.authority_id.in_(asker.authority_ids))
        .options(selectinload(SupervisedWindow.codes))
        .order_by(SupervisedWindow.id.desc())
        .limit(most)
    )
    return session.scalars(query).all()


def came_in(session: Session, window: SupervisedWindow, *, now: dt.datetime) -> dict[int, bool]:
    """Who came in through a window, by user, and whether they are still in."""
    query = sa.select(SignIn).where(
        SignIn.user_id.in_([code.user_id for code in window.codes]),
        SignIn.way == SignInWay.supervised,
        SignIn.started_at >= window.opened_at,
        SignIn.confirmed_at.is_not(None),
    )
    rows = session.scalars(query.order_by(SignIn.id)).all()
    return {row.user_id: any(sign_in.alive(one, now) for one in rows if one.user_id == row.user_id) for row in rows}


def live_code(session: Session, number: str, *, now: dt.datetime) -> SupervisedCode | None:
    """The code with this number in a window that is open, with tries left."""
    query = (
        sa.select(SupervisedCode)
        .join(SupervisedCode.window)
        .where(SupervisedCode.number == number, SupervisedWindow.closes_at > now, SupervisedCode.failures < TRIES)
        .order_by(SupervisedCode.id.desc())
    )
    return session.scalars(query).first()
