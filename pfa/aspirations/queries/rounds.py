"""Rounds: who is in one, how far each has come, and how many answered."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.aspirations.models import Answer, Response, Round
from pfa.core.errors import NotFound
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.queries import visible
from pfa.web.pages import Page, page_of


class State(enum.Enum):
    """How far somebody has come in a round."""

    not_started = "not-started"
    started = "started"
    sent = "sent"
    changed = "changed"  # changed their mind after sending, and nobody has taken note yet


STATE_NAMES = {
    State.not_started: "Not started",
    State.started: "Started",
    State.sent: "Sent",
    State.changed: "Changed since sent",
}
NOT_SENT = "not-sent"  # as a choice of a list: those of the first two states together
NEVER_HEARD = "never-heard"  # the same, for whoever has answered nothing in any round


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a round. No enrolment: nobody wrote down where they are this year."""

    person: YoungPerson
    enrolment: Enrolment | None
    response: Response | None

    @property
    def state(self) -> State:
        if self.response is None:
            return State.not_started
        if self.response.has_unseen_change:
            return State.changed
        return State.sent if self.response.sent_at else State.started


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of some people started and sent their answers."""

    name: str
    people: int
    started: int
    sent: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Response rates of a round: in all, by school, by year group."""

    total: Rate
    by_school: list[Rate]
    by_year_group: list[Rate]


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """Which people of a round to list; None: any."""

    school_id: int | None = None
    year_group: int | None = None
    tutor_group: str = ""
    state: State | None = None
    not_sent: bool = False  # not started, or started and not sent
    never_heard: bool = False  # nothing answered in this round or any other
    without_school: bool = False


def rounds(session: Session, asker: Asker) -> Sequence[Round]:
    """Every round of the asker's authorities, newest first."""
    return session.scalars(_rounds(asker).order_by(Round.opens_on.desc(), Round.id.desc())).all()


