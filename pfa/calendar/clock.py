"""Clock times of the half days: what "Monday morning" means on a clock in England."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

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
        """The times of a session as people say them: 9:30am to 12:30pm."""
        return " to ".join(_said(time) for time in self.times(session))


def _said(time: dt.time) -> str:
    minutes = f":{time:%M}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"
