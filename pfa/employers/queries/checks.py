"""How the checks of employers stand, as the employers room and placements ask for it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.employers.models import EmployerCheck
from pfa.employers.rules import CheckStanding, standings


def checks_of(
    session: Session, employer_ids: Collection[int], *, today: dt.date, site_id: int | None = None
) -> dict[int, list[CheckStanding]]:
    """How the four kinds of check stand at each of these employers, by employer id: one statement.

    Every employer asked for is there, also one without any check. With `site_id`, as they stand at that place.
    """
    if not employer_ids:
        return {}
    query = sa.select(EmployerCheck).where(EmployerCheck.employer_id.in_(employer_ids)).order_by(EmployerCheck.id)
    found: defaultdict[int, list[EmployerCheck]] = defaultdict(list)
    for check in session.scalars(query):
        found[check.employer_id].append(check)
    return {number: standings(found[number], today, site_id=site_id) for number in employer_ids}
