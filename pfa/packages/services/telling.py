"""Telling a young person why a wish is not in their week: by somebody who has talked with them, for one version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar.clock import ENGLAND
from pfa.core.errors import Refused
from pfa.packages.models import Package, PackageState, ToldReason
from pfa.packages.queries.telling import Unmet, unmet
from pfa.packages.services.versions import check_seen, locked
from pfa.packages.words import NEXT_STEPS

SEEN = (PackageState.shared, PackageState.agreed)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is told of one unmet wish: a telling that may be used of it, and a next step."""

    target: str
    told: str
    next_step: str


def tell(
    session: Session,
    package: Package,
    wordings: Sequence[Wording],
    *,
    talked_on: dt.date,
    seen: int,
    actor: Doer,
    now: dt.datetime,
) -> None:
    """Let the young person read these, with the version as it is; what was told of it before is replaced.

    Raises Refused where they cannot see the week, where the talk is still to come, where nothing is to be told, and for
    words that do not go with the wish: only what was worked out from their own facts and places can be told, or "ask".
    """
    package = locked(session, package)
    check_seen(package, seen)
    if package.state not in SEEN:
        raise Refused("Share the week first: they cannot see it yet.")
    if talked_on > now.astimezone(ENGLAND).date():
        raise Refused("Talk with them first. The day cannot be in the future.")
    wishes = {each.target: each for each in unmet(session, package)}
    if not wordings:
        raise Refused("Choose at least one wish to tell them about.")
    if any(not _goes(wishes.get(each.target), each) for each in wordings):
        raise Refused("The week has changed, or this cannot be said of that wish. Open the page again.")
    _take_back(session, package, now)
    session.flush()
    session.add_all(
        ToldReason(
            authority_id=package.authority_id,
            package_version_id=package.current.id,
            rank=wishes[each.target].rank,
            target=each.target,
            target_words=wishes[each.target].target_words,
            told=each.told,
            next_step=each.next_step,
            talked_on=talked_on,
            told_at=now,
            told_by_id=actor.user_id,
        )
        for each in wordings
    )
    audit.record(session, actor=actor, now=now, action="package.reasons-told", subject=package, fields=["reasons"])


def take_back(session: Session, package: Package, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """The young person no longer reads what was told of the version as it is. It stays for the record."""
    package = locked(session, package)
    check_seen(package, seen)
    _take_back(session, package, now)
    audit.record(
        session, actor=actor, now=now, action="package.reasons-taken-back", subject=package, fields=["reasons"]
    )


def _goes(wish: Unmet | None, wording: Wording) -> bool:
    return wish is not None and wording.told in wish.may_be_told and wording.next_step in NEXT_STEPS


def _take_back(session: Session, package: Package, now: dt.datetime) -> None:
    query = sa.select(ToldReason).where(
        ToldReason.package_version_id == package.current.id, ToldReason.taken_back_at.is_(None)
    )
    for row in session.scalars(query.order_by(ToldReason.id)):
        row.taken_back_at = now
