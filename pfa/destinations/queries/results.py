"""What became of whole cohorts, in a fixed number of statements whatever their size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.destinations import results
from pfa.destinations.codes import counts_as
from pfa.destinations.models import CheckIn, Evidence, Leaver, OwnLife, Spell
from pfa.destinations.results import Followed, SustainedCounts
from pfa.destinations.sustained import Stretch
from pfa.employers.models import Employer
from pfa.people.models import Need, YoungPerson
from pfa.provision.models import Provider

STRENGTH = {evidence: place for place, evidence in enumerate(Evidence)}  # the enum stands strongest first


def sustained_counts(session: Session, authority_id: int, cohort: int, *, today: dt.date) -> SustainedCounts:
    """What became of those who left in one academic year (by the calendar year of its September): four statements."""
    return results.counts(cohort, _followed(session, [authority_id], [cohort], today))


def followed(session: Session, asker: Asker, cohorts: Collection[int], *, today: dt.date) -> list[Followed]:
    """Everybody who left in these academic years, with what lasted; oldest leaving first. Four statements."""
    return _followed(session, asker.authorities_for("destination:read"), cohorts, today)


def cohorts(session: Session, asker: Asker) -> list[int]:
    """The academic years in which anybody left, the newest first."""
    mine = Leaver.authority_id.in_(asker.authorities_for("destination:read"))
    return list(session.scalars(sa.select(Leaver.cohort).where(mine).distinct().order_by(Leaver.cohort.desc())))


def provider_names(session: Session, asker: Asker) -> dict[int, str]:
    """The providers that anybody left, by row number, in the order of their names."""
    mine = Leaver.authority_id.in_(asker.authorities_for("destination:read"))
    query = (
        sa.select(Provider)
        .join(Provider.organisation)
        .where(Provider.id.in_(sa.select(Leaver.provider_id).where(mine)))
        .options(orm.contains_eager(Provider.organisation), orm.joinedload(Provider.site))
        .order_by(Organisation.name, Provider.id)
    )
    return {row.id: row.name for row in session.scalars(query)}


def employer_names(session: Session, asker: Asker) -> dict[int, str]:
    """The employers that anybody left, by row number, in the order of their names."""
    mine = Leaver.authority_id.in_(asker.authorities_for("destination:read"))
    query = (
        sa.select(Employer.id, Organisation.name)
        .join(Employer.organisation)
        .where(Employer.id.in_(sa.select(Leaver.employer_id).where(mine)))
        .order_by(Organisation.name, Employer.id)
    )
    return {row.id: row.name for row in session.execute(query)}


def stretch(row: Any) -> Stretch:
    """A spell, or a row of its columns, as the sustained measures read it."""
    return Stretch(
        first=row.starts_on,
        last=row.ends_on or row.confirmed_on,
        counts=counts_as(row.activity),
        strength=STRENGTH[row.evidence],
        said=row.recorded_at.timestamp(),
        place=place_of(row),
        hours=row.hours_a_week,
        is_paid=row.is_paid,
        is_seasonal=row.is_seasonal,
        key=row.id,
    )


def place_of(row: Any) -> str:
    """Where, as a key that is the same for the same place; empty if nobody said."""
    if row.employer_id is not None:
        return f"employer {row.employer_id}"
    if row.provider_id is not None:
        return f"provider {row.provider_id}"
    return " ".join(row.where.casefold().split())


def _followed(
    session: Session, authority_ids: Collection[int], cohorts: Collection[int], today: dt.date
) -> list[Followed]:
    leavers = _leavers(session, authority_ids, cohorts)
    ids = (
        sa.select(Leaver.young_person_id)
        .where(Leaver.authority_id.in_(authority_ids), Leaver.cohort.in_(cohorts))
        .scalar_subquery()
    )
    said, needs, own = _stretches(session, ids), _needs(session, ids), _own_lives(session, ids)
    found = []
    for row in leavers:
        terms, six, twelve = results.judged(row.left_on, said.get(row.young_person_id, ()), today)
        found.append(
            Followed(
                leaver_id=row.id,
                person_id=row.young_person_id,
                cohort=row.cohort,
                left_on=row.left_on,
                pathway=row.pathway,
                provider_id=row.provider_id,
                employer_id=row.employer_id,
                need=needs.get(row.young_person_id, ""),
                has_stopped=row.stop_asked_at is not None,
                terms=terms,
                six=six,
                twelve=twelve,
                own_life=own.get(row.id),
            )
        )
    return found


def _leavers(session: Session, authority_ids: Collection[int], cohorts: Collection[int]) -> list[Any]:
    """One row a person and cohort: the last leaving in it."""
    query = (
        sa.select(
            Leaver.id,
            Leaver.young_person_id,
            Leaver.cohort,
            Leaver.left_on,
            Leaver.pathway,
            Leaver.provider_id,
            Leaver.employer_id,
            Leaver.stop_asked_at,
        )
        .join(Leaver.young_person)
        .where(
            Leaver.authority_id.in_(authority_ids),
            Leaver.cohort.in_(cohorts),
            YoungPerson.merged_into_id.is_(None),
        )
        .order_by(Leaver.left_on, Leaver.id)
    )
    last = {(row.young_person_id, row.cohort): row for row in session.execute(query)}
    return sorted(last.values(), key=lambda row: (row.left_on, row.id))


def _stretches(session: Session, ids: sa.ScalarSelect[int]) -> dict[int, list[Stretch]]:
    columns = (
        Spell.id,
        Spell.young_person_id,
        Spell.starts_on,
        Spell.ends_on,
        Spell.confirmed_on,
        Spell.activity,
        Spell.evidence,
        Spell.recorded_at,
        Spell.employer_id,
        Spell.provider_id,
        Spell.where,
        Spell.hours_a_week,
        Spell.is_paid,
        Spell.is_seasonal,
    )
    query = (
        sa.select(*columns)
        .where(Spell.young_person_id.in_(ids), Spell.withdrawn_at.is_(None))
        .order_by(Spell.starts_on, Spell.id)
    )
    found: dict[int, list[Stretch]] = {}
    for row in session.execute(query):
        found.setdefault(row.young_person_id, []).append(stretch(row))
    return found


def _needs(session: Session, ids: sa.ScalarSelect[int]) -> dict[int, str]:
    query = sa.select(Need.young_person_id, Need.code).where(Need.young_person_id.in_(ids), Need.rank == 1)
    return {row.young_person_id: row.code for row in session.execute(query.order_by(Need.id))}


def _own_lives(session: Session, ids: sa.ScalarSelect[int]) -> dict[int, OwnLife]:
    """The newest own answer after each leaving."""
    query = (
        sa.select(CheckIn.leaver_id, CheckIn.own_life)
        .join(CheckIn.leaver)
        .where(Leaver.young_person_id.in_(ids), CheckIn.own_life.is_not(None))
        .order_by(CheckIn.done_on, CheckIn.id)
    )
    return {row.leaver_id: row.own_life for row in session.execute(query) if row.own_life is not None}
