"""Setting a password: by a link that works once, or by its owner who knows the old one.

The hash is made between two transactions, so these open their own sessions and commit.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts import passwords, sign_in, throttle
from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.entrance import Entrance, Visitor
from pfa.accounts.models import Authority, Organisation, PasswordLink, User
from pfa.audit import services as audit
from pfa.core.errors import NotFound, Refused

LINK_DEAD = "This link does not work any more. Ask whoever sent it for a new one."


def owner_of(session: Session, token: str, *, now: dt.datetime, today: dt.date) -> User:
    """Whose password a link sets. Raises NotFound if it is used, too old, unknown, or void.

    It is void once whoever made it may no longer manage users there.
    """
    query = sa.select(PasswordLink).where(
        PasswordLink.token_hash == sign_in.hashed(token), PasswordLink.used_at.is_(None), PasswordLink.ends_at > now
    )
    link = session.scalars(query).first()
    if link is None or not _maker_may(session, link, today):
        raise NotFound(LINK_DEAD)
    user = session.scalars(_whole().where(User.id == link.user_id)).one()
    if not user.is_active:
        raise NotFound(LINK_DEAD)
    return user


def by_link(entrance: Entrance, token: str, password: str, visitor: Visitor) -> None:
    """Set a password with a link and use the link up. Raises Refused for a bad password, NotFound for a dead link."""
    with entrance.database.reading() as session:
        user = owner_of(session, token, now=visitor.now, today=visitor.today)
        passwords.check(password, about=words_about(session, user))
    new = entrance.hasher.hash(password)
    with entrance.database.writing() as session:
        user = owner_of(session, token, now=visitor.now, today=visitor.today)
        link = session.scalars(sa.select(PasswordLink).where(PasswordLink.token_hash == sign_in.hashed(token))).one()
        used = session.execute(
            sa.update(PasswordLink)
            .where(PasswordLink.id == link.id, PasswordLink.used_at.is_(None))
            .values(used_at=visitor.now)
        )
        if not used.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
            raise NotFound(LINK_DEAD)
        _set(session, entrance, user, new, visitor, authority_id=link.authority_id)
        session.commit()


def by_owner(entrance: Entrance, actor: Actor, old: str, new: str, visitor: Visitor) -> None:
    """Change one's own password and end every sign-in. Raises Refused; a wrong old one counts as a wrong try."""
    ask_again(entrance, actor, old, visitor, field="old")
    with entrance.database.reading() as session:
        passwords.check(
            new, about=words_about(session, session.scalars(_whole().where(User.id == actor.user_id)).one())
        )
    if new == old:
        raise Refused("Use a password that is not the old one.", field="password")
    hashed = entrance.hasher.hash(new)
    with entrance.database.writing() as session:
        user = session.scalars(_whole().where(User.id == actor.user_id)).one()
        _set(session, entrance, user, hashed, visitor, authority_id=actor.authority_id)
        session.commit()


def ask_again(entrance: Entrance, actor: Actor, password: str, visitor: Visitor, *, field: str = "password") -> None:
    """Ask for the password of somebody who is signed in. Raises Refused; a wrong one counts as a wrong try."""
    with entrance.database.reading() as session:
        email = session.get_one(User, actor.user_id).email
    if email is None:
        raise NotFound()
    try:
        entrance.by_password(email, password, visitor)
    except Refused as error:
        raise Refused("That is not your password.", field=field) from error


def words_about(session: Session, user: User) -> list[str]:
    """What somebody who guesses would try first: names of the user, the authority, the organisation."""
    authorities = [row.authority_id for row in user.memberships]
    organisations = [row.organisation_id for row in user.memberships if row.organisation_id]
    names = session.scalars(sa.select(Authority.name).where(Authority.id.in_(authorities))).all()
    more = session.scalars(sa.select(Organisation.name).where(Organisation.id.in_(organisations))).all()
    return [user.name, user.email or "", *names, *more]


def _set(session: Session, entrance: Entrance, user: User, hashed: str, visitor: Visitor, *, authority_id: int) -> None:
    user.password_hash = hashed
    sign_in.end_all(session, user.id, now=visitor.now)
    throttle.clear(session, entrance.account_key(user.email or ""))
    who = actor_of(user, visitor.today)
    audit.record(
        session, actor=who, now=visitor.now, action="password.set", subject=user, authority_id=authority_id, fields=[]
    )


def _maker_may(session: Session, link: PasswordLink, today: dt.date) -> bool:
    if link.made_by_id is None:
        return True
    maker = session.scalars(_whole().where(User.id == link.made_by_id)).one()
    return maker.is_active and link.authority_id in actor_of(maker, today).authorities_for("user:manage")


def _whole() -> sa.Select[User]:
    return sa.select(User).options(selectinload(User.memberships))
