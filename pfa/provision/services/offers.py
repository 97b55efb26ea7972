"""What a group looks like to another authority, kept up to date; and what may not be done to another one's group."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.provision.models import Group, GroupShare, Opportunity, Provider, ShareState

LIVE = (ShareState.offered, ShareState.accepted)
OPPORTUNITY = (
    "name",
    "kind_of_work",
    "summary",
    "level_min",
    "level_max",
    "age_min",
    "age_max",
    "plan_types",
    "features",
    "features_to_ask",
)
GROUP = ("name", "sessions", "hours_a_session", "weeks_a_year", "chance")


def described(session: Session, group: Group) -> dict[str, Any]:
    """A group as it is offered: what, where and when, in words and numbers; no young person, no money, no pool."""
    opportunity = session.get_one(Opportunity, group.opportunity_id)
    query = sa.select(Provider).where(Provider.id.in_({opportunity.provider_id, *group.held_at.values()}))
    at = {row.id: [row.organisation_id, row.site_id] for row in session.scalars(query.order_by(Provider.id))}
    plain = {name: getattr(group, name) for name in GROUP} | {"certainty": group.certainty.value}
    days = {"starts_on": group.starts_on.isoformat(), "ends_on": group.ends_on.isoformat()}
    about = {name: getattr(opportunity, name) for name in OPPORTUNITY} | {"kind": opportunity.kind.value}
    held_at = {half_day: at[provider] for half_day, provider in group.held_at.items()}
    return {"at": at[opportunity.provider_id], "opportunity": about, "group": plain | days, "held_at": held_at}


def follow(session: Session, groups: list[Group], *, actor: audit.Doer, now: dt.datetime) -> None:
    """After groups or their opportunity were changed: what is offered of them changes, and waits to be taken over.

    Raises Refused where a shared group would move to another year.
    """
    known = {group.id: group for group in groups}
    query = sa.select(GroupShare).where(GroupShare.group_id.in_(known), GroupShare.state.in_(LIVE))
    for share in session.scalars(query.order_by(GroupShare.id)).all():
        if known[share.group_id].entry_year != share.entry_year:
            raise Refused("Places of this group are shared for its year. Add another group.", field="entry_year")
        now_so = described(session, known[share.group_id])
        if now_so != share.offer:
            share.offer, share.offer_number = now_so, share.offer_number + 1
            audit.record(
                session, actor=actor, now=now, action="share.changed", subject=share, authority_id=share.owner_id
            )


def close(session: Session, groups: list[Group], *, actor: audit.Doer, now: dt.datetime) -> None:
    """Nobody new comes to closed groups from other authorities; agreements with agreed weeks stay on record as such."""
    query = sa.select(GroupShare).where(
        GroupShare.group_id.in_([group.id for group in groups]), GroupShare.state.in_(LIVE), GroupShare.people == 0
    )
    for share in session.scalars(query.order_by(GroupShare.id)).all():
        share.state, share.ended_at, share.ended_by_id = ShareState.ended, now, actor.user_id
        audit.record(session, actor=actor, now=now, action="share.ended", subject=share, authority_id=share.owner_id)


def refuse_guests(session: Session, condition: sa.ColumnElement[bool]) -> None:
    """Raise Refused if any share of this condition is of another authority's group: only its owner changes it."""
    if session.scalars(sa.select(GroupShare.id).where(condition).limit(1)).first() is not None:
        raise Refused("Another authority offers this. Only they can change it.")
