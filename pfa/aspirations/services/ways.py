"""How an answer is given: on a screen, alone or with whoever they say helps them; or elsewhere, typed in by staff."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations.models import ON_SCREEN, Answer, Reading, Response, Way
from pfa.aspirations.questions import HELPER
from pfa.calendar.clock import ENGLAND

HELPERS = {
    "family": "their family or carer",
    "school": "someone at school or college",
    "friend": "a friend",
    "someone-else": "someone else",
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How an answer was given that staff type in: in which way, by whose word, and on which day in England.

    `counts`: they said nothing later that counts instead. `filed` is the reading of its words, if they are in the
    safeguarding lead's queue already.
    """

    way: Way
    note: str
    on: dt.date
    counts: bool = True
    filed: Reading | None = None

    def is_how(self, row: Answer) -> bool:
        """Was this one given in the same way, by the same word, on the same day?"""
        return (row.way, row.way_note, row.given_on) == (self.way, self.note, self.on)


def how_given(response: Response, elsewhere: Elsewhere | None, *, actor: Actor, now: dt.datetime) -> Elsewhere:
    """How an answer is given: as staff say who type it in, or on screen, today, with the help they named."""
    if elsewhere is not None:
        return elsewhere
    helper = HELPERS.get(response.helper, "")
    way = Way.with_help if helper or actor.helped_by else Way.alone
    return Elsewhere(way, helper, now.astimezone(ENGLAND).date())


def follow_helper(session: Session, response: Response, row: Answer) -> None:
    """They said who helps them: true for this answer, and for what they answered on screen since they last said it.

    What they said on an earlier day was about the answers up to then. Staff who sat beside them were a help whatever
    they say.
    """
    on_screen = sa.and_(Answer.response_id == response.id, Answer.way.in_(ON_SCREEN), Answer.id != row.id)
    said = sa.select(sa.func.max(Answer.given_on)).where(
        on_screen, Answer.question == HELPER, Answer.given_on < row.given_on, Answer.skipped.is_(False)
    )
    since, helper = session.scalar(said), HELPERS.get(response.helper, "")
    newly_read = {"populate_existing": True}  # another tab may have changed them since this one read them
    for each in session.scalars(sa.select(Answer).where(on_screen), execution_options=newly_read):
        if since is None or each.given_on > since:
            each.way = Way.with_help if helper or each.entered_by_id else Way.alone
            each.way_note = helper
