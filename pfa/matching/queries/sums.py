"""What a run's weeks cost whom, and how much of them rests on groups that may not run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.matching.models import Run, SuggestedGroup
from pfa.provision.kinds import FUNDERS
from pfa.provision.models import Group, PlaceTaken


@dataclass(frozen=True, slots=True)
class Spent:
    """What one funder would pay in a year, in pounds: for suggested weeks, and for places that are taken already."""

    funder: str
    suggested: int
    taken: int
    ceiling: int | None

    @property
    def name(self) -> str:
        return FUNDERS.get(self.funder, self.funder)

    @property
    def is_over(self) -> bool:
        return self.ceiling is not None and self.suggested + self.taken > self.ceiling


def spending(session: Session, run: Run) -> Sequence[Spent]:
    """What each funder would pay who pays anything or has a ceiling, in the order of the form: two statements."""
    suggested = sa.select(Group.funder, sa.func.sum(Group.cost)).join(
        SuggestedGroup, SuggestedGroup.group_id == Group.id
    )
    suggested = suggested.where(SuggestedGroup.run_id == run.id, Group.cost > 0).group_by(Group.funder)
    taken = sa.select(Group.funder, sa.func.sum(Group.cost * PlaceTaken.people)).join(
        PlaceTaken, PlaceTaken.group_id == Group.id
    )
    taken = taken.where(Group.authority_id == run.authority_id, Group.entry_year == run.entry_year, Group.cost > 0)
    by_run = {funder: int(pounds) for funder, pounds in session.execute(suggested)}
    gone = {funder: int(pounds) for funder, pounds in session.execute(taken.group_by(Group.funder))}
    ceilings = run.policy.get("cost_ceilings", {})
    asked = [funder for funder in FUNDERS if funder in {*by_run, *gone, *ceilings}]
    return [Spent(each, by_run.get(each, 0), gone.get(each, 0), ceilings.get(each)) for each in asked]


def unsure(session: Session, run: Run) -> Sequence[tuple[Group, int]]:
    """The groups of a run's weeks that may not run, and how many people it puts there; the least likely first."""
    counted = sa.select(SuggestedGroup.group_id, sa.func.count(SuggestedGroup.id).label("people"))
    each = counted.where(SuggestedGroup.run_id == run.id).group_by(SuggestedGroup.group_id).subquery()
    query = (
        sa.select(Group, each.c.people)
        .join(each, each.c.group_id == Group.id)
        .where(Group.chance < 100)
        .options(orm.joinedload(Group.opportunity))
        .order_by(Group.chance, Group.id)
    )
    return [(group, number) for group, number in session.execute(query)]
