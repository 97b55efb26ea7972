"""Saying yes, no, or "talk to me". All three weigh the same; only a yes from everyone makes a week agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar.clock import ENGLAND
from pfa.core.errors import Changed, Refused
from pfa.packages.models import Package, PackageAnswer, PackageState, PackageVersion, Party, Said
from pfa.packages.services.settling import everyone_said_yes, settle
from pfa.packages.services.versions import check_seen, locked


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was kept. `agreed`: it was the last yes. `stopped`: why a yes from everyone was not enough."""

    answer: PackageAnswer
    agreed: bool
    stopped: str = ""


def answer(
    session: Session,
    package: Package,
    *,
    party: Party,
    said: Said,
    number: int,
    actor: Doer,
    now: dt.datetime,
    provider_id: int | None = None,
    how: str = "",
    note: str = "",
) -> Answered:
    """Record what one party says about a version of a week. Whoever changes their mind is heard at any time.

    `number` is the version they were shown: Changed is raised if there is a newer one. The earlier answer is kept.
    After a week is agreed a no is kept too and shown to the co-ordinator; it is a person who opens the week again.
    """
    package = locked(session, package)
    if package.newest != number:
        raise Changed("This week was changed after you opened it. Look at the new week, then answer.")
    if package.state not in (PackageState.shared, PackageState.agreed):
        raise Refused("Nobody is being asked about this week now.")
    version = package.current
    session.refresh(version, ["answers"])
    standing = _standing(version, party, provider_id)
    if party is Party.authority and said is Said.yes:
        _refuse_before_consultation(version, now)
    if standing.said is not None:
        standing.replaced_at = now
        session.flush()  # the earlier answer gives way before the new one comes
        standing = _copy(session, standing)
    standing.said, standing.said_at, standing.said_by_id = said, now, actor.user_id
    standing.how, standing.note = how[:120], note.strip()[:1000]
    audit.record(
        session, actor=actor, now=now, action="package.answered", subject=package, fields=[f"answer {party.value}"]
    )
    session.refresh(version, ["answers"])
    return _after(session, package, standing, actor, now)


def record_application(
    session: Session,
    package: Package,
    *,
    applied_on: dt.date | None,
    offered_on: dt.date | None,
    enrolled_on: dt.date | None,
    seen: int,
    actor: Doer,
    now: dt.datetime,
) -> str:
    """Note how far an own application is, for somebody without a plan. Returns why it could not be agreed, or ""."""
    package = locked(session, package)
    check_seen(package, seen)
    known = [day for day in (applied_on, offered_on, enrolled_on) if day is not None]
    if known != sorted(known):
        raise Refused("People apply before they are offered a place, and enrol after that. Check the dates.")
    package.applied_on, package.offered_on, package.enrolled_on = applied_on, offered_on, enrolled_on
    audit.record(session, actor=actor, now=now, action="package.application", subject=package)
    if package.state is PackageState.shared and everyone_said_yes(package):
        return settle(session, package, actor=actor, now=now)
    return ""


def _after(session: Session, package: Package, standing: PackageAnswer, actor: Doer, now: dt.datetime) -> Answered:
    if package.state is PackageState.shared and everyone_said_yes(package):
        stopped = settle(session, package, actor=actor, now=now)
        return Answered(standing, agreed=not stopped, stopped=stopped)
    return Answered(standing, agreed=False)


def _standing(version: PackageVersion, party: Party, provider_id: int | None) -> PackageAnswer:
    for each in version.standing:
        if each.party is party and each.provider_id == provider_id:
            return each
    raise Refused("They were not asked about this week.")


def _copy(session: Session, earlier: PackageAnswer) -> PackageAnswer:
    row = PackageAnswer(
        authority_id=earlier.authority_id,
        package_version_id=earlier.package_version_id,
        party=earlier.party,
        provider_id=earlier.provider_id,
        asked_at=earlier.asked_at,
        reply_by=earlier.reply_by,
    )
    session.add(row)
    return row


def _refuse_before_consultation(version: PackageVersion, now: dt.datetime) -> None:
    """The authority names a place after consulting it: each provider has answered, or its time is over."""
    today = now.astimezone(ENGLAND).date()
    for each in version.standing:
        if each.party is Party.provider and each.said is None and each.reply_by is not None and each.reply_by >= today:
            name = each.provider.name if each.provider is not None else "A provider"
            until = f"{each.reply_by.day} {each.reply_by:%B}"
            raise Refused(f"{name} has until {until} to reply. The authority decides after consulting.")
