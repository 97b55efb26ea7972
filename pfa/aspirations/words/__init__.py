"""Every sentence that young people see in the survey, in one place.

House rules, held by a test: at most 15 words a sentence, one idea each, and a reading age of 11 or less. Wording is
kept by question and version for ever: an old answer is always shown beside the words it answered.
"""

from __future__ import annotations

import datetime as dt

from pfa.aspirations.questions import Feeling
from pfa.aspirations.words.sayings import SAYINGS
from pfa.aspirations.words.telling import Easy, Idea, Telling, tell
from pfa.aspirations.words.wording import I_AM_NOT_SURE, Wording
from pfa.aspirations.words.wordings import WORDINGS
from pfa.web.request import ENGLAND

__all__ = [
    "I_AM_NOT_SURE",
    "SAYINGS",
    "WORDINGS",
    "Easy",
    "Idea",
    "Telling",
    "Wording",
    "felt_words",
    "on_day",
    "say",
    "soon",
    "tell",
    "wording",
]


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue, with names, days and numbers put in. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)


def felt_words(question: str, feeling: Feeling) -> str:
    """What a feeling is called on a page: "I like it" of a place, "I would try it" of a kind of work."""
    own = f"felt.{question}.{feeling.value}"
    return SAYINGS[own] if own in SAYINGS else SAYINGS[f"felt.{feeling.value}"]


def soon(moment: dt.datetime, now: dt.datetime) -> str:
    """A moment near now as people say it: today at 2:30pm, tomorrow at 10am, Monday 16 November at 10am."""
    local, here = moment.astimezone(ENGLAND), now.astimezone(ENGLAND)
    minutes = f":{local:%M}" if local.minute else ""
    clock = f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"
    days = (local.date() - here.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"{local:%A} {local.day} {local:%B}")
    return f"{day} at {clock}"


def on_day(moment: dt.date) -> str:
    """A day, or that of a moment in England, with its year as answers are kept for years: 16 November 2026."""
    local = moment.astimezone(ENGLAND) if isinstance(moment, dt.datetime) else moment
    return f"{local.day} {local:%B %Y}"


def wording(question: str, version: int) -> Wording:
    """How a version of a question read when it was asked."""
    return WORDINGS[question, version]
