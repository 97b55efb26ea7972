"""Bank holidays of England and Wales, from the copy of GOV.UK's list that ships with a package: nobody is asked."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@lru_cache(maxsize=1)
def bank_holidays() -> dict[dt.date, str]:
    """Every bank holiday the list knows, by date."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)
    return {event["date"]: event["title"] for event in sorted(listed, key=lambda event: event["date"])}


def known_until() -> dt.date:
    """The last bank holiday the list knows: later ones may be missing."""
    return max(bank_holidays())


def in_year(academic_year: int) -> dict[dt.date, str]:
    """The bank holidays of an academic year, 1 September to 31 August, by date."""
    first, last = dt.date(academic_year, 9, 1), dt.date(academic_year + 1, 8, 31)
    return {day: title for day, title in bank_holidays().items() if first <= day <= last}
