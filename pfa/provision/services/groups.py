"""Groups: added, changed, and copied from one entry year to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.calendar.week import in_week_order
from pfa.provision import queries, rules
from pfa.provision.kinds import Certainty
from pfa.provision.models import CoachPool, Group, GroupShare, Opportunity, Provider
from pfa.provision.rules import Broken, GroupDraft
from pfa.provision.services import offers
from pfa.web.forms import check_version

COPIED = (
    "name",
    "sessions",
    "held_at",
    "places",
    "smallest_viable",
    "support_ceiling",
    "hours_a_session",
    "weeks_a_year",
    "chance",
    "funder",
    "cost",
)


def add_group(
    session: Session, opportunity: Opportunity, draft: GroupDraft, *, actor: audit.Doer, now: dt.datetime
) -> Group:
    """Add a weekly group to an opportunity. Raises Broken with every fault."""
    row = Group(
        authority_id=opportunity.authority_id,
        opportunity=opportunity,
        **_checked(session, opportunity.authority_id, draft, None),
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="group.added", subject=row)
    return row


def edit_group(
    session: Session,
    group: Group,
    draft: GroupDraft,
    *,
    seen: int,
    actor: audit.Doer,
    now: dt.datetime,
    as_guest: bool = False,
) -> None:
    """Change a group. Its year and sessions stay once somebody has an agreed week in it.

    Another authority's group is changed by its owner alone; `as_guest` says that this follows the owner's offer.
    Raises Changed, Refused; Broken with every fault.
    """
    check_version(group, seen)
    if not as_guest:
        offers.refuse_guests(session, GroupShare.guest_group_id == group.id)
    for name, value in _checked(session, group.authority_id, draft, group).items():
        setattr(group, name, value)
    audit.record(session, actor=actor, now=now, action="group.edited", subject=group)
    offers.follow(session, [group], actor=actor, now=now)


def copy_groups(
    session: Session,
    opportunities: Iterable[Opportunity],
    *,
    from_year: int,
    to_year: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> int:
    """Copy the groups of one entry year to another as provisional, dates moved to the same days of the week.

    A group that is there already (same opportunity, name and sessions) is left as it is, so doing it twice adds
    nothing. Coach pools come along under their own name. Returns how many groups were added.
    """
    added = 0
    for opportunity in opportunities:
        there = {(group.name, *group.sessions) for group in opportunity.groups if group.entry_year == to_year}
        old = [group for group in opportunity.groups if group.entry_year == from_year]
        new = [group for group in old if (group.name, *group.sessions) not in there]
        for group in new:
            pool = _pool_of_year(session, group.pool, to_year) if group.pool is not None else None
            copy = Group(
                authority_id=group.authority_id,
                opportunity_id=opportunity.id,
                entry_year=to_year,
                starts_on=_moved(group.starts_on, to_year - from_year),
                ends_on=_moved(group.ends_on, to_year - from_year),
                certainty=Certainty.provisional,
                pool_id=pool.id if pool is not None else None,
                **{name: getattr(group, name) for name in COPIED},
            )
            session.add(copy)
        if new:
            audit.record(
                session,
                actor=actor,
                now=now,
                action="opportunity.groups-copied",
                subject=opportunity,
                fields=["groups"],
            )
        added += len(new)
    return added


def _checked(session: Session, authority_id: int, draft: GroupDraft, group: Group | None) -> dict[str, object]:
    providers = session.scalars(sa.select(Provider.id).where(Provider.authority_id == authority_id)).all()
    pools = {pool.id: pool.entry_year for pool in queries.pools(session, authority_id)}
    faults = rules.group_faults(
        draft,
        places_elsewhere=providers,
        pools=pools,
        agreed=_changed_under_agreed(session, group, draft) if group is not None else None,
    )
    if faults:
        raise Broken(faults)
    return asdict(draft) | {"name": draft.name.strip(), "sessions": in_week_order(draft.sessions)}


def _changed_under_agreed(session: Session, group: Group, draft: GroupDraft) -> str | None:
    same_year, same_week = draft.entry_year == group.entry_year, set(draft.sessions) == set(group.sessions)
    if same_year and same_week:
        return None
    gone = queries.taken_of(session, [group.id]).get(group.id)
    if gone is None or not gone.agreed:
        return None
    return "sessions" if same_year else "entry_year"


def _pool_of_year(session: Session, pool: CoachPool, entry_year: int) -> CoachPool:
    for row in queries.pools(session, pool.authority_id, entry_year):
        if row.name == pool.name:
            return row
    row = CoachPool(authority_id=pool.authority_id, entry_year=entry_year, name=pool.name, units=dict(pool.units))
    session.add(row)
    session.flush()
    return row


def _moved(day: dt.date, years: int) -> dt.date:
    """The same day of the week, as near as can be to the same date."""
    there = day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
    return there + dt.timedelta(days=(day.weekday() - there.weekday() + 3) % 7 - 3)
