"""Whom to chase today in a round, sorted by what there is to do; and who was reminded when."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import LearnerCard
from pfa.aspirations.models import PaperEntry, Reminder, Response, Round
from pfa.aspirations.queries.rounds import Member, MemberFilter, in_round, narrowed
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.queries import visible
from pfa.web.pages import Page, page_of

TRIES = 2  # reminders after which another way of asking is due


class ToDo(enum.Enum):
    """What somebody has to do next about a young person who has not sent their answers, the first first."""

    settle = 1
    type_again = 2
    nobody = 3
    no_way_in = 4
    another_way = 5
    go_on = 6
    remind = 7


TO_DO_NAMES = {
    ToDo.settle: "Settle the two typings of their paper",
    ToDo.type_again: "Type their paper in a second time",
    ToDo.nobody: "Name somebody who asks them",
    ToDo.no_way_in: "Give them a way in: a card, a class, or the questions on paper",
    ToDo.another_way: "Ask in another way: reminders did not help",
    ToDo.go_on: "Remind them to go on: they began",
    ToDo.remind: "Remind them",
}


@dataclass(frozen=True, slots=True)
class Chased:
    """Somebody to chase today: what is to be done, and when they were reminded last in this round."""

    member: Member
    to_do: ToDo
    reminded_on: dt.date | None
    times: int


def to_chase(
    session: Session, asker: Asker, asked: Round, which: MemberFilter, today: dt.date, *, number: int
) -> Page[Chased]:
    """One page of those who have not sent their answers and are not left in peace: what is to do first at the top."""
    query, last, times, what = _chase(asker, asked, which, today)
    query = query.where(_not_in_peace(asked, last, what, today))
    order = (what, Enrolment.tutor_group, YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id)
    query = query.add_columns(last, times, what).order_by(None).order_by(*order)
    page = page_of(session, query.options(*_SHOWN), number=number, scalars=False)
    rows = [Chased(Member(*row[:3]), ToDo(row[5]), row[3], row[4] or 0) for row in page.rows]
    return Page(rows, page.number, page.total, page.size)


def chase_counts(
    session: Session, asker: Asker, asked: Round, which: MemberFilter, today: dt.date
) -> tuple[dict[ToDo, int], int]:
    """How many there are of each thing to do today, and how many are left in peace after a reminder: one statement."""
    query, last, _times, what = _chase(asker, asked, which, today)
    now_due = sa.case((_not_in_peace(asked, last, what, today), what), else_=0).label("due")
    rows = session.execute(query.with_only_columns(now_due).order_by(None)).scalars().all()
    counted = {to_do: rows.count(to_do.value) for to_do in ToDo}
    return {to_do: count for to_do, count in counted.items() if count}, rows.count(0)


def sent_by(session: Session, asked: Round, ids: Collection[int]) -> frozenset[int]:
    """Who of these people has sent their answers in a round."""
    query = sa.select(Response.young_person_id).where(
        Response.round_id == asked.id, Response.young_person_id.in_(ids), Response.sent_at.is_not(None)
    )
    return frozenset(session.scalars(query))


def reminded_near(session: Session, asked: Round, ids: Collection[int], on: dt.date) -> dict[int, dt.date]:
    """Who of these people was reminded of a round fewer days before or after a day than it says, and when."""
    gap = dt.timedelta(days=asked.reminder_days - 1)
    query = sa.select(Reminder.young_person_id, Reminder.reminded_on).where(
        Reminder.round_id == asked.id,
        Reminder.young_person_id.in_(ids),
        Reminder.reminded_on.between(on - gap, on + gap),
    )
    return dict(session.execute(query.order_by(Reminder.id)).all())


def reminders_of(session: Session, asked: Round, ids: Collection[int]) -> dict[int, Reminder]:
    """The latest reminder of each of these people in a round, with who gave it."""
    query = sa.select(Reminder).where(Reminder.round_id == asked.id, Reminder.young_person_id.in_(ids))
    rows = session.scalars(query.options(joinedload(Reminder.by)).order_by(Reminder.reminded_on, Reminder.id))
    return {row.young_person_id: row for row in rows}


_SHOWN = (joinedload(YoungPerson.named_worker), joinedload(Enrolment.organisation))


def _chase(
    asker: Asker, asked: Round, which: MemberFilter, today: dt.date
) -> tuple[sa.Select[*tuple[Any, ...]], Any, Any, Any]:
    """Those who have not sent their answers; when they were reminded last, how often, and what there is to do."""
    query = narrowed(in_round(visible(asker, "answer:enter"), asked), which).where(Response.sent_at.is_(None))
    own = sa.and_(Reminder.young_person_id == YoungPerson.id, Reminder.round_id == asked.id)
    last = sa.select(sa.func.max(Reminder.reminded_on)).where(own).correlate(YoungPerson).scalar_subquery()
    times = sa.select(sa.func.count(Reminder.id)).where(own).correlate(YoungPerson).scalar_subquery()
    paper = sa.select(PaperEntry.id).where(
        PaperEntry.young_person_id == YoungPerson.id, PaperEntry.round_id == asked.id, PaperEntry.closed_at.is_(None)
    )
    card = sa.select(LearnerCard.id).where(
        LearnerCard.user_id == YoungPerson.user_id, LearnerCard.replaced_at.is_(None), LearnerCard.expires_on >= today
    )
    at_school = Enrolment.organisation_id.is_not(None)
    what = sa.case(
        (paper.where(PaperEntry.second_at.is_not(None)).exists(), ToDo.settle.value),
        (paper.exists(), ToDo.type_again.value),
        (sa.and_(sa.not_(sa.func.coalesce(at_school, sa.false())), YoungPerson.named_worker_id.is_(None)), 3),
        (sa.and_(Response.id.is_(None), ~card.exists()), ToDo.no_way_in.value),
        (times >= TRIES, ToDo.another_way.value),
        (Response.id.is_not(None), ToDo.go_on.value),
        else_=ToDo.remind.value,
    )
    return query, last, times, what.label("what")


def _not_in_peace(asked: Round, last: Any, what: Any, today: dt.date) -> sa.ColumnElement[bool]:
    """Is something to be done today? What staff have to do among themselves does not wait for a reminder's days."""
    since = today - dt.timedelta(days=asked.reminder_days)
    return sa.or_(what.element < ToDo.another_way.value, last.is_(None), last <= since)
