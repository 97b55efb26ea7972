"""Asking an employer to confirm a placement by a link, and their one answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.employers.links import LONGEST_DAYS
from pfa.employers.models import ActivityKind, Employer, OfferLink, OfferSaid
from pfa.employers.rules import SAID_NAMES, OfferState, offer_state
from pfa.employers.services.pipeline import entry
from pfa.provision import queries as provision
from pfa.provision.kinds import Certainty
from pfa.provision.models import Group
from pfa.provision.rules import PLACES_AT_MOST, Broken, GroupDraft
from pfa.provision.services import edit_group
from pfa.web.filters import plural
from pfa.web.forms import check_version


@dataclass(frozen=True, slots=True)
class Answer:
    """What an employer says: yes with how many places, or no with why."""

    said: OfferSaid
    said_by: str
    places: int | None
    words: str


def ask(
    session: Session,
    employer: Employer,
    group: Group,
    *,
    sent_to: str,
    days: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> OfferLink:
    """Make a link for one placement on offer; it works for `days`. One that is open for it is withdrawn.

    Raises Refused for a placement of another employer, one that is closed, or a link that works too long.
    """
    offer = group.opportunity
    if offer.provider.organisation_id != employer.organisation_id or group.authority_id != employer.authority_id:
        raise Refused("Choose a placement of this employer")
    if offer.closed_on is not None:
        raise Refused("This placement is closed. Open it again first")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(f"A link works for 1 to {LONGEST_DAYS} days", "days")
    before = sa.select(OfferLink).where(OfferLink.group_id == group.id, OfferLink.said.is_(None)).order_by(OfferLink.id)
    for link in session.scalars(before):
        if link.withdrawn_at is None:
            withdraw(session, link, seen=link.version, actor=actor, now=now)
    row = OfferLink(
        authority_id=employer.authority_id,
        employer=employer,
        group=group,
        sent_to=sent_to,
        made_at=now,
        made_by_id=actor.user_id,
        ends_at=now + dt.timedelta(days=days),
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="offer.asked", subject=row)
    return row


def withdraw(session: Session, link: OfferLink, *, seen: int, actor: audit.Doer, now: dt.datetime) -> None:
    """Stop a link from working. Raises Changed, Refused where it was answered."""
    check_version(link, seen)
    if link.said is not None:
        raise Refused("The employer has answered already.")
    link.withdrawn_at = link.withdrawn_at or now
    audit.record(session, actor=actor, now=now, action="offer.withdrawn", subject=link)


def mark_read(session: Session, link: OfferLink, *, seen: int, actor: audit.Doer, now: dt.datetime) -> None:
    """Take an answer off the list of what is due. Raises Changed, Refused where there is no answer yet."""
    check_version(link, seen)
    if link.said is None:
        raise Refused("The employer has not answered yet.")
    link.read_at = link.read_at or now
    audit.record(session, actor=actor, now=now, action="offer.read", subject=link)


def answer(session: Session, link: OfferLink, said: Answer, *, actor: audit.Doer, now: dt.datetime) -> None:
    """Take an employer's one answer: the placement follows it, the timeline and the due list say so.

    Yes sets the group's places and confirms its days and hours; no leaves it without places. Raises Refused for an
    answer that is not whole, or a link that is not open.
    """
    _whole(said)
    if offer_state(link, now) is not OfferState.open:
        raise Refused("This link was answered already or does not work any more.")
    link.said, link.said_at, link.said_by = said.said, now, said.said_by
    link.places, link.words = said.places if said.said is OfferSaid.yes else None, said.words
    note = _follow(session, link, actor=actor, now=now)
    words = " ".join(filter(None, [_told(link), note]))[:1000]
    session.add(entry(link.employer, ActivityKind.reply, words, on=now.date(), actor=actor, now=now))
    audit.record(session, actor=actor, now=now, action="offer.answered", subject=link)


def _whole(said: Answer) -> None:
    if said.said is OfferSaid.yes and (said.places is None or not 1 <= said.places <= PLACES_AT_MOST):
        raise Refused("Enter how many places you can offer, 1 or more", "places")
    if said.said is OfferSaid.no and not said.words:
        raise Refused("Tell us in a few words why not", "words")
    if not said.said_by:
        raise Refused("Enter your name, so that we know who answered", "said_by")


def _told(link: OfferLink) -> str:
    assert link.said is not None  # it was set just now
    places = f", {plural(link.places, 'place')}" if link.places is not None else ""
    words = f" “{link.words}”" if link.words else ""
    offer = f"{link.group.opportunity.name}, September {link.group.entry_year}"
    return f"{link.said_by} said {SAID_NAMES[link.said].lower()}{places}: {offer}.{words}"


def _follow(session: Session, link: OfferLink, *, actor: audit.Doer, now: dt.datetime) -> str:
    """Change the group as the answer says; returns what somebody here has to look at, or nothing."""
    group = link.group
    places = link.places or 0
    draft = replace(_draft_of(group), places=places)
    if link.said is OfferSaid.yes:
        fewest = min(group.smallest_viable, places)
        draft = replace(draft, smallest_viable=fewest, certainty=Certainty.confirmed)
    try:
        edit_group(session, group, draft, seen=group.version, actor=actor, now=now)
    except Broken as error:  # nothing the employer can put right: their answer is kept, and somebody here is told
        return f"The placement was not changed: {error}. Change it by hand."
    gone = provision.taken_of(session, [group.id]).get(group.id)
    over = gone.people - places if gone is not None else 0
    return f"{plural(over, 'person', 'people')} more than that have the placement already: talk to them." * (over > 0)


def _draft_of(group: Group) -> GroupDraft:
    return GroupDraft(**{name: getattr(group, name) for name in GroupDraft.__dataclass_fields__})
