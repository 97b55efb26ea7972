"""Agreed: everyone has said yes, so the places are theirs. And the way back, with a reason."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.matching import keys
from pfa.packages.content import of_version, title
from pfa.packages.models import Package, PackageState, PackageVersion, Said
from pfa.packages.services.sharing import has_plan
from pfa.packages.services.versions import Override, check_seen, locked, next_version
from pfa.provision import services as provision


def everyone_said_yes(package: Package) -> bool:
    """Has each party asked about the newest version said yes? Without a plan, a place must have been offered too."""
    standing = package.current.standing
    said = bool(standing) and all(answer.said is Said.yes for answer in standing)
    return said and (has_plan(package.young_person) or package.offered_on is not None)


def settle(session: Session, package: Package, *, actor: Doer, now: dt.datetime) -> str:
    """Agree a week to which everyone has said yes, and take its places. Returns "" or why it could not be agreed.

    Everything is taken or nothing: if the last place of a group has gone meanwhile, the answers stand and the week
    waits for the co-ordinator. A week that breaks the rule of places with a reason takes one beyond the last.
    """
    person, version = package.young_person, package.current
    try:
        with session.begin_nested():
            for item in version.items:
                try:
                    provision.take_place(
                        session,
                        item.group,
                        person.id,
                        person.support_units,
                        person.coach_units,
                        even_if_full=_may_be_full(version, item.group_id),
                    )
                except Refused as error:
                    raise Refused(f"Everyone has said yes, but {title(item.group)} has no place left.") from error
    except Refused as error:
        return str(error)
    package.state, package.agreed_at, package.agreed_number = PackageState.agreed, now, version.number
    person.settled_year = package.entry_year
    audit.record(session, actor=actor, now=now, action="package.agreed", subject=package)
    return ""


def reopen(
    session: Session, package: Package, *, reason: str, seen: int, actor: Doer, now: dt.datetime
) -> PackageVersion:
    """Open an agreed week again: its places are given back, and a new version has to be asked again.

    The agreed version stays as it was, with its answers. Raises Refused without a reason.
    """
    package = locked(session, package)
    check_seen(package, seen)
    if package.state is not PackageState.agreed:
        raise Refused("Only an agreed week can be opened again.")
    if not reason.strip():
        raise Refused("Say why this week is opened again.", field="reason")
    provision.give_back(session, package.young_person_id, package.entry_year)
    package.state, package.agreed_at, package.agreed_number = PackageState.draft, None, None
    if package.young_person.settled_year == package.entry_year:
        package.young_person.settled_year = None
    before = package.current
    overrides = [
        Override(rule.rule, tuple(rule.about), rule.words, rule.reason, rule.by_id) for rule in before.overridden
    ]
    version = next_version(
        session,
        package,
        of_version(before),
        why=f"Opened again: {reason.strip()}",
        by_id=actor.user_id,
        now=now,
        overrides=overrides,
    )
    audit.record(session, actor=actor, now=now, action="package.reopened", subject=package, reason=reason.strip()[:500])
    session.expire(package, ["current", "versions"])
    return version


def _may_be_full(version: PackageVersion, group_id: int) -> bool:
    return any(rule.rule == "places" and keys.group(group_id) in rule.about for rule in version.overridden)
