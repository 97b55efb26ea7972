"""A placement as the young person it belongs to sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pfa.calendar.clock import HalfDays
from pfa.calendar.picture import Cell, blocks
from pfa.internships.models import Placement, Review
from pfa.starts.models import Feeling


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on their page about one placement."""

    placement: Placement
    title: str
    place: str
    days: Sequence[tuple[str, str]]  # half days that go together, and their times by the clock
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
    cells = [Cell(session, kind="work", time=times.words(session)) for session in placement.sessions]
    return [(block.when, block.time) for block in blocks(cells) if block.cell.kind == "work"]
