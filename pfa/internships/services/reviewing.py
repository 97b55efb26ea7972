"""Reviews: the young person's own view first, then the employer's and the coach's, and what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import services as aspirations
from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.internships.models import Review
from pfa.people.models import YoungPerson
from pfa.starts.models import Feeling
from pfa.web.forms import check_version

PAGE = "internships.say_mine"


@dataclass(frozen=True, slots=True)
class ReviewValues:
    """What was said at a review. `done_on` empty: it is being prepared and stays due."""

    done_on: dt.date | None
    felt: Feeling | None
    own_view: str
    employer_view: str
    coach_view: str
    next_steps: str


def record_review(
    session: Session,
    review: Review,
    values: ReviewValues,
    *,
    seen: int,
    today: dt.date,
    actor: Doer,
    now: dt.datetime,
) -> None:
    """Keep what was said at a review. What the young person said on their own page stays in their words.

    Raises Changed, or Refused: a review is done only when the young person's own view was asked for.
    """
    check_version(review, seen)
    if values.done_on is not None and values.done_on > today:
        raise Refused("A review cannot be done on a day that has not come.", "done_on")
    if not review.own_view_is_theirs:
        _note_own_view(review, values, now)
    if values.done_on is not None and review.felt is None and not review.own_view:
        raise Refused("Ask the young person first, and note how it is for them.", "felt")
    review.employer_view, review.coach_view = values.employer_view.strip(), values.coach_view.strip()
    review.next_steps, review.done_on = values.next_steps.strip(), values.done_on
    review.recorded_by_id = actor.user_id
    audit.record(session, actor=actor, now=now, action="review.recorded", subject=review)


def say_own(
    session: Session,
    review: Review,
    person: YoungPerson,
    *,
    felt: Feeling,
    words: str,
    actor: Actor,
    now: dt.datetime,
) -> None:
    """A young person's own view of their placement, from their own page. Every text of theirs is read by somebody.

    They may say it anew until the review is done: the newest counts, and the earlier words stay in the queue.
    """
    review.felt, review.own_view, review.own_view_at = felt, words.strip()[:1000], now
    review.own_view_is_theirs = True
    audit.record(session, actor=actor, now=now, action="review.own-view", subject=review)
    if words.strip():
        aspirations.file_words(session, person, words=words.strip(), page=PAGE, actor=actor, now=now)


def _note_own_view(review: Review, values: ReviewValues, now: dt.datetime) -> None:
    if (review.felt, review.own_view) == (values.felt, values.own_view.strip()):
        return
    review.felt, review.own_view, review.own_view_at = values.felt, values.own_view.strip(), now
