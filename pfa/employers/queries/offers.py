"""Offer links: those of one employer, one for staff, one for the employer who answers it."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.employers.models import Employer, OfferLink
from pfa.provision.models import Group, Opportunity, Provider


def links_of(session: Session, employer: Employer) -> list[OfferLink]:
    """Every link made for an employer, the newest first: one statement."""
    query = _whole().where(OfferLink.employer_id == employer.id).order_by(OfferLink.made_at.desc(), OfferLink.id.desc())
    return list(session.scalars(query))


def link(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "employer:edit") -> OfferLink:
    """One link. Raises NotFound."""
    query = _whole().where(
        OfferLink.public_id == public_id, OfferLink.authority_id.in_(asker.authorities_for(permission))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def link_to_answer(session: Session, public_id: uuid.UUID, *, hold: bool = False) -> OfferLink | None:
    """The link an address names, in a session opened for its authority; None if it is not there.

    `hold`: nobody else may take an answer until this transaction ends (SQLite's write lock does that by itself).
    """
    query = _whole().where(OfferLink.public_id == public_id)
    if hold:
        query = query.with_for_update(of=OfferLink).execution_options(populate_existing=True)
    return session.scalars(query).first()


def _whole() -> sa.Select[OfferLink]:
    offer = orm.joinedload(OfferLink.group, innerjoin=True).joinedload(Group.opportunity, innerjoin=True)
    provider = offer.joinedload(Opportunity.provider, innerjoin=True)
    return sa.select(OfferLink).options(
        orm.joinedload(OfferLink.employer, innerjoin=True).joinedload(Employer.organisation, innerjoin=True),
        orm.joinedload(OfferLink.made_by),
        provider.joinedload(Provider.site, innerjoin=True),
        provider.joinedload(Provider.organisation, innerjoin=True),
    )
