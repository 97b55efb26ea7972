"""When a placement runs, which of its weeks is which, when it is reviewed, and how planned coach hours fade.

Weeks are calendar weeks from Monday; the first is the one in which the placement starts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pfa.calendar.models import Term
from pfa.calendar.open_days import is_open
from pfa.calendar.week import DAYS, in_week_order

WEEK = dt.timedelta(days=7)
FRIDAY = dt.timedelta(days=4)

# Reviews: after four weeks, when starts fail or hold; after twelve, the length of one rotation (DFN Project SEARCH:
# three rotations of 10 to 12 weeks); after twenty-six, the end of Access to Work's intensive support and the least
# length of a supported internship (domain facts 1). Every placement has one in its last week as well.
REVIEW_WEEKS = (4, 12, 26)
APART = 3  # weeks between a set review and the last one: nobody reviews the same weeks twice

# How coach hours fade where nobody has planned them yet: shares of the weekly hours from these weeks on. There is no
# published ratio (domain facts 1), only that support begins one to one and tapers: staff change it for each person.
FADES = ((1, 1.0), (3, 0.5), (7, 0.25), (13, 0.1))


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """One half day of a placement: `half` is am or pm."""

    on: dt.date
    half: str

    @property
    def session(self) -> str:
        """The half day as weeks name it: mon-am."""
        return f"{DAYS[self.on.weekday()]}-{self.half}"


@dataclass(frozen=True, slots=True)
class Step:
    """Planned coach hours a week from a week of the placement on, until the next step."""

    from_week: int
    hours_a_week: float


def monday(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def week_of(starts_on: dt.date, day: dt.date) -> int:
    """The number of a day's week in a placement; 1 is the first, 0 and less are before it."""
    return (monday(day) - monday(starts_on)).days // 7 + 1


def half_days(
    sessions: Iterable[str], starts_on: dt.date, ends_on: dt.date, first: dt.date, last: dt.date, terms: Sequence[Term]
) -> list[HalfDay]:
    """The half days on which a placement runs from `first` to `last`: within its dates, on open days, in order."""
    by_day: dict[str, list[str]] = {}
    for session in in_week_order(sessions):
        day, half = session.split("-")
        by_day.setdefault(day, []).append(half)
    found = []
    for each in _days(max(first, starts_on), min(last, ends_on)):
        halves = by_day.get(DAYS[each.weekday()], []) if each.weekday() < len(DAYS) else []
        if halves and is_open(each, terms):
            found += [HalfDay(each, half) for half in halves]
    return found


def review_days(
    sessions: Sequence[str], starts_on: dt.date, ends_on: dt.date, terms: Sequence[Term]
) -> list[tuple[int, dt.date]]:
    """Week and due day of each review: the Friday of the week, or of the next week with a half day in it."""
    last_week = week_of(starts_on, ends_on)
    weeks = [week for week in REVIEW_WEEKS if week <= last_week - APART]
    due = [(week, _open_friday(sessions, starts_on, ends_on, week, terms)) for week in weeks]
    return [*due, (last_week, ends_on)]


def planned_hours(plan: Sequence[Step], week: int) -> float:
    """Planned coach hours of one week of a placement."""
    reached = [step for step in plan if step.from_week <= week]
    return max(reached, key=lambda step: step.from_week).hours_a_week if reached else 0.0


def fading(hours_a_week: float) -> list[Step]:
    """A first plan of coach hours for a placement of so many hours a week, to the nearest half hour."""
    return [Step(week, max(0.5, round(share * hours_a_week * 2) / 2)) for week, share in FADES]


def _open_friday(
    sessions: Sequence[str], starts_on: dt.date, ends_on: dt.date, week: int, terms: Sequence[Term]
) -> dt.date:
    begins = monday(starts_on) + (week - 1) * WEEK
    while begins + FRIDAY < ends_on:
        if half_days(sessions, starts_on, ends_on, begins, begins + FRIDAY, terms):
            return begins + FRIDAY
        begins += WEEK
    return ends_on


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
