"""Joint runs as an authority may see them: its own parts, and of those it leads what the others have said."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.matching.joint.models import JointPart, PartState
from pfa.matching.models import Run
from pfa.web.pages import Page, page_of


def parts(session: Session, asker: Asker, *, number: int = 1) -> Page[JointPart]:
    """One page of the asker's own parts, the newest first."""
    return page_of(session, _own(asker, "joint:read").order_by(JointPart.id.desc()), number=number)


def part(session: Session, asker: Asker, public_id: uuid.UUID, *, permission: str = "joint:read") -> JointPart:
    """The asker's own part in a joint run. Raises NotFound."""
    found = session.scalars(_own(asker, permission).where(JointPart.public_id == public_id)).first()
    if found is None:
        raise NotFound
    return found


def led(session: Session, asker: Asker, public_id: uuid.UUID) -> JointPart:
    """The lead's part of a joint run that the asker's authority leads. Raises NotFound."""
    found = part(session, asker, public_id, permission="joint:edit")
    if not found.is_the_leads:
        raise NotFound
    return found


def others(session: Session, own: JointPart) -> Sequence[JointPart]:
    """The other authorities' parts; to anybody but the lead there are none."""
    query = sa.select(JointPart).where(JointPart.joint == own.joint, JointPart.id != own.id).options(*_names())
    return session.scalars(query.order_by(JointPart.id)).all()


def run_of(session: Session, own: JointPart) -> Run | None:
    """The asker's own run that came of it."""
    return session.scalars(sa.select(Run).where(Run.id == own.run_id)).first() if own.run_id else None


def part_of_run(session: Session, run: Run) -> JointPart | None:
    """The part a run came of; None of a run of one authority."""
    query = sa.select(JointPart).where(JointPart.run_id == run.id, JointPart.other_id == run.authority_id)
    return session.scalars(query).first()


def _own(asker: Asker, permission: str) -> sa.Select[JointPart]:
    here = asker.authorities_for(permission)
    return sa.select(JointPart).where(JointPart.other_id.in_(here)).options(*_names())


def _names() -> tuple[orm.interfaces.ORMOption, ...]:
    return (
        orm.joinedload(JointPart.owner),
        orm.joinedload(JointPart.other),
        orm.joinedload(JointPart.proposed_by),
        orm.joinedload(JointPart.answered_by),
    )


def taking_part(session: Session, joint: uuid.UUID) -> list[str]:
    """The authorities of a joint run that has begun, by name, for its lead; those left out are not among them."""
    query = (
        sa.select(JointPart)
        .where(JointPart.joint == joint, JointPart.state == PartState.begun)
        .options(orm.joinedload(JointPart.other))
        .order_by(JointPart.id)
    )
    return [row.other.name for row in session.scalars(query)]
