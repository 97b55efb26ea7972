"""What is due about placements, and who has not been seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.employers.models import Employer, EmployerCheck
from pfa.internships.models import CoachVisit, Placement, PlacementState, Review, Signature, Signer
from pfa.internships.names import SEEING
from pfa.internships.queries.sight import LIVE, names, visible
from pfa.internships.rules import ENDS_SOON, NOT_SEEN, REVIEW_SOON, faults
from pfa.people.codes import DecisionMaker
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, Provider

READ = "placement:read"
AT_MOST = 50  # lines of a list on the page; the figure beside it counts all of them


@dataclass(frozen=True, slots=True)
class Found:
    """The first lines of a list, and how many there are in all."""

    rows: Sequence[Any]
    total: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """Somebody at work whom no coach has seen for a while. `last`: the last visit, or None if there was none."""

    placement: Placement
    last: dt.date | None
    days: int  # since the last visit, or since the first day


@dataclass(frozen=True, slots=True)
class Due:
    """Everything about placements that somebody should do now."""

    reviews: Found  # of Review
    unsigned: Found  # of Placement
    not_begun: Found  # of Placement
    ending: Found  # of Placement
    unchecked: Found  # of Placement

    @property
    def names(self) -> int:
        """How many young people the page names."""
        parts = (self.reviews, self.unsigned, self.not_begun, self.ending, self.unchecked)
        return sum(len(part.rows) for part in parts)


def due(session: Session, asker: Asker, today: dt.date, permission: str = READ) -> Due:
    """What is due: reviews, signatures, beginnings, ends, employers' checks."""
    return Due(
        reviews=_reviews(session, asker, today, permission),
        unsigned=_found(session, unsigned(asker, permission).options(selectinload(Placement.signatures))),
        not_begun=_found(session, not_begun(asker, today, permission)),
        ending=_found(session, ending(asker, today, permission)),
        unchecked=_unchecked(session, asker, today, permission),
    )


def not_seen(session: Session, asker: Asker, today: dt.date, permission: str = READ) -> Sequence[Unseen]:
    """Running placements without a visit in the last two weeks, the longest first. A call sees nobody."""
    last = _last_visit()
    query = (
        long_unseen(asker, today, permission)
        .options(*names())
        .with_only_columns(Placement, last.label("last"))
        .order_by(sa.func.coalesce(last, Placement.starts_on), Placement.id)
    )
    return [
        Unseen(row.Placement, row.last, (today - (row.last or row.Placement.starts_on)).days)
        for row in session.execute(query)
    ]


def how_many(session: Session, query: sa.Select[Any]) -> int:
    """How many rows a query finds."""
    return session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0


def due_reviews(asker: Asker, today: dt.date, permission: str = READ) -> sa.Select[Review]:
    """Reviews of live placements that are due within two weeks or are late, the earliest first."""
    seen = visible(asker, permission).where(Placement.state.in_(LIVE)).with_only_columns(Placement.id)
    until = today + dt.timedelta(days=REVIEW_SOON)
    return (
        sa.select(Review)
        .where(Review.placement_id.in_(seen), Review.done_on.is_(None), Review.due_on <= until)
        .order_by(Review.due_on, Review.id)
    )


def _reviews(session: Session, asker: Asker, today: dt.date, permission: str) -> Found:
    query = due_reviews(asker, today, permission)
    whose = joinedload(Review.placement).options(*names())
    return Found(session.scalars(query.options(whose).limit(AT_MOST)).all(), how_many(session, query))


def _found(session: Session, query: sa.Select[Placement]) -> Found:
    rows = session.scalars(query.options(*names()).limit(AT_MOST)).all()
    return Found(rows, len(rows) if len(rows) < AT_MOST else how_many(session, query))


def unsigned(asker: Asker, permission: str = READ) -> sa.Select[Placement]:
    """Live placements whose agreement somebody has still to sign, the first to start first."""
    alone = YoungPerson.decision_maker == DecisionMaker.young_person
    signed = (
        sa.select(sa.func.count())
        .where(
            Signature.placement_id == Placement.id,
            sa.or_(Signature.party != Signer.family, ~alone),
        )
        .correlate(Placement, YoungPerson)
        .scalar_subquery()
    )
    return (
        visible(asker, permission)
        .join(YoungPerson, YoungPerson.id == Placement.young_person_id)
        .where(Placement.state.in_(LIVE), signed < sa.case((alone, len(Signer) - 1), else_=len(Signer)))
        .order_by(Placement.starts_on, Placement.id)
    )


def not_begun(asker: Asker, today: dt.date, permission: str = READ) -> sa.Select[Placement]:
    """Planned placements whose first day has passed without a word."""
    return (
        visible(asker, permission)
        .where(Placement.state == PlacementState.planned, Placement.starts_on < today)
        .order_by(Placement.starts_on, Placement.id)
    )


def ending(asker: Asker, today: dt.date, permission: str = READ) -> sa.Select[Placement]:
    """Live placements whose last day is near or has passed, or whose young person's record is closed."""
    until = today + dt.timedelta(days=ENDS_SOON)
    return (
        visible(asker, permission)
        .join(YoungPerson, YoungPerson.id == Placement.young_person_id)
        .where(Placement.state.in_(LIVE), sa.or_(Placement.ends_on <= until, YoungPerson.closed_on.is_not(None)))
        .order_by(Placement.ends_on, Placement.id)
    )


def unchecked(session: Session, asker: Asker, today: dt.date, permission: str = READ) -> Sequence[int]:
    """The ids of live placements at an employer with a check missing or run out, or at no named employer."""
    query = (
        visible(asker, permission)
        .join(Group, Group.id == Placement.group_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .join(Provider, Provider.id == Opportunity.provider_id)
        .where(Placement.state.in_(LIVE))
        .with_only_columns(Placement.id, Placement.employer_id, Provider.site_id)
        .order_by(Placement.starts_on, Placement.id)
    )
    live = session.execute(query).all()
    employers = {row.employer_id for row in live if row.employer_id is not None}
    checks: dict[int, list[EmployerCheck]] = {each: [] for each in employers}
    wanted = sa.select(EmployerCheck).where(EmployerCheck.employer_id.in_(employers)).order_by(EmployerCheck.id)
    for check in session.scalars(wanted):
        checks[check.employer_id].append(check)
    places = {(row.employer_id, row.site_id) for row in live if row.employer_id is not None}
    wrong = {(each, site) for each, site in places if faults(checks[each], today, site)}
    return [row.id for row in live if row.employer_id is None or (row.employer_id, row.site_id) in wrong]


def _unchecked(session: Session, asker: Asker, today: dt.date, permission: str) -> Found:
    ids = unchecked(session, asker, today, permission)
    query = (
        visible(asker, permission)
        .where(Placement.id.in_(ids[:AT_MOST]))
        .options(*names(), joinedload(Placement.employer).selectinload(Employer.checks))
        .order_by(Placement.starts_on, Placement.id)
    )
    return Found(session.scalars(query).all(), len(ids))


def _last_visit() -> sa.ScalarSelect[dt.date]:
    return (
        sa.select(sa.func.max(CoachVisit.on))
        .where(CoachVisit.placement_id == Placement.id, CoachVisit.way.in_(SEEING))
        .correlate(Placement)
        .scalar_subquery()
    )


def long_unseen(asker: Asker, today: dt.date, permission: str = READ) -> sa.Select[Placement]:
    before = today - dt.timedelta(days=NOT_SEEN)
    return visible(asker, permission).where(
        Placement.state == PlacementState.running,
        sa.func.coalesce(_last_visit(), Placement.starts_on) < before,
    )
