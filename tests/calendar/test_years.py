"""Ages, year groups and legal dates, worked by hand at their boundaries."""

from __future__ import annotations

import datetime as dt

import pytest

from pfa.calendar import years

day = dt.date


@pytest.mark.parametrize(
    ("on", "year"),
    [(day(2026, 8, 31), 2025), (day(2026, 9, 1), 2026), (day(2027, 1, 1), 2026), (day(2027, 8, 31), 2026)],
)
def test_an_academic_year_begins_on_the_first_of_september(on: dt.date, year: int) -> None:
    assert years.academic_year(on) == year


def test_a_birthday_is_the_day_on_which_somebody_reaches_an_age() -> None:
    assert years.birthday(dt.date(2011, 12, 3), 16) == dt.date(2027, 12, 3)
    assert years.birthday(dt.date(2012, 2, 29), 16) == dt.date(2028, 2, 29)
    assert years.birthday(dt.date(2012, 2, 29), 17) == dt.date(2029, 3, 1)


def test_an_academic_year_is_written_with_two_figures_of_the_next() -> None:
    assert [years.year_name(year) for year in (2027, 2099, 2008)] == ["2027/28", "2099/00", "2008/09"]


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (day(2010, 5, 20), day(2026, 5, 19), 15),
        (day(2010, 5, 20), day(2026, 5, 20), 16),
        (day(2008, 2, 29), day(2026, 2, 28), 17),  # without a 29 February, the birthday counts from 1 March
        (day(2008, 2, 29), day(2026, 3, 1), 18),
    ],
)
def test_age_in_whole_years(born: dt.date, on: dt.date, age: int) -> None:
    assert years.age_on(born, on) == age


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (day(2010, 9, 1), 11),  # 15 on 31 August 2026, the youngest of Year 11 is born on 31 August 2011
        (day(2011, 8, 31), 11),
        (day(2010, 8, 31), 12),
        (day(2011, 9, 1), 10),
        (day(2002, 1, 1), 20),  # 24, the last year group there is
        (day(2001, 9, 1), 20),
    ],
)
def test_year_group_in_2026_27_is_age_on_31_august_less_four(born: dt.date, group: int) -> None:
    assert years.year_group(born, 2026) == group


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        (day(2011, 3, 2), day(2027, 6, 25)),  # 16 in March 2027; 30 June 2027 is a Wednesday
        (day(2011, 6, 25), day(2027, 6, 25)),  # 16 on the day itself
        (day(2011, 8, 31), day(2027, 6, 25)),  # the youngest leaves at 15
        (day(2011, 9, 1), day(2028, 6, 30)),  # the oldest of the next year; 30 June 2028 is a Friday
        (day(2010, 9, 1), day(2027, 6, 25)),
        (day(2012, 2, 29), day(2028, 6, 30)),
    ],
)
def test_compulsory_age_ends_on_the_last_friday_of_june(born: dt.date, ends: dt.date) -> None:
    assert years.compulsory_age_ends_on(born) == ends
    assert ends.weekday() == 4
    assert (ends + dt.timedelta(days=7)).month == 7


def test_the_right_to_decide_passes_at_the_end_of_that_friday() -> None:
    born = day(2011, 3, 2)
    assert not years.decides_for_themselves(born, day(2027, 6, 25))
    assert years.decides_for_themselves(born, day(2027, 6, 26))


def test_the_setting_is_named_by_31_march() -> None:
    assert years.naming_date(2028) == day(2028, 3, 31)


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        (day(2017, 11, 16), True),  # nine today
        (day(2017, 11, 17), False),
        (day(2000, 11, 17), True),  # 26 tomorrow
        (day(2000, 11, 16), False),
    ],
)
def test_this_is_for_people_of_9_to_25(born: dt.date, of_age: bool) -> None:
    assert years.is_of_age(born, day(2026, 11, 16)) is of_age
