"""Who may see which provision: an authority's own staff all of it, a college what it offers itself."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pfa.accounts.actor import Asker
from pfa.provision.models import Provider


def within(asker: Asker, permission: str) -> sa.ColumnElement[bool]:
    """The condition on `Provider` that limits a query to what the asker may do this with."""
    return sa.or_(
        Provider.authority_id.in_(asker.authorities_for(permission)),
        *[
            sa.and_(Provider.authority_id == authority, Provider.organisation_id == organisation)
            for authority, organisation in sorted(asker.organisations_for(permission))
        ],
    )


def works_for(asker: Asker, permission: str, row: Any) -> bool:
    """May the asker do this for the whole authority of a row, and not only through an organisation?"""
    return row.authority_id in asker.authorities_for(permission)


def may(asker: Asker, permission: str, provider: Provider) -> bool:
    """May the asker do this with what a provider offers, through the authority or through its organisation?"""
    pair = (provider.authority_id, provider.organisation_id)
    return works_for(asker, permission, provider) or pair in asker.organisations_for(permission)
