"""How answers were given, in words for staff."""

from __future__ import annotations

from collections.abc import Collection

from pfa.aspirations.models import WAY_NAMES, Answer, Way
from pfa.aspirations.words import on_day
from pfa.web.filters import day, listing


def ways_told(ways: Collection[Way]) -> str:
    """Ways as in a table: "With help, on paper"."""
    return ", ".join(name for way, name in WAY_NAMES.items() if way in ways).capitalize()


def how_told(answer: Answer) -> str:
    """One answer: "With help from Tea Cher"; "On paper, given 3 March 2027, typed in 9 March 2027 by Tea Cher"."""
    who = [answer.entered_by.name] if answer.entered_by is not None else []
    if answer.is_typed_in:
        by_word = f" ({answer.way_note})" if answer.way_note else ""
        given, typed = day(answer.given_on), on_day(answer.answered_at)
        days = f"given and typed in {given}" if given == typed else f"given {given}, typed in {typed}"
        return " by ".join([f"{WAY_NAMES[answer.way]}{by_word}, {days}", *who])
    helpers = [*who, *filter(None, [answer.way_note])]
    return WAY_NAMES[answer.way] + (f" from {listing(helpers)}" if helpers else "")


def when_told(answer: Answer) -> str:
    """Where and when: "on screen, 5 March 2027"."""
    return f"{WAY_NAMES[answer.way].lower() if answer.is_typed_in else 'on screen'}, {day(answer.given_on)}"
