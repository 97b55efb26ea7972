"""A co-ordinator's first page: what is due, who has not answered, who has no week, who is waited for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import Round
from pfa.aspirations.queries import Member, MemberFilter, Rate, State
from pfa.calendar.years import academic_year, naming_date
from pfa.matching import queries as matching
from pfa.matching.models import Run
from pfa.packages import queries as packages
from pfa.packages.models import LIVE, Package, PackageAnswer, PackageState, PackageVersion
from pfa.packages.queries.sight import visible as visible_packages
from pfa.people import queries as people
from pfa.people.codes import PlanType
from pfa.people.models import Enrolment, YoungPerson
from pfa.provision.models import Provider
from pfa.provision.queries import default_year
from pfa.web.pages import Page, page_of

TOP = 5  # rows of a list that the first page shows


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody whose plan must name a setting and whose week is not yet agreed. No state: they have no week at all."""

    person: YoungPerson
    state: PackageState | None


@dataclass(frozen=True, slots=True)
class Desk:
    """A co-ordinator's desk. `silent` and `rate` belong to the round `asked`; None where there was never a round."""

    entry_year: int
    naming_on: dt.date
    unnamed: Page[Unnamed]
    without: Page[YoungPerson]
    waiting: Page[PackageAnswer]
    late: int
    asked: Round | None
    rate: Rate | None
    silent: Sequence[Member]
    changed: int
    runs: Page[Run]

    @property
    def names(self) -> int:
        """How many young people the page names."""
        rows = (self.unnamed.rows, self.without.rows[:TOP], self.waiting.rows, self.silent)
        return sum(map(len, rows))


def desk(session: Session, asker: Asker, today: dt.date) -> Desk:
    """Everything on a co-ordinator's first page, for the next September to come."""
    entry_year = default_year(today)
    asked = newest_round(session, asker, today)
    rate = aspirations.rates(session, asker, asked).total if asked else None
    silent = MemberFilter(state=State.not_started)
    return Desk(
        entry_year=entry_year,
        naming_on=naming_date(entry_year),
        unnamed=unnamed(session, asker, entry_year, today),
        without=packages.without_week(session, asker, entry_year, number=1),
        waiting=waiting(session, asker),
        late=session.scalar(_waiting(asker, late_on=today).with_only_columns(sa.func.count())) or 0,
        asked=asked,
        rate=rate,
        silent=aspirations.members(session, asker, asked, silent, number=1).rows[:TOP] if asked else [],
        changed=len(aspirations.changed(session, asker)),
        runs=matching.runs(session, asker, number=1),
    )


def newest_round(session: Session, asker: Asker, today: dt.date) -> Round | None:
    """The round that is open today; if none is, the one that was opened last."""
    begun = [asked for asked in aspirations.rounds(session, asker) if asked.opens_on <= today]
    return next((asked for asked in begun if asked.closes_on >= today), begun[0] if begun else None)


def unnamed(session: Session, asker: Asker, entry_year: int, today: dt.date) -> Page[Unnamed]:
    """People with an EHC plan who start that September and have no agreed week: those the asker works with first.

    Then by the month of their annual review, from this month on.
    """
    mine = sa.case((YoungPerson.named_worker_id == asker.user_id, 0), else_=1)
    review = sa.case((YoungPerson.review_month.is_(None), 12), else_=(YoungPerson.review_month - today.month + 12) % 12)
    agreed = sa.select(Package.young_person_id).where(
        Package.entry_year == entry_year, Package.state == PackageState.agreed
    )
    query = (
        people.visible(asker, "package:read")
        .join(Enrolment, Enrolment.young_person_id == YoungPerson.id)
        .where(
            YoungPerson.entry_year == entry_year,
            YoungPerson.merged_into_id.is_(None),
            Enrolment.academic_year == academic_year(today),
            Enrolment.plan_type == PlanType.ehcp,
            YoungPerson.id.not_in(agreed),
        )
        .order_by(None)
        .order_by(mine, review, YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id)
    )
    page = page_of(session, query, number=1, size=TOP)
    live = sa.select(Package.young_person_id, Package.state).where(
        Package.young_person_id.in_([person.id for person in page.rows]),
        Package.entry_year == entry_year,
        Package.state.in_(LIVE),
    )
    states: dict[int, PackageState] = {row.young_person_id: row.state for row in session.execute(live)}
    rows = [Unnamed(person, states.get(person.id)) for person in page.rows]
    return Page(rows, page.number, page.total, page.size)


def waiting(session: Session, asker: Asker) -> Page[PackageAnswer]:
    """Replies that shared weeks wait for, the earliest date first."""
    provider = joinedload(PackageAnswer.provider)
    query = (
        _waiting(asker)
        .options(
            joinedload(PackageAnswer.version).joinedload(PackageVersion.package).joinedload(Package.young_person),
            provider.joinedload(Provider.organisation),
            provider.joinedload(Provider.site),
        )
        .order_by(PackageAnswer.reply_by.is_(None), PackageAnswer.reply_by, PackageAnswer.id)
    )
    return page_of(session, query, number=1, size=TOP)


def _waiting(asker: Asker, late_on: dt.date | None = None) -> sa.Select[PackageAnswer]:
    seen = visible_packages(asker).with_only_columns(Package.id)
    query = (
        sa.select(PackageAnswer)
        .join(PackageVersion, PackageVersion.id == PackageAnswer.package_version_id)
        .join(Package, sa.and_(Package.id == PackageVersion.package_id, Package.newest == PackageVersion.number))
        .where(
            Package.id.in_(seen),
            Package.state == PackageState.shared,
            PackageAnswer.said.is_(None),
            PackageAnswer.replaced_at.is_(None),
        )
    )
    return query.where(PackageAnswer.reply_by < late_on) if late_on else query


def organisation_names(session: Session, asker: Asker, permission: str) -> Sequence[str]:
    """The schools or colleges at which somebody may do this, by name."""
    ids = {organisation for _authority, organisation in asker.organisations_for(permission)}
    query = sa.select(Organisation.name).where(Organisation.id.in_(ids)).order_by(Organisation.name)
    return session.scalars(query).all()
