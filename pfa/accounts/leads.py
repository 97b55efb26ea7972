"""Somebody always reads what young people write: the last safeguarding lead of an authority cannot be let go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Authority, Membership, Role, User
from pfa.core.errors import Refused


def readers(session: Session, authority_id: int, today: dt.date) -> Sequence[User]:
    """The safeguarding leads of an authority who can sign in today, by name. None of them: nobody reads."""
    held = _held(authority_id, today).with_only_columns(Membership.user_id)
    query = sa.select(User).where(User.id.in_(held), User.is_active, User.password_hash.is_not(None))
    return session.scalars(query.order_by(User.name, User.id)).all()


def is_last(session: Session, user: User, authority_id: int, today: dt.date) -> bool:
    """Is this user a safeguarding lead today, with no other who can sign in and whose role has no end?

    Whoever was invited and has set no password reads nothing yet, and a role with a last day leaves nobody after it.
    """
    held = _held(authority_id, today)
    theirs = held.join(User, User.id == Membership.user_id).where(Membership.user_id == user.id, User.is_active)
    if session.scalars(theirs).first() is None:
        return False
    stays = held.where(Membership.user_id != user.id, Membership.ends_on.is_(None))
    stays = stays.join(User, User.id == Membership.user_id).where(User.is_active, User.password_hash.is_not(None))
    return session.scalars(stays).first() is None


def refuse_last(session: Session, user: User, authority_id: int, today: dt.date) -> None:
    """Raise Refused if nobody would read once this user is gone. Two who are let go at once are asked one by one."""
    session.execute(sa.select(Authority.id).where(Authority.id == authority_id).with_for_update())
    if is_last(session, user, authority_id, today):
        raise Refused(
            f"{user.name} is the only safeguarding lead who can sign in, so nobody would read what young people write. "
            "Give somebody else that role first, and wait until they have a password."
        )


def _held(authority_id: int, today: dt.date) -> sa.Select[Membership]:
    return sa.select(Membership).where(
        Membership.authority_id == authority_id,
        Membership.role == Role.safeguarding_lead,
        Membership.starts_on <= today,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
    )
