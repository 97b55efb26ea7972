"""What can be chosen in filters and forms: schools, workers, entry years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.queries.sight import visible

LEARN_AT = (
    OrganisationKind.school,
    OrganisationKind.college,
    OrganisationKind.specialist_college,
    OrganisationKind.training_provider,
)
WORKERS = (Role.coordinator, Role.approver, Role.safeguarding_lead)


def schools(session: Session) -> Sequence[Organisation]:
    """Everywhere a young person can be enrolled, by name."""
    query = sa.select(Organisation).where(Organisation.kind.in_(LEARN_AT))
    return session.scalars(query.order_by(Organisation.name, Organisation.id)).all()


def schools_now(session: Session, asker: Asker, academic_year: int) -> Sequence[Organisation]:
    """The schools and colleges of those whom somebody may see, this academic year, by name."""
    enrolled = sa.select(Enrolment.organisation_id).where(
        Enrolment.academic_year == academic_year, Enrolment.young_person_id.in_(_ids(asker))
    )
    query = sa.select(Organisation).where(Organisation.id.in_(enrolled))
    return session.scalars(query.order_by(Organisation.name, Organisation.id)).all()


def tutor_groups(session: Session, asker: Asker, academic_year: int) -> Sequence[str]:
    """The tutor groups of those whom somebody may see, this academic year, by name."""
    query = sa.select(Enrolment.tutor_group).where(
        Enrolment.academic_year == academic_year,
        Enrolment.tutor_group != "",
        Enrolment.young_person_id.in_(_ids(asker)),
    )
    return session.scalars(query.distinct().order_by(Enrolment.tutor_group)).all()


def workers(session: Session, authority_id: int, day: dt.date) -> Sequence[User]:
    """Who can be a named worker of an authority on a day, by name."""
    query = (
        sa.select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.authority_id == authority_id,
            Membership.role.in_(WORKERS),
            Membership.starts_on <= day,
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
            User.is_active,
        )
    )
    return session.scalars(query.distinct().order_by(User.name, User.id)).all()


def workers_now(session: Session, asker: Asker) -> Sequence[User]:
    """The named workers of those whom somebody may see, by name."""
    named = visible(asker).order_by(None).with_only_columns(YoungPerson.named_worker_id)
    return session.scalars(sa.select(User).where(User.id.in_(named)).order_by(User.name, User.id)).all()


def entry_years(session: Session, asker: Asker) -> Sequence[int]:
    """The entry years of those whom somebody may see, in order."""
    query = visible(asker).order_by(None).with_only_columns(YoungPerson.entry_year)
    years = session.scalars(query.where(YoungPerson.entry_year.is_not(None)).distinct()).all()
    return sorted(year for year in years if year is not None)


def _ids(asker: Asker) -> sa.Select[int]:
    return visible(asker).order_by(None).with_only_columns(YoungPerson.id)
