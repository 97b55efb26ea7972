"""Academic years, year groups and the legal dates that hang on a date of birth."""

from __future__ import annotations

import datetime as dt

OLDEST, YOUNGEST = 25, 9


def academic_year(day: dt.date) -> int:
    """The academic year a day lies in, named by the calendar year of its September."""
    return day.year if day.month >= 9 else day.year - 1


def year_name(year: int) -> str:
    """2027 as people write it: 2027/28."""
    return f"{year}/{(year + 1) % 100:02d}"


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Whole years of age on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: dt.date, age: int) -> dt.date:
    """The day on which somebody reaches an age; who was born on 29 February does on 1 March of other years."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return dt.date(born_on.year + age, 3, 1)


def age_at_start(born_on: dt.date, year: int) -> int:
    """Age on 31 August before an academic year starts, as the DfE counts age (domain facts 3.2)."""
    return age_on(born_on, dt.date(year, 8, 31))


def year_group(born_on: dt.date, year: int) -> int:
    """National curriculum year: age on 31 August minus 4, at most 20 (domain facts 3.2)."""
    return min(age_at_start(born_on, year) - 4, 20)


def compulsory_age_ends_on(born_on: dt.date) -> dt.date:
    """Last Friday of June of the school year of the sixteenth birthday (Education Act 1996, section 8; domain facts 6).

    It ends at the end of that day (subsection 3): from the next one the rights under the Children and Families Act
    2014 are the young person's own.
    """
    year = born_on.year + (16 if (born_on.month, born_on.day) < (9, 1) else 17)
    last = dt.date(year, 6, 30)
    return last - dt.timedelta(days=(last.weekday() - 4) % 7)


def decides_for_themselves(born_on: dt.date, day: dt.date) -> bool:
    """Has the right to decide passed from the parent to the young person by this day?"""
    return day > compulsory_age_ends_on(born_on)


def naming_date(entry_year: int) -> dt.date:
    """The day by which the final plan names the setting for a September start: 31 March (SI 2014/1530, reg. 18)."""
    return dt.date(entry_year, 3, 31)


def is_of_age(born_on: dt.date, day: dt.date) -> bool:
    """Is somebody between 9 and 25 on a day: the ages this is for?"""
    return YOUNGEST <= age_on(born_on, day) <= OLDEST
