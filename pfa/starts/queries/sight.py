"""Visits and wishes to change, one by one and of one person, limited to what whoever asks may see."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people import queries as people
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Provider
from pfa.starts.models import ChangeRequest, TrainingState, TravelTraining, Visit, VisitState
from pfa.starts.queries.checks import READ, own_check


def visits_of(session: Session, person: YoungPerson) -> Sequence[Visit]:
    """Somebody's visits, the next first, then the past ones from the newest."""
    query = sa.select(Visit).where(Visit.young_person_id == person.id).options(*_with_place())
    return session.scalars(query.order_by(Visit.on.desc(), Visit.id.desc())).all()


def visit(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "start:edit") -> Visit:
    """One visit of a young person whom somebody may see. Raises NotFound."""
    found = session.scalars(visits(asker, permission).where(Visit.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that visit.")
    return found


def changes_of(session: Session, person: YoungPerson) -> Sequence[ChangeRequest]:
    """What somebody wanted to change, the newest first."""
    query = (
        sa.select(ChangeRequest)
        .where(ChangeRequest.young_person_id == person.id)
        .options(joinedload(ChangeRequest.taken_by))
        .order_by(ChangeRequest.asked_at.desc(), ChangeRequest.id.desc())
    )
    return session.scalars(query).all()


def change(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "start:edit") -> ChangeRequest:
    """One wish to change. Raises NotFound."""
    found = session.scalars(changes(asker, permission).where(ChangeRequest.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that wish.")
    return found


def own(session: Session, asker: Asker) -> YoungPerson:
    """The young person who is signed in. Raises NotFound."""
    return people.of_user(session, asker.user_id or 0)


def has_visits(session: Session, person: YoungPerson, today: dt.date) -> bool:
    """Has a young person a visit, a way they learn, or a start to tell about: is there a page of theirs to see?"""
    query = sa.select(Visit.id).where(Visit.young_person_id == person.id, Visit.state != VisitState.called_off)
    learned = sa.select(TravelTraining.id).where(
        TravelTraining.young_person_id == person.id, TravelTraining.state != TrainingState.stopped
    )
    return (
        session.scalars(sa.union_all(query, learned).limit(1)).first() is not None
        or own_check(session, person, today) is not None
    )


def places(session: Session, person: YoungPerson) -> Sequence[Provider]:
    """Where a visit can be booked: every provider of the authority, by name."""
    query = (
        sa.select(Provider)
        .where(Provider.authority_id == person.authority_id)
        .options(joinedload(Provider.organisation), joinedload(Provider.site))
        .order_by(Provider.id)
    )
    return sorted(session.scalars(query), key=lambda each: (each.name.lower(), each.id))


def places_of_week(session: Session, person: YoungPerson) -> frozenset[int]:
    """The providers in somebody's live weeks, by id: those a visit is most often for."""
    query = (
        sa.select(Group)
        .join(PackageItem, PackageItem.group_id == Group.id)
        .join(PackageVersion, PackageVersion.id == PackageItem.package_version_id)
        .join(Package, sa.and_(Package.id == PackageVersion.package_id, Package.newest == PackageVersion.number))
        .where(Package.young_person_id == person.id, Package.state != PackageState.set_aside)
        .options(joinedload(Group.opportunity))
        .order_by(Group.id)
    )
    groups = session.scalars(query).unique().all()
    return frozenset(each for group in groups for each in (group.opportunity.provider_id, *group.held_at.values()))


def visits(asker: Asker, permission: str = READ) -> sa.Select[Visit]:
    """The visits of those whom somebody may see, with person and place. Not ordered."""
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    whose = joinedload(Visit.young_person)
    return sa.select(Visit).where(Visit.young_person_id.in_(seen)).options(whose, *_with_place())


def changes(asker: Asker, permission: str = READ) -> sa.Select[ChangeRequest]:
    """The wishes to change of those whom somebody may see. Not ordered."""
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    return (
        sa.select(ChangeRequest)
        .where(ChangeRequest.young_person_id.in_(seen))
        .options(joinedload(ChangeRequest.young_person), joinedload(ChangeRequest.taken_by))
    )


def _with_place() -> tuple[sa.orm.interfaces.LoaderOption, ...]:
    place = joinedload(Visit.provider)
    return (place.joinedload(Provider.organisation), place.joinedload(Provider.site))
