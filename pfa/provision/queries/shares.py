"""Agreements about places, as the two authorities of each may see them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, Site
from pfa.core.errors import NotFound
from pfa.provision.models import Group, GroupShare, ShareState

SHOWN_AT_MOST = 200


def shares(session: Session, asker: Asker) -> Sequence[GroupShare]:
    """The agreements of the asker's authority on either side, those to come and unanswered first: one statement."""
    waits = sa.case((GroupShare.state == ShareState.offered, 0), (GroupShare.state == ShareState.accepted, 1), else_=2)
    query = _seen(asker, "share:read").order_by(GroupShare.entry_year.desc(), waits, GroupShare.id.desc())
    return session.scalars(query.limit(SHOWN_AT_MOST)).all()


def share(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "share:read") -> GroupShare:
    """One agreement of the asker's authority, on either side. Raises NotFound."""
    found = session.scalars(_seen(asker, permission).where(GroupShare.public_id == public_id)).first()
    if found is None:
        raise NotFound
    return found


def owned(session: Session, asker: Asker, public_id: uuid.UUID) -> GroupShare:
    """One agreement about the asker's own group, to change it. Raises NotFound."""
    found = share(session, asker, public_id, permission="share:edit")
    if found.owner_id not in asker.authorities_for("share:edit"):
        raise NotFound
    return found


def received(session: Session, asker: Asker, public_id: uuid.UUID) -> GroupShare:
    """One agreement about another authority's group, to answer it. Raises NotFound."""
    found = share(session, asker, public_id, permission="share:edit")
    if found.other_id not in asker.authorities_for("share:edit"):
        raise NotFound
    return found


def shared_with(session: Session, group_ids: Iterable[int]) -> Mapping[int, Sequence[GroupShare]]:
    """The standing agreements about groups, by the group's id on its owner's side and on the other's: one statement."""
    ids = list(group_ids)
    about = sa.or_(GroupShare.group_id.in_(ids), GroupShare.guest_group_id.in_(ids))
    live = GroupShare.state.in_([ShareState.offered, ShareState.accepted])
    query = sa.select(GroupShare).where(about, live).options(*_names()).order_by(GroupShare.id)
    found: dict[int, list[GroupShare]] = {}
    for row in session.scalars(query) if ids else ():
        for number in (row.group_id, row.guest_group_id):
            if number in ids and number is not None:
                found.setdefault(number, []).append(row)
    return found


def guests(session: Session) -> frozenset[int]:
    """The opportunities that are other authorities': one statement."""
    return frozenset(number for number in session.scalars(of_others()) if number is not None)


def of_others() -> sa.Select[int | None]:
    """Opportunities of other authorities, as one's own rows: what they are, and offer next year, is theirs to say."""
    return sa.select(GroupShare.guest_opportunity_id).where(GroupShare.guest_opportunity_id.is_not(None))


def places_of(session: Session, share: GroupShare) -> int:
    """All places of the group that its owner shares."""
    return session.scalars(sa.select(Group.places).where(Group.id == share.group_id)).one()


def place(session: Session, offer_at: Sequence[int]) -> str:
    """The name of the place that an offer names by the ids of its organisation and site."""
    organisation_id, site_id = offer_at
    query = sa.select(Organisation.name, Site.name).join(Site, Site.organisation_id == Organisation.id)
    own, site = session.execute(query.where(Organisation.id == organisation_id, Site.id == site_id)).one()
    return own if site in ("", own) else f"{own}, {site}"


def _seen(asker: Asker, permission: str) -> sa.Select[GroupShare]:
    here = asker.authorities_for(permission)
    return (
        sa.select(GroupShare)
        .where(sa.or_(GroupShare.owner_id.in_(here), GroupShare.other_id.in_(here)))
        .options(*_names())
    )


def _names() -> tuple[orm.interfaces.ORMOption, ...]:
    return (
        orm.joinedload(GroupShare.owner),
        orm.joinedload(GroupShare.other),
        orm.joinedload(GroupShare.offered_by),
        orm.joinedload(GroupShare.answered_by),
    )
