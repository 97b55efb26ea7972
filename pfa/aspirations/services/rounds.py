"""Rounds: made and edited by a co-ordinator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.models import Response, Round
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.web.forms import check_version


@dataclass(frozen=True, slots=True)
class RoundValues:
    """What a co-ordinator says about a round."""

    name: str
    academic_year: int
    year_groups: tuple[int, ...]
    includes_without_school: bool
    opens_on: dt.date
    closes_on: dt.date
    reminder_days: int = 7  # nobody is reminded again before so many days


def make_round(session: Session, values: RoundValues, *, actor: Actor, now: dt.datetime, today: dt.date) -> Round:
    """Make a round. Raises Refused if a rule says no, above all if nobody would read what young people write."""
    if not queries.leads(session, actor.authority_id, today):
        raise Refused(
            "Nobody has the role of safeguarding lead, so nobody would read what young people write. "
            "Ask your administrator to give somebody that role first."
        )
    row = Round(authority_id=actor.authority_id)
    _set(session, row, values)
    session.add(row)
    audit.record(session, actor=actor, now=now, action="round.made", subject=row)
    return row


def edit_round(
    session: Session, asked: Round, values: RoundValues, *, seen: int, actor: Actor, now: dt.datetime
) -> None:
    """Edit a round. Its academic year stays once somebody has begun to answer. Raises Changed or Refused."""
    check_version(asked, seen)
    begun = session.scalars(sa.select(Response.id).where(Response.round_id == asked.id).limit(1)).first()
    if begun is not None and values.academic_year != asked.academic_year:
        raise Refused("People have begun to answer, so the academic year stays as it is.", "academic_year")
    _set(session, asked, values)
    audit.record(session, actor=actor, now=now, action="round.edited", subject=asked)


def _set(session: Session, row: Round, values: RoundValues) -> None:
    if values.closes_on < values.opens_on:
        raise Refused("The last day must not be before the first.", "closes_on")
    if not values.year_groups and not values.includes_without_school:
        raise Refused("Choose at least one year group.", "year_groups")
    same = sa.select(Round.id).where(
        Round.authority_id == row.authority_id, Round.name == values.name, Round.id != (row.id or 0)
    )
    with session.no_autoflush:
        if session.scalars(same).first() is not None:
            raise Refused("Another round has this name. Choose a different one.", "name")
    row.name, row.academic_year = values.name, values.academic_year
    row.year_groups, row.includes_without_school = sorted(values.year_groups), values.includes_without_school
    row.opens_on, row.closes_on = values.opens_on, values.closes_on
    row.reminder_days = values.reminder_days
