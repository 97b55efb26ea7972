"""How employers' places and half days are said."""

from __future__ import annotations

from collections.abc import Sequence

from pfa.accounts.models import Site
from pfa.calendar.week import DAY_NAMES, HALF_NAMES


def place_name(site: Site) -> str:
    """What a place of an employer is called: its name and postcode, as far as they are known."""
    return ", ".join(filter(None, [site.name, site.postcode])) or "Main place"


def days_in_words(sessions: Sequence[str]) -> str:
    """The half days of a week, whole days as one: Monday all day, Tuesday morning."""
    said = []
    for day, name in DAY_NAMES.items():
        halves = [half for half in HALF_NAMES if f"{day}-{half}" in sessions]
        if halves:
            said.append(f"{name} {HALF_NAMES[halves[0]] if len(halves) == 1 else 'all day'}")
    return ", ".join(said)
