"""On which days there is teaching: inside a term, and no bank holiday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pfa.calendar.holidays import bank_holidays
from pfa.calendar.models import Term
from pfa.calendar.years import academic_year


def is_open(day: dt.date, terms: Sequence[Term]) -> bool:
    """Is there teaching on a day? Where no terms of its academic year are known, only bank holidays are off."""
    known = [term for term in terms if term.academic_year == academic_year(day)]
    in_term = not known or any(term.starts_on <= day <= term.ends_on for term in known)
    return in_term and day not in bank_holidays()
