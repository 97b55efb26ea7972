"""Limits on guessing, and on how many files one person sends or takes in an hour.

A try is counted before its secret is looked at, and forgiven if the secret was right. Counting first means that tries
sent at the same moment cannot slip past a limit together.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Counted
from pfa.core.errors import TooMany
from pfa.core.statements import once

DAY = dt.timedelta(days=1)
KEPT_FOR = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Window:
    """At most `most` in any stretch of `per`."""

    most: int
    per: dt.timedelta


ACCOUNT_TRIES, ACCOUNT_WAIT, ACCOUNT_GROWTH = 10, dt.timedelta(minutes=15), 1.5
CARD_WAITS = ((10, dt.timedelta(minutes=15)), (5, dt.timedelta(minutes=1)))
CARD_TRIES_A_DAY = 20
CARD_ADDRESS = (Window(300, dt.timedelta(minutes=10)), Window(1000, DAY))  # a whole school is one address
STAFF_ADDRESS = (Window(100, dt.timedelta(hours=1)),)
STAFF_PLACE_RESTS = "There were too many wrong tries from this place. Try again in an hour, or ask your administrator."
INVITATIONS_A_PERSON = Window(5, dt.timedelta(hours=1))
INVITATIONS_A_SENDER = Window(50, dt.timedelta(hours=1))
IMPORTS_A_PERSON = Window(20, dt.timedelta(hours=1))
EXPORTS_A_PERSON = Window(10, dt.timedelta(hours=1))  # of every kind together
TOO_MANY_IMPORTS = "You have sent 20 files in an hour. Wait a while, then send the next one."
TOO_MANY_EXPORTS = "You have downloaded 10 lists in an hour. Wait a while, then download the next one."


def key_of(kind: str, text: str, secret: str) -> str:
    """What is kept of an address or an e-mail: enough to count by, not enough to read it back."""
    return f"{kind}:{hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:40]}"


def account_wait(failures: Sequence[dt.datetime]) -> dt.timedelta:
    """How long after its last failure an account rests: from the tenth on 15 minutes, half as long again each time."""
    over = len(failures) - ACCOUNT_TRIES
    return min(ACCOUNT_WAIT * ACCOUNT_GROWTH ** min(over, 20), DAY) if over >= 0 else dt.timedelta()


def card_wait(failures: Sequence[dt.datetime]) -> dt.timedelta:
    """How long a card's typed code rests after a failure: 1 minute from the fifth of a day on, 15 from the tenth."""
    return next((wait for count, wait in CARD_WAITS if len(failures) >= count), dt.timedelta())


def hold(session: Session, key: str) -> None:
    """Let nobody else count this key until the transaction ends. SQLite's write lock does that by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("select pg_advisory_xact_lock(:place, hashtext(:key))"), {"place": 7412, "key": key})


def times(session: Session, key: str, *, since: dt.datetime) -> Sequence[dt.datetime]:
    """When this key was counted, oldest first."""
    return session.scalars(_times(), {"key": key, "since": since}).all()


@once
def _times() -> sa.Select[Any]:
    since = Counted.at > sa.bindparam("since")
    return sa.select(Counted.at).where(Counted.key == sa.bindparam("key"), since).order_by(Counted.at, Counted.id)


def count(session: Session, *keys: str, now: dt.datetime) -> list[int]:
    """Count each key once more; the ids are for `forgive`. What is older than 30 days is dropped on the way."""
    session.execute(sa.delete(Counted).where(Counted.key.in_(keys), Counted.at < now - KEPT_FOR))
    rows = [Counted(key=key, at=now) for key in keys]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def count_staff_try(session: Session, key: str, place: str, *, now: dt.datetime, words: str) -> list[int]:
    """Count a try with a member of staff's password or code from a place. Raises TooMany where either has to rest."""
    hold(session, key)
    failures = times(session, key, since=now - KEPT_FOR)
    refuse_wait(failures, account_wait(failures), now=now, words=words)
    refuse_over(session, place, STAFF_ADDRESS, now=now, words=STAFF_PLACE_RESTS)
    return count(session, key, place, now=now)


def forgive(session: Session, ids: Sequence[int]) -> None:
    """Take back what was counted: the secret was right."""
    session.execute(sa.delete(Counted).where(Counted.id.in_(ids)))


def clear(session: Session, key: str) -> None:
    """Forget every failure of a key."""
    session.execute(sa.delete(Counted).where(Counted.key == key))


def refuse_wait(failures: Sequence[dt.datetime], wait: dt.timedelta, *, now: dt.datetime, words: str) -> None:
    """Raise TooMany while the wait since the last failure is not over. `words` hold `{wait}`."""
    left = failures[-1] + wait - now if failures else dt.timedelta()
    if left > dt.timedelta():
        raise TooMany(words.format(wait=in_words(left)), seconds=int(left.total_seconds()) + 1)


def refuse_over(session: Session, key: str, windows: Sequence[Window], *, now: dt.datetime, words: str) -> None:
    """Raise TooMany if the key was counted as often as any window allows."""
    for window in windows:
        if (session.scalar(_times_counted(), {"key": key, "since": now - window.per}) or 0) >= window.most:
            raise TooMany(words, seconds=int(window.per.total_seconds()))


@once
def _times_counted() -> sa.Select[Any]:
    since = Counted.at > sa.bindparam("since")
    return sa.select(sa.func.count()).where(Counted.key == sa.bindparam("key"), since)


def allow_import(session: Session, user_id: int, *, now: dt.datetime) -> None:
    """Count one more file that somebody sends. Raises TooMany for the 21st in an hour."""
    _allow(session, f"imports-by:{user_id}", IMPORTS_A_PERSON, now=now, words=TOO_MANY_IMPORTS)


def allow_export(session: Session, user_id: int | None, *, now: dt.datetime) -> None:
    """Count one more file of young people that somebody takes out. Raises TooMany for the 11th in an hour."""
    _allow(session, f"exports-by:{user_id}", EXPORTS_A_PERSON, now=now, words=TOO_MANY_EXPORTS)


def _allow(session: Session, key: str, window: Window, *, now: dt.datetime, words: str) -> None:
    hold(session, key)
    refuse_over(session, key, [window], now=now, words=words)
    count(session, key, now=now)


def in_words(wait: dt.timedelta) -> str:
    """1 minute, 15 minutes, 2 hours: rounded up."""
    minutes = -(-int(wait.total_seconds()) // 60)
    if minutes < 60:
        return "1 minute" if minutes <= 1 else f"{minutes} minutes"
    hours = -(-minutes // 60)
    return "1 hour" if hours == 1 else f"{hours} hours"
