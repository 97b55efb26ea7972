"""What an authority has of its own for a group that another shares with it: an opportunity and a group, from the offer.

They are rows like any other of theirs, so that weeks, consultations and print need to know nothing of sharing. Only
their owner's offer changes them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.models import Group, GroupShare, Opportunity, Provider
from pfa.provision.rules import GroupDraft, OpportunityDraft
from pfa.provision.services import groups, offers, opportunities


def made(session: Session, share: GroupShare, *, actor: audit.Doer, now: dt.datetime) -> Group:
    """The guest group of a share as its offer says it, made or changed. Raises Broken with every fault."""
    offer = share.offer
    kind = OpportunityKind(offer["opportunity"]["kind"])
    about = OpportunityDraft(**{name: offer["opportunity"][name] for name in offers.OPPORTUNITY}, kind=kind)
    opportunity = _opportunity(session, share)
    if opportunity is None:
        provider = _provider(session, share.other_id, *offer["at"], actor=actor, now=now)
        opportunity = opportunities.add_opportunity(session, provider, about, actor=actor, now=now)
    else:
        opportunities.edit_opportunity(
            session, opportunity, about, seen=opportunity.version, actor=actor, now=now, as_guest=True
        )
    draft = _draft(session, share, actor=actor, now=now)
    if share.guest_group_id is None:
        group = groups.add_group(session, opportunity, draft, actor=actor, now=now)
    else:
        group = session.get_one(Group, share.guest_group_id)
        groups.edit_group(session, group, draft, seen=group.version, actor=actor, now=now, as_guest=True)
    share.guest_opportunity_id, share.guest_group_id = opportunity.id, group.id
    return group


def _draft(session: Session, share: GroupShare, *, actor: audit.Doer, now: dt.datetime) -> GroupDraft:
    said: dict[str, Any] = share.offer["group"]
    return GroupDraft(
        **{name: said[name] for name in offers.GROUP},
        entry_year=share.entry_year,
        places=share.places,
        smallest_viable=min(1, share.places),  # whether it runs is its owner's to say
        starts_on=dt.date.fromisoformat(said["starts_on"]),
        ends_on=dt.date.fromisoformat(said["ends_on"]),
        certainty=Certainty(said["certainty"]),
        held_at={
            half_day: _provider(session, share.other_id, *at, actor=actor, now=now).id
            for half_day, at in share.offer["held_at"].items()
        },
    )


def _opportunity(session: Session, share: GroupShare) -> Opportunity | None:
    """The guest opportunity, made for this share or for another group of the same one."""
    known = sa.select(GroupShare.guest_opportunity_id).where(
        GroupShare.other_id == share.other_id,
        GroupShare.opportunity_id == share.opportunity_id,
        GroupShare.guest_opportunity_id.is_not(None),
    )
    number = session.scalars(known.limit(1)).first()
    return None if number is None else session.get_one(Opportunity, number)


def _provider(
    session: Session, authority_id: int, organisation_id: int, site_id: int, *, actor: audit.Doer, now: dt.datetime
) -> Provider:
    """The authority's own row for a place, known or added: organisations and their sites are shared by all."""
    known = sa.select(Provider).where(Provider.authority_id == authority_id, Provider.site_id == site_id)
    row = session.scalars(known).first()
    if row is None:
        row = Provider(authority_id=authority_id, organisation_id=organisation_id, site_id=site_id)
        session.add(row)
        audit.record(session, actor=actor, now=now, action="provider.added", subject=row)
    return row
