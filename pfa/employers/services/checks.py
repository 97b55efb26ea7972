"""Checks of an employer: recorded when they are made, corrected where they were typed wrongly."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.employers.models import CheckKind, Employer, EmployerCheck
from pfa.web.forms import check_version


@dataclass(frozen=True, slots=True)
class CheckValues:
    """What somebody said of a check. `site_id` None: of all places; `expires_on` None: it has no last day."""

    kind: CheckKind
    site_id: int | None
    checked_on: dt.date
    expires_on: dt.date | None
    words: str


def record_check(
    session: Session, employer: Employer, values: CheckValues, *, actor: audit.Doer, now: dt.datetime
) -> EmployerCheck:
    """Record a check that was made. Raises Refused for dates that cannot be."""
    _check(values, now.date())
    row = EmployerCheck(
        authority_id=employer.authority_id,
        employer_id=employer.id,
        recorded_by_id=actor.user_id,
        **asdict(values),
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="employer.check-recorded", subject=row)
    return row


def edit_check(
    session: Session, check: EmployerCheck, values: CheckValues, *, seen: int, actor: audit.Doer, now: dt.datetime
) -> None:
    """Correct a check. Raises Changed, Refused."""
    check_version(check, seen)
    _check(values, now.date())
    for name, value in asdict(values).items():
        setattr(check, name, value)
    audit.record(session, actor=actor, now=now, action="employer.check-edited", subject=check)


def _check(values: CheckValues, today: dt.date) -> None:
    if values.checked_on > today:
        raise Refused("The day it was checked cannot be in the future", "checked_on")
    if values.expires_on is not None and values.expires_on < values.checked_on:
        raise Refused("It cannot end before the day it was checked", "expires_on")
