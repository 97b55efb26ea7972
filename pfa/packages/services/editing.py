"""One week by hand: every save is a new version, and breaking a rule takes a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar.clock import ENGLAND
from pfa.core.errors import Refused
from pfa.packages.content import Content, of_person, of_version
from pfa.packages.judging import Broken, Judge, judge
from pfa.packages.models import Package, PackageState, PackageVersion
from pfa.packages.services.accepting import live_packages
from pfa.packages.services.versions import Override, check_seen, first_package, locked, next_version
from pfa.people.models import YoungPerson

REASON_AT_LEAST = 5  # characters: "no" is no reason


@dataclass(frozen=True, slots=True)
class Weighed:
    """What saving a change would mean. `ask`: rules broken that need a reason; `kept`: those that have one already.

    `answers` is how many people and places have answered the version as it is: the new one has to be asked again.
    """

    ask: Sequence[Broken]
    kept: Sequence[Override]
    answers: int
    was_shared: bool

    @property
    def is_plain(self) -> bool:
        """Can it be saved without asking anything?"""
        return not self.ask and not self.was_shared


def start(session: Session, person: YoungPerson, *, entry_year: int, actor: Doer, now: dt.datetime) -> Package:
    """Begin a week by hand for somebody who has none: empty but for their own sessions."""
    if person.closed_on is not None:
        raise Refused("This record is closed.")
    if live_packages(session, entry_year, [person.id]):
        raise Refused("This young person has a week for that year already.")
    package = first_package(
        session,
        authority_id=person.authority_id,
        young_person_id=person.id,
        entry_year=entry_year,
        content=Content(own=of_person(person)),
        groups={},
        why="Begun by hand",
        by_id=actor.user_id,
        now=now,
    )
    audit.record(session, actor=actor, now=now, action="package.started", subject=package)
    return package


def weigh(judge: Judge, package: Package, content: Content) -> Weighed:
    """What saving this content would mean, by the checker's rules."""
    given = {(rule.rule, tuple(rule.about)): rule for rule in package.current.overridden}
    broken = judge.broken(content)
    kept = [
        Override(each.rule, each.about, each.sentence, given[each.key].reason, given[each.key].by_id)
        for each in broken
        if each.key in given
    ]
    return Weighed(
        ask=[each for each in broken if each.key not in given],
        kept=kept,
        answers=sum(answer.said is not None for answer in package.current.standing),
        was_shared=package.state is PackageState.shared,
    )


def save(
    session: Session,
    package: Package,
    content: Content,
    *,
    why: str,
    reasons: Sequence[str],
    seen: int,
    actor: Doer,
    now: dt.datetime,
) -> PackageVersion:
    """Save a week as its next version. `reasons`: one for each rule of `weigh(…).ask`, in that order.

    A shared week goes back to draft: the new version has to be asked again, the answers stay with the old one.
    Raises Changed on top of somebody else's save, Refused if a reason is missing or the week is agreed.
    """
    package = locked(session, package)
    check_seen(package, seen)
    _refuse_unless_open(package)
    if content == of_version(package.current):
        raise Refused("Nothing was changed.")
    today = now.astimezone(ENGLAND).date()
    rules = judge(session, package.young_person, entry_year=package.entry_year, today=today, package=package)
    weighed = weigh(rules, package, content)
    given = [words.strip() for words in reasons]
    if len(given) < len(weighed.ask) or any(len(words) < REASON_AT_LEAST for words in given[: len(weighed.ask)]):
        raise Refused("Say why this week may break each of these rules.", field="reason_0")
    fresh = [
        Override(each.rule, each.about, each.sentence, words[:500], actor.user_id)
        for each, words in zip(weighed.ask, given, strict=False)
    ]
    overrides = [*weighed.kept, *fresh]
    package.state = PackageState.draft
    version = next_version(session, package, content, why=why, by_id=actor.user_id, now=now, overrides=overrides)
    _fields = ["newest", "overridden"] if fresh else ["newest"]
    audit.record(session, actor=actor, now=now, action="package.changed", subject=package, fields=_fields)
    session.expire(package, ["current", "versions"])
    return version


def set_aside(session: Session, package: Package, *, reason: str, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Put a week away that nobody wants any more; it can be read for ever. An agreed one is opened again first."""
    package = locked(session, package)
    check_seen(package, seen)
    _refuse_unless_open(package)
    package.state = PackageState.set_aside
    audit.record(session, actor=actor, now=now, action="package.set-aside", subject=package, reason=reason)


def version_numbered(package: Package, number: int) -> PackageVersion:
    """One version of a week. Raises Refused where there is none of that number."""
    found = next((version for version in package.versions if version.number == number), None)
    if found is None:
        raise Refused("This week has no version of that number.")
    return found


def reasons_needed(weighed: Weighed) -> Mapping[str, Broken]:
    """The form field of each reason that is asked for."""
    return {f"reason_{number}": each for number, each in enumerate(weighed.ask)}


def _refuse_unless_open(package: Package) -> None:
    if package.state is PackageState.agreed:
        raise Refused("This week is agreed. Open it again, with a reason, before you change it.")
    if package.state is PackageState.set_aside:
        raise Refused("This week was set aside and is kept as it was.")
