"""Half days have clock times in England, and bank holidays are known."""

from __future__ import annotations

import datetime as dt

from pfa.calendar import holidays
from pfa.calendar.clock import HalfDays
from pfa.calendar.week import SESSIONS, in_week_order, session_name

day = dt.date


def test_the_week_has_ten_half_days_in_order() -> None:
    assert len(SESSIONS) == 10
    assert in_week_order(["fri-pm", "mon-am", "sat-am", "mon-am"]) == ["mon-am", "fri-pm"]
    assert session_name("wed-pm") == "Wednesday afternoon"


def test_a_half_day_keeps_the_usual_times_unless_told_otherwise() -> None:
    usual = HalfDays()
    assert usual.times("fri-pm") == (dt.time(13), dt.time(16))
    assert usual.words("tue-am") == "9:30am to 12:30pm"
    assert usual.words("tue-pm") == "1pm to 4pm"


def test_bank_holidays_are_known_without_asking_anybody() -> None:
    listed = holidays.in_year(2026)
    assert listed[day(2026, 12, 25)] == "Christmas Day"
    assert listed[day(2027, 3, 26)] == "Good Friday"
    assert all(dt.date(2026, 9, 1) <= one <= dt.date(2027, 8, 31) for one in listed)
    assert holidays.known_until() > day(2027, 1, 1)
