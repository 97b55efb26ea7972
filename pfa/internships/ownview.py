"""A placement as the young person it belongs to sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pfa.calendar.clock import HalfDays
from pfa.calendar.week import in_week_order, session_name
from pfa.internships.models import Placement, Review
from pfa.starts.models import Feeling
from pfa.web.filters import listing


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on their page about one placement."""

    placement: Placement
    title: str
    place: str
    days: Sequence[tuple[str, str]]  # half days that share their times, and those times by the clock
    coach: str
    has_begun: bool
    said: Feeling | None
    may_say: bool


def shown(placement: Placement, times: HalfDays, today: dt.date) -> Shown:
    """One placement for its own page."""
    review = open_review(placement, today)
    employer = placement.employer
    return Shown(
        placement=placement,
        title=placement.group.opportunity.name,
        place=employer.organisation.name if employer is not None else placement.group.opportunity.provider.name,
        days=_days(placement, times),
        coach=placement.coach.name if placement.coach is not None else "",
        has_begun=placement.starts_on <= today,
        said=review.felt if review is not None and review.own_view_is_theirs else None,
        may_say=review is not None,
    )


def open_review(placement: Placement, today: dt.date) -> Review | None:
    """The review their view goes into: the next that is not done. None before the first day, or when all are done."""
    if today < placement.starts_on:
        return None
    return next((row for row in placement.reviews if row.done_on is None), None)


def _days(placement: Placement, times: HalfDays) -> Sequence[tuple[str, str]]:
    by_time: dict[str, list[str]] = {}
    for session in in_week_order(placement.sessions):
        by_time.setdefault(times.words(session), []).append(session_name(session))
    return [(listing(names), time) for time, names in by_time.items()]
