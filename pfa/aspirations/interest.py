"""What colleges may learn of answers: how many young people wish for a kind of work, as numbers for bands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations import points
from pfa.aspirations.queries import newest_answers
from pfa.aspirations.questions import WORK
from pfa.calendar.clock import ENGLAND
from pfa.people.models import YoungPerson
from pfa.provision.interest import Source


def wished(session: Session, authority_id: int, entry_year: int, day: dt.date) -> Mapping[str, int]:
    """Young people by kind of work: each once for each kind among their first three wishes. Two statements.

    As it stood when the month of `day` began: who looks every day, and knows who answered on one, would else see from
    a band that changes what that one person wished for.
    """
    starters = session.scalars(
        sa.select(YoungPerson.id).where(
            YoungPerson.authority_id == authority_id,
            YoungPerson.entry_year == entry_year,
            YoungPerson.closed_on.is_(None),
        )
    ).all()
    month = dt.datetime(day.year, day.month, 1, tzinfo=ENGLAND).astimezone(dt.UTC)
    said = newest_answers(session, starters, question=WORK, before=month)
    return Counter(kind for answers in said.values() for kind in points.wishes(answers))


WISHED = Source(
    "Wished for",
    "Young people who name this kind of work among their first three wishes, as it stood on the first of this month."
    " Somebody can stand in three rows.",
    by_kind_of_work=wished,
)
