"""What must be in place for a placement: signatures, and the employer's checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pfa.employers.models import CheckKind, EmployerCheck
from pfa.internships.models import Placement, Signer
from pfa.people.codes import DecisionMaker
from pfa.people.models import YoungPerson

ENDS_SOON = 28  # days: time to ask about a job, or to plan what comes next, before a placement is over
REVIEW_SOON = 14  # days
NOT_SEEN = 14  # days without a visit after which somebody is listed

CHECK_NAMES = {
    CheckKind.insurance: "employers’ liability insurance",
    CheckKind.health_and_safety: "health and safety check",
    CheckKind.risk_assessment: "risk assessment",
    CheckKind.safeguarding: "safeguarding check",
}


def must_sign(person: YoungPerson) -> Sequence[Signer]:
    """Who signs a placement's agreement: the family only where the young person does not decide for themselves."""
    alone = person.decision_maker is DecisionMaker.young_person
    return [party for party in Signer if party is not Signer.family or not alone]


def unsigned(placement: Placement) -> Sequence[Signer]:
    """Who has still to sign."""
    have = {row.party for row in placement.signatures}
    return [party for party in must_sign(placement.young_person) if party not in have]


def check_warnings(checks: Iterable[EmployerCheck], today: dt.date) -> Sequence[str]:
    """What is wrong with an employer's checks today: one sentence for each kind that is missing or has run out."""
    by_kind: dict[CheckKind, list[EmployerCheck]] = {}
    for row in checks:
        by_kind.setdefault(row.kind, []).append(row)
    said = []
    for kind, name in CHECK_NAMES.items():
        rows = by_kind.get(kind, [])
        if not rows:
            said.append(f"No {name} is recorded.")
        elif all(row.expires_on is not None and row.expires_on < today for row in rows):
            last = max(row.expires_on for row in rows if row.expires_on is not None)
            said.append(f"The {name} ran out on {last.day} {last:%B %Y}.")
    return said


def warnings(placement: Placement, today: dt.date) -> Sequence[str]:
    """Everything about a placement's employer that somebody must settle."""
    if placement.employer is None:
        return ["No employer is named yet, so nothing is known of its checks."]
    return check_warnings(placement.employer.checks, today)
