"""Which placements somebody may see, and one of them with everything its pages show."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, Role, User
from pfa.core.errors import NotFound
from pfa.employers.models import Employer
from pfa.internships.models import CoachVisit, Placement, PlacementState, Review
from pfa.people import queries as people
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, Provider

NOT_FOUND = "We could not find that placement."
COACH = "placement:coach"
LIVE = (PlacementState.planned, PlacementState.running)


def visible(asker: Asker, permission: str = "placement:read") -> sa.Select[Placement]:
    """The placements that somebody may see with this permission; a job coach's own that have not ended. Not ordered."""
    query = sa.select(Placement).where(Placement.authority_id.in_(asker.authorities_for(permission)))
    if permission == COACH:
        query = query.where(Placement.coach_id == asker.user_id, Placement.state.in_(LIVE))
    return query


def placement(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "placement:read") -> Placement:
    """One placement with all that belongs to it. Raises NotFound."""
    query = visible(asker, permission).where(Placement.public_id == public_id)
    found = session.scalars(query.options(*names(), *logged())).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def places_of(session: Session, found: Placement) -> Sequence[Provider]:
    """Where a placement's half days are held."""
    group = found.group
    ids = {group.held_at.get(each, group.opportunity.provider_id) for each in found.sessions}
    query = sa.select(Provider).where(Provider.id.in_(ids)).order_by(Provider.id)
    return session.scalars(query.options(joinedload(Provider.organisation), joinedload(Provider.site))).all()


def review_of(found: Placement, week: int) -> Review:
    """The review of one week. Raises NotFound."""
    for row in found.reviews:
        if row.week == week:
            return row
    raise NotFound("We could not find that review.")


def visit_of(found: Placement, public_id: uuid.UUID, *, logged_by: int | None = None) -> CoachVisit:
    """One logged visit of a placement, for a coach only if they logged it themselves. Raises NotFound."""
    for row in found.visits:
        if row.public_id == public_id and logged_by in (None, row.coach_id):
            return row
    raise NotFound("We could not find that visit.")


def own(session: Session, asker: Asker) -> tuple[YoungPerson, Sequence[Placement]]:
    """The young person who is signed in, and their placements that have not ended, the first to start first."""
    person = people.of_user(session, asker.user_id or 0)
    query = (
        sa.select(Placement)
        .where(Placement.young_person_id == person.id, Placement.state.in_(LIVE))
        .options(*names(), selectinload(Placement.reviews))
        .order_by(Placement.starts_on, Placement.id)
    )
    return person, session.scalars(query).all()


def has_work(session: Session, person: YoungPerson) -> bool:
    """Has a young person a placement that is planned or running: is there a page of theirs to see?"""
    query = sa.select(Placement.id).where(Placement.young_person_id == person.id, Placement.state.in_(LIVE))
    return session.scalars(query.limit(1)).first() is not None


def coaches(session: Session, asker: Asker) -> Sequence[User]:
    """The job coaches of the asker's authorities who work there today, by name."""
    today = asker.today
    query = (
        sa.select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.authority_id.in_(asker.authorities_for("placement:read")),
            Membership.role == Role.job_coach,
            User.is_active,
        )
    )
    if today is not None:
        query = query.where(
            Membership.starts_on <= today, sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today)
        )
    return session.scalars(query.distinct().order_by(User.name, User.id)).all()


def user_names(session: Session, ids: Sequence[int | None]) -> dict[int, str]:
    """The names of users, by id."""
    wanted = sorted({each for each in ids if each is not None})
    query = sa.select(User.id, User.name).where(User.id.in_(wanted)).order_by(User.id)
    return {row.id: row.name for row in session.execute(query)} if wanted else {}


def names() -> tuple[Any, ...]:
    """Loading options: whose placement it is, what, and where."""
    offer = joinedload(Placement.group).joinedload(Group.opportunity).joinedload(Opportunity.provider)
    return (
        joinedload(Placement.young_person),
        joinedload(Placement.coach),
        joinedload(Placement.employer).joinedload(Employer.organisation),
        offer.options(joinedload(Provider.organisation), joinedload(Provider.site)),
    )


def logged() -> tuple[Any, ...]:
    """Loading options: all that was logged about a placement, and its employer's checks."""
    return (
        joinedload(Placement.package),
        joinedload(Placement.employer).selectinload(Employer.checks),
        joinedload(Placement.employer).selectinload(Employer.contacts),
        selectinload(Placement.signatures),
        selectinload(Placement.attendance),
        selectinload(Placement.coach_plan),
        selectinload(Placement.visits),
        selectinload(Placement.reviews),
    )
