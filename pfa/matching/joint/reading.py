"""Each authority's own problem for a joint run, read through a door that is open for that authority alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.core.database import Database
from pfa.matching import keys
from pfa.matching.building import Cohort, build
from pfa.matching.joint.joining import Guest, Part
from pfa.matching.policies import PolicySettings
from pfa.provision.models import GroupShare, Provider, ShareState


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one authority: its rows, and its part as a problem. Rows never leave for another's session."""

    authority_id: int
    cohort: Cohort
    part: Part


def read(
    database: Database,
    authority_id: int,
    *,
    entry_year: int,
    policy: PolicySettings,
    today: dt.date,
    others: Collection[int],
    earlier: Callable[[Session], Mapping[tuple[int, int], str]] = lambda _session: {},
) -> Read:
    """One authority's cohort and what is on offer to it. `others` take part too: their groups are joined by key.
    `earlier` says behind the authority's own wall which weeks of its own are to be kept where that can be.

    A group of one of them whose change was not taken over is left out. Raises `ProblemFaults`.
    """
    with database.reading({authority_id}) as session:
        cohort = build(session, entry_year=entry_year, policy=policy, today=today, earlier=earlier(session))
        shares = session.scalars(
            sa.select(GroupShare).where(
                GroupShare.other_id == authority_id,
                GroupShare.owner_id.in_(others),
                GroupShare.entry_year == entry_year,
                GroupShare.state == ShareState.accepted,
            )
        ).all()
        sites = _sites(session)
    held = {row.guest_group_id: row for row in shares}
    stale = {keys.group(number) for number, row in held.items() if number is not None and not row.is_up_to_date}
    guests = [
        Guest(
            group=keys.group(number),
            opportunity=keys.opportunity(group.opportunity_id),
            owner_group=keys.group(row.group_id),
            owner_opportunity=keys.opportunity(row.opportunity_id),
            places=max(0, row.places - row.people),
        )
        for number, group in cohort.groups.items()
        if (row := held.get(number)) is not None
    ]
    part = Part(f"A{authority_id}", cohort.problem, tuple(guests), sites)
    return Read(authority_id, cohort, part.without(stale))


def standing(reads: Collection[Read]) -> list[Part]:
    """The parts without guest groups that their owners offer no more this year."""
    offered = {group for each in reads for group in each.part.problem.groups}
    return [
        each.part.without({one.group for one in each.part.guests if one.owner_group not in offered}) for each in reads
    ]


def _sites(session: Session) -> dict[str, str]:
    """The place behind each provider of an authority, under a key that is the same for all authorities."""
    query = sa.select(Provider.id, Provider.site_id).order_by(Provider.id)
    return {keys.provider(number): f"S{site}" for number, site in session.execute(query)}
