"""The second step of signing in: the code of an app, or one from paper, after a password that was right.

As with every way in, a try is counted before its code is looked at, and forgiven if the code was right.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts import card_codes, one_time, second_factor, throttle
from pfa.accounts.entrance import Entrance, Visitor, limits
from pfa.accounts.models import RecoveryCode, SecondFactor
from pfa.core.errors import Refused
from pfa.web import logs

WRONG_RECOVERY_CODE = "That recovery code did not work. Each works once: try one that you have not used."
RESTS = "There were too many tries with codes of this account. Try again in {wait}, or ask your administrator."


def by_app(entrance: Entrance, user_id: int, code: str, visitor: Visitor) -> None:
    """Use up the code that a user's app shows. Raises Refused, never saying why, or TooMany."""
    typed = one_time.tidy(code)
    counted = _count(entrance, user_id, visitor)
    with entrance.database.writing() as session:
        factor = second_factor.of(session, user_id)
        if factor is None or not _use(session, entrance, factor, typed, visitor):
            logs.security("second-step.refused", way="app")
            raise Refused(second_factor.WRONG_CODE, field="code")
        _forgive(session, user_id, counted)
        session.commit()


def by_recovery_code(entrance: Entrance, user_id: int, code: str, visitor: Visitor) -> int:
    """Use up one recovery code of a user; how many they have left. Raises Refused, never saying why, or TooMany."""
    typed = _tidy(code)
    counted = _count(entrance, user_id, visitor)
    found = _matching(entrance, user_id, typed)
    with entrance.database.writing() as session:
        unused = sa.update(RecoveryCode).where(RecoveryCode.id == found, RecoveryCode.used_at.is_(None))
        if found is None or not session.execute(unused.values(used_at=visitor.now)).rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
            logs.security("second-step.refused", way="recovery-code")
            raise Refused(WRONG_RECOVERY_CODE, field="code")
        _forgive(session, user_id, counted)
        second_factor.record_own(session, user_id, "recovery-code.used", visitor)
        left = second_factor.codes_left(session, user_id)
        session.commit()
    logs.security("recovery-code.used", count=left)
    return left


def _tidy(typed: str) -> str:
    code = "".join(mark for mark in typed.upper() if mark.isalnum())
    if len(code) != second_factor.CODE_LENGTH:
        raise Refused(
            f"A recovery code has {second_factor.CODE_LENGTH} letters and figures. You typed {len(code)}.",
            field="code",
        )
    return code


def _count(entrance: Entrance, user_id: int, visitor: Visitor) -> list[int]:
    key, place = second_factor.tries_key(user_id), entrance.place_key("staff", visitor)
    with entrance.database.writing() as session, limits("second-step"):
        counted = throttle.count_staff_try(session, key, place, now=visitor.now, words=RESTS)
        session.commit()
    return counted


def _forgive(session: Session, user_id: int, counted: list[int]) -> None:
    throttle.forgive(session, counted)
    throttle.clear(session, second_factor.tries_key(user_id))


def _use(session: Session, entrance: Entrance, factor: SecondFactor, code: str, visitor: Visitor) -> bool:
    """Was the code right, and is this its first use? Asked again as it is written: two may send one at once."""
    pepper = entrance.peppers.by_key.get(factor.pepper_key)
    if pepper is None:
        return False
    secret = one_time.secret_of(factor.seed, factor.user_id, pepper)
    step = one_time.step_of(secret, code, now=visitor.now, after=factor.last_step)
    if step is None:
        return False
    newer = sa.update(SecondFactor).where(SecondFactor.id == factor.id, SecondFactor.last_step < step)
    return bool(session.execute(newer.values(last_step=step)).rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult


def _matching(entrance: Entrance, user_id: int, code: str) -> int | None:
    """The id of the unused recovery code that this is; slow, and outside any transaction."""
    query = sa.select(RecoveryCode).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    with entrance.database.reading() as session:
        unused = session.scalars(query.order_by(RecoveryCode.id)).all()
    for row in unused:
        pepper = entrance.peppers.by_key.get(row.pepper_key)
        if pepper is not None and entrance.hasher.matches(row.code_hash, card_codes.peppered(code, pepper)):
            return row.id
    return None
