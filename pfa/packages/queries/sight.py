"""One package with everything its pages show, for whoever may see the young person."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.accounts.models import User
from pfa.core.errors import NotFound
from pfa.packages.models import Package, PackageAnswer, PackageItem, PackageVersion, Party
from pfa.people import queries as people
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, Provider

NOT_FOUND = "We could not find that week."


def visible(asker: Asker, permission: str = "package:read") -> sa.Select[Package]:
    """The packages of the young people whom somebody may see with this permission. Not ordered."""
    seen = people.visible(asker, permission, closed=True).order_by(None).with_only_columns(YoungPerson.id)
    return sa.select(Package).where(Package.young_person_id.in_(seen))


def package(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "package:read") -> Package:
    """One package with its person, its newest version and everyone's answers. Raises NotFound."""
    query = visible(asker, permission).where(Package.public_id == public_id).options(*whole())
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def versions(session: Session, row: Package) -> Sequence[PackageVersion]:
    """Every version of a package with its content and answers, the newest first."""
    query = (
        sa.select(PackageVersion)
        .where(PackageVersion.package_id == row.id)
        .options(*contents())
        .order_by(PackageVersion.number.desc())
    )
    return session.scalars(query).all()


def provider_names(session: Session, groups: Iterable[Group]) -> dict[int, str]:
    """The names of other providers at which single sessions of these groups are held, by id."""
    ids = sorted({provider for group in groups for provider in group.held_at.values()})
    if not ids:
        return {}
    query = (
        sa.select(Provider)
        .where(Provider.id.in_(ids))
        .options(joinedload(Provider.organisation), joinedload(Provider.site))
        .order_by(Provider.id)
    )
    return {row.id: row.name for row in session.scalars(query)}


def whole() -> tuple[Any, ...]:
    """Loading options: a package's person, newest version and answers, in a fixed number of statements."""
    person = joinedload(Package.young_person)
    return (
        person.joinedload(YoungPerson.named_worker),
        person.selectinload(YoungPerson.enrolments),
        selectinload(Package.current).options(*contents()),
    )


def contents() -> tuple[Any, ...]:
    """Loading options: what stands in a version, and who has said what about it."""
    offer = joinedload(Group.opportunity).joinedload(Opportunity.provider)
    return (
        selectinload(PackageVersion.items)
        .joinedload(PackageItem.group)
        .options(offer.options(joinedload(Provider.organisation), joinedload(Provider.site))),
        selectinload(PackageVersion.own),
        selectinload(PackageVersion.overridden),
        selectinload(PackageVersion.answers)
        .joinedload(PackageAnswer.provider)
        .options(joinedload(Provider.organisation), joinedload(Provider.site)),
    )


def answer_of(row: Package, public_id: uuid.UUID) -> PackageAnswer:
    """One standing answer to the newest version, other than the authority's own. Raises NotFound."""
    for answer in row.current.standing:
        if answer.public_id == public_id and answer.party is not Party.authority:
            return answer
    raise NotFound("We could not find that question. Somebody may have answered it or changed the week.")


def user_names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """The names of users, by id."""
    wanted = sorted({each for each in ids if each is not None})
    query = sa.select(User.id, User.name).where(User.id.in_(wanted)).order_by(User.id)
    return {row.id: row.name for row in session.execute(query)} if wanted else {}


def was_shared(session: Session, row: Package) -> bool:
    """Has any version of this week been shown to the young person?"""
    query = sa.select(PackageAnswer.id).join(PackageAnswer.version).where(PackageVersion.package_id == row.id).limit(1)
    return session.scalars(query).first() is not None
