"""What an employer's record has to be like, and in which state its checks and links are: pure, asked by every room."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from pfa.employers.models import ActivityKind, CheckKind, EmployerCheck, OfferLink, OfferSaid, Stage

STAGE_NAMES = {
    Stage.identified: "Identified",
    Stage.contact: "In contact",
    Stage.designing: "Designing a placement",
    Stage.first_placement: "First placement",
    Stage.evaluated: "Evaluated",
    Stage.established: "Established",
    Stage.not_now: "Not now",
}
STEPS = tuple(stage for stage in STAGE_NAMES if stage is not Stage.not_now)
CHECK_NAMES = {
    CheckKind.insurance: "Employers’ liability insurance",
    CheckKind.health_and_safety: "Health and safety",
    CheckKind.risk_assessment: "Risk assessment",
    CheckKind.safeguarding: "Safeguarding",
}
ACTIVITY_NAMES = {
    ActivityKind.call: "Phone call",
    ActivityKind.visit: "Visit",
    ActivityKind.meeting: "Meeting",
    ActivityKind.message: "Message",
    ActivityKind.note: "Note",
    ActivityKind.stage: "Stage changed",
    ActivityKind.evaluation: "Evaluation",
    ActivityKind.reply: "Their answer by a link",
}
LOGGED = (ActivityKind.call, ActivityKind.visit, ActivityKind.meeting, ActivityKind.message, ActivityKind.note)
SAID_NAMES = {OfferSaid.yes: "Yes", OfferSaid.no: "No"}
SOON_DAYS = 60  # how long before it ends a check is to be renewed


class CheckState(enum.Enum):
    """How one kind of check stands, the most urgent first."""

    expired = "expired"
    missing = "missing"
    soon = "soon"
    good = "good"


STATE_NAMES = {
    CheckState.expired: "Expired",
    CheckState.missing: "Missing",
    CheckState.soon: "Ends soon",
    CheckState.good: "Holds",
}


@dataclass(frozen=True, slots=True)
class CheckStanding:
    """How one kind of check stands at an employer. `check` is the one that counts; None where there is none."""

    kind: CheckKind
    state: CheckState
    check: EmployerCheck | None = None

    @property
    def name(self) -> str:
        return CHECK_NAMES[self.kind]

    @property
    def warns(self) -> bool:
        """Must a placement here be warned of? Nobody should start where a check is missing or has expired."""
        return self.state in (CheckState.expired, CheckState.missing)


def check_state(check: EmployerCheck, today: dt.date) -> CheckState:
    """How a check stands on a day: it holds to the end of its last day; without a last day it holds."""
    if check.expires_on is None or check.expires_on > today + dt.timedelta(days=SOON_DAYS):
        return CheckState.good
    return CheckState.expired if check.expires_on < today else CheckState.soon


def standings(checks: Iterable[EmployerCheck], today: dt.date, *, site_id: int | None = None) -> list[CheckStanding]:
    """How each of the four kinds stands, from all checks of one employer.

    At each place the newest check of a kind counts. With `site_id`: a check of that place or one of all places,
    whichever stands better. Without: one of all places, or else the one that stands worst of the single places.
    """
    newest: dict[tuple[CheckKind, int | None], EmployerCheck] = {}
    for check in sorted(checks, key=lambda one: (one.checked_on, one.id)):
        newest[check.kind, check.site_id] = check
    return [_standing(kind, newest, today, site_id) for kind in CHECK_NAMES]


def next_stage(stage: Stage) -> Stage | None:
    """The step after a stage; None after the last, and for who is not asked now."""
    if stage is Stage.not_now or stage is STEPS[-1]:
        return None
    return STEPS[STEPS.index(stage) + 1]


class OfferState(enum.Enum):
    """What a link still does: only an open one takes an answer."""

    open = "open"
    answered = "answered"
    withdrawn = "withdrawn"
    late = "late"


def offer_state(link: OfferLink, now: dt.datetime) -> OfferState:
    """The state of a link at a moment; a placement that was closed meanwhile is not asked for any more."""
    if link.said is not None:
        return OfferState.answered
    if link.withdrawn_at is not None or link.group.opportunity.closed_on is not None:
        return OfferState.withdrawn
    return OfferState.late if link.ends_at <= now else OfferState.open


def _standing(
    kind: CheckKind,
    newest: dict[tuple[CheckKind, int | None], EmployerCheck],
    today: dt.date,
    site_id: int | None,
) -> CheckStanding:
    whole = newest.get((kind, None))
    own = [check for (of, site), check in newest.items() if of is kind and site is not None]
    if site_id is not None:
        counted = [check for check in (whole, newest.get((kind, site_id))) if check is not None]
        found = max(counted, key=lambda check: _order(check, today), default=None)
    elif whole is not None:
        found = whole
    else:
        found = min(own, key=lambda check: _order(check, today), default=None)
    return CheckStanding(kind, CheckState.missing if found is None else check_state(found, today), found)


def _order(check: EmployerCheck, today: dt.date) -> tuple[bool, dt.date]:
    """Worst first: what has expired, then by the last day; no last day is best."""
    return check_state(check, today) is not CheckState.expired, check.expires_on or dt.date.max
