"""Organisations and their sites are shared between authorities: anybody may add one, nobody rewrites another's."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.geography import postcodes
from pfa.provision.rules import NAME


def add_organisation(
    session: Session, name: str, kind: OrganisationKind, *, authority_id: int, actor: audit.Doer, now: dt.datetime
) -> Organisation:
    """Add an organisation to those that all authorities share. Raises Refused where one of that name is there."""
    name = name.strip()
    if not 0 < len(name) <= NAME:
        raise Refused(f"Enter the organisation's name, in {NAME} characters or fewer", "organisation_name")
    # SQLite folds the case of ASCII letters only, so the name as it is written is asked for too.
    alike = sa.or_(sa.func.lower(Organisation.name) == name.lower(), Organisation.name == name)
    same = sa.select(Organisation.id).where(alike, Organisation.kind == kind)
    if session.scalars(same).first() is not None:
        raise Refused(f"{name} is already in the list. Go back and choose it", "organisation_name")
    row = Organisation(name=name, kind=kind)
    session.add(row)
    audit.record(session, actor=actor, now=now, action="organisation.added", subject=row, authority_id=authority_id)
    return row


def add_site(
    session: Session,
    organisation: Organisation,
    name: str,
    postcode: str,
    *,
    authority_id: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> Site:
    """Add a place of an organisation; its coordinates come from its postcode, which may be empty: then no travel rule.

    Raises Refused for a postcode that is none or that the directory does not know.
    """
    found = postcodes.find(postcode) if postcode.strip() else None
    if postcode.strip() and found is None:
        raise Refused("We do not know that postcode. Check it, or leave it empty for now", "postcode")
    row = Site(
        organisation_id=organisation.id,
        name=name.strip(),
        postcode=found.postcode if found else "",
        lat=found.lat if found else None,
        lon=found.lon if found else None,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="site.added", subject=row, authority_id=authority_id)
    return row
