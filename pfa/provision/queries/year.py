"""One entry year's groups and what of them is already gone: the ground a run and a package stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.calendar.week import SESSIONS
from pfa.provision.models import (
    CoachPool,
    Group,
    GroupShare,
    Opportunity,
    PlaceTaken,
    Provider,
    ShareState,
    TakenBecause,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is gone of one group: people, and the support and coach units they use in each of its sessions.

    `continuing` of the people stay on from the year before; the others have an agreed week, `elsewhere` of them with an
    authority that shares the group.
    """

    people: int = 0
    support_units: int = 0
    coach_units: int = 0
    continuing: int = 0
    elsewhere: int = 0

    @property
    def agreed(self) -> int:
        return self.people - self.continuing


@dataclass(frozen=True, slots=True)
class Fullness:
    """How full some groups are together. A place too many in one group is `over`, it fills no place in another."""

    places: int
    left: int
    over: int
    taken: Taken


def fullness(groups: Iterable[Group], gone: Mapping[int, Taken]) -> Fullness:
    """How full these groups are, `gone` by group id as `taken` finds it."""
    pairs = [(group.places, gone.get(group.id, Taken())) for group in groups]
    return Fullness(
        places=sum(places for places, _ in pairs),
        left=sum(max(0, places - of_it.people) for places, of_it in pairs),
        over=sum(max(0, of_it.people - places) for places, of_it in pairs),
        taken=Taken(
            people=sum(of_it.people for _, of_it in pairs),
            support_units=sum(of_it.support_units for _, of_it in pairs),
            coach_units=sum(of_it.coach_units for _, of_it in pairs),
            continuing=sum(of_it.continuing for _, of_it in pairs),
            elsewhere=sum(of_it.elsewhere for _, of_it in pairs),
        ),
    )


@dataclass(frozen=True, slots=True)
class Left:
    """What of an entry year is still free, never below 0.

    `places` and `viable` (people still needed for the group to run) by group id; `support` by group id, None where
    the provider states no ceiling; `coach` by (pool id, session), for every session of the week.
    """

    places: dict[int, int]
    viable: dict[int, int]
    support: dict[int, int | None]
    coach: dict[tuple[int, str], int]


def groups_for_year(session: Session, entry_year: int) -> list[Group]:
    """The groups of opportunities that are open, by id, with opportunity, provider, site and pool: one statement."""
    query = (
        sa.select(Group)
        .join(Group.opportunity)
        .where(Group.entry_year == entry_year, Opportunity.closed_on.is_(None), Group.id.not_in(no_longer_shared()))
        .options(*_whole())
        .order_by(Group.id)
    )
    return list(session.scalars(query))


def no_longer_shared() -> sa.Select[int | None]:
    """The guest groups whose owner shares them no more, or whose agreement the other side has ended."""
    over = GroupShare.state != ShareState.accepted
    return sa.select(GroupShare.guest_group_id).where(GroupShare.guest_group_id.is_not(None), over)


def taken(session: Session, entry_year: int) -> dict[int, Taken]:
    """What is gone of each group of an entry year that anything is gone of, by group id: one statement."""
    return _sums(session, sa.select(Group.id).where(Group.entry_year == entry_year))


def taken_of(session: Session, group_ids: Sequence[int]) -> dict[int, Taken]:
    """The same for these groups only."""
    return _sums(session, group_ids) if group_ids else {}


def places_left(session: Session, entry_year: int) -> Left:
    """What is still free in an entry year: three statements, whatever its size.

    Groups of closed opportunities are counted too: people who are in them still use their coach pool.
    """
    columns = (Group.id, Group.places, Group.smallest_viable, Group.support_ceiling, Group.pool_id, Group.sessions)
    groups = session.execute(sa.select(*columns).where(Group.entry_year == entry_year).order_by(Group.id)).all()
    gone = taken(session, entry_year)
    used: defaultdict[tuple[int, str], int] = defaultdict(int)
    places: dict[int, int] = {}
    viable: dict[int, int] = {}
    support: dict[int, int | None] = {}
    for group in groups:
        of_it = gone.get(group.id, Taken())
        places[group.id] = max(0, group.places - of_it.people)
        # Others fill the group: one more is enough, and nobody is needed where nobody can come.
        viable[group.id] = min(places[group.id], max(1, group.smallest_viable - of_it.people))
        ceiling = group.support_ceiling
        support[group.id] = None if ceiling is None else max(0, ceiling - of_it.support_units)
        if group.pool_id is not None:
            for half_day in group.sessions:
                used[group.pool_id, half_day] += of_it.coach_units
    coach = {
        (pool.id, half_day): max(0, pool.units.get(half_day, 0) - used[pool.id, half_day])
        for pool in session.scalars(
            sa.select(CoachPool).where(CoachPool.entry_year == entry_year).order_by(CoachPool.id)
        )
        for half_day in SESSIONS
    }
    return Left(places=places, viable=viable, support=support, coach=coach)


def _whole() -> tuple[orm.interfaces.ORMOption, ...]:
    provider = orm.contains_eager(Group.opportunity).joinedload(Opportunity.provider, innerjoin=True)
    return (
        provider.joinedload(Provider.organisation, innerjoin=True),
        provider.joinedload(Provider.site, innerjoin=True),
        orm.joinedload(Group.pool),
    )


def _sums(session: Session, groups: Sequence[int] | sa.Select[int]) -> dict[int, Taken]:
    of = {why: sa.case((PlaceTaken.because == why, PlaceTaken.people), else_=0) for why in TakenBecause}
    query = (
        sa.select(
            PlaceTaken.group_id,
            sa.func.sum(PlaceTaken.people),
            sa.func.sum(PlaceTaken.support_units),
            sa.func.sum(PlaceTaken.coach_units),
            sa.func.sum(of[TakenBecause.continuing]),
            sa.func.sum(of[TakenBecause.elsewhere]),
        )
        .where(PlaceTaken.group_id.in_(groups))
        .group_by(PlaceTaken.group_id)
        .order_by(PlaceTaken.group_id)
    )
    return {group_id: Taken(*map(int, sums)) for group_id, *sums in session.execute(query)}
