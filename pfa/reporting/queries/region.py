"""Figures for the region: who is counted, what was published before, and what the authorities of a region show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Authority
from pfa.aspirations import points
from pfa.aspirations import queries as aspirations
from pfa.aspirations.questions import WORK
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people.models import Need
from pfa.provision.kinds import CARRIES_THE_WEEK
from pfa.provision.models import Group, Opportunity
from pfa.reporting.auditor import Shown
from pfa.reporting.editions import Past
from pfa.reporting.figures import BY_KEY, OTHER, Measure, key
from pfa.reporting.models import FigureBasis, PublishedFigure
from pfa.reporting.queries.cohort import Cohort, Stage


@dataclass(frozen=True, slots=True)
class Beside:
    """One authority's figures of one cohort by key, from its newest edition; what is not there was left out."""

    authority: Authority
    edition: int
    published_at: dt.datetime
    figures: Mapping[str, int | None]


def own(session: Session, asker: Asker) -> Authority:
    """The authority whose figures the asker reads and publishes."""
    return session.get_one(Authority, min(asker.authorities_for("report:read")))


def counted(session: Session, cohort: Cohort) -> dict[str, frozenset[int]]:
    """Who stands behind each figure of a cohort: four statements beside those of the cohort."""
    reached = {stage: found.who for stage, found in cohort.stages.items()}
    people, agreed = reached[Stage.people], reached[Stage.agreed]
    found = {
        key(stage.value): reached[stage]
        for stage in (Stage.people, Stage.answered, Stage.agreed, Stage.sustained, Stage.own_life)
    }
    found |= _one_each(BY_KEY["pathway"], agreed, _pathways(session, cohort.entry_year))
    found |= _one_each(BY_KEY["need"], people, _needs(session))
    wished = _wished(session, reached[Stage.answered])
    found |= {key("wish", work): wished.get(work, frozenset()) for work in BY_KEY["wish"].categories}
    return found


def past(session: Session, asker: Asker, entry_year: int) -> list[Past]:
    """Every edition of one cohort, the first first, with who was behind its figures."""
    query = (
        sa.select(FigureBasis)
        .where(FigureBasis.authority_id == own(session, asker).id, FigureBasis.entry_year == entry_year)
        .order_by(FigureBasis.edition, FigureBasis.id)
    )
    when = (
        sa.select(PublishedFigure.edition, sa.func.min(PublishedFigure.published_at).label("at"))
        .where(PublishedFigure.authority_id == own(session, asker).id, PublishedFigure.academic_year == entry_year)
        .group_by(PublishedFigure.edition)
    )
    days = {row.edition: row.at for row in session.execute(when)}
    editions: dict[int, list[FigureBasis]] = {}
    for row in session.scalars(query):
        editions.setdefault(row.edition, []).append(row)
    return [
        Past(
            days[number].date(),
            {key(row.measure, row.category): Shown(row.count, row.is_fresh, row.is_held) for row in rows},
            {key(row.measure, row.category): frozenset(row.people) for row in rows},
        )
        for number, rows in editions.items()
    ]


def years(session: Session, asker: Asker) -> list[int]:
    """The cohorts for which somebody of the region has published, the latest first. Only released figures are read."""
    query = (
        sa.select(PublishedFigure.academic_year)
        .where(PublishedFigure.authority_id.in_(_region(session, asker)))
        .distinct()
        .order_by(PublishedFigure.academic_year.desc())
    )
    return list(session.scalars(query))


def compared(session: Session, asker: Asker, entry_year: int) -> list[Beside]:
    """The asker's authority first, then the others of its region by name, as each last published for this cohort.

    Three statements, and none of them reads a table that holds anything about a person.
    """
    mine = own(session, asker)
    newest = (
        sa.select(PublishedFigure.authority_id, sa.func.max(PublishedFigure.edition).label("edition"))
        .where(
            PublishedFigure.academic_year == entry_year,
            PublishedFigure.authority_id.in_(_region(session, asker)),
        )
        .group_by(PublishedFigure.authority_id)
        .subquery()
    )
    query = (
        sa.select(Authority, PublishedFigure)
        .join(PublishedFigure, PublishedFigure.authority_id == Authority.id)
        .join(
            newest,
            sa.and_(newest.c.authority_id == Authority.id, newest.c.edition == PublishedFigure.edition),
        )
        .where(PublishedFigure.academic_year == entry_year)
        .order_by(Authority.id != mine.id, Authority.name, PublishedFigure.id)
    )
    rows: dict[Authority, list[PublishedFigure]] = {}
    for authority, figure in session.execute(query):
        rows.setdefault(authority, []).append(figure)
    return [
        Beside(
            authority,
            figures[0].edition,
            figures[0].published_at,
            {key(row.measure, row.category): row.count for row in figures},
        )
        for authority, figures in rows.items()
    ]


def _region(session: Session, asker: Asker) -> Sequence[int]:
    """Authorities whose figures the asker may compare: its own, and those that named the same region."""
    mine = own(session, asker)
    if not mine.region:
        return [mine.id]
    return session.scalars(sa.select(Authority.id).where(Authority.region == mine.region).order_by(Authority.id)).all()


def _one_each(measure: Measure, of: frozenset[int], where: Mapping[int, str]) -> dict[str, frozenset[int]]:
    """Everybody of a group in one category each; the last category holds those whom no other one counts."""
    found: dict[str, set[int]] = {category: set() for category in measure.categories}
    for person in of:
        category = where.get(person, OTHER)
        found[category if category in found else OTHER].add(person)
    return {key(measure.key, category): frozenset(who) for category, who in found.items()}


def _pathways(session: Session, entry_year: int) -> dict[int, str]:
    query = (
        sa.select(Package.young_person_id, Opportunity.kind)
        .join(
            PackageVersion,
            sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.agreed_number),
        )
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .join(Group, Group.id == PackageItem.group_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(
            Package.entry_year == entry_year,
            Package.state != PackageState.set_aside,
            Opportunity.kind.in_(CARRIES_THE_WEEK),
        )
        .order_by(Package.id)
    )
    return {person: kind.value for person, kind in session.execute(query)}


def _needs(session: Session) -> dict[int, str]:
    query = sa.select(Need.young_person_id, Need.code).where(Need.rank == 1).order_by(Need.id)
    return {row.young_person_id: row.code for row in session.execute(query)}


def _wished(session: Session, answered: Collection[int]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    said = aspirations.newest_answers(session, answered, question=WORK) if answered else {}
    for person, answers in said.items():
        for work in points.wishes(answers):
            found.setdefault(work, set()).add(person)
    return {work: frozenset(who) for work, who in found.items()}
