"""Employers: adding one, changing what is known of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation, OrganisationKind
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.employers.models import Employer
from pfa.provision.services import add_organisation
from pfa.web.forms import check_version


@dataclass(frozen=True, slots=True)
class EmployerValues:
    """What somebody said of an employer. `kind_of_work` is a key of `KINDS_OF_WORK`, or empty."""

    kind_of_work: str
    adjustments: str
    owner_id: int | None


def add_employer(
    session: Session,
    organisation: Organisation | str,
    values: EmployerValues,
    *,
    authority_id: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> Employer:
    """Add an employer: a shared organisation, or the name of a new one. Raises Refused where it is known already."""
    if isinstance(organisation, str):
        organisation = add_organisation(
            session, organisation, OrganisationKind.employer, authority_id=authority_id, actor=actor, now=now
        )
    known = sa.select(Employer.id).where(
        Employer.authority_id == authority_id, Employer.organisation_id == organisation.id
    )
    if session.scalars(known).first() is not None:
        raise Refused("This employer is already in your list.")
    row = Employer(authority_id=authority_id, organisation=organisation, **asdict(values))
    session.add(row)
    audit.record(session, actor=actor, now=now, action="employer.added", subject=row)
    return row


def edit_employer(
    session: Session, employer: Employer, values: EmployerValues, *, seen: int, actor: audit.Doer, now: dt.datetime
) -> None:
    """Change what is known of an employer. Raises Changed."""
    check_version(employer, seen)
    for name, value in asdict(values).items():
        setattr(employer, name, value)
    audit.record(session, actor=actor, now=now, action="employer.edited", subject=employer)
