"""The list of an entry year's weeks: who waits for whom, where the gaps are, and who is next."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.calendar.years import academic_year
from pfa.packages.models import LIVE, Package, PackageAnswer, PackageItem, PackageState, PackageVersion, Party, Said
from pfa.packages.queries.sight import visible, whole
from pfa.people import queries as people
from pfa.people.models import Enrolment, YoungPerson
from pfa.provision.models import Group, Opportunity, Provider
from pfa.web.pages import Page, page_of

ROWS = 40
STATES = {
    "": "Every week",
    "draft": "Draft",
    "shared": "Waiting for answers",
    "agreed": "Agreed",
    "set-aside": "Set aside",
}
WAITING = {
    "": "Anybody or nobody",
    "us": "Us: not shared yet",
    "young-person": "The young person",
    "decision-maker": "The decision-maker",
    "provider": "A provider",
    "authority": "The authority",
    "stopped": "A talk: somebody said no or talk to me",
    "overdue": "A late reply",
}
SORTS = ("review", "name", "gap")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is limited to. Empty: no such limit. `school` and `provider` are public ids."""

    entry_year: int
    state: str = ""
    waiting: str = ""
    school: uuid.UUID | None = None
    provider: uuid.UUID | None = None
    gap: bool = False
    name: str = ""
    sort: str = "review"


