"""Opportunities: added, changed, closed and opened again. None is ever deleted: weeks and runs refer to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.provision import rules
from pfa.provision.models import GroupShare, Opportunity, Provider
from pfa.provision.rules import Broken, OpportunityDraft
from pfa.provision.services import offers
from pfa.web.forms import check_version


def add_opportunity(
    session: Session, provider: Provider, draft: OpportunityDraft, *, actor: audit.Doer, now: dt.datetime
) -> Opportunity:
    """Add something a provider offers. Raises Broken with every fault."""
    row = Opportunity(authority_id=provider.authority_id, provider_id=provider.id, **_checked(draft))
    session.add(row)
    audit.record(session, actor=actor, now=now, action="opportunity.added", subject=row)
    return row


def edit_opportunity(
    session: Session,
    opportunity: Opportunity,
    draft: OpportunityDraft,
    *,
    seen: int,
    actor: audit.Doer,
    now: dt.datetime,
    as_guest: bool = False,
) -> None:
    """Change what an opportunity is; another authority's only to follow its offer (`as_guest`).

    Raises Changed, Refused; Broken with every fault.
    """
    check_version(opportunity, seen)
    if not as_guest:
        offers.refuse_guests(session, GroupShare.guest_opportunity_id == opportunity.id)
    for name, value in _checked(draft).items():
        setattr(opportunity, name, value)
    audit.record(session, actor=actor, now=now, action="opportunity.edited", subject=opportunity)
    offers.follow(session, opportunity.groups, actor=actor, now=now)


def close_opportunity(
    session: Session, opportunity: Opportunity, *, on: dt.date, seen: int, actor: audit.Doer, now: dt.datetime
) -> None:
    """Take an opportunity out of lists and runs; agreed weeks keep it. Raises Changed, Refused."""
    check_version(opportunity, seen)
    if opportunity.closed_on is not None:
        raise Refused("This opportunity is already closed.")
    opportunity.closed_on = on
    audit.record(session, actor=actor, now=now, action="opportunity.closed", subject=opportunity)
    offers.close(session, opportunity.groups, actor=actor, now=now)


def reopen_opportunity(
    session: Session, opportunity: Opportunity, *, seen: int, actor: audit.Doer, now: dt.datetime
) -> None:
    """Offer a closed opportunity again. Raises Changed, Refused."""
    check_version(opportunity, seen)
    if opportunity.closed_on is None:
        raise Refused("This opportunity is already open.")
    opportunity.closed_on = None
    audit.record(session, actor=actor, now=now, action="opportunity.reopened", subject=opportunity)


def _checked(draft: OpportunityDraft) -> dict[str, object]:
    faults = rules.opportunity_faults(draft)
    if faults:
        raise Broken(faults)
    return asdict(draft) | {"name": draft.name.strip(), "summary": draft.summary.strip()}
