"""Every way in: by password, by card, by link, by a class's code. Each says who it is, or why not.

A way in works in three steps: count the try in a short transaction, look at the secret outside of any, forgive the
try in another. It therefore opens its own sessions; the view that calls it begins the sign-in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts import card_codes, cards, supervised, throttle, words
from pfa.accounts.actor import actor_of
from pfa.accounts.cards import Peppers
from pfa.accounts.hashing import Hasher
from pfa.accounts.models import SupervisedCode, User
from pfa.core.database import Database
from pfa.core.errors import Refused, TooMany
from pfa.core.settings import Settings
from pfa.web import logs

WRONG_PASSWORD = "The e-mail address or the password is wrong."  # noqa: S105 - words, not a password
ACCOUNT_RESTS = "There were too many tries with this e-mail address. Try again in {wait}, or ask your administrator."
LONGEST = 1000  # characters of a password that are looked at; longer ones are refused unread


@dataclass(frozen=True, slots=True)
class Visitor:
    """When somebody stands at the door, and where: `place` is their network address, kept only as a keyed hash."""

    place: str
    now: dt.datetime
    today: dt.date


class Entrance:
    """The ways in to one application."""

    def __init__(self, database: Database, settings: Settings, hasher: Hasher) -> None:
        self._secret = settings.secret_key
        self.database, self.hasher = database, hasher
        self.peppers = Peppers.of(settings)

    def by_password(self, email: str, password: str, visitor: Visitor) -> int:
        """The id of the member of staff with this e-mail and password. Raises Refused or TooMany, never saying why."""
        account = self.account_key(email)
        place = self.place_key("staff", visitor)
        with self.database.writing() as session, limits("password"):
            counted = throttle.count_staff_try(session, account, place, now=visitor.now, words=ACCOUNT_RESTS)
            user = _staff(session, email, visitor.today)
            session.commit()
        stored = user.password_hash if user is not None else None
        if not self.hasher.matches(stored, password[:LONGEST]) or user is None or stored is None:
            logs.security("sign-in.refused", way="password")
            raise Refused(WRONG_PASSWORD)
        better = self.hasher.hash(password) if self.hasher.is_outdated(stored) else None
        with self.database.writing() as session:
            throttle.forgive(session, counted)
            throttle.clear(session, account)
            if better is not None:
                session.execute(sa.update(User).where(User.id == user.id).values(password_hash=better))
            session.commit()
        return user.id

    def by_card(self, number: str, code: str, visitor: Visitor) -> int:
        """The id of the young person with this card, typed. Raises Refused or TooMany in words for them."""
        locator, secret = card_codes.tidy_number(number), card_codes.tidy(code)
        key, place = f"card:{locator}", self.place_key("card", visitor)
        with self.database.writing() as session, limits("card-code"):
            throttle.hold(session, key)
            self._refuse_card(session, locator, key, place, visitor)
            counted = throttle.count(session, key, place, now=visitor.now)
            card = cards.by_locator(session, locator)
            if card is not None and not cards.works(card, visitor.today):
                card = None
            session.commit()
        pepper = self.peppers.by_key.get(card.pepper_key) if card is not None else None
        stored = card.secret_hash if card is not None and pepper else None
        right = self.hasher.matches(stored, card_codes.peppered(secret, pepper or self.peppers.current))
        if not right or card is None:
            logs.security("sign-in.refused", way="card-code")
            raise Refused(words.WRONG_CARD)
        self._forgive(counted)
        return self._young(card.user_id, visitor, words.WRONG_CARD)

    def by_link(self, token: str, visitor: Visitor) -> int:
        """The id of the young person whose card carries this token; looking changes nothing. Raises Refused."""
        with self.database.reading() as session:
            card = cards.by_link(session, token, today=visitor.today)
        if card is None:
            raise Refused(words.LINK_DEAD)
        return self._young(card.user_id, visitor, words.LINK_DEAD)

    def by_class(self, number: str, code: str, visitor: Visitor) -> int:
        """The id of the young person with this number and code in a class that is open now. Raises Refused, TooMany."""
        place = card_codes.tidy_number(number, length=card_codes.NUMBER_LENGTH)
        secret = card_codes.tidy(code, length=card_codes.CLASS_CODE_LENGTH)
        address = self.place_key("card", visitor)
        with self.database.writing() as session, limits("supervised"):
            throttle.refuse_over(session, address, throttle.CARD_ADDRESS, now=visitor.now, words=words.PLACE_RESTS)
            found = supervised.live_code(session, place, now=visitor.now)
            if found is not None:
                # The limit is asked again as the row is written: tries at one moment all saw the same count before.
                last_try = sa.and_(SupervisedCode.id == found.id, SupervisedCode.failures < supervised.TRIES)
                counting = sa.update(SupervisedCode).where(last_try).values(failures=SupervisedCode.failures + 1)
                if not session.execute(counting).rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
                    found = None
            counted = throttle.count(session, address, now=visitor.now)
            stored = found.code_hash if found is not None else None
            session.commit()
        if not self.hasher.matches(stored, supervised.bound(place, secret, self.peppers.current)) or found is None:
            logs.security("sign-in.refused", way="supervised")
            raise Refused(words.WRONG_CLASS)
        self._forgive(counted)
        with self.database.writing() as session:
            session.execute(
                sa.update(SupervisedCode)
                .where(SupervisedCode.id == found.id)
                .values(failures=SupervisedCode.failures - 1, signed_in_at=visitor.now)
            )
            session.commit()
        return self._young(found.user_id, visitor, words.WRONG_CLASS)

    def _refuse_card(self, session: Session, locator: str, key: str, place: str, visitor: Visitor) -> None:
        throttle.refuse_over(session, place, throttle.CARD_ADDRESS, now=visitor.now, words=words.PLACE_RESTS)
        failures = throttle.times(session, key, since=visitor.now - throttle.DAY)
        card = cards.by_locator(session, locator)
        if len(failures) >= throttle.CARD_TRIES_A_DAY or (card is not None and card.typing_paused_at):
            if card is not None and card.typing_paused_at is None:
                card.typing_paused_at = visitor.now
                session.commit()
            raise TooMany(words.CARD_PAUSED)
        throttle.refuse_wait(failures, throttle.card_wait(failures), now=visitor.now, words=words.CARD_RESTS)

    def _forgive(self, counted: list[int]) -> None:
        with self.database.writing() as session:
            throttle.forgive(session, counted)
            session.commit()

    def _young(self, user_id: int, visitor: Visitor, refusal: str) -> int:
        with self.database.reading() as session:
            user = session.scalars(_with_roles().where(User.id == user_id)).one()
        if not user.is_active or not actor_of(user, visitor.today).grants:
            raise Refused(refusal)
        return user.id

    def account_key(self, email: str) -> str:
        """Under what the wrong passwords of an account are counted, whether there is such an account or not."""
        return throttle.key_of("account", tidy_email(email), self._secret)

    def place_key(self, door: str, visitor: Visitor) -> str:
        """Under what the wrong tries from one address are counted, for each kind of door apart."""
        return throttle.key_of(f"from-{door}", visitor.place, self._secret)


@contextmanager
def limits(way: str) -> Iterator[None]:
    """Say in the security log that a limit was reached."""
    try:
        yield
    except TooMany:
        logs.security("sign-in.limited", way=way)
        raise


def tidy_email(text: str) -> str:
    """An e-mail address as it is kept and compared."""
    return text.strip().lower()


def _staff(session: Session, email: str, today: dt.date) -> User | None:
    user = session.scalars(_with_roles().where(User.email == tidy_email(email))).first()
    if user is None or not user.is_active or not actor_of(user, today).grants:
        return None
    return user


def _with_roles() -> sa.Select[User]:
    return sa.select(User).options(selectinload(User.memberships))
