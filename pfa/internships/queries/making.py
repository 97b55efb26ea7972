"""Agreed weeks that hold work and have no placement yet; employers to choose from."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.core.errors import NotFound
from pfa.employers.models import Employer
from pfa.internships.models import Placement
from pfa.internships.names import WORK_KINDS
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, Provider
from pfa.web.pages import Page, page_of

FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class ToMake:
    """One supported internship or work experience of an agreed week, without a placement."""

    package: Package
    group: Group


def to_make(session: Session, asker: Asker, *, number: int) -> Page[ToMake]:
    """What could become a placement, the first to start first."""
    page = page_of(session, _to_make(asker), number=number, scalars=False)
    return Page([ToMake(package, group) for package, group in page.rows], page.number, page.total, page.size)


def count_to_make(session: Session, asker: Asker) -> int:
    """How many could become a placement."""
    query = _to_make(asker).order_by(None).with_only_columns(sa.func.count())
    return session.scalar(query) or 0


def one_to_make(session: Session, asker: Asker, package_id: uuid.UUID, group_id: uuid.UUID) -> ToMake:
    """One thing of an agreed week that has no placement yet. Raises NotFound."""
    query = _to_make(asker, "placement:edit").where(Package.public_id == package_id, Group.public_id == group_id)
    found = session.execute(query).first()
    if found is None:
        raise NotFound("We could not find that in an agreed week, or it has a placement already.")
    return ToMake(found[0], found[1])


def employers_named(session: Session, asker: Asker, words: str) -> Sequence[Employer]:
    """Employers whose name holds these words, by name; the first twenty."""
    query = (
        sa.select(Employer)
        .join(Organisation, Organisation.id == Employer.organisation_id)
        .where(
            Employer.authority_id.in_(asker.authorities_for("placement:edit")),
            Organisation.name.icontains(words.strip(), autoescape=True),
        )
        .options(joinedload(Employer.organisation))
        .order_by(Organisation.name, Employer.id)
        .limit(FOUND_AT_MOST)
    )
    return session.scalars(query).all()


def employer(session: Session, asker: Asker, public_id: uuid.UUID) -> Employer:
    """One employer of the asker's authority. Raises NotFound."""
    query = sa.select(Employer).where(
        Employer.public_id == public_id, Employer.authority_id.in_(asker.authorities_for("placement:edit"))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("We could not find that employer.")
    return found


def _to_make(asker: Asker, permission: str = "placement:read") -> sa.Select[Package, Group]:
    made = sa.select(Placement.id).where(Placement.package_id == Package.id, Placement.group_id == Group.id)
    newest = sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.newest)
    offer = joinedload(Group.opportunity).joinedload(Opportunity.provider)
    return (
        sa.select(Package, Group)
        .join(PackageVersion, newest)
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .join(Group, Group.id == PackageItem.group_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .join(YoungPerson, YoungPerson.id == Package.young_person_id)
        .where(
            Package.authority_id.in_(asker.authorities_for(permission)),
            Package.state == PackageState.agreed,
            YoungPerson.closed_on.is_(None),
            Opportunity.kind.in_(WORK_KINDS),
            ~made.exists(),
        )
        .options(
            joinedload(Package.young_person),
            joinedload(Package.current),
            offer.options(joinedload(Provider.organisation), joinedload(Provider.site)),
        )
        .order_by(Group.starts_on, YoungPerson.last_name, YoungPerson.first_name, Package.id, Group.id)
    )
