"""Which answer counts: the one that was given last. The one definition, for everything that takes the newest.

Given last is not kept last: a paper of 3 March that is typed in on the 9th leaves what was said on the 5th as it is.
Of two of one day, the one that was kept later counts.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pfa.aspirations.models import Answer, Response

OLDEST_FIRST = (Answer.given_on, Answer.id)
NEWEST_FIRST = (Answer.given_on.desc(), Answer.id.desc())


def newest(each: sa.ColumnElement[Any] | Any, *which: sa.ColumnElement[bool]) -> sa.Select[int]:
    """Ids of the answers that count: the newest to each question of each round (`Response.id`) or each person.

    `each` is that column of `Response`; `which` says among which answers, and may name columns of `Response`.
    """
    place = sa.func.row_number().over(partition_by=(each, Answer.question), order_by=NEWEST_FIRST)
    ranked = (
        sa.select(Answer.id, place.label("place"))
        .join(Response, Response.id == Answer.response_id)
        .where(*which)
        .subquery()
    )
    return sa.select(ranked.c.id).where(ranked.c.place == 1)
