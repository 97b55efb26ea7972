"""When a placement runs, which week is which, when it is reviewed, how coach hours fade."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfa.calendar.models import Term
from pfa.calendar.week import SESSIONS
from pfa.internships.schedule import (
    HalfDay,
    Step,
    fading,
    half_days,
    monday,
    planned_hours,
    review_days,
    week_of,
)

MONDAY = dt.date(2026, 9, 7)
AUTUMN = Term(academic_year=2026, name="Autumn", starts_on=MONDAY, ends_on=dt.date(2026, 12, 18))
SPRING = Term(academic_year=2026, name="Spring", starts_on=dt.date(2027, 1, 4), ends_on=dt.date(2027, 3, 25))


def days(sessions: list[str], first: dt.date, last: dt.date, terms: list[Term]) -> list[HalfDay]:
    """The half days of a placement that runs all year."""
    return half_days(sessions, MONDAY, dt.date(2027, 7, 2), first, last, terms)


def test_it_runs_on_its_half_days_only() -> None:
    found = days(["mon-am", "wed-pm"], MONDAY, MONDAY + dt.timedelta(days=6), [AUTUMN])
    assert found == [HalfDay(MONDAY, "am"), HalfDay(dt.date(2026, 9, 9), "pm")]


def test_it_does_not_run_between_terms() -> None:
    assert days(["mon-am"], dt.date(2026, 12, 19), dt.date(2027, 1, 3), [AUTUMN, SPRING]) == []
    assert days(["mon-am"], dt.date(2027, 1, 4), dt.date(2027, 1, 4), [AUTUMN, SPRING])


def test_without_known_terms_only_bank_holidays_are_off() -> None:
    christmas = days(["fri-am", "mon-am"], dt.date(2026, 12, 21), dt.date(2027, 1, 1), [])
    assert christmas == [HalfDay(dt.date(2026, 12, 21), "am")]  # the 25th, the 28th instead of the 26th, and the 1st


def test_terms_of_another_year_say_nothing_of_this_one() -> None:
    assert half_days(["mon-am"], MONDAY, MONDAY, MONDAY, MONDAY, [Term(academic_year=2025, name="Old")])


def test_it_does_not_run_before_its_first_or_after_its_last_day() -> None:
    first, last = dt.date(2026, 9, 9), dt.date(2026, 9, 10)
    found = half_days(SESSIONS, first, last, MONDAY, dt.date(2026, 9, 30), [])
    assert {each.on for each in found} == {first, last}


def test_half_days_are_named_as_weeks_name_them() -> None:
    assert HalfDay(dt.date(2026, 9, 9), "pm").session == "wed-pm"


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (dt.date(2026, 9, 6), 0),  # the Sunday before
        (MONDAY, 1),
        (dt.date(2026, 9, 13), 1),
        (dt.date(2026, 9, 14), 2),
        (dt.date(2027, 9, 6), 53),
    ],
)
def test_weeks_are_counted_from_the_monday_of_the_first(day: dt.date, week: int) -> None:
    assert week_of(dt.date(2026, 9, 9), day) == week


def test_a_year_is_reviewed_after_4_12_and_26_weeks_and_at_its_end() -> None:
    found = review_days(["mon-am"], MONDAY, dt.date(2027, 7, 2), [])
    assert found == [
        (4, dt.date(2026, 10, 2)),
        (12, dt.date(2026, 11, 27)),
        (26, dt.date(2027, 3, 5)),
        (43, dt.date(2027, 7, 2)),
    ]


def test_a_review_that_falls_into_holidays_waits_for_the_next_week_at_work() -> None:
    starts_on = dt.date(2026, 12, 7)  # its fourth week is that of 28 December
    found = review_days(["mon-am", "tue-am"], starts_on, dt.date(2027, 3, 19), [AUTUMN, SPRING])
    assert found[0] == (4, dt.date(2027, 1, 8))


@pytest.mark.parametrize(
    ("weeks", "reviewed"), [(1, [1]), (4, [4]), (6, [6]), (7, [4, 7]), (14, [4, 14]), (15, [4, 12, 15])]
)
def test_a_short_placement_is_reviewed_in_its_last_week(weeks: int, reviewed: list[int]) -> None:
    ends_on = MONDAY + dt.timedelta(days=7 * weeks - 3)
    assert [week for week, _ in review_days(["mon-am"], MONDAY, ends_on, [])] == reviewed


def test_planned_hours_hold_until_the_next_step() -> None:
    plan = [Step(1, 10), Step(3, 5), Step(7, 1)]
    assert [planned_hours(plan, week) for week in (0, 1, 2, 3, 6, 7, 40)] == [0, 10, 10, 5, 5, 1, 1]


def test_a_first_plan_fades() -> None:
    assert fading(24) == [Step(1, 24), Step(3, 12), Step(7, 6), Step(13, 2.5)]


@given(st.floats(min_value=0.5, max_value=40))
def test_a_first_plan_never_grows_and_never_ends_at_nothing(hours: float) -> None:
    planned = [step.hours_a_week for step in fading(hours)]
    assert planned == sorted(planned, reverse=True)
    assert min(planned) >= 0.5


@given(
    st.lists(st.sampled_from(SESSIONS), min_size=1, unique=True),
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
    st.integers(min_value=0, max_value=400),
)
def test_reviews_are_in_order_and_within_the_placement(sessions: list[str], starts_on: dt.date, length: int) -> None:
    ends_on = starts_on + dt.timedelta(days=length)
    found = review_days(sessions, starts_on, ends_on, [AUTUMN, SPRING])
    assert found == sorted(found)
    assert all(starts_on <= day <= ends_on for _, day in found)
    assert found[-1] == (week_of(starts_on, ends_on), ends_on)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)))
def test_a_monday_is_a_monday_of_the_same_week(day: dt.date) -> None:
    assert monday(day).weekday() == 0
    assert 0 <= (day - monday(day)).days < 7
