"""Provision follows a provider's answer: places, the fewest it runs with, or nothing on offer that September."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.demand.models import DemandReply, Replied, SheetLine
from pfa.provision import services as provision
from pfa.provision.models import Group, Opportunity
from pfa.provision.rules import GroupDraft


def follow(session: Session, line: SheetLine, said: DemandReply, *, actor: audit.Doer, now: dt.datetime) -> int:
    """Bring the groups of a line into line with the answer. Returns how many groups were changed or made.

    Numbers are shared over the groups in proportion to their places. Where the September has no group yet, those of
    the year the line's places stand for are copied, as provisional. "Cannot" leaves groups with no places, and makes
    none. Raises Broken where a group cannot be like that.
    """
    year = line.version.entry_year
    offered = _opportunities(session, line)
    if said.said is not Replied.cannot and not _of(offered, year):
        before = int(line.version.assumptions.get("places_year", year - 1))
        provision.copy_groups(session, offered, from_year=before, to_year=year, actor=actor, now=now)
        session.flush()
        for opportunity in offered:
            session.expire(opportunity, ["groups"])
    groups = _of(offered, year)
    places, viable = _numbers(groups, said)
    for group, number, fewest in zip(groups, places, viable, strict=True):
        if (group.places, group.smallest_viable) != (number, fewest):
            draft = _draft(group, number, fewest)
            provision.edit_group(session, group, draft, seen=group.version, actor=actor, now=now)
    return len(groups)


def shared(number: int, worth: Sequence[int]) -> list[int]:
    """A whole number in proportion to `worth`, in whole parts that add up to it; evenly where nothing is worth more."""
    weights = list(worth) if sum(worth) else [1] * len(worth)
    exact = [number * weight / sum(weights) for weight in weights]
    found = [int(part) for part in exact]
    for place in sorted(range(len(exact)), key=lambda one: (found[one] - exact[one], one))[: number - sum(found)]:
        found[place] += 1
    return found


def _numbers(groups: Sequence[Group], said: DemandReply) -> tuple[list[int], list[int]]:
    """Places and the fewest people of each group after an answer."""
    worth = [group.places for group in groups]
    if said.said is Replied.cannot:
        return [0] * len(groups), [0] * len(groups)
    if said.said is Replied.will_run:
        places = shared(said.places or 0, worth)
        return places, [min(group.smallest_viable, number) for group, number in zip(groups, places, strict=True)]
    fewest = shared(said.at_least or 0, worth)
    places = worth if said.places is None else shared(said.places, worth)
    return [max(pair) for pair in zip(places, fewest, strict=True)], fewest


def _opportunities(session: Session, line: SheetLine) -> list[Opportunity]:
    query = (
        sa.select(Opportunity)
        .where(
            Opportunity.provider_id == line.provider_id,
            Opportunity.kind == line.pathway,
            Opportunity.kind_of_work == line.kind_of_work,
            Opportunity.closed_on.is_(None),
        )
        .options(orm.selectinload(Opportunity.groups).joinedload(Group.pool))
        .order_by(Opportunity.id)
    )
    return list(session.scalars(query))


def _of(offered: Sequence[Opportunity], year: int) -> list[Group]:
    return [group for opportunity in offered for group in opportunity.groups if group.entry_year == year]


def _draft(group: Group, places: int, smallest_viable: int) -> GroupDraft:
    return GroupDraft(
        entry_year=group.entry_year,
        sessions=list(group.sessions),
        places=places,
        smallest_viable=smallest_viable,
        starts_on=group.starts_on,
        ends_on=group.ends_on,
        hours_a_session=group.hours_a_session,
        weeks_a_year=group.weeks_a_year,
        certainty=group.certainty,
        name=group.name,
        held_at=dict(group.held_at),
        support_ceiling=group.support_ceiling,
        pool_id=group.pool_id,
    )
