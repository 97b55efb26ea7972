"""What each party is asked: a college about its own sessions, an approver about the queue, a young person about theirs.

A college learns a name only here, where it is consulted, and only what it needs for its reply.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.calendar.week import in_week_order, session_name
from pfa.calendar.years import age_at_start
from pfa.core.errors import NotFound
from pfa.packages.content import title
from pfa.packages.models import Package, PackageAnswer, PackageItem, PackageState, PackageVersion, Party, Said
from pfa.packages.queries.sight import visible, whole
from pfa.people import queries as people
from pfa.people.codes import ACCESS_NEEDS, LEVELS
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, Provider
from pfa.web.pages import Page, page_of

SEEN = (PackageState.shared, PackageState.agreed)


@dataclass(frozen=True, slots=True)
class Consultation:
    """What a provider is asked about one young person: a class of its own, so that no other field can slip in."""

    public_id: uuid.UUID
    person_public_id: uuid.UUID
    authority_id: int
    name: str
    entry_year: int
    age: int  # on 31 August before they start
    level: str
    access_needs: tuple[str, ...]
    support_units: int
    to_ask: tuple[str, ...]  # access needs that the provider has not been asked about before
    sessions: tuple[tuple[str, str], ...]  # what, and when
    provider_name: str
    asked_at: dt.datetime
    reply_by: dt.date | None
    said: Said | None
    said_at: dt.datetime | None
    note: str
    number: int


def consultations(session: Session, asker: Asker) -> Sequence[Consultation]:
    """The consultations addressed to somebody's organisation that stand now, those waiting first."""
    return [_consultation(row) for row in session.scalars(_waiting_first(asker))]


def consultations_page(session: Session, asker: Asker, *, number: int) -> Page[Consultation]:
    """The same, a page at a time."""
    page: Page[PackageAnswer] = page_of(session, _waiting_first(asker), number=number)
    return Page([_consultation(row) for row in page.rows], page.number, page.total, page.size)


def consultation(session: Session, asker: Asker, public_id: uuid.UUID) -> tuple[Consultation, PackageAnswer]:
    """One of them, and its row for the service. Raises NotFound."""
    row = session.scalars(_addressed(asker).where(PackageAnswer.public_id == public_id)).first()
    if row is None:
        raise NotFound("We could not find that consultation.")
    return _consultation(row), row


def approvals(session: Session, asker: Asker) -> Sequence[Package]:
    """Shared weeks that wait for the authority's answer: first those to which everyone else has said yes, by date."""
    return session.scalars(_to_decide(asker)).all()


def approvals_page(session: Session, asker: Asker, *, ready: bool, number: int) -> Page[Package]:
    """The same, a page at a time; `ready`: only those to which everyone else has said yes."""
    return page_of(session, _to_decide(asker, ready=ready), number=number)


def _to_decide(asker: Asker, *, ready: bool = False) -> sa.Select[Package]:
    other = orm.aliased(PackageAnswer)
    unsure = (
        sa.exists()
        .where(
            other.package_version_id == PackageVersion.id,
            other.party != Party.authority,
            other.replaced_at.is_(None),
            sa.or_(other.said.is_(None), other.said != Said.yes),
        )
        .correlate(PackageVersion)
    )
    waiting = (
        sa.select(
            PackageVersion.package_id,
            PackageVersion.number,
            PackageAnswer.reply_by.label("reply_by"),
            unsure.label("unsure"),
        )
        .join(PackageAnswer, PackageAnswer.package_version_id == PackageVersion.id)
        .where(
            PackageAnswer.party == Party.authority, PackageAnswer.said.is_(None), PackageAnswer.replaced_at.is_(None)
        )
        .subquery()
    )
    return (
        visible(asker, "package:approve")
        .join(waiting, sa.and_(waiting.c.package_id == Package.id, waiting.c.number == Package.newest))
        .where(Package.state == PackageState.shared, sa.not_(waiting.c.unsure) if ready else sa.true())
        .options(*whole())
        .order_by(waiting.c.unsure, waiting.c.reply_by, Package.id)
    )


def own_package(session: Session, asker: Asker) -> tuple[YoungPerson, Package | None]:
    """The young person who is signed in, and their newest week: one shared or agreed, else a draft, else none."""
    person = people.of_user(session, asker.user_id or 0)
    query = (
        sa.select(Package)
        .where(Package.young_person_id == person.id, Package.state != PackageState.set_aside)
        .options(*whole())
        .order_by(Package.state.in_(SEEN).desc(), Package.entry_year.desc(), Package.id.desc())
    )
    return person, session.scalars(query).first()


def _waiting_first(asker: Asker) -> sa.Select[PackageAnswer]:
    order = (PackageAnswer.said.is_not(None), PackageAnswer.reply_by, PackageAnswer.id)
    return _addressed(asker).order_by(*order)


def _addressed(asker: Asker) -> sa.Select[PackageAnswer]:
    mine = [
        sa.and_(Provider.authority_id == authority_id, Provider.organisation_id == organisation_id)
        for authority_id, organisation_id in sorted(asker.organisations_for("package:consult"))
    ]
    return (
        sa.select(PackageAnswer)
        .join(PackageAnswer.provider)
        .join(PackageAnswer.version)
        .join(PackageVersion.package)
        .where(
            sa.or_(sa.false(), *mine),
            PackageAnswer.party == Party.provider,
            PackageAnswer.replaced_at.is_(None),
            PackageVersion.number == Package.newest,
            Package.state.in_((PackageState.shared, PackageState.agreed)),
        )
        .options(
            joinedload(PackageAnswer.provider).options(joinedload(Provider.organisation), joinedload(Provider.site)),
            joinedload(PackageAnswer.version).options(
                joinedload(PackageVersion.package).joinedload(Package.young_person),
                selectinload(PackageVersion.items)
                .joinedload(PackageItem.group)
                .joinedload(Group.opportunity)
                .options(joinedload(Opportunity.provider)),
            ),
        )
    )


def _consultation(row: PackageAnswer) -> Consultation:
    package, provider = row.version.package, row.provider
    if provider is None:
        raise NotFound("We could not find that consultation.")
    person = package.young_person
    theirs = [(item.group, _held_there(item.group, provider.id)) for item in row.version.items]
    sessions = [(title(group), ", ".join(map(session_name, half_days))) for group, half_days in theirs if half_days]
    needs = set(person.access_needs)
    asked = {
        need
        for group, half_days in theirs
        if half_days
        for need in needs & set(group.opportunity.features_to_ask) - set(group.opportunity.features)
    }
    return Consultation(
        public_id=row.public_id,
        person_public_id=person.public_id,
        authority_id=row.authority_id,
        name=person.name,
        entry_year=package.entry_year,
        age=age_at_start(person.born_on, package.entry_year),
        level=LEVELS.get(person.level, "") if person.level is not None else "",
        access_needs=tuple(ACCESS_NEEDS.get(need, need) for need in sorted(needs)),
        support_units=person.support_units,
        to_ask=tuple(ACCESS_NEEDS.get(need, need) for need in sorted(asked)),
        sessions=tuple(sessions),
        provider_name=provider.name,
        asked_at=row.asked_at,
        reply_by=row.reply_by,
        said=row.said,
        said_at=row.said_at,
        note=row.note,
        number=row.version.number,
    )


def _held_there(group: Group, provider_id: int) -> list[str]:
    """The sessions of a group that this provider holds."""
    home = group.opportunity.provider_id
    return in_week_order(each for each in group.sessions if group.held_at.get(each, home) == provider_id)
