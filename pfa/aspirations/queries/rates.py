"""Who answered and who did not, by what is known of people: so that nobody is missed for who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.aspirations.models import Response, Round
from pfa.aspirations.queries.rounds import Rate, in_round
from pfa.people.codes import NEED_TYPES, PLAN_NAMES, SEX_NAMES
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.people.queries import visible

UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Split:
    """Response rates of a round by one thing that is known of people."""

    title: str
    first: str
    rates: list[Rate]


def splits(session: Session, asker: Asker, asked: Round) -> list[Split]:
    """Rates by primary need, plan, sex and ethnicity, of the people whom the asker may see: one statement each."""
    by: Sequence[tuple[str, str, Any, Mapping[Any, str]]] = (
        ("By primary need", "Need", Need.code, NEED_TYPES),
        ("By plan", "Plan", Enrolment.plan_type, PLAN_NAMES),
        ("By sex", "Sex", YoungPerson.sex, SEX_NAMES),
        ("By ethnicity", "Ethnicity", YoungPerson.ethnicity, {}),
    )
    return [Split(title, first, _rates(session, asker, asked, column, names)) for title, first, column, names in by]


def _rates(session: Session, asker: Asker, asked: Round, column: Any, names: Mapping[Any, str]) -> list[Rate]:
    counts = (sa.func.count(), sa.func.count(Response.id), sa.func.count(Response.sent_at))
    query = in_round(visible(asker, "round:read"), asked)
    if column is Need.code:
        query = query.outerjoin(Need, sa.and_(Need.young_person_id == YoungPerson.id, Need.rank == 1))
    rows = session.execute(query.with_only_columns(column, *counts).order_by(None).group_by(column)).all()
    totals: dict[str, list[int]] = {}
    for key, *numbers in rows:
        name = names.get(key, UNKNOWN) if names else str(key or UNKNOWN)
        totals[name] = [a + b for a, b in zip(totals.get(name, [0, 0, 0]), numbers, strict=True)]
    order = sorted(totals, key=lambda name: (name == UNKNOWN, name))
    return [Rate(name, *totals[name]) for name in order]
