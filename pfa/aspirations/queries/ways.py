"""In which ways the answers that count were given. Somebody may have answered in two: they stand with both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.aspirations.models import WAY_NAMES, Answer, Response, Round, Way
from pfa.aspirations.queries.newest import newest
from pfa.aspirations.queries.rounds import Rate, in_round
from pfa.people.queries import visible


@dataclass(frozen=True, slots=True)
class Ways:
    """Those of a round who answered something, in all and by way; whoever answered in two ways is in both rows."""

    total: Rate
    rates: list[Rate]


def ways_of(session: Session, each: Any, *which: sa.ColumnElement[bool]) -> dict[int, frozenset[Way]]:
    """The ways of the answers that count, by round or person (`newest`), in the order of the ways: one statement.

    What was left out was given in no way; who left out everything is not in the result.
    """
    query = (
        sa.select(each, Answer.way)
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.id.in_(newest(each, *which)), Answer.skipped.is_(False))
        .distinct()
    )
    found: dict[int, set[Way]] = {}
    for number, way in session.execute(query):
        found.setdefault(number, set()).add(way)
    return {number: frozenset(ways) for number, ways in found.items()}


def ways(session: Session, asker: Asker, asked: Round) -> Ways:
    """How those whom the asker may see gave the answers that count in a round: two statements."""
    theirs = in_round(visible(asker, "round:read"), asked).with_only_columns(Response.id, Response.sent_at)
    begun = {row.id: row.sent_at is not None for row in session.execute(theirs.order_by(None)) if row.id is not None}
    given = ways_of(session, Response.id, Response.round_id == asked.id)
    found = {number: given[number] for number in begun if number in given}

    def rate(name: str, numbers: list[int]) -> Rate:
        return Rate(name, len(numbers), len(numbers), sum(begun[number] for number in numbers))

    rates = [rate(name, [number for number in found if way in found[number]]) for way, name in WAY_NAMES.items()]
    return Ways(rate("Everyone", list(found)), [each for each in rates if each.people])
