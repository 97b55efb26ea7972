"""What administrators may see of users, and everybody of their own sign-ins."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts.actor import Asker
from pfa.accounts.models import BY_CARD, Authority, Membership, Organisation, Role, SecondFactor, SignIn, User
from pfa.accounts.users import HELD_AT
from pfa.core.errors import NotFound
from pfa.web.pages import Page, page_of

UNUSED_AFTER = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Listed:
    """A user in the list: who, what they may do here, when they last signed in, and whether in two steps."""

    user: User
    roles: Sequence[Membership]
    last_signed_in_at: dt.datetime | None
    has_second_step: bool

    def state(self, now: dt.datetime) -> tuple[str, str]:
        """The state of the account in a word, and how it looks. One that nobody uses is a door left open."""
        if not self.user.is_active:
            return "Stopped", "problem"
        if self.user.password_hash is None:
            return "Invited", "new"
        if (self.last_signed_in_at or self.user.created_at) < now - UNUSED_AFTER:
            return "Not used for 90 days", "waiting"
        return "In use", "good"


def users(session: Session, asker: Asker, *, words: str = "", role: Role | None = None, page: int = 1) -> Page[Listed]:
    """The staff of the asker's authority, by name: those with a role there, now or earlier. Four statements."""
    here = asker.authorities_for("user:manage")
    held = sa.select(Membership.user_id).where(Membership.authority_id.in_(here), Membership.role.not_in(BY_CARD))
    query = sa.select(User).options(selectinload(User.memberships).joinedload(Membership.organisation))
    if role is not None:
        held = held.where(Membership.role == role)
    if words.strip():
        said = words.strip()
        query = query.where(User.name.icontains(said, autoescape=True) | User.email.icontains(said, autoescape=True))
    found = page_of(session, query.where(User.id.in_(held)).order_by(User.name, User.id), number=page)
    ids = [user.id for user in found.rows]
    last = last_signed_in(session, ids)
    two_steps = set(session.scalars(sa.select(SecondFactor.user_id).where(SecondFactor.user_id.in_(ids))))
    rows = [Listed(user, roles_here(user, here), last.get(user.id), user.id in two_steps) for user in found.rows]
    return Page(rows=rows, number=found.number, total=found.total, size=found.size)


def user(session: Session, asker: Asker, public_id: uuid.UUID) -> User:
    """One member of staff of the asker's authority. Raises NotFound."""
    query = (
        sa.select(User)
        .where(User.public_id == public_id)
        .options(selectinload(User.memberships).joinedload(Membership.organisation))
    )
    found = session.scalars(query).first()
    if found is None or not roles_here(found, asker.authorities_for("user:manage")):
        raise NotFound()
    return found


def role_of(session: Session, asker: Asker, public_id: uuid.UUID, role_id: uuid.UUID) -> Membership:
    """One role of one member of staff of the asker's authority. Raises NotFound."""
    here = roles_here(user(session, asker, public_id), asker.authorities_for("user:manage"))
    found = next((row for row in here if row.public_id == role_id), None)
    if found is None:
        raise NotFound()
    return found


def roles_here(user: User, authorities: Iterable[int]) -> list[Membership]:
    """A user's staff roles for these authorities, ended ones included."""
    return [row for row in user.memberships if row.authority_id in set(authorities) and row.role not in BY_CARD]


def last_signed_in(session: Session, user_ids: Sequence[int]) -> dict[int, dt.datetime]:
    """When each user last signed in."""
    query = (
        sa.select(SignIn.user_id, sa.func.max(SignIn.started_at).label("at"))
        .where(SignIn.user_id.in_(user_ids), SignIn.confirmed_at.is_not(None))
        .group_by(SignIn.user_id)
        .order_by(SignIn.user_id)
    )
    return {row.user_id: row.at for row in session.execute(query)}


def employers_of_staff(session: Session) -> Sequence[Organisation]:
    """The schools and colleges that staff can work for, by name."""
    kinds = frozenset[object]().union(*HELD_AT.values())
    query = sa.select(Organisation).where(Organisation.kind.in_(kinds)).order_by(Organisation.name, Organisation.id)
    return session.scalars(query).all()


def organisation(session: Session, public_id: uuid.UUID | None) -> Organisation | None:
    """The organisation somebody chose; None for none."""
    if public_id is None:
        return None
    return session.scalars(sa.select(Organisation).where(Organisation.public_id == public_id)).first()


def authority_by_code(session: Session, code: str) -> Authority:
    """The authority with this code. Raises NotFound."""
    found = session.scalars(sa.select(Authority).where(Authority.code == code)).first()
    if found is None:
        raise NotFound(f"There is no authority with the code {code}.")
    return found


def names(session: Session, user_ids: Iterable[int]) -> dict[int, str]:
    """The names of users, for lists that hold their numbers."""
    query = sa.select(User.id, User.name).where(User.id.in_(set(user_ids))).order_by(User.id)
    return {row.id: row.name for row in session.execute(query)}
