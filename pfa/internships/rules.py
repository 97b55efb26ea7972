"""What must be in place for a placement: signatures, and the employer's checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pfa.employers.models import EmployerCheck
from pfa.employers.rules import CheckStanding, standings
from pfa.internships.models import Placement, Signer
from pfa.people.codes import DecisionMaker
from pfa.people.models import YoungPerson

ENDS_SOON = 28  # days: time to ask about a job, or to plan what comes next, before a placement is over
REVIEW_SOON = 14  # days
NOT_SEEN = 14  # days without a visit after which somebody is listed


def must_sign(person: YoungPerson) -> Sequence[Signer]:
    """Who signs a placement's agreement: the family only where the young person does not decide for themselves."""
    alone = person.decision_maker is DecisionMaker.young_person
    return [party for party in Signer if party is not Signer.family or not alone]


def unsigned(placement: Placement) -> Sequence[Signer]:
    """Who has still to sign."""
    have = {row.party for row in placement.signatures}
    return [party for party in must_sign(placement.young_person) if party not in have]


def check_warnings(placement: Placement, today: dt.date) -> Sequence[str]:
    """What is wrong with the employer's checks at this placement: a sentence for each that is missing or ran out."""
    if placement.employer is None:
        return ["No employer is named yet, so nothing is known of its checks."]
    site = placement.group.opportunity.provider.site_id
    return [_sentence(each) for each in faults(placement.employer.checks, today, site)]


def faults(checks: Iterable[EmployerCheck], today: dt.date, site_id: int) -> Sequence[CheckStanding]:
    """The kinds of check of an employer that are missing or ran out at one of its places."""
    return [each for each in standings(checks, today, site_id=site_id) if each.warns]


def _sentence(standing: CheckStanding) -> str:
    name = standing.name
    if standing.check is None or standing.check.expires_on is None:
        return f"{name}: no check is recorded."
    return f"{name}: the check ran out on {standing.check.expires_on.day} {standing.check.expires_on:%B %Y}."
