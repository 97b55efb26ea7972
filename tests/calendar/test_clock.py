"""Half days have clock times in England, and terms leave out holidays."""

from __future__ import annotations

import datetime as dt

from pfa.calendar import holidays
from pfa.calendar.clock import HalfDays, day_of
from pfa.calendar.models import Term
from pfa.calendar.queries import teaching_days
from pfa.calendar.week import SESSIONS, in_week_order, session_name

day = dt.date


def test_the_week_has_ten_half_days_in_order() -> None:
    assert len(SESSIONS) == 10
    assert in_week_order(["fri-pm", "mon-am", "sat-am", "mon-am"]) == ["mon-am", "fri-pm"]
    assert session_name("wed-pm") == "Wednesday afternoon"


def test_the_usual_half_day_is_three_hours() -> None:
    usual = HalfDays()
    assert [usual.hours(session) for session in ("mon-am", "fri-pm")] == [3, 3]
    assert usual.words("tue-am") == "9:30 to 12:30"
    assert usual.words("tue-pm") == "13:00 to 16:00"


def test_a_session_lies_in_the_week_of_any_of_its_days() -> None:
    assert day_of("thu-am", day(2027, 9, 6)) == day(2027, 9, 9)
    assert day_of("thu-am", day(2027, 9, 12)) == day(2027, 9, 9)


def test_a_session_keeps_its_clock_time_when_the_clocks_change() -> None:
    summer = HalfDays().moments("mon-am", day(2026, 10, 19))
    winter = HalfDays().moments("mon-am", day(2026, 10, 26))
    assert [moment.hour * 60 + moment.minute for moment in (summer[0], winter[0])] == [8 * 60 + 30, 9 * 60 + 30]
    assert winter[1] - winter[0] == summer[1] - summer[0] == dt.timedelta(hours=3)


def test_bank_holidays_are_known_without_asking_anybody() -> None:
    listed = holidays.in_year(2026)
    assert listed[day(2026, 12, 25)] == "Christmas Day"
    assert listed[day(2027, 3, 26)] == "Good Friday"
    assert all(dt.date(2026, 9, 1) <= one <= dt.date(2027, 8, 31) for one in listed)
    assert holidays.known_until() > day(2027, 1, 1)


def test_teaching_days_lie_in_a_term_on_weekdays_and_are_no_bank_holidays() -> None:
    spring = Term(academic_year=2026, name="Spring", starts_on=day(2027, 3, 22), ends_on=day(2027, 3, 31))
    assert teaching_days([spring], day(2027, 3, 19), day(2027, 4, 5)) == [
        *[day(2027, 3, number) for number in (22, 23, 24, 25)],  # the 26th is Good Friday, the 29th Easter Monday
        *[day(2027, 3, number) for number in (30, 31)],
    ]
