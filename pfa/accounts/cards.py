"""Young people's cards: made, issued, voided, their typed code stopped and freed again."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts import card_codes, sign_in, throttle
from pfa.accounts.hashing import Hasher
from pfa.accounts.models import LearnerCard, User
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.core.settings import Settings
from pfa.core.statements import once

TRIES_FOR_A_LOCATOR = 200


@dataclass(frozen=True, slots=True)
class Peppers:
    """The pepper that new cards get, and the ones that older cards were made with, by name."""

    current: str = field(repr=False)
    by_key: dict[str, str] = field(repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Peppers:
        known = [settings.code_pepper, *([settings.code_pepper_old] if settings.code_pepper_old else [])]
        return cls(settings.code_pepper, {card_codes.pepper_key(pepper): pepper for pepper in known})


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card before it is issued: its two secrets, known now and never again, and what is kept of them."""

    secret: str = field(repr=False)
    token: str = field(repr=False)
    secret_hash: str
    link_hash: str
    pepper_key: str


def make(count: int, *, hasher: Hasher, peppers: Peppers) -> list[NewCard]:
    """Make cards. Slow on purpose (about 40 ms each): call it before the transaction that issues them."""
    made = []
    for _ in range(count):
        secret, token = card_codes.new_secret(), secrets.token_urlsafe(32)
        made.append(
            NewCard(
                secret=secret,
                token=token,
                secret_hash=hasher.hash(card_codes.peppered(secret, peppers.current)),
                link_hash=sign_in.hashed(token),
                pepper_key=card_codes.pepper_key(peppers.current),
            )
        )
    return made


def issue(
    session: Session,
    user: User,
    made: NewCard,
    *,
    authority_id: int,
    expires_on: dt.date,
    subject: Any,
    actor: audit.Doer,
    now: dt.datetime,
) -> LearnerCard:
    """Give a young person a card; the one they had is void at once, and so is everything it opened.

    `subject` is the row that the audit trail names: the young person.
    """
    picture = void(session, user.id, now=now)
    card = LearnerCard(
        user_id=user.id,
        authority_id=authority_id,
        locator=_free_locator(session, now=now),
        secret_hash=made.secret_hash,
        link_hash=made.link_hash,
        pepper_key=made.pepper_key,
        picture=picture,
        issued_at=now,
        expires_on=expires_on,
    )
    session.add(card)
    audit.record(session, actor=actor, now=now, action="card.issued", subject=subject, authority_id=authority_id)
    return card


def void(session: Session, user_id: int, *, now: dt.datetime) -> str:
    """Void whatever card a young person has and end their sign-ins. Gives the picture they had chosen."""
    picture = ""
    for card in session.scalars(_live(), {"user_ids": [user_id]}):
        picture, card.replaced_at = card.picture, now
    sign_in.end_all(session, user_id, now=now)
    session.flush()
    return picture


def free_typing(session: Session, card: LearnerCard, *, subject: Any, actor: audit.Doer, now: dt.datetime) -> None:
    """Let a card's code be typed again, with a clean slate."""
    card.typing_paused_at = None
    throttle.clear(session, f"card:{card.locator}")
    audit.record(
        session,
        actor=actor,
        now=now,
        action="card.typing-freed",
        subject=subject,
        authority_id=card.authority_id,
        fields=[],
    )


def choose_picture(session: Session, user_id: int, picture: str, *, choices: Iterable[str]) -> None:
    """Keep the picture a young person chose for their card; empty takes it off again."""
    card = session.scalars(_live(), {"user_ids": [user_id]}).first()
    if card is None or (picture and picture not in set(choices)):
        raise Refused("Choose one of the pictures.", field="picture")
    card.picture = picture


def live(session: Session, user_ids: Sequence[int], *, today: dt.date) -> dict[int, LearnerCard]:
    """The card that works today of each user who has one."""
    return {card.user_id: card for card in session.scalars(_live(), {"user_ids": user_ids}) if works(card, today)}


def by_locator(session: Session, locator: str) -> LearnerCard | None:
    """The card with this locator that nothing has replaced."""
    return session.scalars(_by_locator(), {"locator": locator}).first()


@once
def _by_locator() -> sa.Select[LearnerCard]:
    same = LearnerCard.locator == sa.bindparam("locator")
    return sa.select(LearnerCard).where(same, LearnerCard.replaced_at.is_(None))


def by_link(session: Session, token: str, *, today: dt.date) -> LearnerCard | None:
    """The card whose link carries this token, if it works today."""
    card = session.scalars(sa.select(LearnerCard).where(LearnerCard.link_hash == sign_in.hashed(token))).first()
    return card if card is not None and works(card, today) else None


def works(card: LearnerCard, today: dt.date) -> bool:
    """Neither replaced nor past its last day."""
    return card.replaced_at is None and today <= card.expires_on


@once
def _live() -> sa.Select[LearnerCard]:
    theirs = LearnerCard.user_id.in_(sa.bindparam("user_ids", expanding=True))
    return sa.select(LearnerCard).where(theirs, LearnerCard.replaced_at.is_(None)).order_by(LearnerCard.id)


def _free_locator(session: Session, *, now: dt.datetime) -> str:
    for _ in range(TRIES_FOR_A_LOCATOR):
        locator = card_codes.new_number(card_codes.LOCATOR_LENGTH)
        holder = by_locator(session, locator)
        if holder is not None and holder.expires_on < now.date():
            holder.replaced_at = now
            session.flush()
            holder = None
        if holder is None:
            return locator
    raise Refused("There is no card number left. Void cards that are no longer used, then try again.")
