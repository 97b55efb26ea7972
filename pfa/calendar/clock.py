"""Clock times of the half days: what "Monday morning" means on a clock in England."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pfa.calendar.week import DAYS

ENGLAND = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class HalfDays:
    """When mornings and afternoons begin and end."""

    morning_from: dt.time = dt.time(9, 30)
    morning_to: dt.time = dt.time(12, 30)
    afternoon_from: dt.time = dt.time(13, 0)
    afternoon_to: dt.time = dt.time(16, 0)

    def times(self, session: str) -> tuple[dt.time, dt.time]:
        """First and last moment of a session (`mon-am`) by the clock."""
        if session.endswith("-am"):
            return self.morning_from, self.morning_to
        return self.afternoon_from, self.afternoon_to

    def words(self, session: str) -> str:
        """The times of a session as the week shows them: 9:30 to 12:30."""
        return " to ".join(f"{time.hour}:{time:%M}" for time in self.times(session))

    def hours(self, session: str) -> float:
        """Hours in a session."""
        first, last = self.times(session)
        return (last.hour * 60 + last.minute - first.hour * 60 - first.minute) / 60

    def moments(self, session: str, week: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """Begin and end of a session in the week of a day, in UTC: the same clock time in summer and in winter."""
        day = day_of(session, week)
        first, last = self.times(session)
        begins, ends = (dt.datetime.combine(day, time, tzinfo=ENGLAND).astimezone(dt.UTC) for time in (first, last))
        return begins, ends


def day_of(session: str, week: dt.date) -> dt.date:
    """The date of a session in the week (Monday to Sunday) that a day lies in."""
    monday = week - dt.timedelta(days=week.weekday())
    return monday + dt.timedelta(days=DAYS.index(session.split("-")[0]))
