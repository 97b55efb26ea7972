"""The second factor of staff: an app that shows codes, and ten codes on paper for whoever is without it.

It is set up from a sign-in that waits for its second page. What takes a slow hash opens its own sessions and commits,
as hashes are made between two transactions.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts import card_codes, one_time, sign_in, throttle
from pfa.accounts.actor import Actor, Asker, actor_of, system
from pfa.accounts.entrance import Entrance, Visitor
from pfa.accounts.models import RecoveryCode, SecondFactor, SignIn, User
from pfa.accounts.users import is_only_here, may_manage
from pfa.audit import services as audit
from pfa.core.errors import NotFound, Refused
from pfa.web import logs

CODES = 10
CODE_LENGTH = 16
WRONG_CODE = "That code did not work. Wait until your app shows the next one, then type that."
SHARED = "They work for another authority as well: whoever runs pfa can take the second step away on the command line."


@dataclass(frozen=True, slots=True)
class NewCodes:
    """Recovery codes, known now and never again, and what is kept of them."""

    shown: tuple[str, ...] = field(repr=False)
    hashes: tuple[str, ...]
    pepper_key: str


def of(session: Session, user_id: int) -> SecondFactor | None:
    """A user's second factor; None if they have none."""
    return session.scalars(sa.select(SecondFactor).where(SecondFactor.user_id == user_id)).first()


def codes_left(session: Session, user_id: int) -> int:
    """How many recovery codes of a user still work."""
    query = sa.select(sa.func.count()).select_from(RecoveryCode)
    return session.scalar(query.where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))) or 0


def tries_key(user_id: int) -> str:
    """Under what the wrong codes of a user are counted, of the app and from paper together."""
    return f"second:{user_id}"


def may_set_up(session: Session, user_id: int, asker: Actor | None) -> bool:
    """May whoever gave this user's password set up their app? Whoever has one changes it from a sign-in that showed it.

    Otherwise a password alone would be enough to put a new app in the place of theirs.
    """
    return of(session, user_id) is None or (asker is not None and asker.user_id == user_id)


def proposed(entrance: Entrance, waiting: SignIn) -> str:
    """The secret that a waiting sign-in offers to an app: the same each time its page is looked at."""
    return one_time.secret_of(waiting.token_hash, waiting.user_id, entrance.peppers.current)


def set_up(entrance: Entrance, waiting: SignIn, code: str, visitor: Visitor, *, asker: Actor | None) -> tuple[str, ...]:
    """Take on the app that shows this code, end every sign-in, and give out ten recovery codes. Raises Refused."""
    typed = one_time.tidy(code)
    step = one_time.step_of(proposed(entrance, waiting), typed, now=visitor.now, after=0)
    if step is None:
        raise Refused(WRONG_CODE, field="code")
    made = _make_codes(entrance)
    with entrance.database.writing() as session:
        used = sa.update(SignIn).where(SignIn.id == waiting.id, SignIn.ended_at.is_(None)).values(ended_at=visitor.now)
        if not session.execute(used).rowcount or not may_set_up(session, waiting.user_id, asker):  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
            raise Refused("That took a while. Sign in once more.")
        _forget(session, waiting.user_id)
        throttle.clear(session, tries_key(waiting.user_id))
        session.add(
            SecondFactor(
                user_id=waiting.user_id,
                seed=waiting.token_hash,
                pepper_key=made.pepper_key,
                last_step=step,
                set_at=visitor.now,
            )
        )
        _keep_codes(session, waiting.user_id, made)
        sign_in.end_all(session, waiting.user_id, now=visitor.now)
        record_own(session, waiting.user_id, "second-factor.set", visitor)
        session.commit()
    logs.security("second-factor.set", level=logs.INFO)
    return made.shown


def renew_codes(entrance: Entrance, user_id: int, visitor: Visitor) -> tuple[str, ...]:
    """Ten recovery codes anew; those before work no more, and every sign-in ends. Raises NotFound without an app."""
    made = _make_codes(entrance)
    with entrance.database.writing() as session:
        if of(session, user_id) is None:
            raise NotFound()
        session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
        _keep_codes(session, user_id, made)
        sign_in.end_all(session, user_id, now=visitor.now)
        record_own(session, user_id, "recovery-codes.made", visitor)
        session.commit()
    logs.security("recovery-codes.made", level=logs.INFO)
    return made.shown


def remove(session: Session, user: User, *, reason: str, authority_id: int, actor: Asker, now: dt.datetime) -> None:
    """Take a colleague's second factor away: their phone is lost, and so are their codes. Their sign-ins end.

    Raises NotAllowed, or Refused for one's own, for somebody of another authority, and where there is none.
    """
    may_manage(actor, authority_id)
    if user.id == actor.user_id:
        raise Refused("You cannot take your own second step away. Another administrator can.")
    if not is_only_here(session, user, authority_id):
        raise Refused(SHARED)
    _remove(session, user, reason=reason, authorities=[authority_id], doer=actor, now=now)
    logs.security("second-factor.removed")


def remove_everywhere(session: Session, user: User, *, reason: str, now: dt.datetime) -> None:
    """Take a user's second factor away, and record it with each of their authorities. For the command line alone."""
    authorities = sorted({row.authority_id for row in user.memberships})
    _remove(session, user, reason=reason, authorities=authorities, doer=None, now=now)


def _remove(
    session: Session, user: User, *, reason: str, authorities: list[int], doer: Asker | None, now: dt.datetime
) -> None:
    if of(session, user.id) is None:
        raise Refused(f"{user.name} has no second step.")
    _forget(session, user.id)
    sign_in.end_all(session, user.id, now=now)
    for authority_id in authorities:
        audit.record(
            session,
            actor=doer or system(authority_id),
            now=now,
            action="second-factor.removed",
            subject=user,
            authority_id=authority_id,
            fields=[],
            reason=reason,
        )


def record_own(session: Session, user_id: int, action: str, visitor: Visitor) -> None:
    """Record what somebody did with their own second factor."""
    query = sa.select(User).where(User.id == user_id).options(selectinload(User.memberships))
    user = session.scalars(query).one()
    who = actor_of(user, visitor.today)
    audit.record(
        session, actor=who, now=visitor.now, action=action, subject=user, authority_id=who.authority_id, fields=[]
    )


def _make_codes(entrance: Entrance) -> NewCodes:
    """Slow on purpose (ten times about 40 ms): call it outside any transaction."""
    pepper = entrance.peppers.current
    codes = [card_codes.new_secret(CODE_LENGTH) for _ in range(CODES)]
    hashes = tuple(entrance.hasher.hash(card_codes.peppered(code, pepper)) for code in codes)
    return NewCodes(tuple(one_time.in_fours(code) for code in codes), hashes, card_codes.pepper_key(pepper))


def _keep_codes(session: Session, user_id: int, made: NewCodes) -> None:
    session.add_all(RecoveryCode(user_id=user_id, code_hash=kept, pepper_key=made.pepper_key) for kept in made.hashes)


def _forget(session: Session, user_id: int) -> None:
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    session.execute(sa.delete(SecondFactor).where(SecondFactor.user_id == user_id))
