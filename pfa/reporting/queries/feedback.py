"""What came of what young people said: wishes, colleges' replies and agreed weeks of one entry year, and releases."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.aspirations import points
from pfa.aspirations import queries as aspirations
from pfa.aspirations.questions import WORK
from pfa.core.errors import NotFound
from pfa.demand import queries as demand
from pfa.demand.models import Replied
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people import queries as people
from pfa.people.models import YoungPerson
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.provision.models import Group, Opportunity, Provider
from pfa.reporting.feedback import Line, Said, Wanted, said
from pfa.reporting.models import Feedback


@dataclass(frozen=True, slots=True)
class Facts:
    """What a release rests on: how many said what they want, and each kind of work, what most wanted first."""

    told: int
    wanted: Sequence[Wanted]


def facts(session: Session, asker: Asker, entry_year: int) -> Facts:
    """Everything an entry year's release may speak of, in exact numbers, for the staff: six statements."""
    authority = min(asker.authorities_for("report:read"))
    query = sa.select(YoungPerson.id).where(
        YoungPerson.authority_id == authority,
        YoungPerson.entry_year == entry_year,
        YoungPerson.merged_into_id.is_(None),
    )
    answers = aspirations.newest_answers(session, session.scalars(query).all(), question=WORK)
    wishes = {person: points.wishes(of_person) for person, of_person in answers.items()}
    told = {person: works for person, works in wishes.items() if works}
    wanted = Counter(work for works in told.values() for work in works)
    weeks = _weeks(session, authority, entry_year)
    have = Counter(work for person, works in told.items() for work in works if work in weeks.get(person, ()))
    replies: dict[Replied, dict[str, list[str]]] = {each: {} for each in Replied}
    short = _organisations(session, authority)
    for reply in demand.replies_for(session, authority, entry_year):
        name = short.get(reply.provider, reply.provider)
        replies[reply.said].setdefault(reply.kind_of_work, []).append(name)
    rows = [
        Wanted(
            work,
            wanted[work],
            have[work],
            *(tuple(dict.fromkeys(replies[each].get(work, ()))) for each in Replied),
        )
        for work in KINDS_OF_WORK
    ]
    return Facts(len(told), sorted(rows, key=lambda row: (-row.wanted, row.work)))


def released(session: Session, asker: Asker) -> Sequence[Feedback]:
    """Every release of the asker's authority, the latest first."""
    query = (
        sa.select(Feedback)
        .where(Feedback.authority_id.in_(_readable(asker)))
        .options(joinedload(Feedback.released_by))
        .order_by(Feedback.entry_year.desc(), Feedback.number.desc())
    )
    return session.scalars(query).all()


def one_release(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "feedback:read") -> Feedback:
    """One release. Raises NotFound."""
    query = sa.select(Feedback).where(
        Feedback.public_id == public_id, Feedback.authority_id.in_(_readable(asker, permission))
    )
    found = session.scalars(query.options(joinedload(Feedback.released_by))).first()
    if found is None:
        raise NotFound("We could not find that page.")
    return found


def my_release(session: Session, asker: Asker) -> Feedback | None:
    """What a young person reads: the newest release for their own September; if there is none, the newest of all."""
    if asker.user_id is None:
        return None
    person = people.of_user(session, asker.user_id)
    mine = sa.case((Feedback.entry_year == person.entry_year, 0), else_=1)
    query = (
        sa.select(Feedback)
        .where(Feedback.authority_id == person.authority_id, Feedback.withdrawn_at.is_(None))
        .order_by(mine, Feedback.entry_year.desc(), Feedback.number.desc())
    )
    return session.scalars(query.limit(1)).first()


def newest_number(session: Session, authority_id: int, entry_year: int) -> int:
    """The number of the newest release for an entry year; 0 if there is none."""
    query = sa.select(sa.func.max(Feedback.number)).where(
        Feedback.authority_id == authority_id, Feedback.entry_year == entry_year
    )
    return session.scalar(query) or 0


def as_said(row: Feedback) -> Said:
    """A release as its page shows it."""
    return Said(row.told, tuple(Line.of(line) for line in row.lines))


def draft(found: Facts, next_steps: dict[str, str] | None = None) -> Said:
    """What would be released for these facts."""
    return said(found.told, found.wanted, next_steps)


def _readable(asker: Asker, permission: str = "feedback:read") -> frozenset[int]:
    return asker.authorities_for(permission) | {number for number, _ in asker.organisations_for(permission)}


def _organisations(session: Session, authority_id: int) -> dict[str, str]:
    """The organisation of each provider by the provider's name: a site says little in a sentence that is read out."""
    query = (
        sa.select(Provider)
        .where(Provider.authority_id == authority_id)
        .options(joinedload(Provider.organisation), joinedload(Provider.site))
        .order_by(Provider.id)
    )
    return {row.name: row.organisation.name for row in session.scalars(query)}


def _weeks(session: Session, authority_id: int, entry_year: int) -> dict[int, set[str]]:
    """Kinds of work in agreed weeks, by young person."""
    query = (
        sa.select(Package.young_person_id, Opportunity.kind_of_work)
        .join(
            PackageVersion,
            sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.agreed_number),
        )
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .join(Group, Group.id == PackageItem.group_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(
            Package.authority_id == authority_id,
            Package.entry_year == entry_year,
            Package.state == PackageState.agreed,
            Opportunity.kind_of_work != "",
        )
        .order_by(Package.id)
    )
    found: dict[int, set[str]] = {}
    for person, work in session.execute(query):
        found.setdefault(person, set()).add(work)
    return found