NO_CHOICE = Choice(entry_year=0)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a week stands in a filtered list, from 1, and the weeks beside it. `number` 0: it is not in the list."""

    number: int
    total: int
    before: uuid.UUID | None = None
    after: uuid.UUID | None = None


def entry_years(session: Session, asker: Asker) -> list[int]:
    """The entry years for which somebody may see weeks or young people, earliest first."""
    seen = people.visible(asker, "package:read").order_by(None).with_only_columns(YoungPerson.entry_year)
    weeks = visible(asker).with_only_columns(Package.entry_year)
    return sorted({year for year in session.scalars(seen.union(weeks)) if year is not None})


def listed(session: Session, asker: Asker, choice: Choice, *, today: dt.date, number: int) -> Page[Package]:
    """One page of weeks with their people, content and answers: a fixed number of statements."""
    query = _ordered(_chosen(asker, choice, today), choice, today).options(*whole())
    return page_of(session, query, number=number, size=ROWS)


def neighbours(session: Session, asker: Asker, choice: Choice, row: Package, *, today: dt.date) -> Neighbours:
    """The weeks before and after this one in the same list: one statement."""
    query = _ordered(_chosen(asker, choice, today), choice, today).with_only_columns(Package.public_id)
    ids = list(session.scalars(query))
    if row.public_id not in ids:
        return Neighbours(0, len(ids), after=ids[0] if ids else None)
    at = ids.index(row.public_id)
    before = ids[at - 1] if at else None
    return Neighbours(at + 1, len(ids), before, ids[at + 1] if at + 1 < len(ids) else None)


def tally(session: Session, asker: Asker, entry_year: int, *, today: dt.date) -> dict[str, int]:
    """How many weeks are in each state, `stopped`, `overdue` and `without` (no week yet): four statements."""
    query = (
        visible(asker)
        .where(Package.entry_year == entry_year)
        .with_only_columns(Package.state, sa.func.count())
        .group_by(Package.state)
    )
    found = {state.value: count for state, count in session.execute(query)}
    for waiting in ("stopped", "overdue"):
        chosen = _chosen(asker, Choice(entry_year, waiting=waiting), today).with_only_columns(sa.func.count())
        found[waiting] = session.scalar(chosen) or 0
    missing = _without(asker, entry_year).order_by(None).with_only_columns(sa.func.count())
    found["without"] = session.scalar(missing) or 0
    return found


def live_week(session: Session, asker: Asker, person: YoungPerson) -> Package | None:
    """The draft, shared or agreed week of one person; of several entry years, the last."""
    query = (
        visible(asker)
        .where(Package.young_person_id == person.id, Package.state.in_(LIVE))
        .order_by(Package.entry_year.desc(), Package.id.desc())
    )
    return session.scalars(query).first()


def without_week(session: Session, asker: Asker, entry_year: int, *, number: int) -> Page[YoungPerson]:
    """Young people who start that September and have no week yet, by name."""
    return page_of(session, _without(asker, entry_year), number=number)


def schools(session: Session, asker: Asker, *, today: dt.date) -> Sequence[Organisation]:
    """The schools of the young people somebody may see this academic year, by name."""
    seen = people.visible(asker, "package:read").order_by(None).with_only_columns(YoungPerson.id)
    ids = sa.select(Enrolment.organisation_id).where(
        Enrolment.young_person_id.in_(seen), Enrolment.academic_year == academic_year(today)
    )
    return session.scalars(sa.select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.name)).all()


def providers(session: Session, asker: Asker, choice: Choice) -> Sequence[Provider]:
    """The providers in the weeks of an entry year that the asker may see, and the chosen one, by name."""
    newest = sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.newest)
    ids = (
        visible(asker)
        .join(PackageVersion, newest)
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .join(Group, Group.id == PackageItem.group_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(Package.entry_year == choice.entry_year)
        .order_by(None)
        .with_only_columns(Opportunity.provider_id)
    )
    query = (
        sa.select(Provider)
        .join(Provider.organisation)
        .where(
            Provider.authority_id.in_(asker.authority_ids),
            sa.or_(Provider.id.in_(ids), Provider.public_id == choice.provider),
        )
        .options(joinedload(Provider.organisation), joinedload(Provider.site))
        .order_by(Organisation.name, Provider.id)
    )
    return session.scalars(query).all()


def _chosen(asker: Asker, choice: Choice, today: dt.date) -> sa.Select[Package]:
    newest = orm.aliased(PackageVersion)
    query = (
        visible(asker)
        .join(Package.young_person)
        .join(newest, sa.and_(newest.package_id == Package.id, newest.number == Package.newest))
        .where(Package.entry_year == choice.entry_year)
    )
    if choice.state in STATES and choice.state:
        query = query.where(Package.state == PackageState(choice.state))
    else:
        query = query.where(Package.state.in_(LIVE))
    if choice.waiting in WAITING and choice.waiting:
        query = query.where(_waits(newest, choice.waiting, today))
    if choice.gap:
        query = query.where(newest.filled < YoungPerson.sessions_wanted)
    if choice.name:
        query = query.where(_called(choice.name))
    if choice.school is not None:
        at_school = (
            sa.select(Enrolment.young_person_id)
            .join(Organisation, Organisation.id == Enrolment.organisation_id)
            .where(Organisation.public_id == choice.school, Enrolment.academic_year == academic_year(today))
        )
        query = query.where(Package.young_person_id.in_(at_school))
    if choice.provider is not None:
        goes_there = (
            sa.select(PackageItem.package_version_id)
            .join(Group, Group.id == PackageItem.group_id)
            .join(Opportunity, Opportunity.id == Group.opportunity_id)
            .join(Provider, Provider.id == Opportunity.provider_id)
            .where(Provider.public_id == choice.provider)
        )
        query = query.where(newest.id.in_(goes_there))
    return query


def _waits(newest: type[PackageVersion], waiting: str, today: dt.date) -> sa.ColumnElement[bool]:
    if waiting == "us":
        return Package.state == PackageState.draft
    said = {
        "stopped": PackageAnswer.said.in_((Said.no, Said.talk)),
        "overdue": sa.and_(PackageAnswer.said.is_(None), PackageAnswer.reply_by < today),
    }
    condition = said.get(waiting)
    if condition is None:
        condition = sa.and_(PackageAnswer.said.is_(None), PackageAnswer.party == Party(waiting))
    asked = sa.select(PackageAnswer.package_version_id).where(PackageAnswer.replaced_at.is_(None), condition)
    return sa.and_(newest.id.in_(asked), Package.state.in_((PackageState.shared, PackageState.agreed)))


def _called(name: str) -> sa.ColumnElement[bool]:
    found = [
        sa.or_(
            YoungPerson.first_name.icontains(word, autoescape=True),
            YoungPerson.known_as.icontains(word, autoescape=True),
            YoungPerson.last_name.icontains(word, autoescape=True),
            YoungPerson.reference.icontains(word, autoescape=True),
        )
        for word in name.split()[:4]
    ]
    return sa.and_(*found)


def _ordered(query: sa.Select[Package], choice: Choice, today: dt.date) -> sa.Select[Package]:
    by_name = (YoungPerson.last_name, YoungPerson.first_name, Package.id)
    if choice.sort == "name":
        return query.order_by(*by_name)
    if choice.sort == "gap":
        version = orm.aliased(PackageVersion)
        filled = (
            sa.select(version.filled)
            .where(version.package_id == Package.id, version.number == Package.newest)
            .scalar_subquery()
        )
        return query.order_by((YoungPerson.sessions_wanted - filled).desc(), *by_name)
    # The months from this one on; people without a review month stand last.
    month = sa.case((YoungPerson.review_month.is_(None), 12), else_=(YoungPerson.review_month + 12 - today.month) % 12)
    return query.order_by(month, *by_name)


def _without(asker: Asker, entry_year: int) -> sa.Select[YoungPerson]:
    have = sa.select(Package.young_person_id).where(Package.entry_year == entry_year, Package.state.in_(LIVE))
    return people.visible(asker, "package:read").where(
        YoungPerson.entry_year == entry_year,
        YoungPerson.merged_into_id.is_(None),
        YoungPerson.id.not_in(have),
    )
