"""What is due: next actions, checks that end, links that wait for an answer or whose answer nobody has read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.employers.models import Employer, EmployerCheck, OfferLink, Stage
from pfa.employers.rules import CHECK_NAMES, SOON_DAYS, CheckState, check_state
from pfa.provision.models import Group, Opportunity, Provider
from pfa.web.pages import Page, page_of

DAYS = 7  # this week: today and the six days after it


@dataclass(frozen=True, slots=True)
class Due:
    """Whose list it is and for which day. `mine`: only what the asker looks after."""

    asker: Asker
    today: dt.date
    mine: bool = True

    @property
    def last_day(self) -> dt.date:
        return self.today + dt.timedelta(days=DAYS - 1)

    def of_employers(self) -> list[sa.ColumnElement[bool]]:
        """The employers it is about."""
        found: list[sa.ColumnElement[bool]] = [
            Employer.authority_id.in_(self.asker.authorities_for("employer:read")),
        ]
        return [*found, Employer.owner_id == self.asker.user_id] if self.mine else found


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check that ends soon or has ended, and whose it is."""

    check: EmployerCheck
    employer: Employer
    state: CheckState

    @property
    def name(self) -> str:
        return CHECK_NAMES[self.check.kind]


@dataclass(frozen=True, slots=True)
class Figures:
    """How much waits in each part of the list."""

    actions: int
    checks: int
    offers: int


def actions_due(session: Session, due: Due, *, page: int = 1) -> Page[Employer]:
    """Employers whose next action is overdue or due this week, the longest overdue first: two statements."""
    query = (
        sa.select(Employer)
        .where(*_actions(due))
        .options(orm.joinedload(Employer.organisation, innerjoin=True), orm.joinedload(Employer.owner))
        .order_by(Employer.next_action_on, Employer.id)
    )
    return page_of(session, query, number=page)


def checks_due(session: Session, due: Due, *, page: int = 1) -> Page[DueCheck]:
    """Checks that have expired or will within 60 days and were not renewed, the first to end first: two statements.

    Employers at "not now" are left out: nobody starts there.
    """
    query = (
        sa.select(EmployerCheck, Employer)
        .join(Employer, Employer.id == EmployerCheck.employer_id)
        .where(*_checks(due))
        .options(
            orm.joinedload(Employer.organisation, innerjoin=True),
            orm.joinedload(Employer.owner),
            orm.joinedload(EmployerCheck.site),
        )
        .order_by(EmployerCheck.expires_on, EmployerCheck.id)
    )
    found = page_of(session, query, number=page, scalars=False)
    rows = [DueCheck(check, employer, check_state(check, due.today)) for check, employer in found.rows]
    return Page(rows=rows, number=found.number, total=found.total, size=found.size)


def offers_due(session: Session, due: Due, *, page: int = 1) -> Page[OfferLink]:
    """Links that were answered and not read yet, then those that wait, the oldest first: two statements."""
    offer = orm.joinedload(OfferLink.group, innerjoin=True).joinedload(Group.opportunity, innerjoin=True)
    query = (
        sa.select(OfferLink)
        .join(OfferLink.employer)
        .where(*_offers(due))
        .options(
            orm.contains_eager(OfferLink.employer).joinedload(Employer.organisation, innerjoin=True),
            orm.contains_eager(OfferLink.employer).joinedload(Employer.owner),
            offer.joinedload(Opportunity.provider, innerjoin=True).joinedload(Provider.site, innerjoin=True),
        )
        .order_by(OfferLink.said.is_(None), OfferLink.ends_at, OfferLink.id)
    )
    return page_of(session, query, number=page)


def figures(session: Session, due: Due) -> Figures:
    """How much waits in each part: three statements."""
    return Figures(
        actions=_count(session, sa.select(Employer.id).where(*_actions(due))),
        checks=_count(session, sa.select(EmployerCheck.id).join(*_its_employer()).where(*_checks(due))),
        offers=_count(session, sa.select(OfferLink.id).join(OfferLink.employer).where(*_offers(due))),
    )


def _count(session: Session, query: sa.Select[int]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0


def _its_employer() -> tuple[type[Employer], sa.ColumnElement[bool]]:
    return Employer, Employer.id == EmployerCheck.employer_id


def _actions(due: Due) -> list[sa.ColumnElement[bool]]:
    return [*due.of_employers(), Employer.next_action_on <= due.last_day]


def _checks(due: Due) -> list[sa.ColumnElement[bool]]:
    newer = orm.aliased(EmployerCheck)
    renewed = (
        sa.select(newer.id)
        .where(
            newer.employer_id == EmployerCheck.employer_id,
            newer.kind == EmployerCheck.kind,
            sa.or_(
                newer.site_id == EmployerCheck.site_id,
                sa.and_(newer.site_id.is_(None), EmployerCheck.site_id.is_(None)),
            ),
            sa.or_(
                newer.checked_on > EmployerCheck.checked_on,
                sa.and_(newer.checked_on == EmployerCheck.checked_on, newer.id > EmployerCheck.id),
            ),
        )
        .exists()
    )
    soon = due.today + dt.timedelta(days=SOON_DAYS)
    return [*due.of_employers(), Employer.stage != Stage.not_now, EmployerCheck.expires_on <= soon, ~renewed]


def _offers(due: Due) -> list[sa.ColumnElement[bool]]:
    # Whoever asked reads the answer too, also where somebody else or nobody looks after the employer.
    own = sa.or_(Employer.owner_id == due.asker.user_id, OfferLink.made_by_id == due.asker.user_id)
    return [
        OfferLink.authority_id.in_(due.asker.authorities_for("employer:read")),
        OfferLink.withdrawn_at.is_(None),
        OfferLink.read_at.is_(None),
        *([own] if due.mine else []),
    ]
