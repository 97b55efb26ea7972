"""Who has come to the end of something and is not followed yet."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, OrganisationKind
from pfa.core.errors import Refused
from pfa.destinations.models import Leaver
from pfa.destinations.queries.one import place_named
from pfa.destinations.rules import Left
from pfa.employers.models import Employer
from pfa.internships.models import Placement, PlacementState
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people.models import YoungPerson
from pfa.provision.kinds import CARRIES_THE_WEEK, OpportunityKind
from pfa.provision.models import Group, Opportunity, Provider

AT_MOST = 500  # endings read at a time; the oldest come first


@dataclass(frozen=True, slots=True)
class Ending:
    """Somebody who has come to the end of something: `key` names it in a form."""

    key: uuid.UUID
    person: YoungPerson
    what: str
    where: str
    left: Left


def endings(session: Session, asker: Asker, *, today: dt.date) -> list[Ending]:
    """Placements that have ended, and agreed weeks whose main part is over, of people not followed from them yet.

    The oldest ending first; two statements.
    """
    found = [*_of_placements(session, asker), *_of_weeks(session, asker, today)]
    return sorted(found, key=lambda each: (each.left.left_on, each.person.last_name, each.person.first_name, each.key))


def opportunities(session: Session, asker: Asker, person: YoungPerson) -> Sequence[Opportunity]:
    """What somebody can have left, closed offers included, by provider and name: whatever was in a week of theirs or
    was a placement of theirs, and everything that is not held at an employer, of which there are too many to list.
    """
    weeks = (
        sa.select(Group.opportunity_id)
        .join(PackageItem, PackageItem.group_id == Group.id)
        .join(PackageVersion, PackageVersion.id == PackageItem.package_version_id)
        .join(Package, Package.id == PackageVersion.package_id)
        .where(Package.young_person_id == person.id)
    )
    placements = (
        sa.select(Group.opportunity_id)
        .join(Placement, Placement.group_id == Group.id)
        .where(Placement.young_person_id == person.id)
    )
    query = (
        sa.select(Opportunity)
        .join(Opportunity.provider)
        .join(Provider.organisation)
        .where(
            Opportunity.authority_id.in_(asker.authorities_for("destination:edit")),
            sa.or_(
                Organisation.kind != OrganisationKind.employer,
                Opportunity.id.in_(weeks),
                Opportunity.id.in_(placements),
            ),
        )
        .options(
            contains_eager(Opportunity.provider).options(
                contains_eager(Provider.organisation), joinedload(Provider.site)
            )
        )
        .order_by(Organisation.name, Opportunity.name, Opportunity.id)
    )
    return session.scalars(query).all()


def place_left(
    session: Session, authority_id: int, chosen: Opportunity | None, words: str
) -> tuple[int | None, int | None]:
    """The employer and the provider that somebody left, by row number: those of what was chosen, or by their name.

    Raises Refused if nothing of ours goes by that name.
    """
    if chosen is None:
        employer, provider = place_named(session, authority_id, words)
        if words.strip() and employer is None and provider is None:
            raise Refused("Nobody of ours goes by that name. Check it, or leave it empty.", "where")
        return employer, provider
    query = sa.select(Employer.id).where(
        Employer.authority_id == authority_id, Employer.organisation_id == chosen.provider.organisation_id
    )
    return session.scalars(query.order_by(Employer.id)).first(), chosen.provider_id


def _of_placements(session: Session, asker: Asker) -> list[Ending]:
    followed = sa.select(Leaver.id).where(
        sa.or_(
            Leaver.placement_id == Placement.id,
            sa.and_(Leaver.young_person_id == Placement.young_person_id, Leaver.left_on == Placement.ended_on),
        )
    )
    query = (
        sa.select(Placement)
        .join(Placement.young_person)
        .where(
            Placement.authority_id.in_(asker.authorities_for("destination:read")),
            Placement.state == PlacementState.ended,
            Placement.ended_on.is_not(None),
            YoungPerson.closed_on.is_(None),
            ~followed.correlate(Placement).exists(),
        )
        .options(
            joinedload(Placement.young_person),
            joinedload(Placement.group)
            .joinedload(Group.opportunity)
            .joinedload(Opportunity.provider)
            .options(joinedload(Provider.organisation), joinedload(Provider.site)),
            joinedload(Placement.employer).joinedload(Employer.organisation),
        )
        .order_by(Placement.ended_on, Placement.id)
        .limit(AT_MOST)
    )
    return [_of_placement(row) for row in session.scalars(query)]


def _of_placement(row: Placement) -> Ending:
    opportunity = row.group.opportunity
    assert row.ended_on is not None  # the query asks for it
    left = Left(
        left_on=row.ended_on,
        pathway=opportunity.kind,
        opportunity_id=opportunity.id,
        provider_id=opportunity.provider_id,
        employer_id=row.employer_id,
        placement_id=row.id,
    )
    where = row.employer.organisation.name if row.employer else opportunity.provider.name
    return Ending(row.public_id, row.young_person, opportunity.name, where, left)


def _of_weeks(session: Session, asker: Asker, today: dt.date) -> list[Ending]:
    """The main part of agreed weeks. What became a placement ends as one."""
    followed = sa.select(Leaver.id).where(
        Leaver.young_person_id == Package.young_person_id,
        sa.or_(Leaver.opportunity_id == Opportunity.id, Leaver.left_on == Group.ends_on),
    )
    placed = sa.select(Placement.id).where(Placement.package_id == Package.id, Placement.group_id == Group.id)
    query = (
        sa.select(Package, Group)
        .join(
            PackageVersion,
            sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.agreed_number),
        )
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .join(Group, Group.id == PackageItem.group_id)
        .join(Group.opportunity)
        .join(Package.young_person)
        .where(
            Package.authority_id.in_(asker.authorities_for("destination:read")),
            Package.state == PackageState.agreed,
            Opportunity.kind.in_(sorted(CARRIES_THE_WEEK, key=lambda kind: kind.value)),
            Group.ends_on < today,
            YoungPerson.closed_on.is_(None),
            ~followed.correlate(Package, Group, Opportunity).exists(),
            ~placed.correlate(Package, Group).exists(),
        )
        .options(
            joinedload(Package.young_person),
            joinedload(Group.opportunity)
            .joinedload(Opportunity.provider)
            .options(joinedload(Provider.organisation), joinedload(Provider.site)),
        )
        .order_by(Group.ends_on, Package.id)
        .limit(AT_MOST)
    )
    return [_of_week(package, group) for package, group in session.execute(query)]


def _of_week(package: Package, group: Group) -> Ending:
    opportunity = group.opportunity
    left = Left(group.ends_on, opportunity.kind, opportunity.id, opportunity.provider_id)
    return Ending(package.public_id, package.young_person, opportunity.name, opportunity.provider.name, left)


def pathways() -> list[OpportunityKind]:
    """What somebody can have left, in the order of the week's main parts first."""
    main = [kind for kind in OpportunityKind if kind in CARRIES_THE_WEEK]
    return [*main, *[kind for kind in OpportunityKind if kind not in CARRIES_THE_WEEK]]
