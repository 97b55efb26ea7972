"""Invented employers in numbers, for timing pages as a large council would meet them."""

from __future__ import annotations

import datetime as dt
import random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import system
from pfa.accounts.models import Authority, Membership, Organisation, OrganisationKind, Role, Site
from pfa.audit import services as audit
from pfa.core.database import Database
from pfa.employers.models import (
    Activity,
    ActivityKind,
    CheckKind,
    Employer,
    EmployerCheck,
    EmployerContact,
    OfferLink,
    Stage,
)
from pfa.provision.kinds import KINDS_OF_WORK, Certainty, OpportunityKind
from pfa.provision.models import Group, Opportunity, Provider

OFFERING, ASKED, PLANNED = 0.6, 0.15, 0.7  # the shares that offer a placement, wait for a reply, have a next action
ACTIVITIES, CHECKS_AT_MOST = 8, 2  # of one employer; checks of one kind


def employers(database: Database, count: int, *, now: dt.datetime, seed: int = 1) -> int:
    """Add invented employers to the first authority until it has `count`; returns how many were added."""
    with database.reading() as session:
        authority_id = session.scalars(sa.select(Authority.id).order_by(Authority.id)).first() or 0
    with database.writing({authority_id}) as session:
        there = session.scalar(sa.select(sa.func.count()).select_from(Employer)) or 0
        missing = max(0, count - there)
        if missing:
            _Crowd(session, authority_id, now, random.Random(seed)).add(missing)
            authority = session.get_one(Authority, authority_id)
            by = system(authority_id)
            audit.record(session, actor=by, now=now, action="demo.employers-added", subject=authority, fields=[])
            session.commit()
    return missing


class _Crowd:
    def __init__(self, session: Session, authority_id: int, now: dt.datetime, chance: random.Random) -> None:
        self.session, self.chance, self.now, self.today = session, chance, now, now.date()
        self.key = {"authority_id": authority_id}
        query = (
            sa.select(Membership.user_id)
            .where(Membership.authority_id == authority_id, Membership.role == Role.coordinator)
            .order_by(Membership.user_id)
        )
        self.owners = [*session.scalars(query), None]

    def add(self, count: int) -> None:
        organisations = [
            Organisation(name=f"Invented Works {number}", kind=OrganisationKind.employer, is_synthetic=True)
            for number in range(count)
        ]
        for organisation in organisations:
            organisation.sites.append(Site(name=""))
        self.session.add_all(organisations)
        self.session.flush()
        rows = [self._employer(row) for row in organisations]
        self.session.add_all(rows)
        self.session.flush()
        for row in rows:
            self._about(row)
        self.session.flush()
        for row in rows:
            if self.chance.random() < OFFERING:
                self._offer(row)
        self.session.flush()

    def _employer(self, organisation: Organisation) -> Employer:
        planned = self.chance.random() < PLANNED
        stage = self.chance.choice(list(Stage))
        return Employer(
            **self.key,
            organisation=organisation,
            stage=stage,
            not_now_because="Nobody there has time this year." if stage is Stage.not_now else "",
            kind_of_work=self.chance.choice(list(KINDS_OF_WORK)),
            owner_id=self.chance.choice(self.owners),
            next_action="Ring about a taster day" if planned else "",
            next_action_on=self._day(-60, 120) if planned else None,
            is_synthetic=True,
        )

    def _about(self, of: Employer) -> None:
        keys = {**self.key, "employer_id": of.id}
        self.session.add_all(
            [EmployerContact(**keys, name="Front desk", is_key=True), EmployerContact(**keys, name="Buddy")]
        )
        for kind in CheckKind:
            for _ in range(self.chance.randint(0, CHECKS_AT_MOST)):
                made, ends = self._day(-600, 0), self._day(-100, 400)
                self.session.add(EmployerCheck(**keys, kind=kind, checked_on=made, expires_on=max(made, ends)))
        for _ in range(ACTIVITIES):
            on = self._day(-400, 0)
            self.session.add(Activity(**keys, kind=ActivityKind.call, on=on, words="Rang them.", recorded_at=self.now))

    def _offer(self, of: Employer) -> None:
        year = self.today.year + 1
        group = Group(
            **self.key,
            entry_year=year,
            sessions=["mon-am", "mon-pm"],
            places=self.chance.randint(1, 3),
            starts_on=dt.date(year, 9, 6),
            ends_on=dt.date(year + 1, 7, 7),
            certainty=Certainty.provisional,
        )
        offer = Opportunity(
            **self.key, name="Work experience", kind=OpportunityKind.work_experience, is_synthetic=True, groups=[group]
        )
        place = Provider(**self.key, organisation=of.organisation, site=of.organisation.sites[0], is_synthetic=True)
        place.opportunities.append(offer)
        self.session.add(place)
        if self.chance.random() < ASKED:
            self.session.flush()
            ends_at = self.now + dt.timedelta(days=self.chance.randint(1, 14))
            link = OfferLink(**self.key, employer_id=of.id, group_id=group.id, made_at=self.now, ends_at=ends_at)
            self.session.add(link)

    def _day(self, first: int, last: int) -> dt.date:
        return self.today + dt.timedelta(days=self.chance.randint(first, last))
