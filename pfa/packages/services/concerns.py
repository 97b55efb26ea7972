"""What a young person writes beside an answer is read: it goes to the safeguarding lead's queue."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import services as aspirations
from pfa.people.models import YoungPerson

PAGE = "packages.say_mine"


def pass_on_words(session: Session, person: YoungPerson, words: str, *, actor: Actor, now: dt.datetime) -> None:
    """File what they wrote, if they wrote anything."""
    if words:
        aspirations.file_words(session, person, words=words, page=PAGE, actor=actor, now=now)
