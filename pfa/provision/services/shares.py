"""Places of a group for another authority's young people: offered, accepted, changed, ended. Both sides agree."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Authority
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.provision import rules
from pfa.provision.models import Group, GroupShare, ShareState
from pfa.provision.services import guests, offers
from pfa.web.forms import check_version


def offer(
    session: Session, group: Group, other: Authority, places: int | None, *, actor: Asker, now: dt.datetime
) -> GroupShare:
    """Offer places of a group to another authority. Raises Refused, or Broken with every fault of the number."""
    offers.refuse_guests(session, GroupShare.guest_group_id == group.id)
    _check(places, group)
    alike = sa.select(GroupShare.id).where(
        GroupShare.group_id == group.id, GroupShare.other_id == other.id, GroupShare.state.in_(offers.LIVE)
    )
    if session.scalars(alike).first() is not None:
        raise Refused(f"This group is offered to {other.name} already. Change that offer.", field="other")
    row = GroupShare(
        owner_id=group.authority_id,
        other_id=other.id,
        entry_year=group.entry_year,
        opportunity_id=group.opportunity_id,
        group_id=group.id,
        places=places,
        offer=offers.described(session, group),
        offered_at=now,
        offered_by_id=actor.user_id,
    )
    session.add(row)
    _record(session, row, "share.offered", group.authority_id, actor, now)
    return row


def change(
    session: Session, share: GroupShare, places: int | None, *, seen: int, actor: Asker, now: dt.datetime
) -> None:
    """Offer more or fewer places; the other side takes the change over, or does not. Raises Changed, Refused."""
    check_version(share, seen)
    _check_live(share)
    group = session.scalars(sa.select(Group).where(Group.id == share.group_id)).one()
    _check(places, group)
    if (places or 0) < share.people:
        raise Refused(f"{share.people} places are taken already.", field="places")
    share.places, share.offer = places or 0, offers.described(session, group)
    share.offer_number += 1
    _record(session, share, "share.changed", share.owner_id, actor, now)


def accept(session: Session, share: GroupShare, *, seen: int, actor: Asker, now: dt.datetime) -> Group:
    """Accept what is offered, or take a change of it over: the other authority's own opportunity and group follow it.

    Raises Changed, Refused; Broken where a week that is agreed rests on what would change.
    """
    check_version(share, seen)
    _check_live(share)
    group = guests.made(session, share, actor=actor, now=now)
    first = share.state is ShareState.offered
    share.state, share.offer_taken = ShareState.accepted, share.offer_number
    share.answered_at, share.answered_by_id = now, actor.user_id
    _record(session, share, "share.accepted" if first else "share.taken-over", share.other_id, actor, now)
    return group


def decline(session: Session, share: GroupShare, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """Say no to an offer. Raises Changed, Refused."""
    check_version(share, seen)
    if share.state is not ShareState.offered:
        raise Refused("This offer has been answered already.")
    share.state, share.answered_at, share.answered_by_id = ShareState.declined, now, actor.user_id
    _record(session, share, "share.declined", share.other_id, actor, now)


def end(session: Session, share: GroupShare, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """End an agreement, or take an offer back, from either side. Raises Changed, Refused while a place is taken."""
    check_version(share, seen)
    _check_live(share)
    if share.people:
        raise Refused("Somebody has an agreed week in this group, so the agreement stays for this year.")
    share.state, share.ended_at, share.ended_by_id = ShareState.ended, now, actor.user_id
    side = share.owner_id if share.owner_id in actor.authority_ids else share.other_id
    _record(session, share, "share.ended", side, actor, now)


def _check(places: int | None, group: Group) -> None:
    faults = rules.share_faults(places, group.places)
    if faults:
        raise rules.Broken(faults)


def _check_live(share: GroupShare) -> None:
    if share.state not in offers.LIVE:
        raise Refused("This agreement has ended.")


def _record(
    session: Session, share: GroupShare, action: str, authority_id: int, actor: audit.Doer, now: dt.datetime
) -> None:
    audit.record(session, actor=actor, now=now, action=action, subject=share, authority_id=authority_id)
