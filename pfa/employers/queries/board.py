"""The board: a column for each stage, the most urgent employers of each on top."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, User
from pfa.employers.models import Employer, Stage

SHOWN = 15  # cards of a column; the list has the rest


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: how many employers are at it, and those with the nearest next action."""

    stage: Stage
    count: int
    cards: list[Employer]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def board(session: Session, asker: Asker, *, owner: uuid.UUID | None = None, kind_of_work: str = "") -> list[Column]:
    """Every stage in order, with counts and first cards: two statements, whatever the number of employers.

    A column begins with what is overdue or due next; who has no next action comes last, by name.
    """
    narrowed: list[sa.ColumnElement[bool]] = [Employer.authority_id.in_(asker.authorities_for("employer:read"))]
    if owner is not None:
        narrowed.append(Employer.owner.has(User.public_id == owner))
    if kind_of_work:
        narrowed.append(Employer.kind_of_work == kind_of_work)
    counted = sa.select(Employer.stage, sa.func.count()).where(*narrowed).group_by(Employer.stage)
    counts: dict[Stage, int] = dict(session.execute(counted.order_by(Employer.stage)).all())
    urgency = (Employer.next_action_on.is_(None), Employer.next_action_on, Organisation.name, Employer.id)
    place = sa.func.row_number().over(partition_by=Employer.stage, order_by=urgency).label("place")
    ranked = sa.select(Employer.id, place).join(Employer.organisation).where(*narrowed).subquery()
    query = (
        sa.select(Employer)
        .join(ranked, ranked.c.id == Employer.id)
        .where(ranked.c.place <= SHOWN)
        .options(orm.joinedload(Employer.organisation, innerjoin=True), orm.joinedload(Employer.owner))
        .order_by(ranked.c.place)
    )
    cards = list(session.scalars(query))
    return [Column(stage, counts.get(stage, 0), [one for one in cards if one.stage is stage]) for stage in Stage]
