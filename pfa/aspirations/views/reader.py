"""Who reads what young people write, and how soon: said on every page where they can write."""

from __future__ import annotations

from dataclasses import dataclass

from pfa.accounts.models import Authority
from pfa.aspirations import queries
from pfa.aspirations.words import say
from pfa.web.request import db, today


@dataclass(frozen=True, slots=True)
class Reader:
    """The safeguarding lead in words a young person reads, and the authority's promises in hours."""

    name: str
    reading_hours: int
    talk_hours: int


def reader(authority_id: int) -> Reader | None:
    """The reader of an authority; None if nobody has the role today, and then nothing may be promised."""
    leads = queries.leads(db(), authority_id, today())
    authority = db().get_one(Authority, authority_id)
    if not leads:
        return None
    name = leads[0].name if len(leads) == 1 else say("text.reader")
    return Reader(name, authority.reading_hours, authority.talk_hours)
