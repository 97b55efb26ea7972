"""Who of the family sees whose answers: rules alone, without a database (docs/decisions/0012).

A parent never sees words that a young person wrote, and never who helped them: only what was ticked, and only once it
was sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from pfa.aspirations.questions import COMPANY, HELPER, MORE
from pfa.calendar.years import decides_for_themselves

NEVER = frozenset({HELPER, MORE, COMPANY})  # who helped them, what they wrote, and whom they named


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether one parent's account sees one young person's answers on one day."""

    born_on: dt.date
    today: dt.date
    since_on: dt.date
    ended_on: dt.date | None
    is_beside: bool  # the contact they are is still on the record, and not barred
    is_closed: bool  # by a safeguarding lead
    agreed: bool | None  # the young person's word, once they decide for themselves


def is_live(facts: Facts) -> bool:
    """Does the link open anything at all today?"""
    over = facts.ended_on is not None and facts.today >= facts.ended_on
    return facts.is_beside and facts.since_on <= facts.today and not over


def sees(facts: Facts) -> bool:
    """Does the parent's account see what the young person sent? From the end of compulsory school age only by a yes."""
    if not is_live(facts) or facts.is_closed:
        return False
    return not is_theirs_to_say(facts) or facts.agreed is True


def is_theirs_to_say(facts: Facts) -> bool:
    """Does the young person decide today whether this parent sees?"""
    return decides_for_themselves(facts.born_on, facts.today)


def seen_from(facts: Facts, linked_at: dt.datetime) -> dt.datetime | None:
    """The moment from which answers are seen; None: all.

    Before they decide for themselves it is the moment of the link: who answered earlier was told that their family
    does not see it.
    """
    return None if is_theirs_to_say(facts) else linked_at


def open_questions(keys: Collection[str], closed: Collection[str], lead_closed: Collection[str]) -> frozenset[str]:
    """Of these questions those whose answers a parent may see."""
    return frozenset(keys) - NEVER - frozenset(closed) - frozenset(lead_closed)
