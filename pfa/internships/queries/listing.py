"""The list of placements, and how many there are of each: for this room's pages and for reporting."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, User
from pfa.employers.models import Employer
from pfa.internships.models import EndReason, Placement, PlacementState
from pfa.internships.queries import waiting
from pfa.internships.queries.making import count_to_make
from pfa.internships.queries.sight import names, visible
from pfa.packages.models import Package
from pfa.people.models import YoungPerson
from pfa.web.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to. `state` is live, or one of the states, or empty for all."""

    state: str = "live"
    words: str = ""
    coach: uuid.UUID | None = None
    sort: str = "start"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many placements stand where, and how much is due."""

    planned: int
    running: int
    ended: int
    paid_jobs: int  # ended with a paid job, here or elsewhere
    to_make: int
    reviews: int
    unsigned: int
    not_begun: int
    ending: int
    unchecked: int
    not_seen: int


def placements(session: Session, asker: Asker, wanted: Wanted, *, number: int) -> Page[Placement]:
    """One page of placements."""
    query = visible(asker).join(YoungPerson, YoungPerson.id == Placement.young_person_id).options(*names())
    if wanted.state == "live":
        query = query.where(Placement.state != PlacementState.ended)
    elif wanted.state in {each.value for each in PlacementState}:
        query = query.where(Placement.state == PlacementState(wanted.state))
    if wanted.coach is not None:
        query = query.where(Placement.coach_id.in_(sa.select(User.id).where(User.public_id == wanted.coach)))
    for word in wanted.words.split()[:4]:
        query = query.where(_holds(word))
    by_name = (YoungPerson.last_name, YoungPerson.first_name, Placement.id)
    first = {"end": Placement.ends_on, "start": Placement.starts_on}.get(wanted.sort)
    return page_of(session, query.order_by(*([first] if first is not None else []), *by_name), number=number)


def counts(session: Session, asker: Asker, today: dt.date) -> Counts:
    """Every figure of this room, in a fixed number of statements."""
    ids = visible(asker).with_only_columns(Placement.id)
    grouped = (
        sa.select(Placement.state, Placement.end_reason, sa.func.count())
        .where(Placement.id.in_(ids))
        .group_by(Placement.state, Placement.end_reason)
    )
    states: dict[PlacementState, int] = {}
    jobs = 0
    for state, reason, count in session.execute(grouped):
        states[state] = states.get(state, 0) + count
        jobs += count if reason in (EndReason.paid_job_here, EndReason.paid_job_elsewhere) else 0
    return Counts(
        planned=states.get(PlacementState.planned, 0),
        running=states.get(PlacementState.running, 0),
        ended=states.get(PlacementState.ended, 0),
        paid_jobs=jobs,
        to_make=count_to_make(session, asker),
        reviews=waiting.how_many(session, waiting.due_reviews(asker, today)),
        unsigned=waiting.how_many(session, waiting.unsigned(asker)),
        not_begun=waiting.how_many(session, waiting.not_begun(asker, today)),
        ending=waiting.how_many(session, waiting.ending(asker, today)),
        unchecked=len(waiting.unchecked(session, asker, today)),
        not_seen=waiting.how_many(session, waiting.long_unseen(asker, today)),
    )


def ended(session: Session, authority_ids: Sequence[int], *, entry_year: int | None = None) -> Sequence[Placement]:
    """Placements that have ended, the first to end first, with person, package, employer and group: for destinations.

    `entry_year` is that of the week they came from. `end_reason`, `ended_on` and `hours_a_week` say how and when.
    """
    query = (
        sa.select(Placement)
        .outerjoin(Package, Package.id == Placement.package_id)
        .where(Placement.authority_id.in_(authority_ids), Placement.state == PlacementState.ended)
        .options(*names(), joinedload(Placement.package))
        .order_by(Placement.ended_on, Placement.id)
    )
    if entry_year is not None:
        query = query.where(Package.entry_year == entry_year)
    return session.scalars(query).all()


def ended_of(session: Session, young_person_id: int) -> Sequence[Placement]:
    """The placements of one young person that have ended, the newest first."""
    query = (
        sa.select(Placement)
        .where(Placement.young_person_id == young_person_id, Placement.state == PlacementState.ended)
        .options(*names())
        .order_by(Placement.ended_on.desc(), Placement.id.desc())
    )
    return session.scalars(query).all()


def _holds(word: str) -> sa.ColumnElement[bool]:
    """Is the word in the name of the person or of the employer?"""
    at = (
        sa.select(Employer.id)
        .join(Organisation, Organisation.id == Employer.organisation_id)
        .where(Organisation.name.icontains(word, autoescape=True))
    )
    columns = (YoungPerson.first_name, YoungPerson.known_as, YoungPerson.last_name, YoungPerson.reference)
    return sa.or_(*[each.icontains(word, autoescape=True) for each in columns], Placement.employer_id.in_(at))
