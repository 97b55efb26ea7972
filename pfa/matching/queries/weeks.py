"""Reads about the weeks a run suggests: whose, what is in them, what is not and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.core.errors import NotFound
from pfa.matching.models import (
    ProviderRequest,
    Run,
    RunPerson,
    SuggestedGroup,
    UnmetWish,
)
from pfa.matching.queries.standing import is_full, is_looking
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, Provider
from pfa.web.pages import Page, page_of

FILTERS: Mapping[str, tuple[str, Any]] = {
    "all": ("Everyone", sa.true),
    "first": ("First wish met", lambda: RunPerson.wish_met == 1),
    "second": ("Second wish met", lambda: RunPerson.wish_met == 2),
    "third": ("Third wish met", lambda: RunPerson.wish_met == 3),
    "main": ("Main pathway", lambda: RunPerson.has_main.is_(True)),
    "full": ("Full weeks", is_full),
    "gaps": ("Weeks with a gap", lambda: sa.and_(sa.not_(is_full()), RunPerson.sessions > 0)),
    "looking": ("Still looking", is_looking),
    "silent": ("No answer yet", lambda: RunPerson.has_answered.is_(False)),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """One person's line in a run: their figures, their groups, and unmet wishes they wanted more than what is in it."""

    row: RunPerson
    person: YoungPerson
    groups: Sequence[Group]
    unmet: Sequence[UnmetWish]


def people(session: Session, run: Run, *, which: str, number: int) -> Page[Suggested]:
    """The people of a run, by name, a page at a time: six statements."""
    condition = FILTERS.get(which, FILTERS["all"])[1]()
    query = (
        sa.select(RunPerson)
        .join(YoungPerson, YoungPerson.id == RunPerson.young_person_id)
        .where(RunPerson.run_id == run.id, condition)
        .options(joinedload(RunPerson.young_person).selectinload(YoungPerson.own_sessions))
        .order_by(YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id)
    )
    page: Page[RunPerson] = page_of(session, query, number=number, size=25)
    ids = [row.young_person_id for row in page.rows]
    weeks, unmet = groups_of(session, run, ids), unmet_of(session, run, ids)
    lines = [
        Suggested(
            row,
            row.young_person,
            weeks[row.young_person_id],
            [wish for wish in unmet[row.young_person_id] if row.wish_met is None or wish.rank < row.wish_met],
        )
        for row in page.rows
    ]
    return Page(rows=lines, number=page.number, total=page.total, size=page.size)


def groups_of(session: Session, run: Run, people: Iterable[int]) -> Mapping[int, Sequence[Group]]:
    """The suggested groups of some people, with opportunity, provider and place: one statement."""
    query = (
        sa.select(SuggestedGroup)
        .where(SuggestedGroup.run_id == run.id, SuggestedGroup.young_person_id.in_(list(people)))
        .options(
            joinedload(SuggestedGroup.group)
            .joinedload(Group.opportunity)
            .joinedload(Opportunity.provider)
            .options(joinedload(Provider.organisation), joinedload(Provider.site))
        )
        .order_by(SuggestedGroup.young_person_id, SuggestedGroup.id)
    )
    found: defaultdict[int, list[Group]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.young_person_id].append(row.group)
    return found


def unmet_of(session: Session, run: Run, people: Iterable[int]) -> Mapping[int, Sequence[UnmetWish]]:
    """The unmet wishes of some people, each with its reason: one statement."""
    query = (
        sa.select(UnmetWish)
        .where(UnmetWish.run_id == run.id, UnmetWish.young_person_id.in_(list(people)))
        .order_by(UnmetWish.young_person_id, UnmetWish.rank)
    )
    found: defaultdict[int, list[UnmetWish]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.young_person_id].append(row)
    return found


def suggested(session: Session, run: Run, person: YoungPerson) -> RunPerson:
    """One person's line of a run. Raises NotFound if they were not in it."""
    query = sa.select(RunPerson).where(RunPerson.run_id == run.id, RunPerson.young_person_id == person.id)
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("This young person was not in that run.")
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What one provider has to be asked about, and for how many people."""

    group: Group
    needs: Sequence[str]
    people: Sequence[YoungPerson]


def requests(session: Session, run: Run) -> Sequence[Asked]:
    """Requests to providers, by provider and group: one statement."""
    query = (
        sa.select(ProviderRequest)
        .join(Group, Group.id == ProviderRequest.group_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(ProviderRequest.run_id == run.id)
        .options(
            joinedload(ProviderRequest.young_person),
            joinedload(ProviderRequest.group)
            .joinedload(Group.opportunity)
            .joinedload(Opportunity.provider)
            .options(joinedload(Provider.organisation), joinedload(Provider.site)),
        )
        .order_by(Opportunity.provider_id, Group.id, ProviderRequest.young_person_id, ProviderRequest.need)
    )
    grouped: dict[int, list[ProviderRequest]] = defaultdict(list)
    for row in session.scalars(query):
        grouped[row.group_id].append(row)
    return [
        Asked(
            group=rows[0].group,
            needs=sorted({row.need for row in rows}),
            people=list({row.young_person_id: row.young_person for row in rows}.values()),
        )
        for rows in grouped.values()
    ]


@dataclass(frozen=True, slots=True)
class Filled:
    """One group and how many people a run suggests for it."""

    group: Group
    people: int


def fullness(session: Session, run: Run, *, number: int) -> Page[Filled]:
    """Every group of the run's entry year and how full the run makes it, by provider: three statements."""
    counted = (
        sa.select(SuggestedGroup.group_id, sa.func.count(SuggestedGroup.id).label("people"))
        .where(SuggestedGroup.run_id == run.id)
        .group_by(SuggestedGroup.group_id)
        .subquery()
    )
    query = (
        sa.select(Group, sa.func.coalesce(counted.c.people, 0))
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .outerjoin(counted, counted.c.group_id == Group.id)
        .where(Group.entry_year == run.entry_year, Opportunity.closed_on.is_(None))
        .options(
            joinedload(Group.opportunity)
            .joinedload(Opportunity.provider)
            .options(joinedload(Provider.organisation), joinedload(Provider.site))
        )
        .order_by(Opportunity.provider_id, Opportunity.name, Group.id)
    )
    page: Page[Any] = page_of(session, query, number=number, scalars=False)
    return Page(rows=[Filled(*row) for row in page.rows], number=page.number, total=page.total, size=page.size)
