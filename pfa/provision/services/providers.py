"""Providers of an authority."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.provision.models import Provider
from pfa.provision.services.organisations import add_organisation, add_site
from pfa.web.forms import check_version


@dataclass(frozen=True, slots=True)
class ProviderValues:
    """What somebody said of a provider: a site that is known, or a new place by name and postcode."""

    site: Site | None
    site_name: str
    postcode: str
    contact_name: str
    contact_email: str


def add_provider(
    session: Session,
    organisation: Organisation | tuple[str, OrganisationKind],
    values: ProviderValues,
    *,
    authority_id: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> Provider:
    """Add a place where an authority's young people can go; its organisation is known, or named to be made.

    Raises Refused where the authority has it already.
    """
    if isinstance(organisation, tuple):
        organisation = add_organisation(session, *organisation, authority_id=authority_id, actor=actor, now=now)
    site = _site(session, organisation, values, authority_id=authority_id, actor=actor, now=now)
    row = Provider(
        authority_id=authority_id,
        organisation=organisation,
        site=site,
        contact_name=values.contact_name,
        contact_email=values.contact_email,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="provider.added", subject=row)
    return row


def edit_provider(
    session: Session, provider: Provider, values: ProviderValues, *, seen: int, actor: audit.Doer, now: dt.datetime
) -> None:
    """Change where a provider is and whom to ask. Raises Changed, Refused."""
    check_version(provider, seen)
    if values.site is None or values.site.id != provider.site_id:
        provider.site = _site(
            session, provider.organisation, values, authority_id=provider.authority_id, actor=actor, now=now
        )
    provider.contact_name, provider.contact_email = values.contact_name, values.contact_email
    audit.record(session, actor=actor, now=now, action="provider.edited", subject=provider)


def _site(
    session: Session,
    organisation: Organisation,
    values: ProviderValues,
    *,
    authority_id: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> Site:
    if values.site is None:
        return add_site(
            session, organisation, values.site_name, values.postcode, authority_id=authority_id, actor=actor, now=now
        )
    if values.site.organisation_id != organisation.id:
        raise Refused("Choose a place of this organisation", "site")
    used = sa.select(Provider.id).where(Provider.authority_id == authority_id, Provider.site_id == values.site.id)
    if session.scalars(used).first() is not None:
        raise Refused("This place is already in your list of providers", "site")
    return values.site
