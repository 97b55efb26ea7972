"""Sharing a draft: the young person can see it, and everyone who has a say is asked about that version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar.clock import ENGLAND
from pfa.calendar.years import naming_date
from pfa.core.errors import Refused
from pfa.packages.content import of_version
from pfa.packages.judging import judge
from pfa.packages.models import Package, PackageAnswer, PackageState, Party
from pfa.packages.services.editing import weigh
from pfa.packages.services.versions import check_seen, locked
from pfa.people.codes import DecisionMaker, PlanType
from pfa.people.models import YoungPerson
from pfa.provision.models import Provider

# A provider that is consulted has 15 days to reply, a family has 15 days for a draft plan (domain facts 2).
DAYS_TO_REPLY = 15
WITH_A_PLAN = frozenset({PlanType.ehcp, PlanType.isp})


@dataclass(frozen=True, slots=True)
class Asked:
    """One party that a week is put to, and by when they should answer. `provider` only for a provider."""

    party: Party
    reply_by: dt.date
    provider: Provider | None = None


def has_plan(person: YoungPerson) -> bool:
    """Can the authority name a place in a plan, or can it only suggest that they apply?"""
    return bool(person.enrolments) and person.enrolments[-1].plan_type in WITH_A_PLAN


def decides_alone(person: YoungPerson) -> bool:
    """Is the young person's own answer the decision as well?"""
    return person.decision_maker is DecisionMaker.young_person


def who_is_asked(session: Session, package: Package, *, today: dt.date) -> Sequence[Asked]:
    """Everyone who is asked about the newest version: the young person first, the authority last.

    Somebody who decides for themselves is asked once. Without a plan there is nobody to consult and nothing to name:
    the young person and the decision-maker are asked, and the place is applied for.
    """
    person = package.young_person
    by = today + dt.timedelta(days=DAYS_TO_REPLY)
    asked = [Asked(Party.young_person, by)]
    if not decides_alone(person):
        asked.append(Asked(Party.decision_maker, by))
    if has_plan(person):
        asked += [Asked(Party.provider, by, provider) for provider in providers_of(session, package)]
        asked.append(Asked(Party.authority, max(by, naming_date(package.entry_year))))
    return asked


def providers_of(session: Session, package: Package) -> Sequence[Provider]:
    """Every provider in the week, places where single sessions are held included, by id."""
    groups = [item.group for item in package.current.items]
    ids = {group.opportunity.provider_id for group in groups} | {
        provider for group in groups for provider in group.held_at.values()
    }
    return session.scalars(sa.select(Provider).where(Provider.id.in_(sorted(ids))).order_by(Provider.id)).all()


def share(session: Session, package: Package, *, seen: int, actor: Doer, now: dt.datetime) -> Iterable[Asked]:
    """Share a draft and ask everyone who has a say.

    Raises Refused where the week is empty, is no draft, or breaks a rule that nobody gave a reason for.
    """
    package = locked(session, package)
    check_seen(package, seen)
    if package.state is not PackageState.draft:
        raise Refused("Only a draft can be shared.")
    content = of_version(package.current)
    if not content.groups and not content.own:
        raise Refused("There is nothing in this week yet, so there is nothing to share.")
    today = now.astimezone(ENGLAND).date()
    rules = judge(session, package.young_person, entry_year=package.entry_year, today=today, package=package)
    unreasoned = weigh(rules, package, content).ask
    if unreasoned:
        raise Refused(
            "This week breaks a rule that nobody has given a reason for. Change the week, or give a reason. "
            + unreasoned[0].sentence
        )
    asked = who_is_asked(session, package, today=today)
    session.add_all(
        PackageAnswer(
            authority_id=package.authority_id,
            package_version_id=package.current.id,
            party=each.party,
            provider_id=each.provider.id if each.provider is not None else None,
            asked_at=now,
            reply_by=each.reply_by,
        )
        for each in asked
    )
    package.state = PackageState.shared
    audit.record(session, actor=actor, now=now, action="package.shared", subject=package)
    session.expire(package.current, ["answers"])
    return asked