def one_round(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "round:read") -> Round:
    """One round. Raises NotFound."""
    found = session.scalars(_rounds(asker, permission).where(Round.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that round.")
    return found


def members(
    session: Session, asker: Asker, asked: Round, which: MemberFilter, *, number: int, size: int = 50
) -> Page[Member]:
    """One page of the people in a round whom the asker may see, by name: two statements."""
    query = in_round(visible(asker, "round:read"), asked).options(joinedload(Enrolment.organisation))
    page = page_of(session, narrowed(query, which), number=number, size=size, scalars=False)
    return Page([Member(*row) for row in page.rows], page.number, page.total, page.size)


def narrowed(query: sa.Select[*tuple[Any, ...]], which: MemberFilter) -> sa.Select[*tuple[Any, ...]]:
    """Narrow a select of people in a round (`in_round`) to those asked for."""
    if which.school_id is not None:
        query = query.where(Enrolment.organisation_id == which.school_id)
    if which.year_group is not None:
        query = query.where(Enrolment.year_group == which.year_group)
    if which.tutor_group:
        query = query.where(Enrolment.tutor_group == which.tutor_group)
    if which.without_school:
        query = query.where(sa.or_(Enrolment.id.is_(None), Enrolment.no_school.is_not(None)))
    if which.state is not None:
        query = query.where(_STATES[which.state])
    if which.not_sent:
        query = query.where(Response.sent_at.is_(None))
    if which.never_heard:
        begun = aliased(Response)  # in any round
        said = sa.select(Answer.id).join(begun, begun.id == Answer.response_id).where(Answer.skipped.is_(False))
        query = query.where(~said.where(begun.young_person_id == YoungPerson.id).exists())
    return query


def member(session: Session, asker: Asker, asked: Round, person: YoungPerson) -> Member:
    """One person of a round. Raises NotFound if they are not in it."""
    found = session.execute(in_round(visible(asker, "round:read"), asked).where(YoungPerson.id == person.id)).first()
    if found is None:
        raise NotFound("That young person is not in this round.")
    return Member(*found)


def schools(session: Session, asker: Asker, asked: Round) -> list[tuple[int, str]]:
    """Schools that people of a round go to, by name."""
    here = in_round(visible(asker, "round:read"), asked).with_only_columns(Enrolment.organisation_id).order_by(None)
    query = sa.select(Organisation.id, Organisation.name).where(Organisation.id.in_(here)).order_by(Organisation.name)
    return [(number, name) for number, name in session.execute(query)]


def tutor_groups(session: Session, asker: Asker, asked: Round) -> Sequence[str]:
    """Tutor groups of people of a round, by name."""
    here = in_round(visible(asker, "round:read"), asked).with_only_columns(Enrolment.tutor_group).order_by(None)
    found = session.scalars(here.where(Enrolment.tutor_group != "").distinct())
    return sorted(found)


def rates(session: Session, asker: Asker, asked: Round) -> Rates:
    """Response rates of the people whom the asker may see: one statement."""
    counts = (sa.func.count(), sa.func.count(Response.id), sa.func.count(Response.sent_at))
    here = in_round(visible(asker, "round:read"), asked).outerjoin(
        Organisation, Organisation.id == Enrolment.organisation_id
    )
    query = (
        here.with_only_columns(Organisation.name, Enrolment.year_group, *counts)
        .order_by(None)
        .group_by(Organisation.name, Enrolment.year_group)
        .order_by(Organisation.name, Enrolment.year_group)
    )
    rows = session.execute(query).all()
    return Rates(
        total=_sum("Everyone", rows),
        by_school=list(_by(rows, 0, lambda name: name or "No local school")),
        by_year_group=list(_by(rows, 1, lambda year: f"Year {year}" if year is not None else "Year not known")),
    )


def changed(session: Session, asker: Asker) -> Sequence[Response]:
    """Everybody who changed their mind after sending, and nobody took note yet; those the asker works with first."""
    people = visible(asker, "answer:read").with_only_columns(YoungPerson.id).order_by(None)
    mine = sa.case((YoungPerson.named_worker_id == asker.user_id, 0), else_=1)
    query = (
        sa.select(Response)
        .join(YoungPerson, YoungPerson.id == Response.young_person_id)
        .where(Response.young_person_id.in_(people), _STATES[State.changed])
        .options(joinedload(Response.young_person).joinedload(YoungPerson.named_worker), joinedload(Response.round))
        .order_by(mine, Response.changed_at, Response.id)
    )
    return session.scalars(query).all()


_UNSEEN = sa.and_(
    Response.changed_at.is_not(None),
    sa.or_(Response.change_seen_at.is_(None), Response.change_seen_at < Response.changed_at),
)
_STATES: dict[State, sa.ColumnElement[bool]] = {
    State.not_started: Response.id.is_(None),
    State.started: sa.and_(Response.id.is_not(None), Response.sent_at.is_(None)),
    State.sent: sa.and_(Response.sent_at.is_not(None), sa.not_(_UNSEEN)),
    State.changed: _UNSEEN,
}


def _rounds(asker: Asker, permission: str = "round:read") -> sa.Select[Round]:
    theirs = asker.authorities_for(permission) | {number for number, _ in asker.organisations_for(permission)}
    return sa.select(Round).where(Round.authority_id.in_(theirs))


def in_round(people: sa.Select[Any], asked: Round) -> sa.Select[YoungPerson, Enrolment, Response]:
    """Narrow a select of young people to those in a round, with this year's enrolment and their answers so far.

    In it: the year groups asked, and unless the round says otherwise everybody without a local school who is of those
    year groups or starts something new later. Who has no enrolment at all that year counts by age, so that those who
    are nowhere are not forgotten. Who left and is in work is not without a school.
    """
    concerns: sa.ColumnElement[bool] = sa.and_(
        Enrolment.year_group.in_(asked.year_groups), Enrolment.organisation_id.is_not(None)
    )
    if asked.includes_without_school:
        nowhere = sa.and_(Enrolment.id.is_(None), sa.or_(*_born_in(asked)))
        still = sa.or_(Enrolment.year_group.in_(asked.year_groups), YoungPerson.entry_year > asked.academic_year)
        concerns = sa.or_(concerns, sa.and_(Enrolment.no_school.is_not(None), still), nowhere)
    joined = people.outerjoin(
        Enrolment,
        sa.and_(Enrolment.young_person_id == YoungPerson.id, Enrolment.academic_year == asked.academic_year),
    ).outerjoin(Response, sa.and_(Response.young_person_id == YoungPerson.id, Response.round_id == asked.id))
    return joined.with_only_columns(YoungPerson, Enrolment, Response).where(
        YoungPerson.authority_id == asked.authority_id, concerns
    )


def _born_in(asked: Round) -> Iterator[sa.ColumnElement[bool]]:
    """Dates of birth of a round's year groups (`calendar.years.year_group`, turned round)."""
    for year_group in asked.year_groups:
        last = asked.academic_year - year_group - 4
        yield YoungPerson.born_on.between(dt.date(last - 1, 9, 1), dt.date(last, 8, 31))
    yield sa.false()


def _by(rows: Sequence[Any], column: int, name: Any) -> Iterator[Rate]:
    keys = dict.fromkeys(row[column] for row in rows)
    for key in sorted(keys, key=lambda key: (key is None, key)):
        yield _sum(name(key), [row for row in rows if row[column] == key])


def _sum(name: str, rows: Sequence[Any]) -> Rate:
    return Rate(name, *(sum(row[place] for row in rows) for place in (2, 3, 4)))
