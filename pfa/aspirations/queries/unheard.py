"""Who is never heard, year by year: asked in a year's rounds, and nothing answered in any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.aspirations.models import Answer, Response, Round
from pfa.aspirations.queries.rounds import in_round
from pfa.people.codes import NEED_TYPES, PLAN_NAMES, SEX_NAMES
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.people.queries import visible

YEARS = 5  # academic years told of, the newest first
UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class HeardYear:
    """One academic year: who was asked in its rounds, who answered something, who did not, this year and the last."""

    academic_year: int
    asked: frozenset[int]
    heard: frozenset[int]
    again: frozenset[int]  # not heard, nor in the year before although they were asked

    @property
    def unheard(self) -> frozenset[int]:
        return self.asked - self.heard


@dataclass(frozen=True, slots=True)
class UnheardShare:
    """How many of some people were not heard."""

    split: str
    name: str
    people: int
    unheard: int


def heard_by_year(session: Session, asker: Asker) -> list[HeardYear]:
    """The academic years with rounds, the newest first, of those whom the asker may see: two statements a round."""
    theirs = asker.authorities_for("round:read") | {number for number, _ in asker.organisations_for("round:read")}
    rounds = session.scalars(sa.select(Round).where(Round.authority_id.in_(theirs)).order_by(Round.id)).all()
    years = sorted({row.academic_year for row in rounds}, reverse=True)[: YEARS + 1]
    asked = {year: _asked(session, asker, [row for row in rounds if row.academic_year == year]) for year in years}
    heard = {year: _heard(session, [row.id for row in rounds if row.academic_year == year]) for year in years}
    found = []
    for year in years[:YEARS]:
        here = heard[year] & asked[year]
        before = asked.get(year - 1, frozenset()) - heard.get(year - 1, frozenset())
        found.append(HeardYear(year, asked[year], here, (asked[year] - here) & before))
    return found


def unheard_people(session: Session, asker: Asker, ids: frozenset[int], *, most: int) -> Sequence[YoungPerson]:
    """These people, of those whom the asker may see, by name, with their named workers."""
    query = visible(asker, "round:read").where(YoungPerson.id.in_(ids)).options(joinedload(YoungPerson.named_worker))
    return session.scalars(query.limit(most)).all()


def unheard_shares(session: Session, asker: Asker, year: HeardYear) -> list[UnheardShare]:
    """Who was not heard in a year by need, plan, sex and ethnicity: one statement."""
    query = (
        visible(asker, "round:read")
        .outerjoin(Need, sa.and_(Need.young_person_id == YoungPerson.id, Need.rank == 1))
        .outerjoin(
            Enrolment,
            sa.and_(Enrolment.young_person_id == YoungPerson.id, Enrolment.academic_year == year.academic_year),
        )
        .where(YoungPerson.id.in_(year.asked))
        .with_only_columns(YoungPerson.id, Need.code, Enrolment.plan_type, YoungPerson.sex, YoungPerson.ethnicity)
        .order_by(None)
    )
    counted: dict[tuple[str, str], list[int]] = {}
    for number, need, plan, sex, ethnicity in session.execute(query):
        told = {
            "Need": NEED_TYPES.get(need or "", UNKNOWN),
            "Plan": PLAN_NAMES.get(plan, UNKNOWN),
            "Sex": SEX_NAMES.get(sex, UNKNOWN),
            "Ethnicity": ethnicity or UNKNOWN,
        }
        for where in told.items():
            counts = counted.setdefault(where, [0, 0])
            counts[0] += 1
            counts[1] += number in year.unheard
    order = ("Need", "Plan", "Sex", "Ethnicity")
    shares = [UnheardShare(split, name, *counts) for (split, name), counts in counted.items()]
    return sorted(shares, key=lambda one: (order.index(one.split), -one.unheard / one.people, one.name))


def _asked(session: Session, asker: Asker, rounds: Sequence[Round]) -> frozenset[int]:
    found: set[int] = set()
    for row in rounds:
        query = in_round(visible(asker, "round:read", closed=True), row).with_only_columns(YoungPerson.id)
        found |= set(session.scalars(query.order_by(None)))
    return frozenset(found)


def _heard(session: Session, round_ids: Sequence[int]) -> frozenset[int]:
    query = (
        sa.select(Response.young_person_id)
        .join(Answer, Answer.response_id == Response.id)
        .where(Response.round_id.in_(round_ids), Answer.skipped.is_(False))
        .distinct()
    )
    return frozenset(session.scalars(query))
