"""Hours of a week, what they mean for its funding, and the holidays in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pfa.calendar.models import Term
from pfa.packages.models import PackageVersion
from pfa.provision.hours import BAND_5_HOURS, FUNDED_BY_HOURS
from pfa.provision.kinds import Certainty


@dataclass(frozen=True, slots=True)
class Hours:
    """Planned hours of a week's groups. `funded`: hours a year of the main pathway that count for its funding."""

    week: float
    year: float
    funded: float | None
    provisional: Sequence[str]

    @property
    def funding_words(self) -> str:
        """What the main pathway's hours mean for its funding band; nothing for a week without one."""
        if self.funded is None:
            return ""
        if self.funded >= BAND_5_HOURS:
            return f"{self.funded:g} hours a year in the study programme: funding band 5."
        short = BAND_5_HOURS - self.funded
        return f"{self.funded:g} hours a year in the study programme, {short:g} short of funding band 5."


def hours(version: PackageVersion) -> Hours:
    """Hours a week and planned hours a year of everything in a week but its own sessions."""
    groups = [item.group for item in version.items]
    funded = [group.hours_a_year for group in groups if group.opportunity.kind in FUNDED_BY_HOURS]
    return Hours(
        week=sum(group.hours_a_week for group in groups),
        year=sum(group.hours_a_year for group in groups),
        funded=sum(funded) if funded else None,
        provisional=[group.opportunity.name for group in groups if group.certainty is Certainty.provisional],
    )


def holidays(version: PackageVersion, terms: Sequence[Term]) -> list[tuple[dt.date, dt.date]]:
    """The stretches of days between terms, from the week's first day to its last, when most of it does not run."""
    groups = [item.group for item in version.items]
    if not groups or not terms:
        return []
    first, last = min(group.starts_on for group in groups), max(group.ends_on for group in groups)
    one = dt.timedelta(days=1)
    between = [(before.ends_on + one, after.starts_on - one) for before, after in pairwise(terms)]
    return [(begins, ends) for begins, ends in between if begins <= ends and begins >= first and ends <= last]
