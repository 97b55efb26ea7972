"""Releasing what young people are told came of what they said: by a person, after a preview, with a date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.reporting import queries
from pfa.reporting.feedback import FEWEST
from pfa.reporting.models import Feedback
from pfa.web.forms import check_version

LONGEST = 15  # words a sentence, as everywhere that young people read
SMALL_NUMBER = re.compile(rf"\b[0-{FEWEST - 1}]\b")


@dataclass(frozen=True, slots=True)
class ReleasedWords:
    """What a person adds to the figures: the council's own words, and what is tried next by kind of work."""

    words: str = ""
    next_steps: Mapping[str, str] = field(default_factory=dict)


def release(session: Session, entry_year: int, added: ReleasedWords, *, actor: Asker, now: dt.datetime) -> Feedback:
    """Release a new numbered page for an entry year. Raises Refused for words that do not fit, or an empty page."""
    check_words(added.words)
    found = queries.facts(session, actor, entry_year)
    said = queries.draft(found, dict(added.next_steps))
    if not said.lines:
        raise Refused("There is nothing to tell yet: fewer than five people want the same kind of work.")
    authority_id = min(actor.authorities_for("report:publish"))
    row = Feedback(
        authority_id=authority_id,
        entry_year=entry_year,
        number=queries.newest_number(session, authority_id, entry_year) + 1,
        released_at=now,
        released_by_id=actor.user_id,
        words=added.words.strip(),
        told=said.told,
        lines=[line.as_json() for line in said.lines],
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="feedback.released", subject=row)
    return row


def withdraw(session: Session, row: Feedback, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """Take a released page back: young people no longer see it. It stays for the staff."""
    check_version(row, seen)
    if row.withdrawn_at is not None:
        raise Refused("This page was taken back already.")
    row.withdrawn_at = now
    audit.record(session, actor=actor, now=now, action="feedback.withdrawn", subject=row)


def check_words(words: str) -> None:
    """Raise Refused if the council's own words are hard to read or could tell about one person."""
    long = next((one for one in re.split(r"[.!?]\s*", words) if len(one.split()) > LONGEST), None)
    if long is not None:
        raise Refused(f"Keep each sentence to {LONGEST} words. This one is longer: “{long.strip()}”", field="words")
    if SMALL_NUMBER.search(words):
        raise Refused(f"Leave out numbers below {FEWEST}: they could tell about one person.", field="words")
