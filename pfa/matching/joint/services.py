"""A run of several authorities: proposed by one, agreed by each, begun by the one who proposed it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Authority
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.jobs import services as jobs
from pfa.matching import services as matching
from pfa.matching.joint.models import JointPart, PartState
from pfa.matching.models import PolicyRecord, Run
from pfa.web.filters import day
from pfa.web.forms import check_version

SOLVE = "matching.joint"


def propose(
    session: Session,
    *,
    name: str,
    entry_year: int,
    policy: PolicyRecord,
    seconds: int,
    seed: int,
    others: Sequence[Authority],
    keeps: bool = False,
    actor: Asker,
    now: dt.datetime,
) -> JointPart:
    """Propose a joint run to other authorities; whoever proposes it agrees to it. Returns the lead's part.

    `keeps`: each of them begins at the newest run of its own of that September.
    """
    if not others:
        raise Refused("Choose at least one other council.", field="others")
    lead = session.get_one(Authority, actor.authority_id)
    terms = {
        "authorities": [lead.name, *[other.name for other in others]],
        "policy_name": policy.name,
        "policy": dict(policy.settings),
        "agreed": [f"{row.who}, {day(row.agreed_on)}" for row in matching.agreements(session, policy)],
        "seconds": seconds,
        "seed": seed,
        "keeps": keeps,
    }
    about = {"joint": uuid.uuid4(), "name": name, "entry_year": entry_year, "terms": terms, "proposed_at": now}
    by = {"owner_id": lead.id, "proposed_by_id": actor.user_id}
    own = JointPart(
        **about, **by, other_id=lead.id, state=PartState.agreed, answered_at=now, answered_by_id=actor.user_id
    )
    session.add_all([own, *[JointPart(**about, **by, other_id=other.id) for other in others]])
    _record(session, own, "joint.proposed", lead.id, actor, now)
    return own


def agree(session: Session, part: JointPart, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """Agree to the terms as they stand in this part. Raises Changed, Refused."""
    _answer(session, part, PartState.agreed, (PartState.proposed, PartState.declined, PartState.withdrawn), seen)
    _signed(session, part, "joint.agreed", actor, now)


def decline(session: Session, part: JointPart, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """Say no. Raises Changed, Refused."""
    _answer(session, part, PartState.declined, (PartState.proposed,), seen)
    _signed(session, part, "joint.declined", actor, now)


def withdraw(session: Session, part: JointPart, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """Take one's agreement back before the run begins; the lead takes the whole proposal back. Raises Refused."""
    _answer(session, part, PartState.withdrawn, (PartState.agreed,), seen)
    _signed(session, part, "joint.withdrawn", actor, now)
    if part.is_the_leads:
        for other in others_of(session, part):
            other.state = PartState.left_out


def begin(session: Session, part: JointPart, *, seen: int, actor: Asker, now: dt.datetime) -> Run:
    """Begin with those who have agreed; the others are left out. Raises Changed, Refused, TooMany.

    The run is the lead's own; the worker makes one for each of the others.
    """
    others = others_of(session, part)
    agreed = [each for each in others if each.state is PartState.agreed]
    if not agreed:
        raise Refused("Nobody else has agreed yet.")
    _answer(session, part, PartState.begun, (PartState.agreed,), seen)
    run = matching.new_run(
        session,
        name=part.name,
        entry_year=part.entry_year,
        policy_name=part.terms["policy_name"],
        settings=part.terms["policy"],
        agreed=part.terms["agreed"],
        seconds=part.terms["seconds"],
        seed=part.terms["seed"],
        actor=actor,
        now=now,
    )
    part.run_id = run.id
    for each in others:
        each.state = PartState.begun if each in agreed else PartState.left_out
    _record(session, part, "joint.begun", part.owner_id, actor, now)
    jobs.put_in(
        session,
        kind=SOLVE,
        arguments={"joint": str(part.joint)},
        authority_id=part.owner_id,
        asked_by_id=actor.user_id,
        now=now,
    )
    return run


def others_of(session: Session, part: JointPart) -> Sequence[JointPart]:
    """The parts of the other authorities, as the lead may see them, in the order they were proposed to."""
    query = sa.select(JointPart).where(JointPart.joint == part.joint, JointPart.id != part.id)
    return session.scalars(query.order_by(JointPart.id)).all()


def _answer(session: Session, part: JointPart, to: PartState, allowed: Sequence[PartState], seen: int) -> None:
    check_version(part, seen)
    if part.state not in allowed:
        raise Refused("This has been answered, or has begun already.")
    part.state = to


def _signed(session: Session, part: JointPart, action: str, actor: Asker, now: dt.datetime) -> None:
    part.answered_at, part.answered_by_id = now, actor.user_id
    _record(session, part, action, part.other_id, actor, now)


def _record(session: Session, part: JointPart, action: str, authority_id: int, actor: Asker, now: dt.datetime) -> None:
    audit.record(session, actor=actor, now=now, action=action, subject=part, authority_id=authority_id)
